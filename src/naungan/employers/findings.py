"""What the catalogue said of the rows that wait, beside their cells."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from naungan.employers.models import JudgedRow, Report, RowState
from naungan.intake.layouts import WAGES
from naungan.intake.models import Finding


@dataclass(frozen=True, slots=True)
class Said:
    """One thing found in a row: in which column, what was read, what is wrong, and what to do."""

    code: str
    hard: bool
    column: str
    read: str
    said: str
    repair: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row that waits, its cells by header, and what was found in it."""

    row: JudgedRow
    cells: tuple[tuple[str, str, bool], ...]
    said: tuple[Said, ...]

    @property
    def id(self) -> int:
        """Its id."""
        return self.row.pk

    @property
    def line(self) -> int:
        """Its number in the employer's own file."""
        return self.row.line

    @property
    def name(self) -> str:
        """The name as it came."""
        return self.row.cells[WAGES.places["NAMA_LENGKAP"]]


def waiting_page(report: Report, hard: bool, beyond: Sequence[object], backwards: bool, limit: int) -> list[Waiting]:
    """At most `limit` open rows of one kind by line, beyond a place (line, id)."""
    rows = JudgedRow.objects.filter(report=report, state=RowState.OPEN, hard=hard)
    if beyond:
        line, row_id = beyond
        way = "lt" if backwards else "gt"
        rows = rows.filter(Q(**{f"line__{way}": line}) | Q(**{"line": line, f"pk__{way}": row_id}))
    order = ("-line", "-id") if backwards else ("line", "id")
    return with_findings(rows.order_by(*order)[:limit])


def with_findings(rows: Iterable[JudgedRow]) -> list[Waiting]:
    """Rows with what was found in them."""
    kept = list(rows)
    found: dict[tuple[int, int], list[Said]] = defaultdict(list)
    wanted = Finding.objects.filter(upload_id__in={row.upload_id for row in kept}, row__in={row.row for row in kept})
    for one in wanted.order_by("row", "level", "id"):
        found[one.upload_id, one.row].append(
            Said(one.code, one.level == "hard", one.column, one.read, one.said, one.repair)
        )
    return [_waiting(row, found[row.upload_id, row.row]) for row in kept]


def _waiting(row: JudgedRow, said: list[Said]) -> Waiting:
    wrong = {one.column for one in said if one.hard}
    cells = tuple((header, row.cells[place], header in wrong) for place, header in enumerate(WAGES.headers))
    return Waiting(row, cells, tuple(said))
