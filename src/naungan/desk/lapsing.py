"""Whose protection runs out: sponsored and self-paying people in the months of grace."""

from __future__ import annotations

from dataclasses import dataclass

from naungan.desk.asking import rows_as

FORGET = "DELETE FROM desk_ingrace"
# Payers that have not paid for the last closed month are few: found first, and then their people. Who is
# unpaid for as many months as are tolerated lapses in the next close, unless money comes in.
WORK_OUT = """
INSERT INTO desk_ingrace (participation_id, person_id, payer_id, region_id, place_id, sponsored, unpaid_months,
    months_left)
SELECT s.participation_id, s.person_id, s.payer_id, y.region_id, s.region_id, k.payer_id IS NOT NULL,
       s.unpaid_months, p.grace_months - s.unpaid_months
FROM contributions_payerstanding p
JOIN contributions_standing s ON s.month = p.month AND s.payer_id = p.payer_id
JOIN registry_payer y ON y.id = p.payer_id
LEFT JOIN registry_sponsor k ON k.payer_id = p.payer_id
WHERE p.month = %(closed)s AND p.paid_through < %(closed)s AND s.segment = 2 AND s.standing = 2
"""
BY_PAYER = """
WITH grouped AS (
    SELECT payer_id, count(*) AS people, min(unpaid_months) AS least, max(unpaid_months) AS most,
           count(*) FILTER (WHERE months_left <= 0) AS lapsing
    FROM desk_ingrace WHERE sponsored = %(sponsored)s
    GROUP BY payer_id ORDER BY lapsing DESC, people DESC, payer_id LIMIT %(limit)s
)
SELECT y.id, y.code, y.name, r.name, g.people, g.least, g.most, g.lapsing, coalesce(o.unallocated, 0),
       coalesce(o.total, 0)
FROM grouped g
JOIN registry_payer y ON y.id = g.payer_id JOIN registry_region r ON r.id = y.region_id
LEFT JOIN desk_owing o ON o.payer_id = g.payer_id
ORDER BY g.lapsing DESC, g.people DESC, y.id
"""
PEOPLE = """
WITH first AS (
    SELECT * FROM desk_ingrace WHERE sponsored = %(sponsored)s
    ORDER BY months_left, payer_id, participation_id LIMIT %(limit)s
)
SELECT h.id, h.name, h.nik, h.phone, y.code, y.name, g.unpaid_months, g.months_left
FROM first g
JOIN registry_person h ON h.id = g.person_id JOIN registry_payer y ON y.id = g.payer_id
ORDER BY g.months_left, g.payer_id, h.name, h.id
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


def payers_in_grace(sponsored: bool, limit: int = 50) -> list[PayerInGrace]:
    """Payers with people in grace after the last closed month, those whose people lapse next first."""
    return rows_as(PayerInGrace, BY_PAYER, {"sponsored": sponsored, "limit": limit})


def people_in_grace(sponsored: bool, limit: int) -> list[PersonInGrace]:
    """The people in grace after the last closed month, those with the least time left first."""
    return rows_as(PersonInGrace, PEOPLE, {"sponsored": sponsored, "limit": limit})
