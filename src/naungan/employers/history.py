"""The months of an employer: state, workers, rupiah, when it was paid, and the fine for being late."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.employers.moves import State

# A bill without a report was made by the close from what was known: the employer had reported nothing.
_MONTHS = """
SELECT coalesce(r.month, b.month) AS month, r.number, r.state, r.adjusts, coalesce(b.people, c.people),
       coalesce(b.total, c.total), b.id IS NOT NULL, coalesce(b.due_on, c.due_on), s.settled_on, s.paid,
       coalesce((SELECT sum(amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint,
       (SELECT sum(f.penalty) FROM contributions_charge f WHERE f.about_bill_id = b.id)::bigint
FROM (SELECT * FROM employers_report WHERE payer_id = %(payer)s) r
FULL JOIN (SELECT * FROM contributions_bill WHERE payer_id = %(payer)s) b ON b.month = r.month AND r.adjusts IS NULL
LEFT JOIN employers_calculation c ON c.id = r.calculation_id
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE %(before)s::date IS NULL OR coalesce(r.month, b.month) < %(before)s
ORDER BY 1 DESC, coalesce(r.number, 0) DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class MonthLine:
    """One month, or one adjustment of it; rupiah. `billed`: the month is closed and `total` is its bill."""

    month: date
    number: int | None
    state: str | None
    adjusts: date | None
    workers: int | None
    total: int | None
    billed: bool
    due_on: date | None
    settled_on: date | None
    settled_by_payment: bool | None
    allocated: int
    fine: int | None

    @property
    def words(self) -> str:
        """The state in words; without a report nothing was reported."""
        return str(State(self.state).label) if self.state else ""

    @property
    def paid_late(self) -> bool:
        """Whether it was paid after its due date."""
        return bool(self.settled_on and self.due_on and self.settled_on > self.due_on)


def months_of(payer_id: int, before: date | None, limit: int) -> list[MonthLine]:
    """At most `limit` months, newest first, before the given one."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"payer": payer_id, "before": before, "limit": limit})
        return [MonthLine(*row) for row in cursor.fetchall()]
