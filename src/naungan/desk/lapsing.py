"""Whose protection runs out: sponsored and self-paying people in the months of grace."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

# Payers that have not paid for the last closed month are few: found first, and then their people. Who is
# unpaid for as many months as are tolerated lapses in the next close, unless money comes in.
IN_GRACE = """
SELECT s.participation_id, s.person_id, s.payer_id, s.unpaid_months,
       s.unpaid_months >= p.grace_months AS lapses, k.payer_id IS NOT NULL AS sponsored,
       p.grace_months - s.unpaid_months AS months_left
FROM contributions_payerstanding p
JOIN contributions_standing s ON s.month = p.month AND s.payer_id = p.payer_id
LEFT JOIN registry_sponsor k ON k.payer_id = p.payer_id
WHERE p.month = %(closed)s AND p.paid_through < %(closed)s AND s.segment = 2 AND s.standing = 2
"""
BY_PAYER = f"""
SELECT y.id, y.code, y.name, r.name, g.sponsored, count(*), min(g.unpaid_months), max(g.unpaid_months),
       count(*) FILTER (WHERE g.lapses),
       coalesce((SELECT o.unallocated FROM desk_owing o WHERE o.payer_id = y.id), 0),
       coalesce((SELECT o.total FROM desk_owing o WHERE o.payer_id = y.id), 0)
FROM ({IN_GRACE}) g
JOIN registry_payer y ON y.id = g.payer_id JOIN registry_region r ON r.id = y.region_id
WHERE (%(sponsored)s::boolean IS NULL OR g.sponsored = %(sponsored)s)
GROUP BY y.id, r.name, g.sponsored
ORDER BY count(*) FILTER (WHERE g.lapses) DESC, count(*) DESC, y.code LIMIT %(limit)s
"""
PEOPLE = f"""
SELECT h.id, h.name, h.nik, h.phone, y.code, y.name, g.unpaid_months, g.months_left
FROM ({IN_GRACE}) g
JOIN registry_person h ON h.id = g.person_id JOIN registry_payer y ON y.id = g.payer_id
WHERE (%(sponsored)s::boolean IS NULL OR g.sponsored = %(sponsored)s)
  AND (%(payer)s::bigint IS NULL OR y.id = %(payer)s)
ORDER BY g.unpaid_months DESC, y.code, h.name, h.id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class PayerInGrace:
    """A payer whose people are in the months of grace: how many, for how many months unpaid, how many lapse next.

    `unallocated` is money of theirs that came in and waits for the close, `owing` what is due; rupiah.
    """

    payer_id: int
    code: str
    name: str
    region: str
    sponsored: bool
    people: int
    least_unpaid: int
    most_unpaid: int
    lapsing: int
    unallocated: int
    owing: int


@dataclass(frozen=True, slots=True)
class PersonInGrace:
    """Somebody in the months of grace; the NIK is to be masked by whoever shows it."""

    person_id: int
    name: str
    nik: str | None
    phone: str
    payer_code: str
    payer: str
    unpaid_months: int
    months_left: int


def payers_in_grace(closed: date | None, sponsored: bool | None, limit: int = 100) -> list[PayerInGrace]:
    """Payers with people in grace after the last closed month, those whose people lapse next first."""
    bound = {"closed": closed, "sponsored": sponsored, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(BY_PAYER, bound)
        return [PayerInGrace(*row) for row in cursor.fetchall()]


def people_in_grace(
    closed: date | None, sponsored: bool | None, payer_id: int | None = None, limit: int = 500
) -> list[PersonInGrace]:
    """The people in grace after the last closed month, those with the least time left first."""
    bound = {"closed": closed, "sponsored": sponsored, "payer": payer_id, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, bound)
        return [PersonInGrace(*row) for row in cursor.fetchall()]
