"""Reading a GeoJSON file of polygons strictly: a file that is not what it should be is refused whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from naungan.coverage.maps.errors import BoundariesRefused
from naungan.saying import gettext as _

LARGEST_FILE = 64 * 1024 * 1024
MOST_FEATURES = 10_000
WGS_84 = ("CRS84", "EPSG::4326", "EPSG:4326")

Point = tuple[int, int]  # microdegrees east and north
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature: its place in the file (from 1), its properties, and the rings of its polygons."""

    number: int
    properties: Mapping[str, Any]
    rings: tuple[Ring, ...]

    @property
    def box(self) -> tuple[int, int, int, int]:
        """West, south, east and north of all its rings."""
        east = [point[0] for ring in self.rings for point in ring]
        north = [point[1] for ring in self.rings for point in ring]
        return min(east), min(north), max(east), max(north)


def read_geojson(path: Path) -> tuple[Feature, ...]:
    """The polygon features of a FeatureCollection in WGS 84.

    Raises BoundariesRefused naming the feature and what to do: unreadable or too large file, another
    reference system, geometry that is no polygon, ring that is open or outside the world.
    """
    document = _document(path)
    _refuse_other_system(document)
    found = document.get("features") if document.get("type") == "FeatureCollection" else None
    if not isinstance(found, list) or not found:
        raise BoundariesRefused(
            _(
                "%(path)s bukan FeatureCollection GeoJSON yang berisi: terbaca type %(value)s. Ekspor lapisan "
                "poligon kabupaten dan kota sebagai GeoJSON."
            )
            % {"path": path.name, "value": repr(document.get("type"))}
        )
    if len(found) > MOST_FEATURES:
        raise BoundariesRefused(
            _(
                "%(path)s berisi %(found)s fitur, paling banyak %(most)s. Ini mungkin batas kecamatan "
                "atau desa: pakai lapisan kabupaten dan kota."
            )
            % {"path": path.name, "found": len(found), "most": MOST_FEATURES}
        )
    return tuple(_feature(number, one) for number, one in enumerate(found, 1))


def _document(path: Path) -> dict[str, Any]:
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise BoundariesRefused(
                _(
                    "%(path)s berukuran %(size)s MB, paling besar %(most)s MB. Sederhanakan dahulu, "
                    "misalnya dengan mapshaper -simplify 5%%."
                )
                % {"path": path.name, "size": size // 1024 // 1024, "most": LARGEST_FILE // 1024 // 1024}
            )
        document = json.loads(path.read_bytes(), parse_constant=_no_number)
    except OSError as error:
        raise BoundariesRefused(
            _("%(path)s tidak dapat dibaca: %(strerror)s. Periksa nama berkasnya.")
            % {"path": path, "strerror": error.strerror}
        ) from error
    except (ValueError, RecursionError) as error:
        raise BoundariesRefused(
            _("%(path)s bukan JSON yang benar: %(error)s. Ekspor lagi sebagai GeoJSON.")
            % {"path": path.name, "error": error}
        ) from error
    if not isinstance(document, dict):
        raise BoundariesRefused(
            _("%(path)s bukan objek GeoJSON. Ekspor lagi sebagai FeatureCollection.") % {"path": path.name}
        )
    return document


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} bukan angka JSON")


def _refuse_other_system(document: Mapping[str, Any]) -> None:
    """RFC 7946 knows WGS 84 only; older files may name another system."""
    told = document.get("crs")
    if told is None:
        return
    name = str(told.get("properties", {}).get("name", "")) if isinstance(told, dict) else str(told)
    if not name.upper().endswith(WGS_84):
        raise BoundariesRefused(
            _(
                "Sistem koordinat berkas ini %(name)s, bukan WGS 84. Ubah dahulu ke WGS 84 "
                "(EPSG:4326), misalnya dengan ogr2ogr -t_srs EPSG:4326."
            )
            % {"name": repr(name or told)}
        )


def _feature(number: int, raw: Any) -> Feature:
    geometry = raw.get("geometry") if isinstance(raw, dict) else None
    properties = raw.get("properties") if isinstance(raw, dict) else None
    if not isinstance(geometry, dict) or not isinstance(properties, dict):
        raise BoundariesRefused(
            _("Fitur ke-%(number)s tidak mempunyai geometry dan properties.") % {"number": number}
        )
    kind, coordinates = geometry.get("type"), geometry.get("coordinates")
    if kind not in ("Polygon", "MultiPolygon"):
        raise BoundariesRefused(
            _(
                "Fitur ke-%(number)s berjenis %(kind)s, bukan Polygon atau MultiPolygon. Pakai lapisan batas, "
                "bukan titik atau garis."
            )
            % {"number": number, "kind": repr(kind)}
        )
    polygons = [coordinates] if kind == "Polygon" else coordinates
    rings = tuple(_ring(number, ring) for polygon in _list(number, polygons) for ring in _list(number, polygon))
    if not rings:
        raise BoundariesRefused(_("Fitur ke-%(number)s tidak mempunyai poligon.") % {"number": number})
    properties = raw["properties"] | ({"id": raw["id"]} if "id" in raw else {})
    return Feature(number, properties, rings)


def _list(number: int, raw: Any) -> list[Any]:
    if not isinstance(raw, list):
        raise BoundariesRefused(_("Koordinat fitur ke-%(number)s bukan daftar poligon GeoJSON.") % {"number": number})
    return raw


def _ring(number: int, raw: Any) -> Ring:
    points = tuple(_points(number, _list(number, raw)))
    if len(points) < 4 or points[0] != points[-1]:
        raise BoundariesRefused(
            _(
                "Satu cincin fitur ke-%(number)s tidak tertutup: titik pertama dan terakhir harus sama, paling "
                "sedikit empat titik. Perbaiki geometrinya (QGIS: Fix geometries)."
            )
            % {"number": number}
        )
    return points


def _points(number: int, raw: list[Any]) -> Iterator[Point]:
    for position in raw:
        if not isinstance(position, list) or len(position) < 2 or not all(map(_number, position[:2])):
            raise BoundariesRefused(
                _("Fitur ke-%(number)s mempunyai titik yang bukan [bujur, lintang]: %(position)s.")
                % {"number": number, "position": repr(position)}
            )
        east, north = position[:2]
        if not (-180 <= east <= 180 and -90 <= north <= 90):
            raise BoundariesRefused(
                _(
                    "Fitur ke-%(number)s mempunyai titik [%(east)s, %(north)s], di luar derajat bujur dan lintang: "
                    "koordinat ini mungkin dalam meter. Ubah dahulu ke "
                    "WGS 84 (EPSG:4326), misalnya dengan ogr2ogr -t_srs EPSG:4326."
                )
                % {"number": number, "east": east, "north": north}
            )
        yield round(east * 1_000_000), round(north * 1_000_000)


def _number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
