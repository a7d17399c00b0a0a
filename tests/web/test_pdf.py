"""Paper: letters that are real PDFs, tagged for screen readers, in type that the package brings along."""

from __future__ import annotations

import contextlib
import json
import re
import zlib
from datetime import date
from pathlib import Path

import pytest
import typst

from naungan.web.pdf import FAMILY, PACKAGE, pdf, pdf_response

HOSTILE = '#panic("x") *tebal* $x$ \\u{41} ] ) " <script>'
TEMPLATE = """
#import "/web/typst/letter.typ": letter, facts, rows
#let data = json(bytes(sys.inputs.data))
#show: letter.with(title: data.title, number: "1/2022", made: data.made, foot: data.foot)
== Rincian
#facts((("Nama", data.name), ("Upah", data.wage)))
#rows(("Bulan", "Iuran"), data.months, numbers: (1,))
"""
DATA = {
    "title": "Saldo JHT",
    "made": date(2022, 12, 31),
    "foot": "Naungan",
    "name": "Siti Aminah",
    "wage": "Rp\u00a03.600.000",
    "months": [["Desember 2022", "Rp\u00a0205.200"]] * 80,
}


@pytest.fixture
def template(tmp_path: Path) -> Path:
    """A template as a room writes one."""
    (tmp_path / "letter_of_a_room.typ").write_text(TEMPLATE, "utf-8")
    return tmp_path / "letter_of_a_room.typ"


def opened(made: bytes) -> bytes:
    """What a PDF holds, with its compressed parts opened."""
    parts = [made]
    for stream in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL):
        with contextlib.suppress(zlib.error):
            parts.append(zlib.decompress(stream))
    return b"\n".join(parts)


def test_a_letter_is_a_tagged_pdf_with_its_title_and_language(template: Path) -> None:
    made = opened(pdf(template, DATA))
    assert made.startswith(b"%PDF-")
    for needed in (
        b"<pdfuaid:part>1<",
        b"Saldo JHT</rdf:li>",
        b"/Lang(id)",
        b"/StructTreeRoot",
        b"/TH",
        b"/Alt(Naungan)",
    ):
        assert needed in made, needed


def test_a_long_table_goes_on_to_the_next_page(template: Path) -> None:
    pages = re.findall(rb"/Type ?/Page\b", opened(pdf(template, DATA)))
    assert len(pages) == 3


def test_what_people_write_is_text_and_never_markup(template: Path) -> None:
    plain = template.with_name("plain.typ")
    plain.write_text("#let data = json(bytes(sys.inputs.data))\n#metadata(data.name) <name>\n#data.name", "utf-8")
    inputs = {"data": json.dumps({"name": HOSTILE})}
    [found] = json.loads(typst.query(str(plain), "<name>", sys_inputs=inputs))
    assert found["value"] == HOSTILE
    assert pdf(template, {**DATA, "name": HOSTILE, "title": HOSTILE}).startswith(b"%PDF-")


def test_type_comes_with_the_package_and_not_from_the_machine(template: Path) -> None:
    families = set(re.findall(rb"/BaseFont ?/[A-Z]{6}\+([A-Za-z]+)", opened(pdf(template, DATA))))
    assert families == {b"LibertinusSerif"}
    assert FAMILY.replace(" ", "").encode() in families


def test_a_template_reads_nothing_outside_the_package(template: Path) -> None:
    template.write_text('#read("/../../../../../../../etc/hostname")', "utf-8")
    with pytest.raises(typst.TypstError):
        pdf(template, {})


def test_a_wrong_template_is_a_fault_not_an_empty_page(template: Path) -> None:
    with pytest.raises(typst.TypstError):
        pdf(template, {"title": "Saldo JHT"})


def test_a_pdf_is_shown_under_its_name_and_not_kept_on_the_way(template: Path) -> None:
    answer = pdf_response(template, DATA, "saldo-jht.pdf")
    assert (answer.headers["Content-Type"], answer.headers["Cache-Control"]) == (
        "application/pdf",
        "private, no-store",
    )
    assert answer.headers["Content-Disposition"] == 'inline; filename="saldo-jht.pdf"'


def test_every_template_of_the_package_reads_its_data_as_text() -> None:
    evaluating = [path.name for path in PACKAGE.rglob("*.typ") if re.search(r"\beval\(", path.read_text("utf-8"))]
    assert evaluating == []
