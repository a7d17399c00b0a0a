"""What reaches the rules: text of every cell, what kind it was, and the row number people see."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.intake.files import WAGES, as_csv, wage_row, xlsx

from naungan.intake.cells import Day, Number, Other, text_of, trimmed
from naungan.intake.read import Batch, open_table


def batches(path: Path) -> list[Batch]:
    return list(open_table(path, WAGES).batches())


def columns(batch: Batch) -> list[list[str]]:
    """The cells of a batch by column."""
    return [list(column) for column in zip(*batch.cells(), strict=True)]


@pytest.mark.parametrize(
    ("value", "text", "kind"),
    [
        ("6471011201900001", "6471011201900001", str),
        (6471011201900000.0, "6471011201900000", Number),
        (6.47e15, "6470000000000000", Number),
        (3500000.0, "3500000", Number),
        (3500000.5, "3500000.5", Number),
        (-5.0, "-5", Number),
        (1e20, "100000000000000000000", Number),
        (date(1990, 8, 17), "1990-08-17", Day),
        (datetime(1990, 8, 17), "1990-08-17", Day),  # noqa: DTZ001
        (datetime(1990, 8, 17, 9, 30), "1990-08-17 09:30", Day),  # noqa: DTZ001
        (True, "TRUE", Other),
        (time(9, 30), "09:30:00", Other),
        ("", "", str),
    ],
)
def test_a_cell_is_its_text_and_its_class_says_what_it_was(value: object, text: str, kind: type) -> None:
    cell = text_of(value)
    assert (str(cell), type(cell)) == (text, kind)


def test_trimming_keeps_the_class() -> None:
    assert type(trimmed(Number(" 5 "))) is Number
    assert trimmed("  Siti \u00a0 Aminah\n") == "Siti Aminah"


def test_a_workbook_keeps_numbers_texts_and_days_apart(tmp_path: Path) -> None:
    rows = [wage_row("00012345678", 6471011201900001, wage=3_500_000), wage_row(code=date(2022, 12, 1), wage="x")]
    [batch] = batches(xlsx(tmp_path / "upah.xlsx", WAGES, rows))
    kpj, nik, code, _, wage, _ = columns(batch)
    assert kpj == ["00012345678", ""]
    assert [type(cell) for cell in nik] == [Number, str]
    assert code[1] == Day("2022-12-01")
    assert wage == [Number("3500000"), "x"]


def test_rows_keep_their_numbers_when_blank_rows_are_left_out(tmp_path: Path) -> None:
    rows = [wage_row("A"), [], [" ", None], wage_row("B"), ["", "", "", "", "", ""], wage_row("C")]
    [of_workbook] = batches(xlsx(tmp_path / "upah.xlsx", WAGES, rows))
    [of_csv] = batches(as_csv(tmp_path / "upah.csv", WAGES, [row or [""] * 6 for row in rows[:2] + rows[3:]]))
    assert (list(of_workbook.numbers), columns(of_workbook)[0]) == ([2, 5, 7], ["A", "B", "C"])
    assert (list(of_csv.numbers), columns(of_csv)[0]) == ([2, 4, 6], ["A", "B", "C"])


@pytest.mark.parametrize("delimiter", [",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_csv_with_comma_or_semicolon_with_and_without_bom(tmp_path: Path, delimiter: str, encoding: str) -> None:
    rows = [wage_row("A", name="Nur, S.E.; M.M."), wage_row("B", name='Siti "Ani"')]
    [batch] = batches(as_csv(tmp_path / "upah.csv", WAGES, rows, delimiter=delimiter, encoding=encoding))
    assert columns(batch)[0] == ["A", "B"]
    assert columns(batch)[3] == ["Nur, S.E.; M.M.", 'Siti "Ani"']


def test_the_header_alone_decides_the_delimiter(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [], delimiter=";")
    file.write_text(file.read_text() + "A;1;2;a,b,c,d,e,f;3.500.000;0\n")
    [batch] = batches(file)
    assert next(batch.cells()) == ["A", "1", "2", "a,b,c,d,e,f", "3.500.000", "0"]


def test_a_cell_may_hold_a_line_break_and_rows_are_counted_as_a_spreadsheet_does(tmp_path: Path) -> None:
    [batch] = batches(as_csv(tmp_path / "upah.csv", WAGES, [wage_row("A", name="Siti\nAminah"), wage_row("B")]))
    assert list(batch.numbers) == [2, 3]


def test_uneven_rows_of_a_csv_are_set_apart(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row("A")])
    file.write_text(file.read_text() + "B,1,2\r\nC,1,2,Nur, S.E.,5000000,0\r\n")
    [batch] = batches(file)
    assert columns(batch)[0] == ["A"]
    assert [(number, len(cells)) for number, cells in batch.uneven] == [(3, 3), (4, 7)]


def test_a_table_can_be_read_again(tmp_path: Path) -> None:
    for file in (
        xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row("A")]),
        as_csv(tmp_path / "upah.csv", WAGES, [wage_row("A")]),
    ):
        table = open_table(file, WAGES)
        first, second = list(table.batches()), list(table.batches())
        assert [one.rows for one in first] == [one.rows for one in second]


CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00\r\n", exclude_categories=("Cs", "Cc")), max_size=20
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(st.lists(CELL, min_size=6, max_size=6), min_size=1, max_size=12))
def test_whatever_is_written_is_read(tmp_path: Path, rows: list[list[str]]) -> None:
    filled = [row for row in rows if any(cell.strip() for cell in row)]
    read = batches(as_csv(tmp_path / "upah.csv", WAGES, rows, delimiter=";"))
    assert [list(row) for batch in read for row in batch.rows] == filled
