"""What mandates rest on: nothing unverified is a fact, every duty is whole, due dates are those of the circular."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.mandates.errors import UnknownDuty
from naungan.mandates.facts import (
    addressees,
    duties,
    duty_called,
    evidence_kinds,
    indicators,
    instrument_of,
    instruments,
    periods,
)

STATUSES = {"seen", "recalled", "doubtful"}


def test_every_entry_says_how_sure_it_is_and_what_is_seen_names_its_source() -> None:
    for one in (*instruments(), *duties().values()):
        assert one.status in STATUSES
        assert bool(one.source) == (one.status == "seen"), one.code
    assert {one.status for one in addressees()} <= STATUSES


def test_no_clause_number_is_invented() -> None:
    assert {duty.official_no for duty in duties().values()} == {None}


def test_every_duty_rests_on_an_instrument_and_can_be_proven_and_measured() -> None:
    for duty in duties().values():
        assert instrument_of(duty).code == duty.instrument
        assert set(duty.evidence) <= set(evidence_kinds())
        assert duty.indicator in indicators()
        assert {*duty.words} == {"id", "en"}


def test_the_regions_are_addressed_once_and_not_counted_again() -> None:
    codes = [one.code for one in addressees()]
    assert len(codes) == len(set(codes)) == 26
    assert [one.code for one in addressees() if one.place in (25, 26)] == ["gubernur", "bupati"]


def test_quarterly_reports_are_due_by_the_tenth_of_the_month_after() -> None:
    found = list(periods(duty_called("SE5193-2"), 2023))
    assert [(one.code, one.due_on) for one in found] == [
        ("2022-Q4", date(2023, 1, 10)), ("2023-Q1", date(2023, 4, 10)),
        ("2023-Q2", date(2023, 7, 10)), ("2023-Q3", date(2023, 10, 10)),
    ]  # fmt: skip


def test_nothing_is_due_for_a_quarter_that_ended_before_the_circular() -> None:
    assert [one.code for one in periods(duty_called("SE5193-2"), 2022)] == [
        "2021-Q4",
        "2022-Q1",
        "2022-Q2",
        "2022-Q3",
    ]
    assert list(periods(duty_called("SE5193-2"), 2021)) == []


def test_a_regulation_is_asked_once_and_a_budget_every_year() -> None:
    assert [(one.code, one.due_on) for one in periods(duty_called("I2-KDH-1"), 2022)] == [("", None)]
    assert [(one.code, one.due_on) for one in periods(duty_called("I2-KDH-2"), 2022)] == [
        ("2022", date(2022, 12, 31))
    ]


def test_the_instrument_on_extreme_poverty_has_expired() -> None:
    old = next(one for one in instruments() if one.code == "inpres-4-2022")
    assert (old.holds_on(date(2024, 12, 31)), old.holds_on(date(2025, 1, 1))) == (True, False)


def test_an_unknown_duty_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownDuty, match="SE5193-2"):
        duty_called("X")
