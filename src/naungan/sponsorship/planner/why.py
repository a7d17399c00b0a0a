"""Why the plan is as it is: what binds, what the next rupiah brings, who is the first left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from naungan.sponsorship.planner.choices import Choice, served
from naungan.sponsorship.planner.exact import allowances, spent
from naungan.sponsorship.planner.goals import Wanted
from naungan.sponsorship.planner.milp import Limit, NoPlan
from naungan.sponsorship.planner.request import Group
from naungan.sponsorship.planner.solve import Plan, held, programme_of, solve, with_money


class Binding(StrEnum):
    """What keeps a plan from being better."""

    MONEY = "money"
    RELEASE = "release"
    QUOTA = "quota"
    PEOPLE = "people"
    LENGTH = "length"


@dataclass(frozen=True, slots=True)
class Bound:
    """Something that binds: `month` of a release (year x 12 + month - 1), `district` of a quota."""

    kind: Binding
    month: int | None = None
    district: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """The first group in the order of serving of whom somebody is not protected, or not all the time.

    `people` of them get nothing; `least_cost` and `full_cost` protect these for the fewest months that the
    request allows and for the whole period; `lacking` is what the second lacks after the money that is left.
    """

    group: Group
    people: int
    least_cost: int
    full_cost: int
    lacking: int


@dataclass(frozen=True, slots=True)
class NextStep:
    """The smallest improvement that more money buys: of what, of which tier, and how much more it takes."""

    wanted: Wanted
    tier: int | None
    rupiah: int


@dataclass(frozen=True, slots=True)
class Marginal:
    """What so much more money (rupiah) brings: people and person-months more."""

    rupiah: int
    people: int
    person_months: int


@dataclass(frozen=True)
class Why:
    """The reasons of a plan. Rupiah."""

    plan: Plan
    marginal_step: int

    @cached_property
    def full_price(self) -> int:
        """What it costs to protect everybody who may be, all the time, with the plainest package."""
        problem = self.plan.problem
        return sum(_cost(self.plan, one.sector, problem.asked.months) * one.people for one in problem.people)

    @property
    def lacking(self) -> int:
        """What the money lacks of that price."""
        return max(self.full_price - self.plan.asked.money, 0)

    @cached_property
    def binding(self) -> tuple[Bound, ...]:
        """What binds; several may at once."""
        return tuple(_binding(self.plan))

    @cached_property
    def left_out(self) -> LeftOut | None:
        """The first group left out; None where everybody is protected."""
        return _left_out(self.plan)

    @cached_property
    def next_step(self) -> NextStep | None:
        """The next improvement and its price; None where no money helps."""
        return _next_step(self.plan)

    @cached_property
    def marginal(self) -> Marginal:
        """What `marginal_step` rupiah more bring."""
        plan = self.plan
        more = solve(with_money(plan.problem, plan.asked.money + self.marginal_step))
        return Marginal(self.marginal_step, more.people - plan.people, more.person_months - plan.person_months)


def why(plan: Plan, marginal_step: int = 10_000_000) -> Why:
    """The reasons of a plan; each is worked out when it is asked for."""
    return Why(plan, marginal_step)


def _cost(plan: Plan, sector: str, months: int) -> int:
    """The cheapest so many months of one person, of the plainest package."""
    problem = plan.problem
    package = problem.asked.packages[0]
    starts = range(problem.asked.months - months + 1)
    return min(problem.prices.stretch(package, sector, start, months) for start in starts)


def _binding(plan: Plan) -> Iterator[Bound]:
    problem, asked = plan.problem, plan.asked
    used = spent(problem.choices, plan.numbers, asked.months)
    slack = tuple(allowed - gone for allowed, gone in zip(allowances(asked), used, strict=True))
    if plan.people == asked.open and plan.person_months == asked.open * asked.months:
        yield Bound(Binding.PEOPLE)
        return
    if not problem.choices:
        yield Bound(Binding.LENGTH)
        return
    steps = list(_steps(plan))
    if steps and min(steps) > slack[-1]:
        yield Bound(Binding.MONEY)
    for month, rest in enumerate(slack[:-1]) if asked.released else ():
        if steps and min(steps) > rest and asked.released[month] < asked.money:
            yield Bound(Binding.RELEASE, asked.first_month + month)
    protected = Counter[str]()
    for line in plan.lines:
        protected[asked.groups[line.group].district] += line.people
    for district, most in sorted(asked.quota.items()):
        if protected[district] >= most:
            yield Bound(Binding.QUOTA, district=district)


def _steps(plan: Plan) -> Iterator[int]:
    """What the cheapest improvements cost: somebody new for the fewest months, or a longer stretch."""
    problem = plan.problem
    served_people = Counter[int]()
    for one, number in zip(problem.choices, plan.numbers, strict=True):
        served_people[one.alike] += number
    for one, number in zip(problem.choices, plan.numbers, strict=True):
        if served_people[one.alike] < problem.people[one.alike].people:
            yield one.cost
        elif number:
            yield from (other.cost - one.cost for other in _longer(problem.choices, one))


def _longer(choices: tuple[Choice, ...], one: Choice) -> Iterator[Choice]:
    for other in choices:
        if other.alike == one.alike and other.package is one.package and other.months > one.months:
            yield other


def _left_out(plan: Plan) -> LeftOut | None:
    asked = plan.asked
    given = Counter[tuple[int, bool]]()
    short = Counter[tuple[int, bool]]()
    for line in plan.lines:
        given[line.group, line.continuing] += line.people
        if line.months < asked.months:
            short[line.group, line.continuing] += line.people
    pools = [(alike.tier, served(asked, pool), pool) for alike in plan.problem.people for pool in alike.pools]
    for _, _, pool in sorted(pools, key=lambda one: one[:2]):
        key = (pool.group, pool.continuing)
        missing = pool.people - given[key]
        if missing or short[key]:
            group = asked.groups[pool.group]
            least = missing * _cost(plan, group.sector, asked.least)
            full = missing * _cost(plan, group.sector, asked.months)
            full += sum(
                line.people * _cost(plan, group.sector, asked.months) - line.cost
                for line in plan.lines
                if (line.group, line.continuing) == key
            )
            return LeftOut(group, missing, least, full, max(full - plan.left, 0))
    return None


def _next_step(plan: Plan) -> NextStep | None:
    """The least money with which the first goal that can be better is, and those before it are no worse."""
    problem = plan.problem
    costs = {place: one.cost for place, one in enumerate(problem.choices)}
    better = [goal for goal in problem.goals if not goal.least]
    for position, goal in enumerate(better):
        reached = goal.reached(plan.numbers)
        if reached >= _utmost(plan, goal.weights):
            continue
        programme = programme_of(problem, None)
        for before in better[:position]:
            programme.add(held(before, before.reached(plan.numbers)))
        programme.add(Limit(goal.weights, least=reached + 1))
        try:
            numbers = programme.best(costs, least=True)
        except NoPlan:
            continue
        price = sum(cost * numbers[place] for place, cost in costs.items())
        return NextStep(goal.wanted, goal.tier, max(price - plan.asked.money, 0))
    return None


def _utmost(plan: Plan, weights: Mapping[int, int]) -> int:
    """What a goal could come to if there were money without end."""
    most: dict[int, int] = {}
    for place, weight in weights.items():
        alike = plan.problem.choices[place].alike
        most[alike] = max(most.get(alike, 0), weight)
    return sum(weight * plan.problem.people[alike].people for alike, weight in most.items())
