"""What a sandbox must hit: the participants that the published rates ask for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from naungan.coverage.arithmetic import half_up, percent
from naungan.coverage.denominators import denominator, target_participants

YEAR_END, MARCH = date(2022, 12, 31), date(2023, 3, 31)
PUBLISHED = [
    ("64", YEAR_END, "66.00"),
    ("64", MARCH, "70.86"),
    ("65", MARCH, "57.86"),
    ("62", MARCH, "52.92"),
    ("63", MARCH, "34.25"),
    ("61", MARCH, "32.28"),
]


@pytest.mark.parametrize(("province", "on", "rate"), PUBLISHED)
def test_the_target_gives_the_published_rate(province: str, on: date, rate: str) -> None:
    below, people = denominator(province, "bpjs-eligible", on), target_participants(province, on)
    assert below is not None
    assert people is not None
    assert percent(people, below.value) == Decimal(rate)


@pytest.mark.parametrize(("province", "on", "rate"), PUBLISHED)
@pytest.mark.parametrize("scale", [Fraction(1, 100), Fraction(1, 7), Fraction(1, 333), Fraction(1, 2)])
def test_and_still_within_two_tenths_of_a_point_in_a_small_sandbox(
    province: str, on: date, rate: str, scale: Fraction
) -> None:
    below, people = denominator(province, "bpjs-eligible", on), target_participants(province, on)
    assert below is not None
    assert people is not None
    made = percent(half_up(people * scale), half_up(below.value * scale))
    assert abs(made - Decimal(rate)) <= Decimal("0.2")


def test_kaltim_s_own_count_of_march_is_hit_to_the_person() -> None:
    assert target_participants("64", MARCH) == 962_711


def test_the_year_end_adds_up_to_the_region_s_published_participants() -> None:
    assert target_participants("KAL", YEAR_END) == 2_600_000


def test_kaltim_is_first_and_holds_the_largest_share_at_the_year_end() -> None:
    people = {code: target_participants(code, YEAR_END) or 0 for code in ("61", "62", "63", "64", "65")}
    assert max(people, key=lambda code: people[code]) == "64"
    assert percent(people["64"], sum(people.values())) == Decimal("34.49")


@pytest.mark.parametrize("on", [date(2022, 11, 30), date(2023, 1, 31), date(2023, 3, 30)])
def test_a_day_without_published_figures_has_no_target(on: date) -> None:
    assert [target_participants(code, on) for code in ("61", "64", "KAL")] == [None, None, None]
