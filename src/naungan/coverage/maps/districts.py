"""The districts that a map shows: those of Kalimantan that hold on a day, with where they lie."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naungan.coverage.maps.tiles import Place, microdegrees
from naungan.registry.models import Region
from naungan.registry.region_facts import KALIMANTAN


@dataclass(frozen=True, slots=True)
class District:
    """A district with its numbers in both systems, its names, and its centroid in microdegrees."""

    code: str
    bps_code: str
    name: str
    aliases: tuple[str, ...]
    east: int
    north: int

    @property
    def place(self) -> Place:
        """Where it lies, for the tile grid."""
        return Place(self.code, self.east, self.north)


def districts_of_kalimantan(on: date) -> tuple[District, ...]:
    """The districts below KAL that hold on a day and have a centroid, by code."""
    rows = (
        Region.objects.filter(level=2, parent__parent__code=KALIMANTAN, valid__contains=on)
        .exclude(latitude="")
        .order_by("code")
    )
    return tuple(
        District(
            row.code,
            row.bps_code,
            row.name,
            tuple(alias for alias in row.aliases.split("|") if alias),
            microdegrees(row.longitude),
            microdegrees(row.latitude),
        )
        for row in rows
    )
