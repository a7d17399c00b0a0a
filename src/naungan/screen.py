"""Tables on a terminal: numbers are never cut; on a narrow screen the details stay away instead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

WIDE = 120


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `number` is set right and never folded, `detail` is left out below 120 characters."""

    name: str
    number: bool = False
    detail: bool = False


def show(
    console: Console, title: str, columns: Sequence[Column], rows: Iterable[Sequence[str]], total: Sequence[str] = ()
) -> None:
    """Print a table; `total` is a last row under a line."""
    kept = [place for place, column in enumerate(columns) if not column.detail or console.width >= WIDE]
    lines = [[row[place] for place in kept] for row in (*rows, total) if row]
    table = Table(title=title, title_justify="left")
    for position, place in enumerate(kept):
        column = columns[place]
        widest = max((len(line[position]) for line in lines), default=0)
        table.add_column(
            column.name,
            justify="right" if column.number else "left",
            no_wrap=column.number,
            min_width=max(widest, len(column.name)) if column.number else None,
            overflow="fold",
        )
    for number, line in enumerate(lines, start=1):
        table.add_row(*line, end_section=bool(total) and number == len(lines) - 1)
    console.print(table)
