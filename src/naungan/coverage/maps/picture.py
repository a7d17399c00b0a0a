"""What the map draws: a shape for every district with its shade, as tiles or by the operator's boundaries."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache, lru_cache
from importlib.resources import files

from naungan.coverage.maps.districts import districts_of_kalimantan
from naungan.coverage.maps.geojson import Ring
from naungan.coverage.maps.tiles import tiles
from naungan.coverage.models import Boundary, BoundaryFile
from naungan.coverage.report import CoverageRow

STEP, SIDE = 64, 60  # the grid's pitch and a tile's side, in the drawing's units
ACROSS = 1000  # the width of a drawing of boundaries, in its units
SHADES = (Decimal(20), Decimal(40), Decimal(60), Decimal(80), Decimal(100))  # a rate from the last on is the darkest
NO_SHADE = 0


@dataclass(frozen=True, slots=True)
class Shape:
    """A district on the map. `x` and `y` are its tile's corner; `path` its outline where there are boundaries."""

    row: CoverageRow
    short: str
    shade: int
    x: int
    y: int
    path: str = ""

    @property
    def middle(self) -> int:
        """Where the words of a tile are centred."""
        return self.x + SIDE // 2

    @property
    def upper(self) -> int:
        """The line that the district's name stands on."""
        return self.y + 26

    @property
    def lower(self) -> int:
        """The line that its rate stands on."""
        return self.y + 45


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing of `width` by `height`; `drawn_from` names the boundary file, empty for the tile grid."""

    width: int
    height: int
    shapes: tuple[Shape, ...]
    drawn_from: str

    @property
    def viewed_width(self) -> int:
        """With room for the line around a shape that is pointed at."""
        return self.width + 4

    @property
    def viewed_height(self) -> int:
        """The same from top to bottom."""
        return self.height + 4


def picture(rows: Iterable[CoverageRow], on: date) -> Picture:
    """The map of these districts: by the boundaries of the operator when there are any, else as tiles."""
    by_code = {row.region_code: row for row in rows}
    file = BoundaryFile.objects.first()
    return _outlined(by_code, file) if file else _tiled(by_code, on)


def shade(rate: Decimal | None) -> int:
    """0 without a rate, else 1 to 6 by fifths of a hundred; 6 from 100 percent on."""
    return NO_SHADE if rate is None else 1 + sum(rate >= edge for edge in SHADES)


def _tiled(rows: dict[str, CoverageRow], on: date) -> Picture:
    places = [one.place for one in districts_of_kalimantan(on) if one.code in rows]
    grid = tiles(places)
    shapes = tuple(
        Shape(
            rows[tile.code], short_name(tile.code), shade(rows[tile.code].rate), tile.column * STEP, tile.row * STEP
        )
        for tile in sorted(grid, key=lambda tile: (tile.row, tile.column))
    )
    width = max((tile.column for tile in grid), default=0) * STEP + SIDE
    height = max((tile.row for tile in grid), default=0) * STEP + SIDE
    return Picture(width, height, shapes, "")


def _outlined(rows: dict[str, CoverageRow], file: BoundaryFile) -> Picture:
    width, height, paths = _paths(file.sha256)
    shapes = tuple(
        Shape(rows[code], short_name(code), shade(rows[code].rate), 0, 0, path)
        for code, path in paths
        if code in rows
    )
    return Picture(width, height, shapes, file.name)


@lru_cache(maxsize=2)
def _paths(sha256: str) -> tuple[int, int, tuple[tuple[str, str], ...]]:
    """Width, height and the outline of every district, of the boundaries with that fingerprint."""
    outlines = {one.region_code: one.rings for one in Boundary.objects.filter(file__sha256=sha256).order_by("pk")}
    east = [point[0] for rings in outlines.values() for ring in rings for point in ring]
    north = [point[1] for rings in outlines.values() for ring in rings for point in ring]
    west, top, span = min(east), max(north), max(east) - min(east)
    paths = tuple((code, _path(rings, west, top, span)) for code, rings in outlines.items())
    return ACROSS, (top - min(north)) * ACROSS // span, paths


def _path(rings: Sequence[Ring], west: int, top: int, span: int) -> str:
    """The outline as SVG writes it: near the equator a degree is as long to the east as to the north."""
    lines = []
    for ring in rings:
        points = [((e - west) * ACROSS // span, (top - n) * ACROSS // span) for e, n in ring[:-1]]
        lines.append("M" + "L".join(f"{x} {y}" for x, y in dict.fromkeys(points)) + "Z")
    return "".join(lines)


def short_name(code: str) -> str:
    """What a district is called where there is room for seven letters; its code where it has no such name."""
    return _short_names().get(code, code)


@cache
def _short_names() -> dict[str, str]:
    with files("naungan.coverage.maps").joinpath("short_names.csv").open(encoding="utf-8") as lines:
        return {row["code"]: row["short"] for row in csv.DictReader(lines)}
