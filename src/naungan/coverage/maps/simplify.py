"""Fewer points for the same shape: outlines thinned until a map is small enough for a page."""

from __future__ import annotations

from collections.abc import Mapping
from heapq import heapify, heappop, heappush
from itertools import pairwise

from naungan.coverage.maps.errors import BoundariesRefused
from naungan.coverage.maps.geojson import Ring
from naungan.saying import gettext as _

MOST_POINTS = 6_000
FINEST, COARSEST = 2_000, 64_000  # microdegrees: about 0.2 and 7 km


def simplified(shapes: Mapping[str, tuple[Ring, ...]], most: int = MOST_POINTS) -> dict[str, tuple[Ring, ...]]:
    """All shapes with at most `most` points together; every district keeps at least its largest ring.

    The tolerance doubles until they fit. Raises BoundariesRefused where the coarsest is not enough.
    """
    found, tolerance = dict(shapes), FINEST
    while tolerance <= COARSEST:
        found = {code: _district(rings, tolerance) for code, rings in found.items()}
        if points_of(found) <= most:
            return found
        tolerance *= 2
    raise BoundariesRefused(
        _(
            "Batas ini tetap lebih dari %(most)s titik setelah disederhanakan. Sederhanakan dahulu, "
            "misalnya dengan mapshaper -simplify 2%%, lalu jalankan lagi."
        )
        % {"most": most}
    )


def points_of(shapes: Mapping[str, tuple[Ring, ...]]) -> int:
    """How many points all shapes have together."""
    return sum(len(ring) for rings in shapes.values() for ring in rings)


def thinned(ring: Ring, tolerance: int) -> Ring:
    """The ring without points that make a smaller triangle with their neighbours than `tolerance` squared.

    The smallest triangle goes first, and its neighbours are weighed anew (Visvalingam and Whyatt); three
    corners always stay. O(n log n), whatever the coast.
    """
    points = ring[:-1]
    count = len(points)
    before, after = [(at - 1) % count for at in range(count)], [(at + 1) % count for at in range(count)]
    gone = [False] * count

    def weight(at: int) -> int:
        return twice_area((points[before[at]], points[at], points[after[at]], points[before[at]]))

    weights = [weight(at) for at in range(count)]
    waiting = [(weights[at], at) for at in range(count)]
    heapify(waiting)
    left = count
    while left > 3 and waiting and waiting[0][0] < tolerance * tolerance:
        told, at = heappop(waiting)
        if gone[at] or told != weights[at]:
            continue  # weighed anew since
        gone[at], left = True, left - 1
        one, other = before[at], after[at]
        after[one], before[other] = other, one
        for neighbour in (one, other):
            weights[neighbour] = max(weight(neighbour), told)  # never before what went already
            heappush(waiting, (weights[neighbour], neighbour))
    kept = tuple(point for at, point in enumerate(points) if not gone[at])
    return (*kept, kept[0])


def _district(rings: tuple[Ring, ...], tolerance: int) -> tuple[Ring, ...]:
    """The rings thinned, without islands smaller than the tolerance; the largest ring always stays."""
    largest = max(range(len(rings)), key=lambda at: twice_area(rings[at]))
    return tuple(
        thinned(ring, tolerance)
        for at, ring in enumerate(rings)
        if at == largest or twice_area(ring) >= tolerance * tolerance
    )


def twice_area(ring: Ring) -> int:
    """Twice the area that a ring encloses, in square microdegrees; exact."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))
