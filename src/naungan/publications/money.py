"""What was billed and paid in a region: by sponsor and month, and by kind of payer in one month. Set-based."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.law.months import first_day, month_of

# A bill is paid by what was allocated to it.
_BILLS = """
SELECT {group}, b.month, count(DISTINCT b.payer_id), sum(b.people)::bigint, sum(b.total)::bigint,
       coalesce(sum(least(b.total, a.paid)), 0)::bigint,
       count(*) FILTER (WHERE b.due_on <= %(on)s AND s.bill_id IS NULL AND b.total > 0)
FROM contributions_bill b
JOIN registry_payer y ON y.id = b.payer_id
JOIN registry_region r ON r.id = y.region_id
LEFT JOIN registry_sponsor p ON p.payer_id = y.id
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
LEFT JOIN LATERAL (
    SELECT sum(l.amount) AS paid FROM contributions_allocation l WHERE l.bill_id = b.id
) a ON true
WHERE b.month >= %(first)s AND b.month <= %(last)s {where}
  AND (%(region)s = 'KAL' OR r.code = %(region)s OR r.code LIKE %(region)s || '.%%')
GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4
"""


@dataclass(frozen=True, slots=True)
class Billed:
    """Bills of a group in a month: payers, people, rupiah billed and paid, and bills that were due and unpaid."""

    code: str
    name: str
    kind: str
    month: date
    payers: int
    people: int
    billed: int
    paid: int
    late: int


def sponsored(region_code: str, first: date, last: date, on: date) -> list[Billed]:
    """What each sponsor of a region was billed and paid, month by month."""
    statement = _BILLS.format(group="y.code, y.name, p.fund_source", where="AND y.kind = 3")
    return _read(statement, region_code, first, last, on)


def by_payer_kind(region_code: str, month: date, on: date) -> list[Billed]:
    """The bills of a month by kind of payer."""
    statement = _BILLS.format(group="y.kind::text, ''::text, ''::text", where="")
    return _read(statement, region_code, month, month, on)


def quarter_of(day: date) -> tuple[date, date]:
    """The first days of the first and last month of the quarter that a day lies in."""
    last = month_of(day)
    first = last - last % 3
    return first_day(first), first_day(first + 2)


def _read(statement: str, region_code: str, first: date, last: date, on: date) -> list[Billed]:
    with connection.cursor() as cursor:
        cursor.execute(statement, {"region": region_code, "first": first, "last": last, "on": on})
        return [Billed(*row) for row in cursor.fetchall()]
