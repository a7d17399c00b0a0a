"""Comparing two figures: only what measures the same thing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal

import pytest
from tests.coverage.people import DECEMBER, YEAR_END, write_crowd, write_regions

from naungan.coverage.compare import Asked, compare
from naungan.coverage.compute import compute_figures
from naungan.coverage.errors import DifferentBases, NotComputable, NotComputedYet, UnknownBasis, UnknownRegion

MARCH = date(2023, 3, 31)


@pytest.fixture(scope="module")
def closed_months(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    """December 2022 with 1,000 people in Kaltim and March 2023 with 1,400, and 300 in Kaltara."""
    with for_this_module():
        regions, march = write_regions(), date(2023, 3, 1)
        write_crowd(regions, "64.72", 1_000)
        write_crowd(regions, "64.72", 1_400, month=march)
        write_crowd(regions, "65.71", 300, month=march)
        compute_figures(YEAR_END, DECEMBER)
        compute_figures(MARCH, march)
        yield


@pytest.fixture
def closed(closed_months: None, db: None) -> None:
    """The two closed months."""


def test_the_difference_is_in_points_with_both_numerators(closed: None) -> None:
    found = compare(Asked("64", YEAR_END), Asked("64", MARCH))
    assert (found.left_rate, found.right_rate, found.points) == (Decimal("0.07"), Decimal("0.10"), Decimal("0.03"))
    assert (found.left.numerator, found.right.numerator, found.more_participants) == (1_000, 1_400, 400)
    assert not found.denominator_changed


def test_the_other_way_round_it_is_a_fall(closed: None) -> None:
    assert compare(Asked("64", MARCH), Asked("64", YEAR_END)).points == Decimal("-0.03")


def test_two_regions_on_one_basis_may_be_compared(closed: None) -> None:
    found = compare(Asked("64", MARCH), Asked("65", MARCH))
    assert (found.points, found.more_participants, found.denominator_changed) == (Decimal("0.01"), -1_100, False)


def test_a_denominator_that_changed_between_the_days_is_told(closed: None) -> None:
    """Kalsel's labour force: February 2022 for the one day, February 2023 for the other."""
    found = compare(Asked("63", YEAR_END, "bps-labour-force"), Asked("63", MARCH, "bps-labour-force"))
    assert (found.left.denominator, found.right.denominator) == (2_129_301, 2_161_286)
    assert found.denominator_changed


@pytest.mark.parametrize(
    ("right", "said"),
    [
        (Asked("64", MARCH, "bps-employed"), "dasar: bpjs-eligible dan bps-employed"),
        (Asked("64", MARCH, definition="paid-up"), "definisi aktif: active-or-grace dan paid-up"),
        (Asked("64", MARCH, segments="PU"), "segmen: ALL dan PU"),
        (
            Asked("64", MARCH, "bps-employed", "paid-up", "PU"),
            "dasar: bpjs-eligible dan bps-employed; definisi aktif: active-or-grace dan paid-up; segmen: ALL dan PU",
        ),
    ],
)
def test_what_measures_something_else_is_refused_naming_both(closed: None, right: Asked, said: str) -> None:
    with pytest.raises(DifferentBases) as refused:
        compare(Asked("64", YEAR_END), right)
    assert f"karena tidak mengukur hal yang sama: {said}. Pilih satu" in str(refused.value)


def test_an_unknown_basis_is_not_a_different_one(closed: None) -> None:
    with pytest.raises(UnknownBasis, match="'bps' tidak dikenal"):
        compare(Asked("64", YEAR_END), Asked("64", MARCH, "bps"))


def test_a_figure_without_a_denominator_cannot_be_compared(closed: None) -> None:
    left, right = (Asked(code, MARCH, "bps-formal", segments="PU") for code in ("64", "65"))
    with pytest.raises(NotComputable, match="Kalimantan Utara per 2023-03-31 pada dasar bps-formal tidak dapat"):
        compare(left, right)


def test_an_unknown_region_and_an_open_month_are_told_apart(closed: None) -> None:
    with pytest.raises(UnknownRegion, match="wilayah '6472'"):
        compare(Asked("6472", YEAR_END), Asked("64", MARCH))
    with pytest.raises(NotComputedYet, match="close-month 2023-04"):
        compare(Asked("64", YEAR_END), Asked("64", date(2023, 4, 30)))
