"""The empty file: what it offers, and that it can be filled in and read."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.intake.layouts import LAYOUTS, WORKERS
from naungan.intake.models import UploadKind
from naungan.intake.read import open_table
from naungan.intake.template import write_template

KINDS = list(LAYOUTS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_filled_in_template_is_read(tmp_path: Path, kind: UploadKind) -> None:
    layout = LAYOUTS[kind]
    path = write_template(kind, tmp_path / "contoh.xlsx")
    book = openpyxl.load_workbook(path)
    for place, column in enumerate(layout.columns, start=1):
        book["Data"].cell(2, place, column.example)
    book.save(path)
    [batch] = open_table(path, layout).batches()
    assert list(batch.cells()) == [[column.example for column in layout.columns]]


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_explains_every_column_and_knows_its_version(tmp_path: Path, kind: UploadKind) -> None:
    book = openpyxl.load_workbook(write_template(kind, tmp_path / "contoh.xlsx"))
    explained = {row[0].value for row in book["Petunjuk"].iter_rows()}
    assert explained >= {column.header or "(kosong)" for column in LAYOUTS[kind].columns}
    assert (book["_versi"].sheet_state, book["_versi"]["A1"].value) == ("veryHidden", f"{kind.value} 1")


def test_identity_columns_are_text_and_choices_are_lists(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(write_template(UploadKind.WORKERS, tmp_path / "contoh.xlsx"))
    sheet = book["Data"]
    assert sheet.column_dimensions["P"].number_format == "@"
    lists = {str(one.sqref).split(":")[0]: one.formula1 for one in sheet.data_validations.dataValidation}
    assert lists == {"O2": '"KTP,PASPOR"', "R2": '"L,P"', "AC2": '"PKWTT,PKWT"', "AG2": '"WNI,WNA"'}


def test_an_empty_template_has_no_rows(tmp_path: Path) -> None:
    table = open_table(write_template(UploadKind.WORKERS, tmp_path / "contoh.xlsx"), WORKERS)
    assert list(table.batches()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_examples_of_required_columns_are_given(kind: UploadKind) -> None:
    missing = [column.header for column in LAYOUTS[kind].columns if column.required and not column.example]
    assert missing == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_header_is_no_template_of_another_kind(tmp_path: Path, kind: UploadKind) -> None:
    path = write_template(kind, tmp_path / "contoh.xlsx")
    others = [layout for other, layout in LAYOUTS.items() if other is not kind]
    for layout in others:
        with pytest.raises(FileRefused):
            open_table(path, layout)


def test_a_template_that_cannot_be_written_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        write_template(UploadKind.WAGES, tmp_path / "tidak" / "ada" / "contoh.xlsx")
