"""The result file: the rows as they came, with status, code, explanation and proposed repair.

HR repairs the rejected rows in it and uploads it again: the four columns are ignored on the way in.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from itertools import groupby
from pathlib import Path

import xlsxwriter
from django.utils.translation import override

from naungan.intake.cells import Day, Number
from naungan.intake.errors import NoSuchFile
from naungan.intake.layouts import Layout
from naungan.intake.models import Finding, Upload
from naungan.intake.read import Table
from naungan.saying import gettext

RESULT_COLUMNS = ("status", "kode", "penjelasan", "usulan perbaikan")
ACCEPTED, TO_CONFIRM, WAITING, REJECTED = (
    "DITERIMA",
    "DITERIMA, PERLU DIKONFIRMASI",
    "MENUNGGU KONFIRMASI",
    "DITOLAK",
)
MOST_XLSX_ROWS = 1_048_575
_LONGEST_CELL = 32_000
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_XLSX_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


@contextmanager
def placing(result: Path | None, source: Path) -> Iterator[Path | None]:
    """A draft beside `result` that takes its place when all went well and vanishes when it did not.

    Raises NoSuchFile where no result can be written.
    """
    if result is None:
        yield None
        return
    if result.suffix.lower() not in (".xlsx", ".csv"):
        raise NoSuchFile(gettext("Hasil %(result)s: beri akhiran .xlsx atau .csv.") % {"result": result.name})
    if not result.parent.is_dir() or not os.access(result.parent, os.W_OK):
        raise NoSuchFile(
            gettext("Folder %(parent)s tidak ada atau tidak dapat ditulisi.") % {"parent": result.parent}
        )
    if result.exists() and source.exists() and result.samefile(source):
        raise NoSuchFile(gettext("Hasil tidak boleh menimpa berkas yang diunggah. Beri nama lain."))
    handle, name = tempfile.mkstemp(prefix=f".{result.stem}-", suffix=result.suffix, dir=result.parent)
    os.close(handle)
    draft = Path(name)
    try:
        yield draft
        draft.chmod(0o644)
        draft.replace(result)
    finally:
        draft.unlink(missing_ok=True)


def write_result(table: Table, upload_id: int, path: Path) -> None:
    """Write the result of an upload: XLSX, or CSV by the name of the file. Constant memory.

    It is kept and sent on, so it is in Indonesian whoever uploads. Raises NoSuchFile where a sheet is too short.
    """
    rows = Upload.objects.values_list("rows", flat=True).get(pk=upload_id)
    if path.suffix.lower() == ".csv":
        with override("id"):
            _write_csv(table, upload_id, path)
        return
    if rows > MOST_XLSX_ROWS:
        raise NoSuchFile(
            gettext("%(rows)s baris tidak muat di satu lembar Excel. Minta hasilnya sebagai .csv.") % {"rows": rows}
        )
    with override("id"):
        _write_xlsx(table, upload_id, path)


def _judged(table: Table, upload_id: int) -> Iterator[tuple[int, Sequence[str], tuple[str, str, str, str]]]:
    """Every row of the file with its verdict, in order."""
    findings = Finding.objects.filter(upload_id=upload_id, row__gt=0).order_by("row", "level", "id")
    by_row = groupby(findings.iterator(2_000), key=lambda one: one.row)
    at, found = next(by_row, (0, iter(())))
    for number, cells in _rows(table):
        if number == at:
            yield number, cells, _verdict(list(found))
            at, found = next(by_row, (0, iter(())))
        else:
            yield number, cells, (ACCEPTED, "", "", "")


def _rows(table: Table) -> Iterator[tuple[int, Sequence[str]]]:
    for batch in table.batches():
        even: Iterable[tuple[int, Sequence[str]]] = zip(batch.numbers, batch.cells(), strict=True)
        yield from sorted([*even, *batch.uneven], key=lambda one: one[0]) if batch.uneven else even


def _verdict(findings: list[Finding]) -> tuple[str, str, str, str]:
    if any(one.level == "hard" for one in findings):
        status = REJECTED
    else:
        status = WAITING if any(one.waits for one in findings) else TO_CONFIRM
    codes = list(dict.fromkeys(one.code for one in findings))
    said = [f"{one.column}: {one.said}" if one.column else one.said for one in findings]
    repairs = list(dict.fromkeys(one.repair for one in findings if one.repair))
    return status, ", ".join(codes), " ".join(said), " ".join(repairs)


def _kept_columns(header: Sequence[str]) -> list[int]:
    """The columns that go into the result: all but those of an earlier result."""
    return [place for place, name in enumerate(header) if name.lower() not in RESULT_COLUMNS]


def _write_csv(table: Table, upload_id: int, path: Path) -> None:
    kept = _kept_columns(table.header)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*(table.header[place] for place in kept), *RESULT_COLUMNS])
        for _, cells, verdict in _judged(table, upload_id):
            whole = len(cells) == len(table.header)
            writer.writerow([*map(_harmless, _picked(cells, kept) if whole else cells), *verdict])


def _picked(cells: Sequence[str], kept: list[int]) -> list[str]:
    return [cells[place] for place in kept]


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula; reading drops the apostrophe again."""
    return f"'{cell}" if cell.startswith(_FORMULA_STARTS) else cell


