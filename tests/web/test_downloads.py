"""What people take away: identifiers stay text, nothing is a formula, the file says what it is."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.http import FileResponse
from hypothesis import given
from hypothesis import strategies as st

from naungan.web.downloads import Cell, Column, Kind, as_csv, as_xlsx, plain

COLUMNS = [
    Column("NIK"),
    Column("Nama", width=30),
    Column("Upah", Kind.RUPIAH),
    Column("Cakupan", Kind.PERCENT),
    Column("Lahir", Kind.DAY),
]
ROW: Sequence[Cell] = ("0172015708900001", "Siti Aminah", 3_600_000, Decimal("65.75"), date(1990, 8, 17))
ABOUT = {"Sumber": "Naungan", "Per tanggal": "31 Desember 2022"}
HOSTILE = ['=HYPERLINK("http://x","y")', "+1+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =1", "=1\n=2"]


def content(answer: FileResponse) -> bytes:
    """The whole file."""
    return b"".join(answer)  # type: ignore[arg-type]


def csv_lines(rows: list[Sequence[Cell]]) -> list[list[str]]:
    """The rows of a CSV as a program reads them."""
    return list(csv.reader(io.StringIO(content(as_csv("a", COLUMNS, rows, ABOUT)).decode("utf-8"), newline="")))


def book(rows: list[Sequence[Cell]]) -> openpyxl.Workbook:
    """The workbook as Excel opens it."""
    return openpyxl.load_workbook(io.BytesIO(content(as_xlsx("a", COLUMNS, rows, ABOUT))))


def test_a_csv_says_what_it_is_then_its_columns_then_its_rows() -> None:
    assert csv_lines([ROW, ("1", None, None, None, None)]) == [
        ["# Sumber: Naungan"],
        ["# Per tanggal: 31 Desember 2022"],
        ["NIK", "Nama", "Upah", "Cakupan", "Lahir"],
        ["0172015708900001", "Siti Aminah", "3600000", "65.75", "1990-08-17"],
        ["1", "", "", "", ""],
    ]


def test_a_workbook_has_real_numbers_and_days_and_identifiers_as_text() -> None:
    sheet = book([ROW]).worksheets[0]
    cells = list(sheet[2])
    assert [cell.value for cell in cells] == [
        "0172015708900001", "Siti Aminah", 3_600_000, 65.75, datetime.fromisoformat("1990-08-17"),
    ]  # fmt: skip
    assert [(cell.data_type, cell.number_format) for cell in cells] == [
        ("s", "@"), ("s", "@"), ("n", '"Rp"\u00a0#,##0'), ("n", '0.00"%"'), ("d", "d mmm yyyy"),
    ]  # fmt: skip
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:E2")


def test_a_workbook_says_what_it_is_on_a_sheet_of_its_own() -> None:
    sheet = book([ROW]).worksheets[1]
    assert [tuple(cell.value for cell in row) for row in sheet.iter_rows()] == list(ABOUT.items())


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_csv_begins_a_formula(hostile: str) -> None:
    rows = csv_lines([(hostile, hostile, 1, Decimal(1), date(2022, 1, 1))])
    assert rows[3][:2] == [f"'{hostile}", f"'{hostile}"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_cell_of_a_workbook_is_a_formula(hostile: str) -> None:
    cell = book([(hostile, hostile, 1, Decimal(1), date(2022, 1, 1))]).worksheets[0]["B2"]
    assert (cell.data_type, cell.value.replace("_x000D_", "\r")) == ("s", hostile)


@given(st.text())
def test_text_is_only_ever_given_an_apostrophe(text: str) -> None:
    made = plain(text)
    assert made in (text, f"'{text}")
    assert not made.lstrip().startswith(("=", "+", "-", "@"))


def test_a_negative_amount_is_a_number_not_a_formula() -> None:
    assert csv_lines([("1", "a", -500, Decimal("-1.5"), None)])[3] == ["1", "a", "-500", "-1.5", ""]


def test_about_lines_with_line_breaks_stay_one_cell() -> None:
    answer = as_csv("a", COLUMNS, [], {"Catatan": "satu\n=2"})
    rows = list(csv.reader(io.StringIO(content(answer).decode("utf-8"), newline="")))
    assert rows == [["# Catatan: satu\n=2"], [column.name for column in COLUMNS]]


@pytest.mark.parametrize("make", [as_csv, as_xlsx])
def test_all_rows_are_read_before_the_answer_begins(make: object) -> None:
    read = []

    def rows() -> Iterator[Sequence[Cell]]:
        for number in range(3):
            read.append(number)
            yield (str(number), "a", number, Decimal(number), date(2022, 1, 1))

    make("cakupan", COLUMNS, rows())  # type: ignore[operator]
    assert read == [0, 1, 2]


@pytest.mark.parametrize(("make", "ending"), [(as_csv, "csv"), (as_xlsx, "xlsx")])
def test_a_download_has_its_name_and_is_not_kept_on_the_way(make: object, ending: str) -> None:
    answer = make("cakupan-2022-12", COLUMNS, [ROW])  # type: ignore[operator]
    assert answer.headers["Content-Disposition"] == f'attachment; filename="cakupan-2022-12.{ending}"'
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_sheet_name_that_excel_refuses_is_made_one_it_takes() -> None:
    answer = as_xlsx("a", COLUMNS, [ROW], sheet="Cakupan: Kota/Kabupaten [Desember 2022] semua segmen")
    assert openpyxl.load_workbook(io.BytesIO(content(answer))).sheetnames[0] == "Cakupan  Kota Kabupaten  Desemb"
