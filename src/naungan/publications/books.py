"""Workbooks of several sheets: fixed head rows, real numbers and days, text that is never a formula."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import xlsxwriter

from naungan.publications.keep import Made
from naungan.web.downloads import XLSX, Cell, Column

WIDEST_NAME = 31


@dataclass(frozen=True, slots=True)
class Leaf:
    """One sheet: its name, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]


def workbook(name: str, about: Mapping[str, str], leaves: Sequence[Leaf], made_on: date) -> Made:
    """A workbook whose first sheet says what it is; the same content gives the same bytes."""
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day), "author": "Naungan"})  # noqa: DTZ001
        head = book.add_format({"bold": True, "bg_color": "#DCEFE8", "text_wrap": True, "valign": "top"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        _about(book, about, head, wrap)
        for leaf in leaves:
            _leaf(book, leaf, head)
    return Made(f"{name}.xlsx", XLSX, target.getvalue())


def _about(book: Any, about: Mapping[str, str], head: Any, wrap: Any) -> None:
    page = book.add_worksheet("Keterangan")
    page.set_column(0, 0, 28)
    page.set_column(1, 1, 100)
    for row, (label, words) in enumerate(about.items()):
        page.write_string(row, 0, label, head)
        page.write_string(row, 1, words, wrap)
    page.set_landscape()
    page.fit_to_pages(1, 0)


def _leaf(book: Any, leaf: Leaf, head: Any) -> None:
    page = book.add_worksheet(leaf.name[:WIDEST_NAME])
    formats = [book.add_format({"num_format": column.kind.value}) for column in leaf.columns]
    for place, column in enumerate(leaf.columns):
        page.set_column(place, place, column.width, formats[place])
        page.write_string(0, place, column.name, head)
    for row, cells in enumerate(leaf.rows, start=1):
        for place, cell in enumerate(cells):
            _write(page, row, place, cell, formats[place])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(len(leaf.rows), 1), len(leaf.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _write(page: Any, row: int, place: int, cell: Cell, style: Any) -> None:
    if cell is None:
        page.write_blank(row, place, None, style)
    elif isinstance(cell, str):
        page.write_string(row, place, cell, style)
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, style)
    else:
        page.write_number(row, place, cell, style)
