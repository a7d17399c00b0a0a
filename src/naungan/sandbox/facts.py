"""The sandbox's own data files, as plain rows. What is fact and what is assumed: `data/README.md`."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from naungan.law.months import first_day, parse_month

PROVINCES = {"61": "kalbar", "62": "kalteng", "63": "kalsel", "64": "kaltim", "65": "kaltara"}
VARIANTS = "|"


@dataclass(frozen=True, slots=True)
class SponsorFact:
    """Who pays for how many vulnerable workers. `region` is a province or district code.

    `workers` is at scale 1; `paid_until` the last month with money, None for a scheme that goes on.
    """

    code: str
    name: str
    region: str
    fund_source: str
    workers: int
    paid_until: date | None

    @property
    def province(self) -> str:
        """The province whose participants the sponsor pays for."""
        return self.region[:2]


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one data file."""
    with files("naungan.sandbox").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


@cache
def sponsors() -> tuple[SponsorFact, ...]:
    """Every sponsor, in the order of the file."""
    return tuple(
        SponsorFact(
            code=row["code"],
            name=row["name"],
            region=row["region"],
            fund_source=row["fund_source"],
            workers=int(row["workers"]),
            paid_until=first_day(parse_month(row["paid_until"])) if row["paid_until"] else None,
        )
        for row in rows("sponsors.csv")
    )


@cache
def segment_counts() -> dict[str, int]:
    """Active participants of the five provinces by segment, as published for 1 December 2022."""
    return {row["segment"]: int(row["participants"]) for row in rows("segments.csv")}
