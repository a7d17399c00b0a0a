"""Rates are integer arithmetic: exact fractions, rounded once, half up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.coverage.arithmetic import half_up, in_points, percent, share_out

PEOPLE = st.integers(1, 300_000_000)


@pytest.mark.parametrize(
    ("numerator", "denominator", "rate"),
    [
        (962_711, 1_358_610, "70.86"),  # Kaltim, March 2023
        (896_683, 1_358_610, "66.00"),  # Kaltim, the reading of 31 December 2022
        (760_635, 1_290_307, "58.95"),  # Kaltim, June 2020
        (935_079, 1_873_899, "49.90"),  # Bali, printed as 50.88
        (465_940, 465_940 + 543_310, "46.17"),  # Kalteng, printed as 46.2
        (2_600_000, 5_900_000, "44.07"),  # Kalimantan, 1 December 2022
        (3_302_762, 7_996_826, "41.30"),  # Kalimantan, end of 2025
        (24_286, 47_010, "51.66"),  # Pangkalpinang PU
        (4_754, 23_416, "20.30"),  # Pangkalpinang BPU
        (29_040, 70_426, "41.23"),  # Pangkalpinang, all
        (3_300_717 + 1_036_242, 14_531_668, "29.84"),  # East Java 2023
        (77_074, 51_086, "150.87"),  # Kutai Timur informal: over 100 stays over 100
        (935_910, 973_700, "96.12"),  # Kaltim over formal workers
        (0, 7, "0.00"),
        (1, 1, "100.00"),
    ],
)
def test_published_pairs_give_these_rates(numerator: int, denominator: int, rate: str) -> None:
    assert str(percent(numerator, denominator)) == rate


@pytest.mark.parametrize(
    ("share", "points"),
    [
        (Fraction(1, 80_000), "0.00"),  # 0.00125 points
        (Fraction(1, 20_000), "0.01"),  # exactly half a hundredth: up
        (Fraction(-1, 20_000), "-0.01"),  # and symmetric below zero
        (Fraction(3, 20_000), "0.02"),
        (Fraction(-3, 20_000), "-0.02"),
    ],
)
def test_an_exact_half_goes_away_from_zero(share: Fraction, points: str) -> None:
    assert in_points(share) == Decimal(points)


@given(st.fractions())
def test_rounding_is_symmetric_and_never_off_by_more_than_a_half(value: Fraction) -> None:
    assert half_up(-value) == -half_up(value)
    assert abs(half_up(value) - value) <= Fraction(1, 2)


@given(PEOPLE, PEOPLE)
def test_one_more_participant_never_lowers_a_rate(numerator: int, denominator: int) -> None:
    assert percent(numerator + 1, denominator) >= percent(numerator, denominator)


@given(st.integers(0, 10**9), st.dictionaries(st.text(min_size=1, max_size=5), PEOPLE, min_size=1, max_size=20))
def test_shares_add_up_to_the_whole_and_stay_within_one_of_their_part(total: int, weights: dict[str, int]) -> None:
    shares = share_out(total, weights)
    every = sum(weights.values())
    assert sum(shares.values()) == total
    assert all(abs(shares[key] - Fraction(total * weights[key], every)) < 1 for key in weights)


@given(st.integers(0, 10**6), st.dictionaries(st.text(min_size=1, max_size=5), PEOPLE, min_size=2, max_size=9))
def test_the_order_of_the_weights_does_not_matter(total: int, weights: dict[str, int]) -> None:
    assert share_out(total, weights) == share_out(total, dict(reversed(weights.items())))
