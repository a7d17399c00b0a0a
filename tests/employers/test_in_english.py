"""Refusals and findings of the rooms below, on the pages of somebody who reads English."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from django.urls import reverse
from tests.employers.conftest import Desk
from tests.employers.people import DECEMBER, kpj_of
from tests.employers.test_changes import FORM
from tests.employers.test_flow import file_of, posted, said
from tests.intake.files import wage_row, worker_row, xlsx

from naungan.employers.models import ResultFile
from naungan.intake.layouts import WAGES, WORKERS

pytestmark = pytest.mark.django_db


@pytest.fixture
def english(desk: Desk) -> Desk:
    """The desk of a maker who has switched to English."""
    desk.maker.cookies["django_language"] = "en"
    return desk


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("upah.xlsx", b"", "[F02] upah.xlsx: empty. Download the example, fill it in, then upload it again."),
        ("upah.xlsx", b"%PDF-1.7", "[F02] upah.xlsx: a PDF file, not a spreadsheet."),
        ("upah.xlsx", b"KPJ,NIK\n", "its content is plain text, but its name is .xlsx. Open it in Excel"),
        ("upah.csv", b"KPJ,NIK,NAMA\n", "The column KODE_TK is missing. In row 1, column C should be KODE_TK;"),
    ],
)
def test_a_file_that_cannot_be_taken_is_refused_in_english(
    english: Desk, tmp_path: Path, name: str, content: bytes, words: str
) -> None:
    (tmp_path / name).write_bytes(content)
    answer = posted(english.maker, "upload", english, berkas=file_of(tmp_path / name))
    assert answer.status_code == 422
    assert words in said(answer)


def test_what_is_found_in_a_row_is_said_in_the_language_of_whoever_reads_it(english: Desk, tmp_path: Path) -> None:
    one = english.firm.workers[0]
    rows = [wage_row(kpj=kpj_of(one), name=one.person.name, wage="Rp 5.200.000")]
    posted(english.maker, "upload", english, berkas=file_of(xlsx(tmp_path / "upah.xlsx", WAGES, rows)))
    address = reverse("employers:rows", args=[DECEMBER])
    read = said(english.maker.get(address))
    assert "Write digits only, for example 3500000. Reads Rp 5,200,000. If that is right, write 5200000." in read
    english.maker.cookies["django_language"] = "id"
    read = said(english.maker.get(address))
    assert "Tulis angka saja, contoh 3500000. Terbaca Rp 5.200.000. Bila benar, tulis 5200000." in read


def test_what_the_database_found_is_said_in_english_too(english: Desk) -> None:
    posted(english.maker, "save_row", english, upah="9000000", rapel="0", semula="")
    read = said(english.maker.get(f"{reverse('employers:rows', args=[DECEMBER])}?jenis=tanya"))
    assert "The wage changed by +80 %. Right?" in read
    assert "Compare it with the last wage, Rp 5,000,000." in read


def test_the_nik_of_a_new_worker_is_refused_in_english(english: Desk) -> None:
    answer = posted(english.maker, "newcomer", english, **FORM | {"NO_IDENTITAS": "123"})
    assert "A NIK has 16 digits. It reads 3 digits." in said(answer)


def test_the_result_file_is_indonesian_whoever_uploads(english: Desk, tmp_path: Path) -> None:
    rows = [worker_row(), worker_row(NO_PEGAWAI="P-2", NO_IDENTITAS="123", NAMA_LENGKAP="Budi")]
    path = xlsx(tmp_path / "baru.xlsx", WORKERS, rows)
    shown = said(posted(english.maker, "newcomers", english, berkas=file_of(path)))
    assert "A NIK has 16 digits. It reads 3 digits." in shown
    (tmp_path / "hasil.xlsx").write_bytes(bytes(ResultFile.objects.get().content))
    assert "NIK harus 16 angka. Terbaca 3 angka." in cells_of(tmp_path / "hasil.xlsx")


def cells_of(path: Path) -> str:
    """Every text of the first sheet."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    return " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell)
