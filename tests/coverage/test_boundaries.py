"""Boundaries of an operator: taken in whole, or refused with what to do, and then nothing changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.coverage.maps.boundaries import load_boundaries, remove_boundaries
from naungan.coverage.maps.errors import BoundariesRefused
from naungan.coverage.maps.simplify import MOST_POINTS, points_of, simplified, thinned, twice_area
from naungan.coverage.models import Boundary, BoundaryFile
from naungan.registry.region_facts import PROVINCES_OF_KALIMANTAN, RegionFact, region_facts

TODAY = date(2026, 11, 23)
DISTRICTS = [
    fact
    for fact in region_facts()
    if fact.level == 2 and fact.code[:2] in PROVINCES_OF_KALIMANTAN and not fact.abolished
]
pytestmark = pytest.mark.django_db
Change = Callable[[dict[str, Any]], object]


def square(fact: RegionFact, half: float = 0.1) -> list[list[list[float]]]:
    """A polygon around a district's centroid."""
    east, north = float(fact.longitude), float(fact.latitude)
    return [[[east + x * half, north + y * half] for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))]]


def a_feature(fact: RegionFact, **properties: Any) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": properties or {"code": fact.code},
        "geometry": {"type": "Polygon", "coordinates": square(fact)},
    }


def a_collection(**names: str) -> dict[str, Any]:
    """All 56 districts; `names` maps a property to the attribute of the fact that it holds."""
    named = names or {"code": "code"}
    features = [a_feature(fact, **{key: getattr(fact, of) for key, of in named.items()}) for fact in DISTRICTS]
    return {"type": "FeatureCollection", "features": features}


@pytest.fixture
def written(tmp_path: Path) -> Callable[[object], Path]:
    """Write a document (or plain text) to a file."""

    def write(document: object) -> Path:
        path = tmp_path / "batas.geojson"
        path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
        return path

    return write


Written = Callable[[object], Path]


class TestTakenIn:
    @pytest.mark.parametrize(
        ("names", "by"),
        [
            ({"code": "code"}, "properti 'code' sebagai kode Kemendagri"),
            ({"KDBPS": "bps_code"}, "properti 'KDBPS' sebagai kode BPS"),
            ({"NAMOBJ": "name"}, "properti 'NAMOBJ' sebagai nama"),
        ],
    )
    def test_districts_are_found_by_codes_or_by_names(self, written: Written, names: dict[str, str], by: str) -> None:
        loaded = load_boundaries(written(a_collection(**names)), TODAY)
        assert (loaded.districts, loaded.by, loaded.left_out) == (56, by, 0)
        assert set(Boundary.objects.values_list("region_code", flat=True)) == {fact.code for fact in DISTRICTS}

    def test_bare_digits_are_read_in_the_system_that_puts_districts_where_they_lie(self, written: Written) -> None:
        """64.02 is Kutai Kartanegara for Kemendagri, and 6402 Kutai Barat for BPS."""
        document = a_collection(kode="code")
        for feature in document["features"]:
            feature["properties"]["kode"] = feature["properties"]["kode"].replace(".", "")
        assert load_boundaries(written(document), TODAY).by == "properti 'kode' sebagai kode Kemendagri"

    def test_parts_of_a_district_are_put_together_and_other_districts_left_out(self, written: Written) -> None:
        document = a_collection()
        document["features"].append(a_feature(DISTRICTS[0]))
        makassar = next(fact for fact in region_facts() if fact.code == "73.71")
        elsewhere = a_feature(DISTRICTS[1], code=makassar.code)
        document["features"].append(elsewhere)
        loaded = load_boundaries(written(document), TODAY)
        assert (loaded.districts, loaded.left_out) == (56, 1)
        assert len(Boundary.objects.get(pk=DISTRICTS[0].code).rings) == 2

    def test_names_without_their_kind_in_capitals_are_understood(self, written: Written) -> None:
        document = a_collection(name="name")
        for feature in document["features"]:
            name = feature["properties"]["name"].upper()
            feature["properties"]["name"] = name.replace("KABUPATEN ", "KAB. ")
        assert load_boundaries(written(document), TODAY).districts == 56

    def test_a_new_file_takes_the_place_of_the_one_before(self, written: Written) -> None:
        load_boundaries(written(a_collection()), TODAY)
        load_boundaries(written(a_collection(nama="name")), TODAY)
        assert BoundaryFile.objects.get().read_by == "properti 'nama' sebagai nama"
        assert Boundary.objects.count() == 56

    def test_boundaries_can_be_taken_away_again_once(self, written: Written) -> None:
        load_boundaries(written(a_collection()), TODAY)
        remove_boundaries()
        assert (BoundaryFile.objects.count(), Boundary.objects.count()) == (0, 0)
        with pytest.raises(BoundariesRefused, match="peta sudah memakai petak"):
            remove_boundaries()


def change(path: str, value: object) -> Change:
    """A change of one part of the document, the path with dots."""

    def made(document: dict[str, Any]) -> None:
        *way, last = [int(part) if part.isdigit() else part for part in path.split(".")]
        at: Any = document
        for part in way:
            at = at[part]
        at[last] = value

    return made


