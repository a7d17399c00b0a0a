"""The raise of running pensions: the law's table, year after year, in Python and as one statement alike."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.factories import month
from tests.pensions.people import Child, a_pension, decided

from naungan.law.statute import load
from naungan.pensions.indexing import raise_days, rates_from, share_of
from naungan.pensions.kinds import AwardKind
from naungan.pensions.models import Rate
from naungan.pensions.opening import open_from
from naungan.pensions.run import pay_month

# Inflation of the year before in percent, smallest and largest pension of the year (law.md 7.3).
GOLDEN = [
    (2023, Fraction("5.51"), 383_400, 4_598_100),
    (2024, Fraction("2.61"), 393_500, 4_718_200),
    (2025, Fraction("1.57"), 399_700, 4_792_300),
    (2026, Fraction("2.92"), 411_400, 4_932_300),
]


def by_hand(amount: int) -> list[int]:
    """A pension of 2022 in the years after, to the rupiah."""
    amounts = [amount]
    for _, inflation, least, most in GOLDEN:
        raised = amounts[-1] * (1 + inflation / 100)
        amounts.append(min(max(int(raised + Fraction(1, 2)), least), most))
    return amounts


def test_a_million_of_2022_is_so_much_in_every_year_after() -> None:
    rates = rates_from(load(), AwardKind.OLD_AGE, date(2022, 6, 1), 1_000_000, None)
    assert [(one.since, one.joint) for one in rates] == [
        (date(2022, 6, 1), 1_000_000),
        (date(2023, 2, 1), 1_055_100),
        (date(2024, 2, 1), 1_082_638),
        (date(2025, 2, 1), 1_099_635),
        (date(2026, 2, 1), 1_131_744),
    ]


@given(st.integers(363_300, 4_357_900))
def test_every_pension_is_raised_by_inflation_and_held_between_the_limits(amount: int) -> None:
    rates = rates_from(load(), AwardKind.OLD_AGE, date(2022, 6, 1), amount, None)
    assert [one.joint for one in rates] == by_hand(amount)


def test_who_began_in_the_year_of_the_raise_is_only_held_between_the_new_limits() -> None:
    least, ordinary = (
        rates_from(load(), AwardKind.OLD_AGE, date(2026, 1, 1), amount, None) for amount in (399_700, 1_000_000)
    )
    assert [(one.joint, one.inflation) for one in least] == [(399_700, None), (411_400, None)]
    assert [(one.joint, one.inflation) for one in ordinary] == [(1_000_000, None), (1_000_000, None)]


def test_a_pension_that_ends_before_a_raise_is_not_raised() -> None:
    rates = rates_from(load(), AwardKind.CHILD, date(2024, 5, 1), 500_000, date(2025, 1, 20))
    assert [one.since for one in rates] == [date(2024, 5, 1)]


def test_the_days_of_the_raise_are_those_of_the_law_up_to_the_month() -> None:
    assert raise_days(load(), month("2016-01")) == []
    assert raise_days(load(), month("2025-01"))[-1] == date(2024, 2, 1)
    assert raise_days(load(), month("2025-02"))[-1] == date(2025, 2, 1)


@given(st.integers(1, 10**9), st.integers(1, 3))
def test_the_parts_of_a_shared_pension_are_the_whole(joint: int, parts: int) -> None:
    shares = [share_of(joint, part, parts) for part in range(1, parts + 1)]
    assert sum(shares) == joint
    assert max(shares) - min(shares) <= 1


@pytest.mark.django_db
def test_the_statement_raises_as_the_formulas_do() -> None:
    awards = [
        a_pension(kind, starts=starts, amount=amount, decided_on=date(2026, 1, 5))
        for kind, starts, amount in (
            ("jp_old_age", date(2023, 3, 1), 1_234_567),
            ("jp_disability", date(2025, 12, 1), 400_001),
            ("jp_widow", date(2025, 7, 1), 399_700),
            ("jp_parent", date(2024, 2, 1), 4_718_200),
            ("jp_old_age", date(2026, 1, 1), 399_700),
            ("jp_old_age", date(2026, 2, 1), 411_400),
        )
    ]
    foreseen = _rates()
    # As if the raise of 2026 had not been known when they were opened.
    _forget(date(2026, 2, 1))
    pay_month(month("2026-01"))
    pay_month(month("2026-02"))
    assert _rates() == foreseen
    assert len({award.pk for award in awards} & {key for key, _ in foreseen}) == 6


@pytest.mark.django_db
def test_children_share_what_is_raised_and_the_limits_hold_for_the_whole() -> None:
    children = (Child("Ayu", date(2010, 1, 1), 200_001), Child("Bayu", date(2012, 1, 1), 200_000))
    first, second = open_from(decided("jp_child", starts=date(2025, 6, 1), children=children), load())
    _forget(date(2026, 2, 1))
    for one in ("2025-12", "2026-01", "2026-02"):
        pay_month(month(one))
    raised = {rate.award_id: rate for rate in Rate.objects.filter(since=date(2026, 2, 1))}
    assert raised[first.pk].joint == raised[second.pk].joint == 411_681  # 400.001 and 2,92 percent
    assert (raised[first.pk].amount, raised[second.pk].amount) == (205_841, 205_840)


def _rates() -> dict[tuple[int, date], tuple[int, int, int | None]]:
    return {(one.award_id, one.since): (one.amount, one.joint, one.inflation) for one in Rate.objects.all()}


def _forget(day: date) -> None:
    """Take rates away as only the owner can, past the guard."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("DELETE FROM pensions_rate WHERE since = %s AND award_id IN "
                       "(SELECT id FROM pensions_award WHERE starts < %s)", [day, day])  # fmt: skip
        cursor.execute("SET LOCAL session_replication_role = DEFAULT")
