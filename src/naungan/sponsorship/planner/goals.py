"""What is wanted, one after another: a goal counts only among the plans that are best for those before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naungan.sponsorship.planner.choices import Alike, Choice
from naungan.sponsorship.planner.request import Package, Request


class Wanted(StrEnum):
    """What a goal counts."""

    PEOPLE = "people"
    MONTHS = "person-months"
    SAVINGS = "months with JHT"
    WAITING = "months of waiting"


_COUNTS: Mapping[Wanted, Callable[[Choice], int]] = {
    Wanted.PEOPLE: lambda one: 1,
    Wanted.MONTHS: lambda one: one.months,
    Wanted.SAVINGS: lambda one: one.months if one.package is Package.SAVINGS else 0,
    Wanted.WAITING: lambda one: one.start,
}


@dataclass(frozen=True, slots=True)
class Goal:
    """A count over the choices (by place), of one tier of people (None: of all); `least` where little is good."""

    wanted: Wanted
    tier: int | None
    weights: Mapping[int, int]
    least: bool = False

    def reached(self, numbers: Sequence[int]) -> int:
        """What a plan comes to, in whole numbers."""
        return sum(weight * numbers[place] for place, weight in self.weights.items())


def goals(asked: Request, people: Sequence[Alike], found: Sequence[Choice]) -> Iterator[Goal]:
    """The goals of a request in order.

    People of each tier first, then their months in the same order, then savings where they are offered; where
    money comes later than the first month, who can begin early does.
    """
    tiers = sorted({one.tier for one in people})
    wanted: list[tuple[Wanted, int | None]] = [(Wanted.PEOPLE, tier) for tier in tiers]
    wanted += [(Wanted.MONTHS, tier) for tier in tiers]
    if len(asked.packages) > 1:
        wanted.append((Wanted.SAVINGS, None))
    if asked.released:
        wanted.append((Wanted.WAITING, None))
    for what, tier in wanted:
        counts = _COUNTS[what]
        weights = {
            place: counts(one)
            for place, one in enumerate(found)
            if counts(one) and (tier is None or people[one.alike].tier == tier)
        }
        if weights:
            yield Goal(what, tier, weights, least=what is Wanted.WAITING)
