"""Which denominator stands for a day, how far it is from it, and how the missing ones were derived."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from naungan.coverage.arithmetic import share_out
from naungan.coverage.bases import BASES, basis_called
from naungan.coverage.denominators import denominator, nearest
from naungan.coverage.errors import UnknownBasis
from naungan.coverage.statistics import Fact, gathered, packaged

YEAR_END = date(2022, 12, 31)
PROVINCES = ("61", "62", "63", "64", "65")
FACT = Fact(
    period="2022-08",
    on=date(2022, 8, 31),
    region_code="64",
    region_name="Kalimantan Timur",
    segment="ALL",
    programme="",
    indicator="employed",
    basis="bps-employed",
    value=Decimal(1_000),
    unit="persons",
    status="published",
    source="a",
    note="",
)


def value(code: str, basis: str, on: date = YEAR_END) -> int | None:
    found = denominator(code, basis, on)
    return found.value if found else None


@pytest.mark.parametrize(
    ("code", "basis", "people"),
    [
        ("64", "bpjs-eligible", 1_358_610),
        ("61", "bpjs-eligible", 1_841_582),
        ("62", "bpjs-eligible", 966_312),
        ("63", "bpjs-eligible", 1_479_078),
        ("65", "bpjs-eligible", 254_418),
        ("KAL", "bpjs-eligible", 5_900_000),
        ("64", "bps-employed", 1_746_920),
        ("61", "bps-employed", 2_562_280),
        ("KAL", "bps-employed", 8_065_569),
        ("64", "bps-labour-force", 1_852_802),
        ("KAL", "bps-labour-force", 8_683_985),
        ("64", "bps-formal", 973_700),
        ("62", "bps-informal", 692_440),
        ("61.01", "bps-employed", 282_918),
        ("64.02", "bps-labour-force", 358_411),
        # nobody printed these, and nothing printed gives them
        ("65", "bps-formal", None),
        ("63", "bps-formal", None),
        ("KAL", "bps-formal", None),
        ("64.72", "bps-formal", None),
        ("73", "bps-employed", None),
        ("99.99", "bps-employed", None),
    ],
)
def test_the_denominators_at_the_end_of_2022(code: str, basis: str, people: int | None) -> None:
    assert value(code, basis) == people


def test_the_five_provinces_add_up_to_the_published_region() -> None:
    assert sum(value(code, "bpjs-eligible") or 0 for code in PROVINCES) == value("KAL", "bpjs-eligible")


def test_the_four_derived_provinces_follow_from_published_figures_alone() -> None:
    """What Kaltim leaves of the region's 5.9 million, shared by BPS employed of August 2022."""
    employed = {code: value(code, "bps-employed", date(2022, 8, 31)) or 0 for code in PROVINCES if code != "64"}
    kaltim = round(Decimal(962_711) / Decimal("0.7086"), -1)
    assert share_out(5_900_000 - int(kaltim), employed) == {
        code: value(code, "bpjs-eligible", date(2022, 12, 1)) for code in employed
    }


@pytest.mark.parametrize("province", PROVINCES)
@pytest.mark.parametrize("basis", ["bpjs-eligible", "bps-employed"])
def test_districts_add_up_to_their_province(province: str, basis: str) -> None:
    codes = [code for (name, code) in packaged().by_place if name == "employed_estimate" and code[:2] == province]
    assert sum(value(code, basis) or 0 for code in codes) == value(province, basis)


def test_the_distance_of_the_chosen_statistic_is_told() -> None:
    found = denominator("64", "bpjs-eligible", YEAR_END)
    assert found is not None
    assert found.statistics == ("eligible_workers 64 2023-03",)
    assert found.source.startswith(
        "eligible_workers 64 2023-03 (diturunkan, 90 hari sesudahnya): https://selasar.co/"
    )
    assert found.status == "derived"


def test_a_district_names_its_province_and_the_estimate_it_was_shared_by() -> None:
    found = denominator("64.72", "bps-employed", YEAR_END)
    assert found is not None
    assert (found.value, found.status) == (360_407, "derived")
    assert found.statistics == ("employed 64 2022-08", "employed_estimate 64.72 2022-08")


def test_a_sum_is_as_weak_as_its_weakest_part() -> None:
    found = denominator("KAL", "bps-employed", date(2020, 12, 31))
    assert found is None  # Kalbar and Kalsel printed nothing near it
    found = denominator("64", "bps-employed", date(2020, 12, 31))
    assert found is not None
    assert (found.value, found.status) == (1_692_796, "unverified")


def test_the_wider_basis_of_2025_is_never_taken_for_the_office_s_own() -> None:
    assert value("KAL", "bpjs-eligible", date(2025, 12, 31)) is None
    assert value("KAL", "bps-employed", date(2025, 12, 31)) == 7_996_826


@pytest.mark.parametrize(
    ("days", "found"),
    [(-367, False), (-366, True), (-1, True), (0, True), (400, True), (401, False)],
)
def test_a_statistic_stands_for_a_day_only_within_the_limits_of_its_basis(days: int, found: bool) -> None:
    """366 days before its own day (it lies after the day asked), 400 days behind it."""
    known = gathered([FACT])
    assert (denominator("64", "bps-employed", FACT.on + timedelta(days=days), known) is not None) is found


def test_one_on_or_before_the_day_goes_before_a_nearer_one_after_it() -> None:
    later = replace(FACT, on=FACT.on + timedelta(days=20), value=Decimal(2_000))
    chosen = nearest(BASES["bps-employed"], "64", FACT.on + timedelta(days=19), gathered([later, FACT]))
    assert chosen == FACT


def test_of_one_day_the_published_goes_before_the_derived() -> None:
    derived = replace(FACT, status="derived", value=Decimal(2_000), source="0")
    assert nearest(BASES["bps-employed"], "64", YEAR_END, gathered([derived, FACT])) == FACT


def test_a_statistic_of_one_segment_is_no_denominator_of_all() -> None:
    assert denominator("64", "bps-employed", YEAR_END, gathered([replace(FACT, segment="FORMAL")])) is None


def test_an_unknown_basis_lists_the_known_ones() -> None:
    with pytest.raises(UnknownBasis) as refused:
        basis_called("bps")
    assert str(refused.value) == (
        "Dasar (--basis) 'bps' tidak dikenal. Yang dikenal: bpjs-eligible, bps-employed, bps-labour-force, "
        "bps-formal, bps-informal."
    )
