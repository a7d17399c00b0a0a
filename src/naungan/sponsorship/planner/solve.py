"""A plan: the best use of the money for what matters most, found by HiGHS and asked again in whole rupiah."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil, gcd

from naungan.law.statute import Statute
from naungan.sponsorship.planner.choices import Alike, Choice, alike, choices
from naungan.sponsorship.planner.exact import allowances, mended
from naungan.sponsorship.planner.goals import Goal, Wanted, goals
from naungan.sponsorship.planner.milp import Limit, Programme
from naungan.sponsorship.planner.prices import Prices, prices
from naungan.sponsorship.planner.request import Objective, Package, Request


@dataclass(frozen=True, slots=True)
class Line:
    """People of one group who are protected for the same months; `cost` is that of all of them, rupiah."""

    group: int
    package: Package
    first_month: int
    months: int
    people: int
    cost: int
    continuing: bool


@dataclass(frozen=True, slots=True)
class Reached:
    """What the plan comes to for one goal."""

    wanted: Wanted
    tier: int | None
    value: int


@dataclass(frozen=True)
class Problem:
    """A request with its prices, worked into people who are alike and what they may get."""

    asked: Request
    prices: Prices
    people: tuple[Alike, ...]
    choices: tuple[Choice, ...]

    @cached_property
    def goals(self) -> tuple[Goal, ...]:
        """What is wanted, in order."""
        return tuple(goals(self.asked, self.people, self.choices))

    @cached_property
    def unit(self) -> int:
        """Every price is so many of these rupiah: small numbers are exact in a solver's doubles."""
        return gcd(*(one for one in (spent for choice in self.choices for spent in choice.spent) if one)) or 1


@dataclass(frozen=True)
class Plan:
    """Who gets what. `proven` says that nothing better exists."""

    problem: Problem
    numbers: tuple[int, ...]
    lines: tuple[Line, ...]
    proven: bool

    @property
    def asked(self) -> Request:
        """The question."""
        return self.problem.asked

    @property
    def people(self) -> int:
        """How many people are protected at some time."""
        return sum(line.people for line in self.lines)

    @property
    def person_months(self) -> int:
        """People times months."""
        return sum(line.people * line.months for line in self.lines)

    @property
    def cost(self) -> int:
        """What it costs, rupiah."""
        return sum(line.cost for line in self.lines)

    @property
    def left(self) -> int:
        """What is left of the money, rupiah."""
        return self.asked.money - self.cost

    @property
    def at_end(self) -> int:
        """How many are protected in the period's last month."""
        end = self.asked.first_month + self.asked.months
        return sum(line.people for line in self.lines if line.first_month + line.months == end)

    @cached_property
    def reached(self) -> tuple[Reached, ...]:
        """What the plan comes to, goal by goal."""
        return tuple(Reached(one.wanted, one.tier, one.reached(self.numbers)) for one in self.problem.goals)


def problem_of(asked: Request, statute: Statute | None = None, priced: Prices | None = None) -> Problem:
    """A request worked out as far as it can be without choosing. Raises BadPlan."""
    priced = priced or prices(asked, statute)
    people = alike(asked)
    return Problem(asked, priced, people, choices(asked, people, priced))


def plan(asked: Request, statute: Statute | None = None) -> Plan:
    """The best plan for a request. Raises BadPlan, and NoPlan where its limits leave none."""
    return solve(problem_of(asked, statute))


def with_money(problem: Problem, money: int) -> Problem:
    """The same problem with another sum of money, all of it there from the first month as far as it was."""
    return Problem(replace(problem.asked, money=money), problem.prices, problem.people, problem.choices)


def solve(problem: Problem) -> Plan:
    """The best plan for a problem, one goal after another. Raises NoPlan."""
    programme = programme_of(problem, problem.asked.money)
    numbers = [0] * len(problem.choices)
    if problem.asked.objective is Objective.FAIR and problem.choices:
        be_fair(problem, programme)
    for goal in problem.goals:
        numbers = programme.best(goal.weights, least=goal.least)
        programme.add(held(goal, goal.reached(numbers)))
    return made(problem, numbers, programme.proven)


