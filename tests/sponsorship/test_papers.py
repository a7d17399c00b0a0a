"""The decree on paper, compared as a picture with a kept one; what stands in it and what never does."""

from __future__ import annotations

import io
import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import typst
from django.utils import translation
from PIL import Image, ImageChops
from pypdf import PdfReader
from tests.sponsorship.people import a_scheme, born, nik
from tests.sponsorship.test_flow import a_decree

from naungan.sponsorship.papers import TEMPLATES, decree_pdf
from naungan.web.pdf import PACKAGE

KEPT = Path(__file__).parent / "pictures"
POINTS = 60  # an inch: enough to see every line, small enough to keep
MOST_DIFFERENT = 0.002  # of all points, where the same letters fall a little otherwise
HEAD = ["No.", "NIK", "Nama", "Tanggal lahir", "Pekerjaan", "Kabupaten/kota"]
ROW = ["6409**********01", "Siti Aminah", "20-03-1985", "nelayan", "Kabupaten Penajam Paser Utara"]
DATA: dict[str, Any] = {
    "lang": "id", "title": "Daftar penerima perlindungan pekerja rentan", "subtitle": "Pemkab Penajam Paser Utara",
    "number": "188/77/2023", "made": "20 Desember 2022", "foot": "Sidik jari daftar (SHA-256): 0123456789abcdef",
    "facts": [["Skema", "Nelayan 2023"], ["Penerima", "12 orang"], ["Cadangan", "2 orang"]],
    "warnings_title": "Yang harus diketahui sebelum ditandatangani",
    "warnings": ["Peserta baru yang meninggal sebelum 3 bulan kepesertaan mendapat Rp 10.000.000."],
    "list_title": "Daftar penerima", "reserve_title": "Daftar cadangan", "reserve_lead": "Menurut nomor urut.",
    "head": HEAD, "people": [[str(n), *ROW] for n in range(1, 13)], "reserve": [[str(n), *ROW] for n in (1, 2)],
    "sign_place": "20 Desember 2022", "signer": "Bupati Penajam Paser Utara",
}  # fmt: skip


def picture(data: dict[str, Any]) -> Image.Image:
    """The first sheet drawn."""
    drawn = typst.compile(
        (TEMPLATES / "decree.typ").read_bytes(), root=str(PACKAGE), format="png", ppi=POINTS,
        sys_inputs={"data": json.dumps(data)}, ignore_system_fonts=True,
    )  # fmt: skip
    first = drawn[0] if isinstance(drawn, list) else drawn
    return Image.open(io.BytesIO(first)).convert("L")  # type: ignore[arg-type]


def different(one: Image.Image, other: Image.Image) -> float:
    """The share of points that differ visibly."""
    points = ImageChops.difference(one, other).histogram()
    return sum(points[48:]) / sum(points)


@pytest.mark.parametrize("name", ["decree", "decree-plain"])
def test_the_paper_looks_as_it_was_kept(name: str) -> None:
    drawn = picture(DATA if name == "decree" else DATA | {"reserve": [], "warnings": []})
    kept = KEPT / f"{name}.png"
    if os.environ.get("NAUNGAN_KEEP_PICTURES"):
        drawn.save(kept, optimize=True)
    before = Image.open(kept).convert("L")
    assert drawn.size == before.size
    assert different(drawn, before) <= MOST_DIFFERENT


def test_another_word_is_another_picture() -> None:
    assert different(picture(DATA), picture(DATA | {"title": "Daftar lain"})) > MOST_DIFFERENT


@pytest.mark.django_db
@pytest.mark.parametrize(("language", "words"), [("id", "Daftar cadangan"), ("en", "Reserve list")])
def test_the_decree_names_its_people_masked_and_its_reserve(tmp_path: Path, language: str, words: str) -> None:
    decree = a_decree(tmp_path, a_scheme(first_month=date(2025, 3, 1), months=3, name="Tiga bulan"))
    with translation.override(language):
        text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(decree_pdf(decree))).pages)
    assert words in text
    assert "Siti Aminah" in text
    assert nik(1, born(1)) not in text
    assert {"id": "terlalu pendek", "en": "too short"}[language] in " ".join(text.split())
