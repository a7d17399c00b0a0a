"""Read a candidate list: XLSX or CSV, a title above it or not, columns in any order, everything as text."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from naungan.intake.cells import Number, text_of, trimmed
from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.intake.limits import LIMITS
from naungan.intake.read.sniff import Kind, kind_of
from naungan.intake.read.xlsx_guard import let_through
from naungan.saying import gettext as _
from naungan.sponsorship.lists.columns import HEADER_WITHIN, Columns, find_columns

MOST_ROWS = 150_000


@dataclass(frozen=True, slots=True)
class ListRow:
    """A row by field; `line` as a spreadsheet numbers it. A cell that held a number is a `Number`."""

    line: int
    cells: dict[str, str]

    def cell(self, field: str) -> str:
        """A field, empty where the list does not have it."""
        return self.cells.get(field, "")


@dataclass(frozen=True, slots=True)
class ReadList:
    """A list as read: its fingerprint, its columns and its rows."""

    name: str
    sha256: str
    columns: Columns
    rows: tuple[ListRow, ...]


def read_list(path: Path) -> ReadList:
    """Read a candidate list. Raises NoSuchFile, and FileRefused (F01 heading, F02 kind of file, F04 formulas)."""
    if not path.is_file():
        raise NoSuchFile(_("Berkas %(path)s tidak ada. Periksa nama dan foldernya.") % {"path": path})
    if path.stat().st_size > LIMITS.xlsx_bytes:
        raise FileRefused(
            "F02",
            _("%(path)s lebih besar dari %(most)s MB. Bagi menurut kecamatan.")
            % {"path": path.name, "most": LIMITS.xlsx_bytes // 2**20},
        )
    kind, content = kind_of(path), path.read_bytes()
    lines = _of_workbook(path.name, content) if kind is Kind.XLSX else _of_text(path.name, content)
    grid = list(islice(lines, MOST_ROWS + HEADER_WITHIN + 1))
    if len(grid) > MOST_ROWS + HEADER_WITHIN:
        raise FileRefused(
            "F02",
            _("%(path)s: lebih dari %(most)s baris. Bagi berkasnya.") % {"path": path.name, "most": MOST_ROWS},
        )
    columns = find_columns(path.name, grid[:HEADER_WITHIN])
    rows = tuple(_rows(columns, grid))
    if not rows:
        raise FileRefused("F01", _("%(path)s: tidak ada baris di bawah judul.") % {"path": path.name})
    return ReadList(path.name, hashlib.sha256(content).hexdigest(), columns, rows)


def _rows(columns: Columns, grid: Sequence[Sequence[str]]) -> Iterator[ListRow]:
    """The rows below the heading that hold a name or a NIK: totals, signatures and blanks do not."""
    for line, row in enumerate(grid[columns.row :], start=columns.row + 1):
        cells = {field: trimmed(row[at]) for field, at in columns.places.items() if at < len(row)}
        nik = cells.get("nik", "")
        named = any(one.isalpha() for one in cells.get("name", ""))
        if (named and sum(1 for one in cells.values() if one) > 1) or any(one.isdigit() for one in nik):
            yield ListRow(line, cells)


def _of_workbook(name: str, content: bytes) -> Iterator[list[str]]:
    let_through(name, content, LIMITS)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = workbook.get_sheet_by_index(0)
    except CalamineError as wrong:
        raise FileRefused(
            "F02",
            _("%(name)s rusak dan tidak dapat dibaca. Buka di Excel dan simpan ulang sebagai .xlsx.")
            % {"name": name},
        ) from wrong
    left = [""] * (sheet.start[1] if sheet.start else 0)
    for row in sheet.iter_rows():
        yield [*left, *(text_of(cell) for cell in row)]


def _of_text(name: str, content: bytes) -> Iterator[list[str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = text[:4096]
    delimiter = max((";", ",", "\t", "|"), key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as wrong:
        raise FileRefused(
            "F02", _("%(name)s tidak dapat dibaca sebagai CSV: %(wrong)s") % {"name": name, "wrong": wrong}
        ) from wrong


def as_number(cell: str) -> bool:
    """Whether the spreadsheet held a number there."""
    return isinstance(cell, Number)
