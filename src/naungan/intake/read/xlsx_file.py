"""XLSX: the first sheet, its cells with what kind they were, after the guard has let the file through."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from naungan.intake.cells import text_of
from naungan.intake.errors import FileRefused
from naungan.intake.layouts import Layout
from naungan.intake.limits import Limits
from naungan.intake.read.header import checked_header
from naungan.intake.read.table import BATCH, Batch, Table, is_blank
from naungan.intake.read.xlsx_guard import let_through
from naungan.saying import gettext


def open_xlsx(path: Path, layout: Layout, limits: Limits) -> Table:
    """Check the workbook, read its first sheet, check the header. Raises FileRefused (F01, F02, F04)."""
    if path.stat().st_size > limits.xlsx_bytes:
        raise FileRefused(
            "F02",
            gettext(
                "%(path)s lebih besar dari %(most)s MB. Bagi menjadi beberapa berkas, atau simpan sebagai CSV UTF-8."
            )
            % {"path": path.name, "most": limits.xlsx_bytes // 2**20},
        )
    content = path.read_bytes()
    let_through(path.name, content, limits)
    sheet = _first_sheet(path, content)
    read = next(_rows(sheet), [])
    header = checked_header(layout, [text_of(cell) for cell in read], limits)

    def batches() -> Iterator[Batch]:
        rows = _rows(sheet)
        next(rows, None)
        number = 1
        while chunk := list(islice(rows, BATCH)):
            yield _batch(range(number + 1, number + 1 + len(chunk)), chunk)
            number += len(chunk)

    return Table(path, layout, header, hashlib.sha256(content).hexdigest(), batches)


def _first_sheet(path: Path, content: bytes) -> CalamineSheet:
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        first = workbook.sheets_metadata[0]
        if first.typ != SheetTypeEnum.WorkSheet or first.visible != SheetVisibleEnum.Visible:
            raise FileRefused(
                "F02",
                gettext(
                    "%(path)s: lembar pertama (%(first)s) tersembunyi atau bukan lembar kerja. Letakkan data di "
                    "lembar pertama."
                )
                % {"path": path.name, "first": first.name},
            )
        return workbook.get_sheet_by_index(0)
    except CalamineError as wrong:
        raise FileRefused(
            "F02",
            gettext("%(path)s rusak dan tidak dapat dibaca. Buka di Excel dan simpan ulang sebagai .xlsx.")
            % {"path": path.name},
        ) from wrong


def _rows(sheet: CalamineSheet) -> Iterator[list[Any]]:
    """All rows from row 1 and column A, also where the sheet begins further down or right."""
    if sheet.start is None:
        return
    left = [""] * sheet.start[1]
    for row in sheet.iter_rows():
        yield left + row if left else row


def _batch(numbers: Sequence[int], rows: list[list[Any]]) -> Batch:
    # A row whose first cell says something is not blank; only the others are looked through.
    first = [row[0] for row in rows]
    if set(map(type, first)) == {str} and min(first) > " ":
        return Batch(numbers, rows)
    filled = [(number, row) for number, row in zip(numbers, rows, strict=True) if not is_blank(row)]
    return Batch([number for number, _ in filled], [row for _, row in filled])
