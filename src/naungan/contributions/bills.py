"""Lists of bills: newest month first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.web.api import place_after
from naungan.web.paging import cursor_of

BILLS = """
SELECT y.code, y.name, b.month, b.people, b.total,
       coalesce((SELECT sum(amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint,
       b.due_on, b.payment_code, s.settled_on
FROM contributions_bill b
JOIN registry_payer y ON y.id = b.payer_id
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE (%(code)s = '' OR y.code = %(code)s)
  AND (%(month)s::date IS NULL OR (b.month, y.code) < (%(month)s::date, %(before)s))
ORDER BY b.month DESC, y.code DESC LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class BillHead:
    """A bill without its lines; rupiah."""

    payer_code: str
    payer: str
    month: date
    people: int
    total: int
    paid: int
    due_on: date
    payment_code: str
    settled_on: date | None


@dataclass(frozen=True, slots=True)
class BillPage:
    """Some bills, and the cursor of those after them."""

    rows: tuple[BillHead, ...]
    next: str | None


def bills_of(payer_code: str, cursor: str, limit: int) -> BillPage:
    """At most `limit` bills that the database lets be seen; of one payer where a code is given.

    `cursor` is the `next` of the page before, empty for the first. Raises WrongCursor.
    """
    month, before = place_after(cursor, date, str) or (None, "")
    with connection.cursor() as database:
        database.execute(BILLS, {"code": payer_code, "month": month, "before": before, "limit": limit + 1})
        found = [BillHead(*row) for row in database.fetchall()]
    rows = tuple(found[:limit])
    more = len(found) > limit
    return BillPage(rows, cursor_of(rows[-1], ("month", "payer_code")) if more else None)
