"""Due dates by Indonesian working days, and what is uncertain about them."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naungan.law.calendar import (
    due_date,
    holidays_of,
    next_working_day,
    why_not_working,
    working_days_after,
    working_days_between,
)
from naungan.law.errors import NotInForce
from naungan.law.months import month_of, parse_month
from naungan.law.statute import load

STATUTE = load()


def test_independence_day_has_its_name() -> None:
    assert why_not_working(date(2022, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"


@pytest.mark.parametrize(("day", "name"), [(date(2022, 12, 31), "Sabtu"), (date(2023, 1, 15), "Minggu")])
def test_the_weekend_is_not_worked(day: date, name: str) -> None:
    assert why_not_working(day) == name


def test_joint_leave_is_a_working_day_unless_asked_for() -> None:
    joint_leave = date(2020, 10, 30)
    assert why_not_working(joint_leave) is None
    assert why_not_working(joint_leave, joint_leave=True) == "Cuti Bersama Maulid Nabi Muhammad"


def test_a_holiday_then_a_weekend_are_stepped_over_together() -> None:
    assert next_working_day(date(2023, 4, 22)) == (
        date(2023, 4, 24),
        ("Hari Raya Idul Fitri", "Hari kedua dari Hari Raya Idul Fitri"),
    )


@settings(max_examples=60, deadline=None)
@given(st.integers(parse_month("2015-07"), parse_month("2030-12")), st.sampled_from(["pu", "bpu"]))
def test_a_due_date_is_the_first_working_day_from_the_nominal_one(month: int, payer: str) -> None:
    found = due_date(STATUTE, payer, month)
    assert why_not_working(found.due) is None
    assert found.due >= found.nominal
    passed_over = [found.nominal + timedelta(days=step) for step in range((found.due - found.nominal).days)]
    assert [day for day in passed_over if why_not_working(day) is None] == []
    assert len(found.because) == len(passed_over)
    assert month_of(found.nominal) == month + (payer == "pu")


def test_pp49_moves_the_due_date_to_the_thirtieth_and_back() -> None:
    nominal = [due_date(STATUTE, "pu", parse_month(f"{text}")).nominal for text in ("2020-07", "2020-08", "2021-02")]
    assert nominal == [date(2020, 8, 15), date(2020, 9, 30), date(2021, 3, 15)]


def test_the_thirtieth_of_february_is_its_last_day_and_marked() -> None:
    found = due_date(STATUTE, "pu", parse_month("2021-01"))
    assert (found.nominal, found.due) == (date(2021, 2, 28), date(2021, 3, 1))
    assert found.unverified == ("payment.missing_day_is_last_of_month",)


def test_the_other_reading_of_the_thirtieth_of_february_is_a_setting() -> None:
    other = STATUTE.reform({"payment.missing_day_is_last_of_month": {date(2015, 7, 1): False}})
    assert due_date(other, "pu", parse_month("2021-01")).nominal == date(2021, 3, 1)


def test_joint_leave_is_marked_only_where_it_would_change_the_day() -> None:
    assert due_date(STATUTE, "pu", parse_month("2020-09")).unverified == ("payment.joint_leave_is_holiday",)
    assert due_date(STATUTE, "pu", parse_month("2022-12")).unverified == ()


def test_counting_joint_leave_is_a_setting() -> None:
    other = STATUTE.reform({"payment.joint_leave_is_holiday": {date(2015, 7, 1): True}})
    month = parse_month("2020-09")
    assert (due_date(STATUTE, "pu", month).due, due_date(other, "pu", month).due) == (
        date(2020, 10, 30),
        date(2020, 11, 2),
    )


def test_not_moving_at_all_is_a_setting() -> None:
    other = STATUTE.reform({"payment.holiday_moves_to_next_working_day": {date(2015, 7, 1): False}})
    assert due_date(other, "pu", parse_month("2022-12")).due == date(2023, 1, 15)


def test_an_estimated_holiday_is_told() -> None:
    estimated = {day: name for day, name in holidays_of(2035).items() if "(perkiraan)" in name}
    moved = [
        due_date(STATUTE, "bpu", parse_month(f"{year}-{month:02d}"))
        for year in range(2027, 2060)
        for month in range(1, 13)
    ]
    told = [one for one in moved if one.estimated]
    assert estimated
    assert told
    assert all(any("(perkiraan)" in reason for reason in one.because) for one in told)
    assert not any(one.estimated for one in moved if not any("(perkiraan)" in reason for reason in one.because))


def test_workers_without_a_wage_pay_in_the_month_itself_since_2025() -> None:
    assert due_date(STATUTE, "unpaid_worker", parse_month("2025-05")).due == date(2025, 5, 15)
    with pytest.raises(NotInForce, match=r"payment\.unpaid_worker_due_day belum berlaku pada 2025-01-31"):
        due_date(STATUTE, "unpaid_worker", parse_month("2025-01"))


def test_the_calendar_ends_somewhere() -> None:
    with pytest.raises(NotInForce, match="kalender hari kerja hanya sampai tahun 2099"):
        due_date(STATUTE, "pu", parse_month("2099-12"))


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2023, 3, 1), 0, date(2023, 3, 1)),
        (date(2023, 3, 1), 1, date(2023, 3, 2)),
        (date(2023, 3, 3), 1, date(2023, 3, 6)),
        (date(2023, 4, 20), 2, date(2023, 4, 24)),
        (date(2023, 3, 1), 14, date(2023, 3, 21)),
    ],
)
def test_terms_are_counted_in_working_days(start: date, count: int, end: date) -> None:
    assert working_days_after(start, count) == end


@given(st.dates(date(2015, 1, 1), date(2030, 12, 31)), st.integers(-30, 900))
def test_working_days_between_two_days_are_those_one_would_count(after: date, days: int) -> None:
    last = after + timedelta(days=days)
    counted = sum(why_not_working(after + timedelta(days=number)) is None for number in range(1, days + 1))
    assert working_days_between(after, last) == counted
