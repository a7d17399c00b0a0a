"""What was printed about local governments' money for vulnerable workers, recomputed by the law of its months.

Facts of news reports with their sources, as they were printed: contradictions stand side by side.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache
from importlib.resources import files

from naungan.law.months import month_text
from naungan.law.protection_cost import Plan, protection_cost
from naungan.law.questions import work_out

YEAR = 12
# Printed sums are rounded: within this share of it a printed amount says the same (parts per thousand).
ROUNDED = 1


class Verdict(StrEnum):
    """What recomputing says of a printed figure."""

    AGREES = "agrees"
    SHORT = "short"
    OVER = "over"
    MONTHS = "months"
    PEOPLE = "people"
    NOT_COMPUTABLE = "not computable"


@dataclass(frozen=True, slots=True)
class Fact:
    """A printed figure. `month` is the first (year x 12 + month - 1); None is what was not printed; rupiah."""

    name: str
    region: str
    first_month: int
    group: str
    people: int | None
    money: int | None
    months: int | None
    wage: int | None
    funding: str
    kind: str
    source: str
    note: str

    @property
    def year(self) -> int:
        """The year it is about."""
        return self.first_month // YEAR


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A fact beside the law. `needed` is the price of all its people for all its months, `months` how long the money
    lasts for its people, `people` for how many in full (a year, where no months were printed).

    Rupiah; None where it takes what was not printed.
    """

    fact: Fact
    verdict: Verdict
    a_month: int
    needed: int | None
    difference: int | None
    months: Fraction | None
    people: int | None


@cache
def facts() -> tuple[Fact, ...]:
    """Every figure of the collection, in its order."""
    return tuple(_budgets())


@cache
def cases() -> tuple[Fact, ...]:
    """The cases that the planner is held to."""
    return tuple(
        Fact(
            row["case"], row["region"], int(row["year"]) * YEAR + int(row["month"]) - 1, "vulnerable",
            _number(row["people"]), _number(row["published_idr"]), _number(row["months"]), _number(row["wage"]),
            "APBDes" if row["wage"] else "APBD", row["kind"], row["source"], row["note"],
        )
        for row in _rows("cases.csv")
    )  # fmt: skip


def recomputed(fact: Fact) -> Recomputed:
    """A fact beside the price of its months by law."""
    a_month = _a_month(fact)
    needed = fact.people * fact.months * a_month if fact.people and fact.months else None
    difference = None if needed is None or fact.money is None else fact.money - needed
    months = Fraction(fact.money, fact.people * a_month) if fact.people and fact.money else None
    people = fact.money // ((fact.months or YEAR) * a_month) if fact.money else None
    return Recomputed(fact, _verdict(fact, needed, difference), a_month, needed, difference, months, people)


def side_by_side() -> dict[tuple[str, int, str], tuple[Fact, ...]]:
    """Figures of one region, year and fund that do not say the same, by these."""
    found: dict[tuple[str, int, str], list[Fact]] = defaultdict(list)
    for fact in facts():
        found[fact.region, fact.first_month // YEAR, fact.funding].append(fact)
    return {
        key: tuple(same)
        for key, same in found.items()
        if len({one.people for one in same if one.people}) > 1 or len({one.money for one in same if one.money}) > 1
    }


def _verdict(fact: Fact, needed: int | None, difference: int | None) -> Verdict:
    if needed is not None and difference is not None:
        if abs(difference) * 1000 <= needed * ROUNDED:
            return Verdict.AGREES
        return Verdict.SHORT if difference < 0 else Verdict.OVER
    if fact.money and fact.people:
        return Verdict.MONTHS
    return Verdict.PEOPLE if fact.money else Verdict.NOT_COMPUTABLE


def _a_month(fact: Fact) -> int:
    """One person's month by the law of the first month: BPU on the lowest base, or PU where a wage is told."""
    if fact.wage is None:
        paid_by = "DBH" if "DBH" in fact.funding else "APBD"
        return protection_cost(Plan(1, fact.first_month, 1, paid_by=paid_by)).total
    inputs = {"calc": "contribution", "wage": fact.wage, "jkk_class": "I", "programmes": ["JKK", "JKM"]}
    question = {"segment": "PU", "programme": "ALL", "date": month_text(fact.first_month), "inputs": inputs}
    return int(work_out(question).values["total"])


def _budgets() -> Iterator[Fact]:
    for row in _rows("apbd.csv"):
        yield Fact(
            row["name"], row["code"], int(row["year"]) * YEAR, row["worker_group"], _number(row["workers"]),
            _number(row["budget_idr"]), _number(row["months"]), None, row["funding"], row["kind"], row["source"],
            row["note"],
        )  # fmt: skip


def _rows(name: str) -> Iterator[dict[str, str]]:
    with files("naungan.sponsorship").joinpath("data", name).open(encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def _number(text: str) -> int | None:
    return int(text) if text else None
