"""Why a figure changed: the parts add up exactly, whatever the numbers, and the known case comes out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some

from naungan.coverage.decompose import BASIS, DEFINITION, KINDS, PEOPLE, WORKFORCE, Corners, Reading, take_apart
from naungan.coverage.errors import DifferentBases, UnknownRegion
from naungan.coverage.published_change import explain_published_change, readings
from naungan.coverage.statistics import packaged

people, workers = some.integers(0, 10**7), some.integers(1, 10**7)
maybe_people, maybe_workers = some.none() | people, some.none() | workers


def reading(numerator: int, denominator: int, basis: str = "bps-employed", definition: str = "paid-up") -> Reading:
    return Reading("64", "Kaltim", date(2022, 12, 31), numerator, denominator, basis, definition, "uji")


@given(people, workers, people, workers, maybe_people, maybe_people, maybe_workers, maybe_workers, some.booleans())
def test_the_parts_sum_to_the_change_exactly(
    n0: int,
    d0: int,
    n1: int,
    d1: int,
    late: int | None,
    early: int | None,
    old: int | None,
    new: int | None,
    same: bool,
) -> None:
    after = reading(n1, d1) if same else reading(n1, d1, "bpjs-eligible", "active-or-grace")
    found = take_apart(reading(n0, d0), after, Corners(late, early, old, new))
    assert sum(part.share for part in found.parts) == Fraction(n1, d1) - Fraction(n0, d0)
    assert sum(part.shown for part in found.parts) == found.levels[-1] - found.levels[0]
    assert [part.kind for part in found.parts] == list(KINDS)


@given(people, workers, people, workers, maybe_people, maybe_people, maybe_workers, maybe_workers)
def test_backwards_every_part_changes_its_sign_alone(
    n0: int, d0: int, n1: int, d1: int, late: int | None, early: int | None, old: int | None, new: int | None
) -> None:
    before, after = reading(n0, d0), reading(n1, d1, "bpjs-eligible", "active-or-grace")
    there = take_apart(before, after, Corners(late, early, old, new))
    back = take_apart(after, before, Corners(early, late, new, old))
    assert [part.share for part in back.parts] == [-part.share for part in there.parts]


def test_on_one_basis_and_definition_only_people_and_workers_count() -> None:
    found = take_apart(reading(50, 100), reading(60, 120), Corners())
    assert {part.kind: part.share for part in found.parts} == {
        PEOPLE: Fraction(10) * (Fraction(1, 100) + Fraction(1, 120)) / 2,
        DEFINITION: 0,
        WORKFORCE: (Fraction(1, 120) - Fraction(1, 100)) * 55,
        BASIS: 0,
    }


def test_a_basis_that_cannot_be_told_from_growth_says_so() -> None:
    found = take_apart(reading(50, 100), reading(50, 200, "bpjs-eligible"), Corners())
    told = {part.kind: (part.share, part.measured) for part in found.parts}
    assert told[WORKFORCE] == (0, False)
    assert told[BASIS] == (Fraction(-1, 4), True)


def test_kaltims_fall_to_more_than_fifty_is_the_basis_and_not_the_people() -> None:
    found = explain_published_change("64", "2023-03", "2025-12", packaged())
    assert (found.before.numerator, found.before.denominator) == (962_711, 1_358_610)
    assert (found.after.denominator, found.after.bound) == (1_971_374, "low")
    assert found.levels == tuple(map(Decimal, ("70.86", "72.29", "72.29", "65.94", "50.00")))
    assert [part.shown for part in found.parts] == list(map(Decimal, ("1.43", "0.00", "-6.35", "-15.94")))


def test_every_carried_region_with_two_rates_can_be_explained() -> None:
    known = packaged()
    for region in ("61", "62", "64", "KAL"):
        found = readings(region, known)
        assert len(found) > 1
        first, last = f"{found[0].on}", f"{found[-1].on}"
        change = explain_published_change(region, first, last, known)
        assert sum(part.share for part in change.parts) == change.after.rate - change.before.rate


def test_an_unknown_period_is_refused_with_those_there_are() -> None:
    with pytest.raises(UnknownRegion, match="2023-03"):
        explain_published_change("64", "1999", "2025-12", packaged())


def test_two_regions_are_no_change() -> None:
    other = Reading("65", "Kaltara", date(2022, 12, 31), 1, 2, "bps-employed", "paid-up", "uji")
    with pytest.raises(DifferentBases, match="compare"):
        take_apart(reading(1, 2), other, Corners())