def made(problem: Problem, numbers: Sequence[int], proven: bool) -> Plan:
    """A plan from how many get what, after the limits have been asked again in whole rupiah."""
    right = mended(problem.asked, problem.people, problem.choices, numbers)
    return Plan(problem, tuple(right), tuple(_dealt(problem, right)), proven and right == list(numbers))


def held(goal: Goal, value: int) -> Limit:
    """That a goal stays at least as well reached."""
    return Limit(goal.weights, most=value) if goal.least else Limit(goal.weights, least=value)


def programme_of(problem: Problem, money: int | None) -> Programme:
    """The limits of a problem: the people there are, quotas, and the money (None: as much as it takes)."""
    of_alike: dict[int, dict[int, int]] = defaultdict(dict)
    of_district: dict[str, dict[int, int]] = defaultdict(dict)
    for place, one in enumerate(problem.choices):
        of_alike[one.alike][place] = 1
        of_district[problem.people[one.alike].district][place] = 1
    limits = [Limit(weights, most=problem.people[place].people) for place, weights in of_alike.items()]
    limits += [Limit(of_district[one], most=most) for one, most in problem.asked.quota.items() if one in of_district]
    if money is not None:
        limits += _money(problem)
    return Programme([problem.people[one.alike].people for one in problem.choices], limits)


def _money(problem: Problem) -> list[Limit]:
    unit = problem.unit
    months = range(problem.asked.months) if problem.asked.released else (problem.asked.months - 1,)
    allowed = allowances(problem.asked)
    found = enumerate(problem.choices)
    by_month: list[dict[int, int]] = [{} for _ in months]
    for place, one in found:
        for weights, month in zip(by_month, months, strict=True):
            if one.spent[month]:
                weights[place] = one.spent[month] // unit
    return [Limit(weights, most=allowed[month] // unit) for weights, month in zip(by_month, months, strict=True)]


def be_fair(problem: Problem, programme: Programme) -> None:
    """Hold the smallest share of any district as high as it goes, then the next, where quotas bind before.

    A share is people protected of those that could be; what a quota keeps low does not keep others low.
    """
    places: dict[str, list[int]] = defaultdict(list)
    of: dict[str, int] = defaultdict(int)
    for place, one in enumerate(problem.choices):
        places[problem.people[one.alike].district].append(place)
    for alike_people in problem.people:
        of[alike_people.district] += alike_people.people
    most = {district: min(problem.asked.quota.get(district, of[district]), of[district]) for district in places}
    free = set(places)
    while free:
        share = programme.fairest([(places[district], of[district]) for district in sorted(free)])
        full = {district for district in free if Fraction(most[district], of[district]) <= share}
        for district in full or free:
            least = min(ceil(share * of[district]), most[district])
            programme.add(Limit(dict.fromkeys(places[district], 1), least=least))
        free = free - full if full else set()


def _dealt(problem: Problem, numbers: Sequence[int]) -> list[Line]:
    """The plan by group: within people who are alike, the first served get the longest stretches."""
    asked = problem.asked
    lines: list[Line] = []
    by_alike: dict[int, list[tuple[Choice, int]]] = defaultdict(list)
    for one, number in zip(problem.choices, numbers, strict=True):
        if number:
            by_alike[one.alike].append((one, number))
    for place, given in by_alike.items():
        waiting = list(reversed(problem.people[place].pools))
        rest = waiting[-1].people
        for one, number in sorted(given, key=lambda pair: pair[0].first_served):
            while number:
                pool, taken = waiting[-1], min(number, rest)
                number, rest = number - taken, rest - taken
                lines.append(
                    Line(pool.group, one.package, asked.first_month + one.start, one.months, taken,
                         taken * one.cost, pool.continuing)
                )  # fmt: skip
                if not rest:
                    waiting.pop()
                    rest = waiting[-1].people if waiting else 0
    return sorted(lines, key=lambda line: (asked.groups[line.group].rank, not line.continuing, -line.months))
