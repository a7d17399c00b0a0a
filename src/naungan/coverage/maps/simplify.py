"""Fewer points for the same shape: lines thinned until a map is small enough for a page."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from naungan.coverage.maps.errors import BoundariesRefused
from naungan.coverage.maps.geojson import Point, Ring

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
        f"Batas ini tetap lebih dari {most} titik setelah disederhanakan. Sederhanakan dahulu, misalnya dengan "
        "mapshaper -simplify 2%, lalu jalankan lagi."
    )


def points_of(shapes: Mapping[str, tuple[Ring, ...]]) -> int:
    """How many points all shapes have together."""
    return sum(len(ring) for rings in shapes.values() for ring in rings)


def thinned(ring: Ring, tolerance: int) -> Ring:
    """The ring without points nearer than `tolerance` to the line that stays (Douglas and Peucker)."""
    points = ring[:-1]
    start = min(range(len(points)), key=lambda at: points[at])
    turned = (*points[start:], *points[:start], points[start])
    far = max(range(len(turned)), key=lambda at: _apart(turned[at], turned[0]))
    kept = {0, far, len(turned) - 1}
    waiting = [(0, far), (far, len(turned) - 1)]
    while waiting:
        first, last = waiting.pop()
        between = range(first + 1, last)
        worst = max(between, key=lambda at: _off(turned[at], turned[first], turned[last]), default=None)
        if worst is None or _off(turned[worst], turned[first], turned[last]) <= tolerance * tolerance:
            continue
        kept.add(worst)
        waiting += [(first, worst), (worst, last)]
    return tuple(turned[at] for at in sorted(kept))


def _district(rings: tuple[Ring, ...], tolerance: int) -> tuple[Ring, ...]:
    largest = max(range(len(rings)), key=lambda at: twice_area(rings[at]))
    found = []
    for at, ring in enumerate(rings):
        thin = thinned(ring, tolerance)
        if len(thin) >= 4:
            found.append(thin)
        elif at == largest:
            found.append(ring)  # a district smaller than the tolerance keeps its own line
    return tuple(found)


def twice_area(ring: Ring) -> int:
    """Twice the area that a ring encloses, in square microdegrees; exact."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)))


def _apart(a: Point, b: Point) -> int:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2


def _off(point: Point, first: Point, last: Point) -> int:
    """The squared distance of a point from the segment between two others, in whole microdegrees."""
    across, up = last[0] - first[0], last[1] - first[1]
    length = across * across + up * up
    if not length:
        return _apart(point, first)
    along = (point[0] - first[0]) * across + (point[1] - first[1]) * up
    if not 0 <= along <= length:
        return min(_apart(point, first), _apart(point, last))
    side = (point[0] - first[0]) * up - (point[1] - first[1]) * across
    return side * side // length
