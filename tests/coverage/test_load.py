"""Loading the published figures: once, whole, contradictions kept, nothing of one's own lost."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from naungan.coverage.denominators import denominator
from naungan.coverage.models import Statistic
from naungan.coverage.publish import load_statistics, stored
from naungan.coverage.statistics import packaged

pytestmark = pytest.mark.django_db


def test_everything_carried_is_loaded_and_a_second_time_adds_nothing() -> None:
    assert load_statistics() == len(packaged().facts)
    assert load_statistics() == 0
    assert Statistic.objects.count() == len(packaged().facts)


def test_what_is_stored_is_what_was_carried() -> None:
    load_statistics()
    assert set(stored().facts) == set(packaged().facts)


def test_what_is_missing_again_is_added_again() -> None:
    load_statistics()
    Statistic.objects.filter(region_code="64", indicator="coverage_rate").delete()
    assert load_statistics() == 3
    assert load_statistics() == 0


def test_a_statistic_of_one_s_own_stays_and_is_used() -> None:
    load_statistics()
    Statistic.objects.create(
        period="2022-12",
        on=date(2022, 12, 31),
        region_code="65",
        region_name="Kalimantan Utara",
        segment="ALL",
        indicator="eligible_workers",
        basis="bpjs-eligible",
        value=Decimal(260_000),
        unit="persons",
        status="published",
        source="letter of the branch",
    )
    assert load_statistics() == 0
    found = denominator("65", "bpjs-eligible", date(2022, 12, 31), stored())
    assert found is not None
    assert (found.value, found.status) == (260_000, "published")


def test_two_pages_may_say_different_things_of_one_place_and_time() -> None:
    load_statistics()
    said = Statistic.objects.filter(region_code="KAL", period="2025-12", indicator="eligible_workers")
    assert sorted(said.values_list("value", flat=True)) == [Decimal(7_900_000), Decimal(7_996_826)]
