"""After the real close of every month the counts are those of the plan, to the person."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.sandbox.asking import ask
from tests.sandbox.conftest import SMALL, months

from naungan.coverage.report import coverage_table
from naungan.law.months import last_day, month_of
from naungan.sandbox.facts import PROVINCES
from naungan.sandbox.plan import make_plan

pytestmark = [pytest.mark.usefixtures("closed"), pytest.mark.slow]

COUNTED = """
SELECT r.parent_code, count(DISTINCT s.person_id)::int FROM contributions_standing s
JOIN (SELECT r.id, p.code AS parent_code FROM registry_region r JOIN registry_region p ON p.id = r.parent_id) r
    ON r.id = s.region_id
WHERE s.month = %s AND s.standing IN (1, 2) GROUP BY 1
"""


@pytest.mark.parametrize("number", range(6))
def test_a_month_covers_exactly_the_people_of_the_plan(number: int) -> None:
    plan = make_plan(SMALL, month_of(months()[0]), month_of(months()[-1]), 1)
    assert dict(ask(COUNTED, months()[number])) == {code: plan.covered(code, number) for code in PROVINCES}


@pytest.mark.parametrize(
    ("day", "published"),
    [
        (date(2022, 12, 31), {"64": "66.00"}),
        (date(2023, 3, 31), {"64": "70.86", "65": "57.86", "62": "52.92", "63": "34.25", "61": "32.28"}),
    ],
)
def test_the_computed_rates_are_the_published_ones(day: date, published: dict[str, str]) -> None:
    rows = coverage_table(day, "province", "bpjs-eligible", "active-or-grace", None)
    found = {row.region_code: row for row in rows}
    for code, rate in published.items():
        assert abs((found[code].rate or Decimal(0)) - Decimal(rate)) <= Decimal("0.2")
    assert found["64"].rank == 1
    assert max(found.values(), key=lambda row: row.numerator).region_code == "64"


def test_some_lapse_some_wait_for_their_first_payment_and_some_are_in_grace() -> None:
    standings = dict(ask("SELECT standing, count(*)::int FROM contributions_standing GROUP BY 1"))
    assert standings.keys() == {0, 1, 2, 3}
    lapsed_from = ask("SELECT min(month) FROM contributions_standing WHERE standing = 3")
    assert last_day(month_of(lapsed_from[0][0])) >= date(2023, 1, 31)


def test_lapses_end_participations_four_months_after_the_last_paid_one() -> None:
    found = ask(
        """
        SELECT DISTINCT s.unpaid_months FROM contributions_standing s
        JOIN contributions_payment y ON y.payer_id = s.payer_id WHERE s.standing = 3
        """
    )
    assert found == [(4,)]
