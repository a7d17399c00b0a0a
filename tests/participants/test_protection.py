"""Start and stop by the law, a day before and a day after every edge (law.md 2.5)."""

from __future__ import annotations

from datetime import date

import pytest
from tests.participants.judging import JKK_JKM, enrolment, judged, paid, paid_from_to

from naungan.participants.protection_facts import State
from naungan.registry.models import Programme, Segment

PAID_THROUGH_SEPTEMBER = paid_from_to("2022-01", "2022-09")


@pytest.mark.parametrize(
    ("on", "state", "until", "unpaid"),
    [
        ("2022-09-30", State.RUNNING, date(2022, 12, 31), 0),
        # 15 October 2022 is a Saturday: October is due on Monday the 17th, and not overdue on that day.
        ("2022-10-17", State.RUNNING, date(2022, 12, 31), 0),
        ("2022-10-18", State.GRACE, date(2022, 12, 31), 1),
        ("2022-11-15", State.GRACE, date(2022, 12, 31), 1),
        ("2022-11-16", State.GRACE, date(2022, 12, 31), 2),
        ("2022-12-31", State.GRACE, date(2022, 12, 31), 3),
        ("2023-01-01", State.LAPSED, None, 3),
    ],
)
def test_a_bpu_who_stops_paying_has_three_months_of_grace(
    on: str, state: State, until: date | None, unpaid: int
) -> None:
    found = judged(enrolment(), PAID_THROUGH_SEPTEMBER, on)
    assert (found.state, found.until, found.unpaid) == (state, until, unpaid)


def test_protection_that_stopped_says_since_when_and_for_which_months() -> None:
    found = judged(enrolment(), PAID_THROUGH_SEPTEMBER, "2023-01-15")
    assert (found.since, found.unpaid_from, found.unpaid) == (date(2023, 1, 1), date(2022, 10, 1), 3)


def test_the_close_ends_a_lapsed_participation_later_but_protection_stopped_when_the_law_says() -> None:
    ended = enrolment(until=date(2023, 2, 1), because="lapsed")
    assert judged(ended, PAID_THROUGH_SEPTEMBER, "2023-06-01").since == date(2023, 1, 1)


@pytest.mark.parametrize(
    ("on", "state"),
    [
        ("2022-11-02", State.COMING),
        ("2022-11-03", State.AWAITING),
        ("2022-11-09", State.AWAITING),
        ("2022-11-10", State.RUNNING),
    ],
)
def test_a_bpu_is_protected_from_the_first_payment_on(on: str, state: State) -> None:
    found = judged(enrolment(since=date(2022, 11, 3)), paid({"2022-11": "2022-11-10"}), on)
    assert found.state is state


def test_what_was_paid_before_this_participation_began_is_not_its_own() -> None:
    began_in_november = enrolment(since=date(2022, 11, 3))
    assert judged(began_in_november, paid_from_to("2022-01", "2022-10"), "2022-11-20").state is State.AWAITING


def test_a_first_contribution_that_never_comes_ends_the_waiting_after_the_months_of_grace() -> None:
    who = enrolment(since=date(2022, 3, 7))
    states = [judged(who, paid({}), on).state for on in ("2022-03-07", "2022-05-31", "2022-06-01")]
    assert states == [State.AWAITING, State.AWAITING, State.LAPSED]


def test_who_joined_before_the_books_begin_and_has_not_paid_since_is_not_known() -> None:
    old_hand = enrolment(since=date(2016, 5, 1))
    assert judged(old_hand, paid({}), "2022-11-20", begin="2022-10").state is State.UNKNOWN


@pytest.mark.parametrize(("on", "state"), [("2022-12-31", State.RUNNING), ("2023-01-01", State.ENDED)])
def test_protection_by_a_decree_ends_with_the_decree(on: str, state: State) -> None:
    decreed = enrolment(until=date(2023, 1, 1), because="funds_ended")
    assert judged(decreed, paid_from_to("2022-01", "2022-12"), on).state is state


def test_until_is_the_end_of_the_decree_where_that_comes_before_the_end_of_grace() -> None:
    decreed = enrolment(until=date(2023, 1, 1))
    assert judged(decreed, paid_from_to("2022-01", "2022-12"), "2022-12-20").until == date(2022, 12, 31)


@pytest.mark.parametrize(
    ("on", "state"),
    [("2022-01-02", State.COMING), ("2022-01-03", State.RUNNING), ("2022-06-30", State.RUNNING),
     ("2022-07-01", State.ENDED)],
)  # fmt: skip
def test_a_wage_earner_is_protected_from_the_first_day_of_work_to_the_last(on: str, state: State) -> None:
    worker = enrolment(Segment.PU, until=date(2022, 7, 1), because="resigned")
    assert judged(worker, paid({}), on).state is state


def test_an_employer_in_arrears_does_not_end_protection_but_the_months_are_told() -> None:
    found = judged(enrolment(Segment.PU), paid({"2022-08": None, "2022-09": None}), "2022-10-20")
    assert (found.state, found.unpaid, found.unpaid_from) == (State.RUNNING, 2, date(2022, 8, 1))


@pytest.mark.parametrize(("on", "state"), [("2022-02-09", State.AWAITING), ("2022-02-10", State.RUNNING)])
def test_a_project_worker_is_protected_once_the_project_paid_its_first_stage(on: str, state: State) -> None:
    assert judged(enrolment(Segment.JAKON), paid({"2022-01": "2022-02-10"}), on).state is state


def test_a_migrant_worker_is_not_guessed_about() -> None:
    assert judged(enrolment(Segment.PMI), paid({}), "2022-06-01").state is State.UNKNOWN


def test_money_that_waits_for_the_next_close_is_not_held_against_the_worker() -> None:
    waiting = paid({"2022-10": "2022-10-10"}, waiting=16_800)
    assert judged(enrolment(), waiting, "2022-11-20", closed="2022-10").state is State.RUNNING
    nothing = paid({"2022-10": "2022-10-10"})
    assert judged(enrolment(), nothing, "2022-11-20", closed="2022-10").state is State.GRACE


@pytest.mark.parametrize(
    ("on", "programmes"),
    [("2023-03-14", JKK_JKM | Programme.JP), ("2023-03-15", JKK_JKM)],
)
def test_jp_ends_on_the_day_pension_age_is_reached_and_the_rest_goes_on(on: str, programmes: int) -> None:
    worker = enrolment(Segment.PU, programmes=JKK_JKM | Programme.JP)
    assert judged(worker, paid({}), on, born_on=date(1965, 3, 15)).programmes == programmes


def test_who_works_on_past_pension_age_keeps_jp_for_three_years_at_most() -> None:
    worker = enrolment(Segment.PU, programmes=JKK_JKM | Programme.JP, continues=True)
    before, after = (judged(worker, paid({}), on, born_on=date(1965, 3, 15)) for on in ("2026-03-14", "2026-03-15"))
    assert (before.programmes, after.programmes) == (JKK_JKM | Programme.JP, JKK_JKM)


def test_every_answer_names_its_article() -> None:
    assert judged(enrolment(), PAID_THROUGH_SEPTEMBER, "2022-10-01").basis == ("Perdir 22/PERDIR.02/072022",)
    assert judged(enrolment(Segment.PU), paid({}), "2022-10-01").basis == ("PP 44/2015",)
