"""The first two questions: how many are protected here now, and which district is furthest behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from tests.factories import a_region

from naungan.coverage.models import Figure, Statistic
from naungan.desk.coverage_now import coverage_now
from naungan.registry.models import Region

pytestmark = pytest.mark.django_db


def a_figure(
    code: str, numerator: int, denominator: int | None, level: int = 2, on: date = date(2022, 11, 30)
) -> None:
    Figure.objects.create(
        as_of=on, region_code=code, region_name=f"Wilayah {code}", level=level, segments="ALL", basis="bpjs-eligible",
        definition="active-or-grace", numerator=numerator, denominator=denominator, source="test",
    )  # fmt: skip


def a_statistic(indicator: str, value: str, basis: str = "", on: date = date(2022, 12, 31)) -> None:
    Statistic.objects.create(
        period=str(on.year), on=on, region_code="64.71", region_name="Kota Balikpapan", segment="ALL",
        indicator=indicator, basis=basis, value=Decimal(value), unit="percent", status="published", source="test",
    )  # fmt: skip


@pytest.fixture
def balikpapan() -> Region:
    a_figure("64.71", 60, 100)
    a_figure("64.72", 90, 100)
    a_figure("64.01", 10, 40)
    a_figure("63.71", 0, 1_000)
    return a_region()


def test_a_district_stands_among_those_of_its_province_most_people_missing_first(balikpapan: Region) -> None:
    found = coverage_now(balikpapan)
    assert found is not None
    assert (found.here.numerator, found.here.rate, found.rank) == (60, Decimal("60.00"), 2)
    assert [(place.code, place.gap) for place in found.places] == [("64.71", 40), ("64.01", 30), ("64.72", 10)]


def test_the_month_and_the_year_before_are_told_where_there_are_any(balikpapan: Region) -> None:
    a_figure("64.71", 55, 100, on=date(2022, 10, 31))
    a_figure("64.71", 40, 100, on=date(2021, 11, 30))
    found = coverage_now(balikpapan)
    assert found is not None
    assert (found.before, found.year_before) == (55, 40)


def test_a_region_without_a_denominator_has_no_rate_and_no_gap() -> None:
    a_figure("64.71", 60, None)
    found = coverage_now(a_region())
    assert found is not None
    assert (found.here.rate, found.here.gap, found.rank) == (None, None, None)


def test_a_target_is_told_as_printed_and_a_published_rate_only_on_the_same_basis(balikpapan: Region) -> None:
    a_statistic("coverage_target", "80")
    a_statistic("coverage_rate", "66", basis="bps-employed")
    a_statistic("coverage_rate", "61", basis="bpjs-eligible", on=date(2022, 6, 30))
    found = coverage_now(balikpapan)
    assert found is not None
    assert found.target is not None
    assert found.published is not None
    assert (found.target.value, found.published.value) == (Decimal(80), Decimal(61))


def test_without_a_closed_month_there_is_nothing_to_tell() -> None:
    assert coverage_now(a_region()) is None


def test_the_whole_is_shown_with_all_districts(balikpapan: Region) -> None:
    a_figure("KAL", 160, 1_240, level=0)
    found = coverage_now(None)
    assert found is not None
    assert (found.here.code, len(found.places), found.behind and found.behind.code) == ("KAL", 4, "63.71")
