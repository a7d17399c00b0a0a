"""The lines of a bill as a list that is searched and paged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from naungan.contributions.bill_view import BillLine, BillView


@dataclass(frozen=True, slots=True)
class BillRow:
    """A line of a bill with its place in it; rupiah, worker's and employer's part together."""

    place: int
    line: BillLine

    @property
    def jht(self) -> int:
        """JHT of employer and worker."""
        return self.line.jht_employer + self.line.jht_employee

    @property
    def jp(self) -> int:
        """JP of employer and worker."""
        return self.line.jp_employer + self.line.jp_employee


def bill_rows(bill: BillView, search: str, beyond: Sequence[object], backwards: bool, limit: int) -> list[BillRow]:
    """At most `limit` lines whose name holds `search`, beyond a place; `backwards` nearest first."""
    wanted = search.strip().upper()
    rows = [BillRow(place, line) for place, line in enumerate(bill.lines) if wanted in line.name.upper()]
    if backwards:
        rows.reverse()
    if beyond:
        (at,) = beyond
        rows = [row for row in rows if (row.place < at if backwards else row.place > at)]  # type: ignore[operator]
    return rows[:limit]
