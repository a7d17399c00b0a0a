"""Tables to take away, as CSV and XLSX: identifiers stay text, no cell is a formula, the source is inside."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from tempfile import SpooledTemporaryFile
from typing import IO, Any

import xlsxwriter
from django.http import FileResponse
from django.utils.translation import gettext

IN_MEMORY = 8 * 2**20
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST_SHEET_NAME = 31
_FORMULA = re.compile(r"^\s*[=+\-@\t\r]")


class Kind(Enum):
    """What a column holds, and so how Excel shows it."""

    TEXT = "@"
    WHOLE = "#,##0"
    RUPIAH = '"Rp"\u00a0#,##0'
    PERCENT = '0.00"%"'
    DECIMAL = "#,##0.00"
    DAY = "d mmm yyyy"
    MONTH = "mmm yyyy"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a download; identifiers (NIK, KPJ, NPP, phone) are TEXT."""

    name: str
    kind: Kind = Kind.TEXT
    width: int = 18


Cell = str | int | Decimal | date | None
Table = Iterable[Sequence[Cell]]


def as_csv(name: str, columns: Sequence[Column], rows: Table, about: Mapping[str, str] | None = None) -> FileResponse:
    """A CSV (UTF-8, commas, decimal points, ISO days) whose first lines, with #, say what it is.

    Everything is written before the answer begins, within the transaction of the page.
    """
    target: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    text = io.TextIOWrapper(target, encoding="utf-8", newline="")
    writer = csv.writer(text)
    for label, words in (about or {}).items():
        writer.writerow([f"# {label}: {words}"])
    writer.writerow([plain(column.name) for column in columns])
    for row in rows:
        writer.writerow([_csv_cell(cell) for cell in row])
    text.flush()
    text.detach()
    return _answer(target, f"{name}.csv", "text/csv; charset=utf-8")


def as_xlsx(
    name: str, columns: Sequence[Column], rows: Table, about: Mapping[str, str] | None = None, sheet: str = ""
) -> FileResponse:
    """A workbook with a fixed header row, real numbers and days, and a sheet that says what it is."""
    target: SpooledTemporaryFile[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        page = book.add_worksheet(_sheet_name(sheet or gettext("Data")))
        head = book.add_format({"bold": True, "bg_color": "#DCEFE8", "text_wrap": True, "valign": "top"})
        formats = [book.add_format({"num_format": column.kind.value}) for column in columns]
        for place, column in enumerate(columns):
            page.set_column(place, place, column.width, formats[place])
            page.write_string(0, place, column.name, head)
        page.freeze_panes(1, 0)
        last = 0
        for last, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                _write(page, last, place, cell, formats[place])
        page.autofilter(0, 0, last, max(len(columns) - 1, 0))
        _write_about(book, about or {}, head)
    return _answer(target, f"{name}.xlsx", XLSX)


def plain(text: str) -> str:
    """Text that no spreadsheet takes for a formula: one that begins like one gets an apostrophe before it."""
    return f"'{text}" if _FORMULA.match(text) else text


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    return cell.isoformat() if isinstance(cell, date) else str(cell)


def _write(page: Any, row: int, place: int, cell: Cell, style: Any) -> None:
    if cell is None:
        page.write_blank(row, place, None, style)
    elif isinstance(cell, str):
        page.write_string(row, place, cell, style)
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, style)
    else:
        page.write_number(row, place, cell, style)


def _write_about(book: Any, about: Mapping[str, str], head: Any) -> None:
    page = book.add_worksheet(_sheet_name(gettext("Keterangan")))
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 90)
    for row, (label, words) in enumerate(about.items()):
        page.write_string(row, 0, label, head)
        page.write_string(row, 1, words)


def _sheet_name(words: str) -> str:
    return re.sub(r"[\[\]:*?/\\']", " ", words)[:WIDEST_SHEET_NAME]


def _answer(target: IO[bytes], filename: str, content_type: str) -> FileResponse:
    target.seek(0)
    answer = FileResponse(target, as_attachment=True, filename=filename, content_type=content_type)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
