"""The regions as facts: codes present and abolished, in both code systems, with where each was seen.

Pure data, readable without a database. `data/regions.csv` is its only source.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from importlib.resources import files

KALIMANTAN = "KAL"
PROVINCES_OF_KALIMANTAN = ("61", "62", "63", "64", "65")
OWN_CODES = "naungan"
KEMENDAGRI = "kemendagri"
BPS = "bps"
CODE_SYSTEMS = (KEMENDAGRI, BPS)


@dataclass(frozen=True, slots=True)
class RegionFact:
    """One region code. Dates are half open: `valid_until` is the first day the code no longer holds.

    An empty `valid_from` means since before anything recorded here. `became` is the code that took
    over an abolished one. `status` and `bps_status` say how sure the code and its BPS number are.
    """

    code: str
    level: int
    kind: str
    name: str
    bps_code: str
    bps_status: str
    aliases: str
    population_2025: int | None
    latitude: str
    longitude: str
    valid_from: date | None
    valid_until: date | None
    became: str
    status: str
    source: str

    @property
    def code_system(self) -> str:
        """Whose number the code is; the five provinces together have one of our own."""
        return OWN_CODES if self.level == 0 else KEMENDAGRI

    @property
    def parent_code(self) -> str:
        """The region this one lies in, or an empty text."""
        if self.level == 2:
            return self.code[:2]
        return KALIMANTAN if self.code in PROVINCES_OF_KALIMANTAN else ""

    @property
    def abolished(self) -> bool:
        """Whether the code lives on only inside old NIKs and old records."""
        return self.valid_until is not None

    def holds_on(self, day: date) -> bool:
        """Whether the code is valid on a day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_until is None or day < self.valid_until)


@lru_cache(maxsize=1)
def region_facts() -> tuple[RegionFact, ...]:
    """All region codes, in the order of the file."""
    return tuple(_fact(row) for row in data_rows("regions.csv"))


@lru_cache(maxsize=1)
def by_code() -> dict[str, RegionFact]:
    """Region code to fact; no code has ever been given twice."""
    return {fact.code: fact for fact in region_facts()}


@lru_cache(maxsize=1)
def districts_by_digits() -> dict[str, RegionFact]:
    """The four digits a NIK begins with (Kemendagri code without its dot) to the district."""
    return {fact.code.replace(".", ""): fact for fact in region_facts() if fact.level == 2}


@lru_cache(maxsize=1)
def provinces() -> frozenset[str]:
    """The two digits of every province, present or past."""
    return frozenset(fact.code[:2] for fact in region_facts() if fact.level > 0)


@lru_cache(maxsize=1)
def by_bps_digits() -> dict[str, RegionFact]:
    """BPS number to region, where it is known; a number in use now goes before an abolished one."""
    ordered = sorted(region_facts(), key=lambda fact: not fact.abolished)
    return {fact.bps_code: fact for fact in ordered if fact.bps_code}


def dotted(code: str) -> str:
    """A Kemendagri district code as it is stored: 6402 becomes 64.02, anything else stays."""
    return f"{code[:2]}.{code[2:]}" if len(code) == 4 and code.isdecimal() else code


def data_rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one of the room's data files."""
    with files("naungan.registry").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _fact(row: dict[str, str]) -> RegionFact:
    return RegionFact(
        code=row["code"],
        level=int(row["level"]),
        kind=row["kind"],
        name=row["name"],
        bps_code=row["bps_code"],
        bps_status=row["bps_status"],
        aliases=row["aliases"],
        population_2025=int(row["population_2025"]) if row["population_2025"] else None,
        latitude=row["latitude"],
        longitude=row["longitude"],
        valid_from=_day(row["valid_from"]),
        valid_until=_day(row["valid_until"]),
        became=row["became"],
        status=row["status"],
        source=row["source"],
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