def _write_xlsx(table: Table, upload_id: int, path: Path) -> None:
    kept = _kept_columns(table.header)
    with xlsxwriter.Workbook(str(path), _XLSX_OPTIONS) as book:
        sheet = book.add_worksheet("Hasil")
        writer = _Writer(book, sheet, table.layout)
        sheet.freeze_panes(1, 0)
        for place, name in enumerate((*(table.header[one] for one in kept), *RESULT_COLUMNS)):
            sheet.write_string(0, place, name, writer.bold)
        line = 0
        for number, cells, verdict in _judged(table, upload_id):
            # The rows keep their numbers, so that "baris 17" is row 17 here too.
            line = max(line + 1, number - 1)
            whole = len(cells) == len(table.header)
            writer.row(line, _picked(cells, kept) if whole else cells[: len(kept)], verdict)
        _write_notes(book, upload_id)


class _Writer:
    """Writes cells as what they were: text as text, numbers as numbers, days as days."""

    def __init__(self, book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet, layout: Layout) -> None:
        self.sheet = sheet
        self.bold = book.add_format({"bold": True})
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.as_text = [column.as_text for column in layout.columns]

    def row(self, line: int, cells: Sequence[str], verdict: Sequence[str]) -> None:
        for place, cell in enumerate(cells):
            self.cell(line, place, cell)
        for place, said in enumerate(verdict, start=len(cells)):
            if said:
                self.sheet.write_string(line, place, said[:_LONGEST_CELL])

    def cell(self, line: int, place: int, cell: str) -> None:
        day = _day(cell) if isinstance(cell, Day) else None
        if day is not None:
            self.sheet.write_datetime(line, place, day, self.day)
        elif isinstance(cell, Number) and cell.isdecimal() and not self._is_text(place):
            self.sheet.write_number(line, place, int(cell))
        elif cell:
            self.sheet.write_string(line, place, cell[:_LONGEST_CELL], self.text)

    def _is_text(self, place: int) -> bool:
        return place < len(self.as_text) and self.as_text[place]


def _day(cell: str) -> date | None:
    """The day of a cell that held one; days before 1900 do not exist in a spreadsheet."""
    read = datetime.fromisoformat(cell).date()
    return read if read.year >= 1900 else None


def _write_notes(book: xlsxwriter.Workbook, upload_id: int) -> None:
    """What was found in the file as a whole, on a sheet of its own."""
    notes = Finding.objects.filter(upload_id=upload_id, row=0).order_by("id")
    if not notes:
        return
    sheet = book.add_worksheet("Catatan")
    for line, note in enumerate(notes):
        for place, cell in enumerate((note.code, note.said, note.read, note.repair)):
            sheet.write_string(line, place, cell[:_LONGEST_CELL])
