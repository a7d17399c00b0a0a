"""Which feature is which district: by a property that holds codes, else by one that holds names.

Kemendagri and BPS number the same district differently with the same four digits, so digits alone decide
nothing: a reading counts only where the polygon lies around the district's own centroid.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from naungan.coverage.maps.districts import District
from naungan.coverage.maps.errors import BoundariesRefused
from naungan.coverage.maps.geojson import Feature, Ring
from naungan.saying import gettext

NEAR = 300_000  # microdegrees that a centroid may lie outside its polygon's box: small islands, rough drawings
_KIND = re.compile(r"^(kabupaten|kab\.?|kota)\s+", re.IGNORECASE)
_ASIDE = re.compile(r"\(.*?\)")


@dataclass(frozen=True, slots=True)
class Matched:
    """The rings of every district, how they were found, and how many features belong to none of them."""

    rings: Mapping[str, tuple[Ring, ...]]
    by: str
    left_out: int


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a property: as which kind of key, and the district that each feature gets by it."""

    by: str
    found: Mapping[int, District]
    near: int

    @property
    def districts(self) -> int:
        """How many different districts it finds."""
        return len({district.code for district in self.found.values()})


def match(features: Sequence[Feature], districts: Sequence[District]) -> Matched:
    """The polygons of every district, parts of one district put together.

    Raises BoundariesRefused where no property names the districts, where polygons do not lie where
    the district lies (another system, swapped coordinates), and where a district is missing.
    """
    readings = list(_readings(features, districts))
    best = max(readings, key=lambda one: (one.near, one.districts, len(one.found)), default=None)
    if best is None or not best.found:
        raise BoundariesRefused(_no_key(features, districts))
    if best.near < len(best.found):
        raise BoundariesRefused(_elsewhere(features, best))
    missing = [one for one in districts if one.code not in {district.code for district in best.found.values()}]
    if missing:
        names = ", ".join(f"{one.code} {one.name}" for one in missing[:8])
        more = gettext(" dan %(more)s lainnya") % {"more": len(missing) - 8} if len(missing) > 8 else ""
        raise BoundariesRefused(
            gettext(
                "Dibaca menurut %(by)s, %(missing)s dari %(districts)s kabupaten dan kota tidak ada dalam "
                "berkas: %(names)s%(more)s. Pakai berkas yang lengkap."
            )
            % {"by": best.by, "missing": len(missing), "districts": len(districts), "names": names, "more": more}
        )
    rings: dict[str, list[Ring]] = defaultdict(list)
    for number, district in best.found.items():
        rings[district.code] += features[number - 1].rings
    return Matched({code: tuple(found) for code, found in rings.items()}, best.by, len(features) - len(best.found))


def _readings(features: Sequence[Feature], districts: Sequence[District]) -> Iterable[Reading]:
    names = list(dict.fromkeys(name for feature in features for name in feature.properties))
    keys: tuple[tuple[str, Mapping[str, District], Callable[[object], str]], ...] = (
        (gettext("kode Kemendagri"), {_digits(one.code): one for one in districts}, _digits),
        (gettext("kode BPS"), {_digits(one.bps_code): one for one in districts if one.bps_code}, _digits),
        (gettext("nama"), _by_name(districts), _named),
    )
    for name in names:
        for kind, known, key in keys:
            found = {
                feature.number: known[read]
                for feature in features
                if (read := key(feature.properties.get(name))) in known
            }
            near = sum(_lies_near(features[number - 1], district) for number, district in found.items())
            yield Reading(
                gettext("properti %(name)s sebagai %(kind)s") % {"name": repr(name), "kind": kind}, found, near
            )


def _digits(value: object) -> str:
    """64.02, 6402 and 64.02.0000 as 6402; anything else as an empty text."""
    text = "" if value is None or isinstance(value, bool) else str(value).strip()
    found = re.fullmatch(r"(?:ID)?(\d\d)[.\-]?(\d\d)(?:[.\-]?0+)?", text)
    return found[1] + found[2] if found else ""


def _named(value: object) -> str:
    return _letters(value) if isinstance(value, str) else ""


def _letters(name: str) -> str:
    """Kabupaten Kutai Kartanegara as `kabupaten kutaikartanegara`, without a kind only the letters."""
    plain = _ASIDE.sub("", name).strip()
    kind = _KIND.match(plain)
    letters = re.sub(r"[^a-z]", "", (plain[kind.end() :] if kind else plain).lower())
    if not kind:
        return letters
    return f"{'kota' if kind[1].lower() == 'kota' else 'kabupaten'} {letters}"


def _by_name(districts: Sequence[District]) -> dict[str, District]:
    """Names with their kind, and without it where that leaves no doubt."""
    with_kind = {_letters(name): one for one in districts for name in (*one.aliases, one.name)}
    bare: dict[str, set[str]] = defaultdict(set)
    own = {one.code: one for one in districts}
    for one in districts:
        for name in (one.name, *one.aliases):
            bare[_letters(name).rpartition(" ")[2]].add(one.code)
    plain = {letters: own[next(iter(codes))] for letters, codes in bare.items() if len(codes) == 1}
    return plain | with_kind


def _lies_near(feature: Feature, district: District) -> bool:
    west, south, east, north = feature.box
    return west - NEAR <= district.east <= east + NEAR and south - NEAR <= district.north <= north + NEAR


def _no_key(features: Sequence[Feature], districts: Sequence[District]) -> str:
    first = ", ".join(f"{name}={str(value)[:40]!r}" for name, value in list(features[0].properties.items())[:6])
    return gettext(
        "Tidak ada properti yang menyebut kabupaten dan kota Kalimantan. Fitur pertama: %(first)s. "
        "Tambahkan properti 'code' berisi kode Kemendagri seperti %(code)s untuk %(name)s."
    ) % {"first": first or gettext("kosong"), "code": districts[0].code, "name": districts[0].name}


def _elsewhere(features: Sequence[Feature], best: Reading) -> str:
    number, district = next(
        (number, district)
        for number, district in best.found.items()
        if not _lies_near(features[number - 1], district)
    )
    west, south, _, _ = features[number - 1].box
    return gettext(
        "Dibaca menurut %(by)s, fitur ke-%(number)s adalah %(name)s, tetapi terletak di %(found)s, bukan di sekitar "
        "%(meant)s. Urutan koordinat harus bujur lalu lintang, dan kode atau namanya benar."
    ) % {
        "by": best.by, "number": number, "name": district.name, "found": _place(west, south),
        "meant": _place(district.east, district.north),
    }  # fmt: skip


def _place(east: int, north: int) -> str:
    return f"[{east / 1_000_000:.2f}, {north / 1_000_000:.2f}]"
