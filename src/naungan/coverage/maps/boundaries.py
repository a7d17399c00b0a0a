"""Take in the boundaries of a file in place of those before, or go back to the tile grid."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from naungan.coverage.maps.districts import districts_of_kalimantan
from naungan.coverage.maps.errors import BoundariesRefused
from naungan.coverage.maps.geojson import read_geojson
from naungan.coverage.maps.matching import match
from naungan.coverage.maps.simplify import points_of, simplified
from naungan.coverage.models import Boundary, BoundaryFile
from naungan.registry.regions import load_regions
from naungan.saying import gettext


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was taken in: districts, the key they were found by, features left out, points read and kept."""

    districts: int
    by: str
    left_out: int
    points_read: int
    points_kept: int


def load_boundaries(path: Path, on: date) -> Loaded:
    """Put the boundaries of a GeoJSON file in place of any before, for the districts that hold on a day.

    Raises BoundariesRefused; what was there before then stays.
    """
    features = read_geojson(path)
    with transaction.atomic():
        load_regions()
        districts = districts_of_kalimantan(on)
        matched = match(features, districts)
        thin = simplified(matched.rings)
        file = BoundaryFile(
            name=path.name,
            sha256=sha256(path.read_bytes()).hexdigest(),
            read_by=matched.by,
            points_read=points_of(matched.rings),
            points_kept=points_of(thin),
        )
        BoundaryFile.objects.all().delete()
        file.save(force_insert=True)
        Boundary.objects.bulk_create(
            Boundary(region_code=code, rings=rings, file=file) for code, rings in thin.items()
        )
    return Loaded(len(thin), matched.by, matched.left_out, file.points_read, file.points_kept)


def remove_boundaries() -> None:
    """Draw the tile grid again. Raises BoundariesRefused when no boundaries are there."""
    removed, _ = BoundaryFile.objects.all().delete()
    if not removed:
        raise BoundariesRefused(gettext("Tidak ada batas wilayah yang dimuat; peta sudah memakai petak."))
