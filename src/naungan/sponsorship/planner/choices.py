"""What may be chosen: people who are alike for the question, and the stretches of months each may get."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

from naungan.sponsorship.planner.prices import Prices
from naungan.sponsorship.planner.request import Group, Objective, Package, Request


@dataclass(frozen=True, slots=True)
class Pool:
    """People of one group, those that continue apart from the others; `group` is its place in the request."""

    group: int
    continuing: bool
    people: int


@dataclass(frozen=True, slots=True)
class Alike:
    """People whom the question does not tell apart. `pools` stand in the order in which they are served.

    `tier` is which of the ordered goals they count for, `district` is empty where no district matters.
    """

    pools: tuple[Pool, ...]
    people: int
    tier: int
    sector: str
    district: str
    continuing: bool


@dataclass(frozen=True, slots=True)
class Choice:
    """A stretch of months in a row for people who are alike (`alike`: their place); rupiah for one person.

    `spent` is what of it has been spent by the end of each month of the period.
    """

    alike: int
    package: Package
    start: int
    months: int
    spent: tuple[int, ...]

    @property
    def cost(self) -> int:
        """The whole stretch for one person."""
        return self.spent[-1]

    @property
    def first_served(self) -> tuple[int, int, int]:
        """Longer stretches go to whoever is served first; of equal ones those with savings, then the earlier."""
        return (-self.months, -list(Package).index(self.package), self.start)


def tiers(objective: Objective) -> Callable[[Group, bool], int]:
    """Which of the ordered goals of an objective somebody counts for: 0 is the first."""
    return {
        Objective.MOST: lambda group, continuing: 0,
        Objective.POOREST: lambda group, continuing: (group.decile or 11) - 1,
        Objective.RISK: lambda group, continuing: 5 - group.risk,
        Objective.FAIR: lambda group, continuing: 0,
        Objective.NO_LAPSE: lambda group, continuing: 0 if continuing else 1,
    }[objective]


def alike(asked: Request) -> tuple[Alike, ...]:
    """The people of a request, merged as far as its objective and its quotas allow."""
    tier_of = tiers(asked.objective)
    by_district = asked.objective is Objective.FAIR or bool(asked.quota)
    found: dict[tuple[int, str, str, bool], list[Pool]] = defaultdict(list)
    for pool in _pools(asked.groups):
        group = asked.groups[pool.group]
        district = group.district if by_district else ""
        stays = pool.continuing and asked.objective is Objective.NO_LAPSE
        found[tier_of(group, pool.continuing), group.sector, district, stays].append(pool)
    return tuple(
        Alike(tuple(sorted(pools, key=lambda one: served(asked, one))), sum(one.people for one in pools), *key)
        for key, pools in sorted(found.items())
    )


def served(asked: Request, pool: Pool) -> tuple[object, ...]:
    """The order in which people are served: who continues, then the poorer, then the higher risk."""
    return (not pool.continuing, *asked.groups[pool.group].rank)


def choices(asked: Request, people: Iterable[Alike], priced: Prices) -> tuple[Choice, ...]:
    """Every stretch worth choosing.

    Where all the money is there from the first month, of equally long stretches the cheapest is enough
    (the earliest of those): nothing else tells them apart.
    """
    found: list[Choice] = []
    for place, one in enumerate(people):
        of_it = list(_of(asked, place, one, priced))
        found += of_it if asked.released else _cheapest(of_it)
    return tuple(found)


def _of(asked: Request, place: int, people: Alike, priced: Prices) -> Iterator[Choice]:
    for package in asked.packages:
        months = priced.months[package, people.sector]
        for start in range(0, 1 if people.continuing else asked.months):
            for length in _lengths(asked, people, start):
                paid = (
                    price if start <= month < start + length else 0 for month, price in enumerate(months)
                )  # fmt: skip
                yield Choice(place, package, start, length, tuple(accumulate(paid)))


def _lengths(asked: Request, people: Alike, start: int) -> Iterable[int]:
    rest = asked.months - start
    if asked.to_end or asked.objective is Objective.NO_LAPSE or people.continuing:
        return (rest,) if rest >= asked.least else ()
    return range(asked.least, rest + 1)


def _cheapest(of_it: Iterable[Choice]) -> list[Choice]:
    best: dict[tuple[Package, int], Choice] = {}
    for one in of_it:
        kept = best.get((one.package, one.months))
        if kept is None or (one.cost, one.start) < (kept.cost, kept.start):
            best[one.package, one.months] = one
    return list(best.values())


def _pools(groups: Iterable[Group]) -> Iterator[Pool]:
    for place, group in enumerate(groups):
        for continuing, people in ((True, group.continuing), (False, group.open - group.continuing)):
            if people:
                yield Pool(place, continuing, people)
