"""Who must join what, who may enter, and when protection starts."""

from datetime import date
from itertools import pairwise

import pytest

from naungan.law import membership
from naungan.law.errors import NotInForce
from naungan.law.months import parse_month
from naungan.law.statute import load

STATUTE = load()
LAW = STATUTE.of_month("2024-05")


def test_each_larger_scale_takes_at_least_the_programmes_of_the_smaller() -> None:
    lists = [membership.compulsory(LAW, scale) for scale in ("micro", "small", "medium", "large")]
    assert lists[0] == ["JKK", "JKM"]
    assert [smaller == larger[: len(smaller)] for smaller, larger in pairwise(lists)] == [True] * 3


@pytest.mark.parametrize(("worked", "expected", "joins"), [(5, 0, False), (6, 0, True), (0, 6, True), (5, 5, False)])
def test_foreigners_join_from_six_months(worked: int, expected: int, joins: bool) -> None:
    assert membership.foreigner_joins(LAW, worked, expected) == joins


def test_registration_is_late_after_thirty_days() -> None:
    start = date(2024, 3, 18)
    assert [membership.registered_late(LAW, start, date(2024, 4, day)) for day in (17, 18)] == [False, True]


def test_contributions_run_from_the_month_of_the_first_day_of_work() -> None:
    assert membership.first_contribution_month(date(2024, 3, 31)) == parse_month("2024-03")


@pytest.mark.parametrize(
    ("segment", "event"),
    [
        ("PU", "employment_start"),
        ("BPU", "registration_accepted"),
        ("JAKON", "first_payment"),
        ("PMI", "first_payment"),
    ],
)
def test_protection_starts_with_the_event_of_the_segment(segment: membership.Segment, event: str) -> None:
    day = date(2024, 5, 6)
    others = {name: date(2020, 1, 1) for name in ("employment_start", "registration_accepted", "first_payment")}
    assert membership.protection_starts(STATUTE, segment, {**others, event: day}) == day
    others.pop(event)
    assert membership.protection_starts(STATUTE, segment, others) is None


def test_only_national_workers_enter_jkp() -> None:
    held = ["JKK", "JKM", "JHT", "JP", "JKN"]
    enter = [
        membership.may_enrol_in_jkp(LAW, 30, "large", held, national=national, contract="PKWT")
        for national in (True, False)
    ]
    assert enter == [True, False]


def test_a_contract_that_is_neither_fixed_term_nor_permanent_does_not_enter_jkp() -> None:
    held = ["JKK", "JKM", "JHT", "JP", "JKN"]
    assert not membership.may_enrol_in_jkp(LAW, 30, "large", held, national=True, contract="magang")


@pytest.mark.parametrize(
    ("capital", "sales", "scale"),
    [
        (1_000_000_000, 50_000_000_000, "micro"),
        (1_000_000_001, 2_000_000_000, "micro"),
        (1_000_000_001, 2_000_000_001, "small"),
        (5_000_000_000, 99_000_000_000, "small"),
        (5_000_000_001, 15_000_000_000, "small"),
        (5_000_000_001, 15_000_000_001, "medium"),
    ],
)
def test_the_scale_of_a_business_goes_by_capital_or_sales(capital: int, sales: int, scale: str) -> None:
    assert membership.scale_of(LAW, capital, sales) == scale


def test_the_scale_before_pp_7_of_2021_is_not_answered() -> None:
    with pytest.raises(NotInForce, match=r"membership\.micro_capital belum berlaku"):
        membership.scale_of(STATUTE.of_month("2020-05"), 1, 1)
