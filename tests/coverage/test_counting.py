"""Whom a numerator counts: each person once, at one main participation, by the definition of active."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.coverage.people import DECEMBER, YEAR_END, Stand

from naungan.coverage.compute import compute_figures
from naungan.coverage.counting import MAIN_FIRST, count_people
from naungan.coverage.errors import UnknownRegion
from naungan.coverage.models import Figure
from naungan.registry.models import Region, Segment


def counted(definition: str = "active-or-grace", level: int = 2) -> dict[tuple[str, str], int]:
    """(region, segment) to people, zeros and ALL left out."""
    figures = Figure.objects.filter(definition=definition, basis="bps-employed", level=level, numerator__gt=0)
    return {(f.region_code, f.segments): f.numerator for f in figures.exclude(segments="ALL")}


def test_every_segment_has_its_place_in_the_order_of_main_participations() -> None:
    assert sorted(MAIN_FIRST) == sorted(Segment)


def test_one_person_with_two_jobs_counts_once_at_the_older(stand: Stand) -> None:
    stand([(1, "64.72", "PU", 1), (1, "64.71", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    assert counted() == {("64.72", "PU"): 1}
    assert counted(level=0) == {("KAL", "PU"): 1}


@pytest.mark.parametrize(
    ("segments", "main"),
    [
        (["BPU", "PU"], "PU"),
        (["JAKON", "PU"], "PU"),
        (["BPU", "JAKON"], "JAKON"),
        (["PMI", "BPU"], "BPU"),
        (["PMI", "BPU", "JAKON", "PU"], "PU"),
    ],
)
def test_wage_earners_come_before_construction_before_own_account(
    stand: Stand, segments: list[str], main: str
) -> None:
    stand([(1, "64.72", segment, 1) for segment in segments])
    compute_figures(YEAR_END, DECEMBER)
    assert counted() == {("64.72", main): 1}


@pytest.mark.parametrize(
    ("standing", "unpaid", "active", "paid_up"),
    [(0, 0, 0, 0), (1, 0, 1, 1), (1, 2, 1, 0), (2, 1, 1, 0), (3, 4, 0, 0)],
)
def test_each_definition_counts_its_own_standings(
    stand: Stand, standing: int, unpaid: int, active: int, paid_up: int
) -> None:
    stand([(1, "64.72", "BPU", standing, unpaid)])
    compute_figures(YEAR_END, DECEMBER)
    assert counted().get(("64.72", "BPU"), 0) == active
    assert counted("paid-up").get(("64.72", "BPU"), 0) == paid_up


def test_the_main_participation_is_sought_among_those_that_count(stand: Stand) -> None:
    """A lapsed job does not hide the self-paid membership; one in grace does, where grace counts."""
    stand([(1, "64.72", "PU", 3), (1, "64.71", "BPU", 1), (2, "64.74", "JAKON", 2, 1), (2, "65.71", "BPU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    assert counted() == {("64.71", "BPU"): 1, ("64.74", "JAKON"): 1}
    assert counted("paid-up") == {("64.71", "BPU"): 1, ("65.71", "BPU"): 1}


def test_only_the_standings_of_the_month_count(stand: Stand) -> None:
    stand([(1, "64.72", "PU", 1)], month=date(2022, 11, 1))
    stand([(2, "65.71", "PU", 1)], first_participation=2)
    compute_figures(YEAR_END, DECEMBER)
    assert counted() == {("65.71", "PU"): 1}


def test_large_participation_numbers_do_not_disturb_the_place(stand: Stand) -> None:
    stand([(1, "64.72", "BPU", 1), (1, "64.71", "BPU", 1)], first_participation=2**43)
    stand([(2, "62.71", "PMI", 1)], first_participation=2**44 - 1)
    compute_figures(YEAR_END, DECEMBER)
    assert counted() == {("64.72", "BPU"): 1, ("62.71", "PMI"): 1}


def test_somebody_registered_at_the_province_counts_there_and_in_no_district(stand: Stand) -> None:
    stand([(1, "64", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    assert (counted(level=2), counted(level=1)) == ({}, {("64", "PU"): 1})


def test_a_region_outside_kalimantan_is_shown_when_somebody_works_there(stand: Stand) -> None:
    stand([(1, "73.71", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    assert counted(level=1) == {("73", "PU"): 1}
    assert counted(level=0) == {}


def test_a_district_that_had_ended_is_shown_only_when_somebody_is_counted_there(
    stand: Stand, regions: dict[str, int]
) -> None:
    for code in ("64.98", "64.99"):
        regions[code] = int(code[-2:])
        Region.objects.create(
            id=regions[code],
            code=code,
            level=2,
            kind="kabupaten",
            name="Dahulu",
            parent_id=regions["64"],
            valid=DateRange(date(2000, 1, 1), date(2012, 1, 1)),
        )
    stand([(1, "64.99", "PU", 1)])
    compute_figures(YEAR_END, DECEMBER)
    assert counted(level=1) == {("64", "PU"): 1}
    shown = Figure.objects.filter(region_name="Dahulu").values_list("region_code", flat=True).distinct()
    assert list(shown) == ["64.99"]


def test_a_standing_outside_the_registry_is_refused_and_nothing_is_written(
    regions: dict[str, int], stand: Stand
) -> None:
    regions["nowhere"] = 32_000
    stand([(1, "nowhere", "PU", 1), (2, "64.72", "PU", 1)])
    with pytest.raises(UnknownRegion, match="wilayah id 32000"):
        compute_figures(YEAR_END, DECEMBER)
    assert not Figure.objects.exists()


def test_whoever_is_known_with_one_participation_is_counted_no_differently(stand: Stand) -> None:
    """The close tells who had several participations; nobody told, everybody might have."""
    places, standings = ("64.72", "64.71", "64", "65.71"), ((1, 0), (1, 2), (2, 1), (3, 4), (0, 0))
    once = [
        (number, places[number % 4], segment, *standings[number % 5])
        for number, segment in enumerate(("PU", "BPU", "JAKON", "PMI") * 10, start=10)
    ]
    twice = [(1, "64.72", "BPU", 1), (1, "64.71", "PU", 1, 2), (2, "65.71", "JAKON", 2, 1), (2, "64.72", "BPU", 1)]
    stand([*once, *twice])
    count_people(DECEMBER)
    untold = places_counted()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE contributions_standing SET several = person_id < 10")
    count_people(DECEMBER)
    assert places_counted() == untold
    counted_people = Counter[str]()
    for definition, _, _, people in untold:
        counted_people[definition] += people
    assert counted_people == {"active-or-grace": 24 + 2, "paid-up": 8 + 2}


def places_counted() -> list[tuple[str, int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT definition, region_id, segment, people FROM coverage_counted ORDER BY 1, 2, 3")
        return cursor.fetchall()
