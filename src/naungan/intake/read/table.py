"""What every reader yields: a header and batches of rows with the row numbers a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from naungan.intake.cells import text_of
from naungan.intake.layouts import Layout

BATCH = 1_000


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows as the file's own library gave them: text, or what a spreadsheet held. Blank rows are left out.

    `numbers` are the row numbers as a spreadsheet shows them, the header being row 1. `uneven` are the
    rows of a CSV that have another number of cells than the header: (row number, cells).
    """

    numbers: Sequence[int]
    rows: Sequence[Sequence[Any]]
    uneven: Sequence[tuple[int, Sequence[str]]] = ()

    def cells(self) -> Iterator[list[str]]:
        """The rows as cells: `str`, or a class of `cells` that says what the spreadsheet held."""
        for row in self.rows:
            yield [cell if type(cell) is str else text_of(cell) for cell in row]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was recognised. `batches()` reads it from its first row, as often as it is called.

    `header` is the whole header row; columns beyond those of the layout are carried along.
    """

    path: Path
    layout: Layout
    header: tuple[str, ...]
    sha256: str
    batches: Callable[[], Iterator[Batch]]


def is_blank(row: Sequence[Any]) -> bool:
    """Whether a row holds nothing but blanks."""
    return not any(cell.strip() if type(cell) is str else True for cell in row)
