"""The carried statistics as plain data: read from the package, no database needed."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

# From the firmest to the weakest, with its word on screen.
STATUSES = {
    "published": "terbit",
    "secondary": "sumber kedua",
    "derived": "diturunkan",
    "unverified": "belum terverifikasi",
}
STRENGTH = {status: place for place, status in enumerate(STATUSES)}


@dataclass(frozen=True)
class Fact:
    """One number somebody printed, or that was derived from such, with its address.

    `on` is the last day of the printed `period`. `basis` says what a rate or a denominator is of,
    as far as that is known (empty: not known). `segment` is ALL, or a segment or group as printed.
    """

    period: str
    on: date
    region_code: str
    region_name: str
    segment: str
    programme: str
    indicator: str
    basis: str
    value: Decimal
    unit: str
    status: str
    source: str
    note: str

    @property
    def reference(self) -> str:
        """How provenance names this fact: indicator, region and period."""
        return f"{self.indicator} {self.region_code} {self.period}"

    @property
    def people(self) -> int:
        """The value as a whole number of persons."""
        return int(self.value)


COLUMNS = tuple(Fact.__annotations__)


@dataclass(frozen=True)
class Statistics:
    """Facts, findable by indicator and region."""

    facts: tuple[Fact, ...]
    by_place: Mapping[tuple[str, str], tuple[Fact, ...]]

    def of(self, indicator: str, region_code: str) -> tuple[Fact, ...]:
        """Every fact of one indicator in one region, whatever its day and basis."""
        return self.by_place.get((indicator, region_code), ())


def gathered(facts: Iterable[Fact]) -> Statistics:
    """Index facts by indicator and region; contradicting ones stay side by side."""
    kept = tuple(facts)
    by_place: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in kept:
        by_place[fact.indicator, fact.region_code].append(fact)
    return Statistics(kept, {place: tuple(found) for place, found in by_place.items()})


def packaged_file() -> Traversable:
    """The CSV that travels with the package, columns as `COLUMNS`."""
    return files("naungan.coverage") / "data" / "statistics.csv"


@cache
def packaged() -> Statistics:
    """The statistics that travel with the package."""
    text = io.StringIO(packaged_file().read_text(encoding="utf-8"), newline="")
    return gathered(map(_fact, csv.DictReader(text)))


def _fact(row: dict[str, str]) -> Fact:
    typed = {**row, "on": date.fromisoformat(row["on"]), "value": Decimal(row["value"])}
    return Fact(**typed)  # type: ignore[arg-type]
