"""`naungan bench planner`: a whole region's plan, every objective, over a year of months."""

from __future__ import annotations

import random
import time

from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.errors import Refused
from naungan.law.months import parse_month
from naungan.sponsorship.planner.request import Group, Objective, Request
from naungan.sponsorship.planner.solve import plan

DISTRICTS, OCCUPATIONS, DECILES, MONTHS = 56, 12, 10, 12
FIRST_MONTH = "2025-01"
LEAST = 4


class NotTheBest(Refused):
    """A plan that was to be measured costs more than there is, or is not proven the best."""


def run(rows: int) -> Measurement:
    """Plan 40 percent of what everybody costs, for districts x occupations x deciles x months.

    `rows` are the cells of people times months; the number asked for (at most the full table) sets how many
    districts take part. `seconds` is the slowest objective, prices by law and answer in whole rupiah included.
    """
    a_district = OCCUPATIONS * DECILES * MONTHS
    districts = max(1, min(DISTRICTS, rows // a_district))
    asked = _request(districts)
    seconds: dict[str, float] = {}
    for objective in Objective:
        started = time.perf_counter()
        found = plan(Request(asked.groups, asked.money, asked.first_month, MONTHS, LEAST, objective))
        seconds[objective.name.lower()] = time.perf_counter() - started
        if found.cost > asked.money or not found.proven:
            raise NotTheBest(f"{objective}: {found.cost} of {asked.money} rupiah, proven {found.proven}")
    return Measurement(
        bench="planner",
        rows=districts * a_district,
        seconds=max(seconds.values()),
        peak_rss_mb=peak_rss_mb(),
        more={f"{name}_seconds": took for name, took in seconds.items()},
    )


def _request(districts: int) -> Request:
    """Invented people, the same every time."""
    dice = random.Random(2022)
    groups = tuple(
        Group(
            f"{61 + number % 5}.{number // 5 + 1:02d}",
            f"pekerjaan {occupation + 1}",
            decile,
            occupation % 5 + 1,
            dice.randrange(5, 400),
            continuing=dice.randrange(0, 4),
            sector="transport" if occupation == 0 else "other",
        )
        for number in range(districts)
        for occupation in range(OCCUPATIONS)
        for decile in range(1, DECILES + 1)
    )
    people = sum(group.open for group in groups)
    return Request(groups, people * 16_800 * MONTHS * 2 // 5, parse_month(FIRST_MONTH), MONTHS, LEAST)
