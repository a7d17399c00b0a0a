"""A tile grid map: every district one square, laid out so that neighbours stay near.

Places are stretched over a grid somewhat larger than they are many, and each gets the square that
keeps the sum of squared shifts least. That optimum turns no pair around: a square never lies opposite
to where its place lies.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt

from naungan.coverage.maps.assignment import cheapest

ROOM_PERCENT = 150  # squares for every hundred places: room for the sea and for the shape
FINE = 1000  # steps within one square, so that distances stay whole numbers


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where a district lies: microdegrees east and north."""

    code: str
    east: int
    north: int


@dataclass(frozen=True, slots=True)
class Tile:
    """The square of a district: column from the west, row from the north, from 0."""

    code: str
    column: int
    row: int


def tiles(places: Iterable[Place]) -> tuple[Tile, ...]:
    """A square for every place, all different, the same whatever the order of the places. By code."""
    return _laid_out(tuple(sorted(places)))


def microdegrees(degrees: str) -> int:
    """1.42309 as 1423090: exact, without a float."""
    sign = -1 if degrees.startswith("-") else 1
    whole, _, part = degrees.lstrip("-").partition(".")
    return sign * (int(whole) * 1_000_000 + int(f"{part:0<6.6}"))


@lru_cache(maxsize=8)
def _laid_out(places: tuple[Place, ...]) -> tuple[Tile, ...]:
    if not places:
        return ()
    side = isqrt(len(places) * ROOM_PERCENT // 100 - 1) + 1
    squares = [(column, row) for row in range(side) for column in range(side)]
    across = _stretched([place.east for place in places], side)
    down = _stretched([-place.north for place in places], side)
    costs = [
        [(x - column * FINE) ** 2 + (y - row * FINE) ** 2 for column, row in squares]
        for x, y in zip(across, down, strict=True)
    ]
    given = [squares[number] for number in cheapest(costs)]
    west, top = min(column for column, _ in given), min(row for _, row in given)
    return tuple(
        Tile(place.code, column - west, row - top) for place, (column, row) in zip(places, given, strict=True)
    )


def _stretched(values: list[int], side: int) -> list[int]:
    """Values spread over the grid's side, in steps of 1/FINE of a square."""
    low, width = min(values), max(values) - min(values)
    return [(value - low) * (side - 1) * FINE // width if width else 0 for value in values]
