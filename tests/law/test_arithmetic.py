"""The words formulas are written in, against exact fractions."""

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.law.arithmetic import (
    MILLION,
    both,
    bracket,
    either,
    greatest,
    least,
    lookup,
    negate,
    relieved,
    share,
    sliced,
    where,
)
from naungan.law.errors import FormulaError

amounts = st.integers(-(10**15), 10**15)
rates = st.integers(0, 2 * MILLION)


@given(amounts, rates)
def test_share_is_the_exact_product_rounded_half_away_from_zero(amount: int, rate: int) -> None:
    exact = abs(Fraction(amount * rate, MILLION))
    expected = floor(exact + Fraction(1, 2))
    assert share(amount, rate) == (expected if amount >= 0 else -expected)


@given(amounts, rates)
def test_a_correction_takes_back_exactly_what_was_charged(amount: int, rate: int) -> None:
    assert share(-amount, rate) == -share(amount, rate)


@pytest.mark.parametrize(
    ("amount", "expected"), [(1, 1), (3, 2), (5, 3), (-1, -1), (-3, -2), (-5, -3), (0, 0), (2, 1)]
)
def test_half_a_rupiah_goes_up(amount: int, expected: int) -> None:
    assert share(amount, 500_000) == expected


@given(amounts, amounts)
def test_least_and_greatest_are_min_and_max(a: int, b: int) -> None:
    assert (least(a, b), greatest(a, b)) == (min(a, b), max(a, b))


@given(st.booleans(), st.booleans())
def test_conditions_are_plain_logic(a: bool, b: bool) -> None:
    assert (both(a, b), either(a, b), negate(a)) == (a and b, a or b, not a)


def test_where_chooses() -> None:
    assert (where(True, 1, 2), where(False, 1, 2)) == (1, 2)


def test_lookup_counts_classes_from_one() -> None:
    assert [lookup(index, (7, 8, 9)) for index in (1, 2, 3)] == [7, 8, 9]


@pytest.mark.parametrize("index", [0, -1, 4])
def test_lookup_refuses_a_class_outside_the_table(index: int) -> None:
    with pytest.raises(FormulaError, match=f"class {index} is outside the table of 3 values"):
        lookup(index, (7, 8, 9))


@pytest.mark.parametrize(("amount", "expected"), [(-5, 1), (0, 1), (9, 1), (10, 2), (19, 2), (20, 3), (999, 3)])
def test_bracket_takes_the_last_floor_reached(amount: int, expected: int) -> None:
    assert bracket(amount, (0, 10, 20), (1, 2, 3)) == expected


EDGES = (100, 500, 1000)


@given(st.integers(0, 10**14), st.lists(st.integers(0, 10**5), min_size=4, max_size=4))
def test_slices_are_rounded_once_over_their_exact_sum(amount: int, slices: list[int]) -> None:
    exact = sum(
        (max(min(amount, upper) - lower, 0) * rate)
        for lower, upper, rate in zip((0, *EDGES), (*EDGES, 10**20), slices, strict=True)
    )
    assert sliced(amount, EDGES, tuple(slices)) == floor(Fraction(exact, MILLION) + Fraction(1, 2))


@given(st.integers(0, 10**12), st.integers(0, MILLION))
def test_one_rate_for_all_slices_is_a_share(amount: int, rate: int) -> None:
    assert sliced(amount, EDGES, (rate,) * 4) == share(amount, rate)


def test_relieved_leaves_an_exact_rate() -> None:
    assert (relieved(2400, 10_000), relieved(6800, 500_000), relieved(17, MILLION)) == (24, 3400, 17)


def test_relieved_refuses_a_remainder() -> None:
    with pytest.raises(FormulaError, match="must leave an exact rate"):
        relieved(2405, 10_000)