METRES = [[[549_000.0, 9_870_000.0]] * 4]
BAD: dict[str, tuple[Change, str]] = {
    "no collection": (change("type", "Feature"), "bukan FeatureCollection"),
    "no features": (change("features", []), "bukan FeatureCollection"),
    "another system": (
        change("crs", {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32750"}}),
        "EPSG::32750', bukan WGS 84|EPSG::32750, bukan WGS 84",
    ),
    "metres": (change("features.3.geometry.coordinates", METRES), "Fitur ke-4 .* di luar derajat"),
    "points": (change("features.0.geometry", {"type": "Point", "coordinates": [109, 1]}), "bukan Polygon"),
    "no geometry": (change("features.0.geometry", None), "Fitur ke-1 tidak mempunyai geometry"),
    "open ring": (
        change("features.2.geometry.coordinates", [[[109, 1], [110, 1], [110, 2], [109, 2]]]),
        "cincin fitur ke-3 tidak tertutup",
    ),
    "words for numbers": (change("features.0.geometry.coordinates", [[["a", 1]] * 4]), "bukan \\[bujur, lintang\\]"),
    "no list": (change("features.0.geometry.coordinates", 5), "bukan daftar poligon"),
    "empty polygon": (change("features.0.geometry.coordinates", []), "tidak mempunyai poligon"),
    "one missing": (lambda document: document["features"].pop(), "1 dari 56 .* 65.71 Kota Tarakan"),
}


class TestRefused:
    @pytest.mark.parametrize("fault", BAD)
    def test_a_file_with_a_fault_is_refused_and_the_map_stays_as_it_was(self, written: Written, fault: str) -> None:
        load_boundaries(written(a_collection()), TODAY)
        before = BoundaryFile.objects.get().sha256
        document = a_collection()
        make, said = BAD[fault]
        make(document)
        with pytest.raises(BoundariesRefused, match=said):
            load_boundaries(written(document), TODAY)
        assert (BoundaryFile.objects.get().sha256, Boundary.objects.count()) == (before, 56)

    def test_swapped_coordinates_are_told(self, written: Written) -> None:
        document = a_collection()
        for feature in document["features"]:
            (ring,) = feature["geometry"]["coordinates"]
            feature["geometry"]["coordinates"] = [[[north, east - 40] for east, north in ring]]
        with pytest.raises(BoundariesRefused, match="Urutan koordinat harus bujur lalu lintang"):
            load_boundaries(written(document), TODAY)

    def test_provinces_are_no_districts(self, written: Written) -> None:
        document = a_collection(code="code")
        for feature in document["features"]:
            feature["properties"]["code"] = feature["properties"]["code"][:2]
        with pytest.raises(BoundariesRefused, match="Fitur pertama: code='61'"):
            load_boundaries(written(document), TODAY)

    @pytest.mark.parametrize("text", ["", "{", "[1]", '{"a": NaN}', "\ufeff{}", "[" * 100_000])
    def test_what_is_no_geojson_is_refused(self, written: Written, text: str) -> None:
        with pytest.raises(BoundariesRefused):
            load_boundaries(written(text), TODAY)

    def test_a_file_that_is_not_there_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(BoundariesRefused, match="tidak dapat dibaca"):
            load_boundaries(tmp_path / "tiada.geojson", TODAY)

    def test_a_file_too_large_is_refused_unread(self, tmp_path: Path) -> None:
        path = tmp_path / "besar.geojson"
        with path.open("wb") as file:
            file.truncate(65 * 1024 * 1024)
        with pytest.raises(BoundariesRefused, match="berukuran 65 MB, paling besar 64 MB"):
            load_boundaries(path, TODAY)

    def test_more_features_than_districts_and_villages_could_be_are_refused(self, written: Written) -> None:
        document = a_collection()
        document["features"] = [document["features"][0]] * 10_001
        with pytest.raises(BoundariesRefused, match="10001 fitur, paling banyak 10000"):
            load_boundaries(written(document), TODAY)


ring = st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=3, max_size=40, unique=True)


class TestThinner:
    @given(ring.map(lambda points: (*points, points[0])), st.integers(0, 300_000))
    def test_a_thinned_ring_is_closed_and_has_only_its_own_points(
        self, given_ring: tuple[tuple[int, int], ...], tolerance: int
    ) -> None:
        thin = thinned(given_ring, tolerance)
        assert thin[0] == thin[-1]
        assert set(thin) <= set(given_ring)
        assert len(thin) <= len(given_ring)

    def test_points_on_a_straight_line_go_and_corners_stay(self) -> None:
        edge = tuple((n * 1_000, 0) for n in range(100))
        closed = (*edge, (99_000, 99_000), (0, 99_000), (0, 0))
        assert set(thinned(closed, 10)) == {(0, 0), (99_000, 0), (99_000, 99_000), (0, 99_000)}
        assert twice_area(thinned(closed, 10)) == twice_area(closed)

    def test_a_district_smaller_than_the_tolerance_stays_on_the_map_and_islands_of_that_size_go(self) -> None:
        tiny, island = ((0, 0), (500, 0), (250, 500), (0, 0)), ((900, 0), (950, 0), (925, 50), (900, 0))
        assert simplified({"64.74": (island, tiny)}) == {"64.74": (tiny,)}

    def test_many_points_are_thinned_until_a_page_can_carry_them(self) -> None:
        coast = tuple((n * 500, 40_000 * (n % 2)) for n in range(4_000))
        shapes = {f"64.0{number}": ((*coast, (1_000_000, 900_000), coast[0]),) for number in range(3)}
        assert points_of(shapes) > MOST_POINTS >= points_of(simplified(shapes))

    def test_what_cannot_be_made_small_is_refused(self) -> None:
        teeth = tuple((n * 200_000, 900_000 * (n % 2)) for n in range(200))
        shapes = {"64.01": ((*teeth, (0, 2_000_000), teeth[0]),)}
        with pytest.raises(BoundariesRefused, match="tetap lebih dari 20 titik"):
            simplified(shapes, most=20)
