"""What was published beside a computed figure, and what contradicts it. Pure data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import ALL, Basis
from naungan.coverage.denominators import denominator
from naungan.coverage.statistics import STRENGTH, Fact, Statistics

RATES = ("coverage_rate", "coverage_rate_low", "coverage_rate_high", "coverage_rate_rounded")
SAME_TIME = 45
BESIDE = 183


@dataclass(frozen=True)
class Contradiction:
    """Another published number of the same place and time that says something else.

    `rate` is the printed rate, or what a printed count of participants makes on the denominator of
    the day (percent). `days` is how far from the day asked for it stands, negative for before.
    """

    fact: Fact
    rate: Decimal
    days: int


def published_beside(region_code: str, basis: Basis, segment: str, on: date, known: Statistics) -> Fact | None:
    """The rate published nearest to the day on the very same basis, within half a year; None: none.

    Of equally near ones that of the better status goes first, then the earlier.
    """
    near = [
        fact
        for fact in known.of("coverage_rate", region_code)
        if (fact.basis, fact.segment) == (basis.code, segment) and abs((fact.on - on).days) <= BESIDE
    ]
    return min(near, key=lambda fact: _preference(fact, on), default=None)


def contradicting(
    region_code: str, basis: Basis, on: date, held: Decimal | None, known: Statistics
) -> list[Contradiction]:
    """Published rates and counts of all segments within 45 days that do not say `held` percent.

    A rate on another or an unknown basis counts too, and is told as such; a range (low, high) only
    where `held` lies outside it. Without `held` there is nothing to contradict.
    """
    if held is None:
        return []
    rates = _within(on, (fact for name in RATES for fact in known.of(name, region_code)))
    told = [Contradiction(fact, fact.value, (fact.on - on).days) for fact in rates if _outside(fact, held)]
    below = denominator(region_code, basis.code, on, known)
    if below:
        counts = _within(on, known.of("active_participants", region_code))
        told += [
            Contradiction(fact, made, (fact.on - on).days)
            for fact in counts
            if abs((made := percent(fact.people, below.value)) - held) >= Decimal("0.1")
        ]
    return sorted(told, key=lambda other: (other.days, other.fact.reference, other.fact.source))


def _within(on: date, facts: Iterable[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.segment == ALL and abs((fact.on - on).days) <= SAME_TIME]


def _outside(fact: Fact, held: Decimal) -> bool:
    if fact.indicator == "coverage_rate_low":
        return held < fact.value
    if fact.indicator == "coverage_rate_high":
        return held > fact.value
    return abs(fact.value - held) >= Decimal("0.1")


def _preference(fact: Fact, on: date) -> tuple[int, int, date, str]:
    return abs((fact.on - on).days), STRENGTH[fact.status], fact.on, fact.source
