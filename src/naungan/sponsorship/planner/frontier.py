"""How far money goes: the frontier, the price of a target, and the same money under another law."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from naungan.law.statute import Statute
from naungan.saying import gettext as _
from naungan.sponsorship.planner.milp import Limit, NoPlan
from naungan.sponsorship.planner.request import BadPlan, Request
from naungan.sponsorship.planner.solve import Plan, made, plan, problem_of, programme_of, solve, with_money
from naungan.sponsorship.planner.why import why

POINTS = 12


@dataclass(frozen=True, slots=True)
class Point:
    """What a sum of money does. `points` are percentage points of coverage at the period's end."""

    money: int
    cost: int
    people: int
    person_months: int
    at_end: int
    points: Fraction


@dataclass(frozen=True, slots=True)
class Price:
    """The least money that reaches a target, and the plan that does; `covered_before` needs no money."""

    people: int
    covered_before: int
    plan: Plan

    @property
    def rupiah(self) -> int:
        """The money it takes."""
        return self.plan.cost


@dataclass(frozen=True, slots=True)
class Compared:
    """The same request under the law as it is and under another."""

    now: Plan
    then: Plan


def frontier(asked: Request, workers: int = 0, points: int = POINTS, statute: Statute | None = None) -> list[Point]:
    """Plans for sums of money from none to what everybody costs, evenly apart, and for the money asked about.

    `workers` is the denominator of coverage points (the people of the request unless told).
    """
    problem = problem_of(replace(asked, released=()), statute)
    full = why(solve(with_money(problem, 0)), 0).full_price
    sums = {full * step // points for step in range(points + 1)} | {min(asked.money, full)}
    return [_point(solve(with_money(problem, money)), workers or asked.people) for money in sorted(sums)]


def _point(found: Plan, workers: int) -> Point:
    return Point(
        found.asked.money,
        found.cost,
        found.people,
        found.person_months,
        found.at_end,
        Fraction(100 * found.at_end, workers) if workers else Fraction(0),
    )


def price_of(asked: Request, people: int, statute: Statute | None = None) -> Price:
    """The least money with which `people` of the groups are covered at the period's end.

    Whoever has another payer counts as covered already. Raises BadPlan where there are not so many people,
    NoPlan where quotas forbid it.
    """
    if not 0 <= people <= asked.people:
        raise BadPlan(
            "target",
            _("Sasaran %(people)s orang; dalam kelompok ada %(open)s orang. Pilih sasaran di antaranya.")
            % {"people": people, "open": asked.people},
        )
    before = sum(group.covered for group in asked.groups)
    problem = problem_of(replace(asked, to_end=True, released=()), statute)
    programme = programme_of(problem, None)
    everybody = dict.fromkeys(range(len(problem.choices)), 1)
    if people > before and not everybody:
        raise NoPlan(_("Tidak ada masa perlindungan yang memenuhi bulan paling sedikit. Kurangi bulannya."))
    if everybody:
        programme.add(Limit(everybody, least=max(people - before, 0)))
    costs = {place: one.cost for place, one in enumerate(problem.choices)}
    numbers = programme.best(costs, least=True)
    price = sum(cost * numbers[place] for place, cost in costs.items())
    return Price(people, before, made(with_money(problem, price), numbers, programme.proven))


def what_if(asked: Request, reformed: Statute, statute: Statute | None = None) -> Compared:
    """The plan under the law as it is, and under a reformed one."""
    return Compared(plan(asked, statute), plan(asked, reformed))
