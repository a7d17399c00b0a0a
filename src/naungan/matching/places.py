"""Where somebody lives as a list says it: a village in words, often with its subdistrict and district in one cell.

Pure functions on text; the districts are those of the registry's own table of regions.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from naungan.matching.names import sound_of
from naungan.registry.region_facts import PROVINCES_OF_KALIMANTAN, region_facts

FORMS = "|"
_MARK = {
    "ds": "village", "desa": "village", "kel": "village", "kelurahan": "village", "dusun": "village",
    "kampung": "village",
    "kec": "subdistrict", "kecamatan": "subdistrict",
    "kab": "kabupaten", "kabupaten": "kabupaten", "kota": "kota", "kt": "kota", "kotamadya": "kota",
}  # fmt: skip
_WORDS = re.compile(r"[a-z]+|,")


@dataclass(frozen=True, slots=True)
class Place:
    """A village folded to its sound, without what kind of place it is; the district's code, or empty."""

    village: str
    district_code: str


@lru_cache(maxsize=65_536)
def read_place(text: str) -> Place:
    """Read a village, and the district where it stands beside it: "Ds. Loa Janan, Kab. Kutai Kartanegara"."""
    parts: dict[str, list[str]] = {}
    kind = "village"
    for word in _WORDS.findall(text.lower()):
        if word == ",":
            kind = "after"
        elif word in _MARK and not (kind in ("kota", "kabupaten") and not parts.get(kind)):
            kind = _MARK[word]
        else:
            parts.setdefault(kind, []).append(word)
    return Place(_folded(parts.get("village", [])), _district(parts))


def same_village(one: str, other: str) -> bool:
    """Whether two texts name a village that sounds the same; an empty one is not the same as any."""
    village = read_place(one).village
    return village != "" and village == read_place(other).village


def _district(parts: dict[str, list[str]]) -> str:
    for kind in ("kota", "kabupaten"):
        code = _districts().get((kind, _folded(parts.get(kind, []))))
        if code:
            return code
    return _districts().get(("", _folded(parts.get("after", []))), "")


def _folded(words: list[str]) -> str:
    return "".join(sound_of(word) for word in words)


@cache
def _districts() -> dict[tuple[str, str], str]:
    """Kind and sound to code for Kalimantan's districts; without a kind where only one bears the name."""
    named: dict[tuple[str, str], set[str]] = {}
    for fact in region_facts():
        if fact.level != 2 or fact.abolished or fact.code[:2] not in PROVINCES_OF_KALIMANTAN:
            continue
        bare = re.sub("^(kabupaten|kota) ", "", fact.name.lower())
        for name in {bare, *(alias.lower() for alias in fact.aliases.split(FORMS) if alias)}:
            sound = _folded(re.findall("[a-z]+", name))
            for kind in (fact.kind.lower(), ""):
                named.setdefault((kind, sound), set()).add(fact.code)
    return {key: next(iter(codes)) for key, codes in named.items() if len(codes) == 1}
