"""The tile grid: one square each, neighbours near, no pair turned around, the same for the same places."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naungan.coverage.maps.picture import short_name
from naungan.coverage.maps.tiles import FINE, Place, Tile, microdegrees, tiles
from naungan.registry.region_facts import PROVINCES_OF_KALIMANTAN, region_facts

DEGREE = 1_000_000
KALIMANTAN = [
    Place(fact.code, microdegrees(fact.longitude), microdegrees(fact.latitude))
    for fact in region_facts()
    if fact.level == 2 and fact.code[:2] in PROVINCES_OF_KALIMANTAN and not fact.abolished
]
points = st.tuples(st.integers(90 * DEGREE, 141 * DEGREE), st.integers(-11 * DEGREE, 6 * DEGREE))
places = st.lists(points, min_size=1, max_size=14).map(
    lambda found: [Place(f"{number:02d}", east, north) for number, (east, north) in enumerate(found)]
)


def stretched(values: list[int], side: int) -> list[int]:
    low, width = min(values), max(values) - min(values)
    return [(value - low) * (side - 1) * FINE // width if width else 0 for value in values]


@settings(max_examples=60, deadline=None)
@given(places)
def test_every_place_has_a_square_of_its_own(found: list[Place]) -> None:
    grid = tiles(found)
    assert sorted(tile.code for tile in grid) == sorted(place.code for place in found)
    assert len({(tile.column, tile.row) for tile in grid}) == len(found)
    assert min(tile.column for tile in grid) == min(tile.row for tile in grid) == 0


@settings(max_examples=60, deadline=None)
@given(places)
def test_no_pair_of_places_is_turned_around(found: list[Place]) -> None:
    """A square lies opposite to where its place lies only where rounding to the grid's steps allows it."""
    grid = {tile.code: tile for tile in tiles(found)}
    ordered = sorted(found)
    side = next(n for n in range(1, 20) if n * n >= len(found) * 3 // 2)
    east = stretched([place.east for place in ordered], side)
    south = stretched([-place.north for place in ordered], side)
    for one, other in combinations(range(len(ordered)), 2):
        first, second = grid[ordered[one].code], grid[ordered[other].code]
        across, down = second.column - first.column, second.row - first.row
        assert (east[other] - east[one]) * across + (south[other] - south[one]) * down >= 0


@settings(max_examples=30, deadline=None)
@given(places, st.randoms(use_true_random=False))
def test_the_order_in_which_places_come_changes_nothing(found: list[Place], chance: object) -> None:
    mixed = list(found)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert tiles(mixed) == tiles(found)


def test_no_places_make_no_grid() -> None:
    assert tiles([]) == ()


def test_the_56_districts_fit_a_grid_that_a_phone_can_show() -> None:
    grid = tiles(KALIMANTAN)
    assert len(grid) == 56
    assert (max(tile.column for tile in grid) + 1, max(tile.row for tile in grid) + 1) == (10, 10)


def test_the_corners_of_kalimantan_stay_its_corners() -> None:
    grid = {tile.code: tile for tile in tiles(KALIMANTAN)}
    sambas, nunukan, kotabaru = grid["61.01"], grid["65.03"], grid["63.02"]
    assert sambas.column == 0
    assert nunukan.row == 0
    assert (kotabaru.column, kotabaru.row > nunukan.row) == (9, True)
    assert near(grid["64.72"], grid["64.71"])


def near(one: Tile, other: Tile) -> bool:
    return abs(one.column - other.column) + abs(one.row - other.row) <= 2


def test_every_district_has_a_short_name_of_its_own_that_fits_its_tile() -> None:
    names = [short_name(place.code) for place in KALIMANTAN]
    assert len(set(names)) == 56
    assert max(map(len, names)) <= 7
    assert not [name for name in names if name[0].isdigit()]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.42309", 1_423_090),
        ("-0.02578", -25_780),
        ("109", 109_000_000),
        ("-3.1", -3_100_000),
        ("0.12345678", 123_456),
    ],
)
def test_degrees_are_read_exactly(text: str, value: int) -> None:
    assert microdegrees(text) == value
