"""How long a sponsor's money lasts, and what happens to its people when it ends: before it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import connection

from naungan.law.months import first_day, last_day, month_of
from naungan.law.protection_cost import MOST_MONTHS, Plan, ProtectionCost, funded, protection_cost
from naungan.law.statute import Statute, load
from naungan.registry.models import Payer

AMBER = 3  # months funded below which somebody should act (mandates.md 9.4; the threshold is ours)
AHEAD = 60  # months looked ahead
FUNDS = {"apbd": "APBD", "apbn": "APBN", "dbh": "DBH", "apbdes": "village", "csr": "company", "donor": "donor"}

# Of one sponsor and year: the budget as changed, what was paid from it, what is billed and not paid yet,
# the last month billed, who is under cover on a day and who of them not beyond the scheme's own end.
_FACTS = """
SELECT (SELECT coalesce(sum(amount), 0) FROM sponsorship_budgetline WHERE payer_id = %(payer)s AND year = %(year)s),
       (SELECT coalesce(sum(r.amount), 0) FROM sponsorship_realisation r
        JOIN sponsorship_budgetline b ON b.id = r.budget_line_id WHERE b.payer_id = %(payer)s AND b.year = %(year)s),
       (SELECT coalesce(sum(b.total - coalesce(a.paid, 0)), 0) FROM contributions_bill b
        LEFT JOIN LATERAL (
            SELECT sum(amount) AS paid FROM contributions_allocation x WHERE x.bill_id = b.id) a ON true
        WHERE b.payer_id = %(payer)s AND extract(year FROM b.month) = %(year)s
          AND NOT EXISTS (SELECT 1 FROM contributions_settlement s WHERE s.bill_id = b.id)),
       (SELECT coalesce(sum(p.amount), 0) FROM contributions_payment p
        WHERE p.payer_id = %(payer)s AND extract(year FROM p.paid_on) = %(year)s
          AND NOT EXISTS (SELECT 1 FROM sponsorship_realisation r WHERE r.payment_id = p.id)),
       (SELECT max(month) FROM contributions_bill WHERE payer_id = %(payer)s),
       (SELECT count(*) FROM registry_participation WHERE payer_id = %(payer)s AND during @> %(day)s::date)
"""


class Light(StrEnum):
    """How urgent it is."""

    NOTHING = "nothing"  # no people, or no budget told
    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Outlook:
    """A sponsor's money from a month on. Rupiah.

    `left` is what can still be billed: the budget less what was paid from it, what is owed, and payments that nobody
    has put to a line. `months` of it are funded from `begin` on; `last_month` is the last (None: not one).
    Unpaid from then, people are in grace until `grace_until` and no members after it; going on by themselves costs
    each `self_pay` a month.
    """

    people: int
    budget: int
    paid: int
    owed: int
    unassigned: int
    begin: date
    a_month: int
    months: int
    last_month: date | None
    lacking: int
    grace_until: date
    self_pay: int
    light: Light

    @property
    def left(self) -> int:
        """What can still be billed, rupiah."""
        return max(self.budget - self.paid - self.owed - self.unassigned, 0)


def outlook(payer: Payer, year: int, today: date, statute: Statute | None = None) -> Outlook:
    """How far the money of a budget year goes for the people under cover today, or on its day nearest to today."""
    law = statute or load()
    day = within(year, today)
    with connection.cursor() as cursor:
        cursor.execute(_FACTS, {"payer": payer.pk, "year": year, "day": day})
        budget, paid, owed, unassigned, billed, people = cursor.fetchone()
    begin = max(date(year, 1, 1), first_day(month_of(billed) + 1)) if billed else date(year, 1, 1)
    left = max(int(budget) - int(paid) - int(owed) - int(unassigned), 0)
    cost = _cost(payer, people, begin, law)
    reach = funded(cost, left) if cost else None
    months = reach.months if reach else 0
    ends = first_day(month_of(begin) + months - 1) if months else None
    grace = law.of_month(begin).whole("bpu.grace_months")
    a_month = cost.months[0].cost if cost else 0
    to_december = sum(one.cost for one in cost.months[: max(year * 12 + 12 - month_of(begin), 0)]) if cost else 0
    return Outlook(
        people=people,
        budget=int(budget),
        paid=int(paid),
        owed=int(owed),
        unassigned=int(unassigned),
        begin=begin,
        a_month=a_month,
        months=months,
        last_month=ends,
        lacking=max(to_december - left, 0),
        grace_until=last_day(month_of(begin) + months - 1 + grace),
        self_pay=protection_cost(Plan(1, month_of(begin), 1, paid_by="self"), law).total,
        light=_light(people, int(budget), months),
    )


def within(year: int, today: date) -> date:
    """Today, or the first or last day of a year that today does not lie in."""
    return min(max(today, date(year, 1, 1)), date(year, 12, 31))


def paid_by(payer: Payer) -> str:
    """How the law calls the fund that a sponsor pays from."""
    return FUNDS[payer.sponsor.fund_source]


def _cost(payer: Payer, people: int, begin: date, law: Statute) -> ProtectionCost | None:
    if not people:
        return None
    plan = Plan(people, month_of(begin), min(AHEAD, MOST_MONTHS), paid_by=paid_by(payer))
    return protection_cost(plan, law)


def _light(people: int, budget: int, months: int) -> Light:
    if not people or not budget:
        return Light.NOTHING
    if not months:
        return Light.RED
    return Light.AMBER if months < AMBER else Light.GREEN
