"""What holds of every participation on every day, whoever paid what."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from tests.participants.judging import enrolment, judged

from naungan.law.months import first_day, month_of
from naungan.participants.protection_facts import PROTECTS, BilledMonth, Enrolment, Money, State
from naungan.registry.models import Segment

BEGIN, END = date(2022, 1, 1), date(2024, 6, 30)
DAYS = st.dates(BEGIN, END)
ONE_DAY = timedelta(days=1)


@st.composite
def enrolments(draw: st.DrawFn) -> Enrolment:
    since = draw(st.dates(BEGIN, date(2023, 12, 31)))
    until = draw(st.none() | st.dates(since + ONE_DAY, END))
    return enrolment(draw(st.sampled_from((Segment.PU, Segment.BPU, Segment.JAKON))), since, until)


@st.composite
def payments(draw: st.DrawFn) -> Money:
    """Months paid without a gap, as money is set against the oldest bill first, each not before the one before."""
    first, how_many = month_of(draw(DAYS)), draw(st.integers(0, 18))
    months, on = [], first_day(first)
    for one in range(first, first + how_many):
        on = max(on, first_day(one)) + timedelta(days=draw(st.integers(0, 40)))
        months.append(BilledMonth(first_day(one), first_day(one) + timedelta(days=14), on))
    return Money(tuple(months))


@given(enrolments(), payments(), DAYS)
def test_a_protected_day_has_a_payer_and_lies_within_the_registration(
    who: Enrolment, money: Money, day: date
) -> None:
    found = judged(who, money, day.isoformat())
    if found.state not in PROTECTS:
        return
    assert who.since <= day
    assert who.until is None or day < who.until
    assert found.since is not None
    assert found.since <= day
    assert found.until is None or found.until >= day
    assert found.programmes
    assert found.basis


@given(enrolments(), payments(), DAYS)
def test_what_stopped_had_stopped_by_that_day(who: Enrolment, money: Money, day: date) -> None:
    found = judged(who, money, day.isoformat())
    if found.state in (State.LAPSED, State.ENDED):
        assert found.since is not None
        assert found.since <= day
        assert found.until is None


@given(enrolments(), payments(), DAYS)
def test_until_is_kept_and_is_the_last_day(who: Enrolment, money: Money, day: date) -> None:
    known = Money(tuple(one for one in money.months if one.paid_by(day)))
    found = judged(who, known, day.isoformat())
    if found.state not in PROTECTS or found.until is None:
        return
    assert judged(who, known, found.until.isoformat()).state in PROTECTS
    assert judged(who, known, (found.until + ONE_DAY).isoformat()).state not in PROTECTS


@given(enrolments(), payments(), DAYS)
def test_one_more_paid_month_never_takes_protection_away(who: Enrolment, money: Money, day: date) -> None:
    if judged(who, money, day.isoformat()).state not in PROTECTS or not money.months:
        return
    last = money.months[-1]
    following = first_day(month_of(last.month) + 1)
    more = replace(money, months=(*money.months, replace(last, month=following)))
    assert judged(who, more, day.isoformat()).state in PROTECTS


@given(enrolments(), payments(), DAYS)
def test_grace_means_something_is_due_and_running_means_nothing_is(who: Enrolment, money: Money, day: date) -> None:
    found = judged(who, money, day.isoformat())
    if who.segment == Segment.BPU:
        assert (found.unpaid > 0) == (found.state in (State.GRACE, State.LAPSED))
