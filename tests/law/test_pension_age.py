"""Pension age: one person's day, and the birth-day threshold that bulk engines compare with."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.people import births, months

from naungan.law.months import age_on, days_since_epoch, first_day, from_days, years_after, years_before
from naungan.law.pension_age import pension_date, postponed_until
from naungan.law.statute import load

STATUTE = load()


def required_on(day: date) -> int:
    return 56 if day < date(2019, 1, 1) else min(57 + (day.year - 2019) // 3, 65)


@settings(max_examples=60, deadline=None)
@given(births)
def test_pension_starts_on_the_first_day_with_the_age_required_on_that_day(birth: date) -> None:
    found = pension_date(STATUTE, birth)
    assert age_on(birth, found) >= required_on(found)
    day = years_after(birth, 55)
    while day < found:
        assert age_on(birth, day) < required_on(day)
        day += timedelta(days=1)


@settings(max_examples=300, deadline=None)
@given(births, months, st.booleans())
def test_the_threshold_of_a_month_says_the_same_as_the_person_s_own_day(
    birth: date, month: int, continues: bool
) -> None:
    law = STATUTE.of_month(month)
    due = law.compile(("jp_base",))(wage=1, born=days_since_epoch(birth), continues=continues)["jp_base"]
    ends = postponed_until(STATUTE, birth) if continues else pension_date(STATUTE, birth)
    assert bool(due) == (first_day(month) < ends)


@given(months)
def test_the_threshold_splits_neighbours(month: int) -> None:
    law = STATUTE.of_month(month)
    for name in ("jp_reached_born", "jp_postponed_born"):
        last = law.constant(name)
        assert isinstance(last, int)
        ends = pension_date if name == "jp_reached_born" else postponed_until
        assert ends(STATUTE, from_days(last)) <= first_day(month) < ends(STATUTE, from_days(last + 1))


def test_judging_on_the_last_day_of_the_month_is_a_setting() -> None:
    other = STATUTE.reform({"jp.age_judged_on_first_day": {date(2015, 7, 1): False}})
    born = days_since_epoch(date(1967, 3, 15))
    assert STATUTE.of_month("2026-03").compile(("jp_base",))(wage=1, born=born) == {"jp_base": 1}
    assert other.of_month("2026-03").compile(("jp_base",))(wage=1, born=born) == {"jp_base": 0}


def test_an_unknown_birth_day_counts_as_below_pension_age() -> None:
    assert STATUTE.of_month("2090-01").compile(("jp_base",))(wage=1) == {"jp_base": 1}


@pytest.mark.parametrize(
    ("birth", "ends"),
    [
        (date(1965, 3, 1), date(2026, 3, 1)),
        (date(1968, 2, 29), date(2030, 3, 1)),
        (date(1967, 1, 1), date(2029, 1, 1)),
    ],
)
def test_postponing_ends_three_years_later(birth: date, ends: date) -> None:
    assert postponed_until(STATUTE, birth) == ends


def test_a_leap_day_birthday_is_kept_on_the_first_of_march() -> None:
    assert years_after(date(1968, 2, 29), 59) == date(2027, 3, 1)
    assert years_before(date(2028, 2, 29), 59) == date(1969, 2, 28)
    assert age_on(date(1968, 2, 29), date(2027, 2, 28)) == 58
