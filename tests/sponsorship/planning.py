"""Small questions to the planner, and every plan there is for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from hypothesis import strategies as st

from naungan.law.months import parse_month
from naungan.sponsorship.planner.exact import allowances
from naungan.sponsorship.planner.request import Group, Objective, Request
from naungan.sponsorship.planner.solve import Plan, Problem

JANUARY_2025, FEBRUARY_2026 = parse_month("2025-01"), parse_month("2026-02")
PENAJAM = "64.09"


def fishers(people: int, **facts: int) -> Group:
    """People of Penajam who fish."""
    return Group(PENAJAM, "nelayan", 1, 4, people, **facts)


@st.composite
def small_requests(draw: st.DrawFn) -> Request:
    """Two groups of at most three people, three months: every plan of theirs can be tried."""
    groups = tuple(
        Group(
            draw(st.sampled_from(("64.09", "64.71"))),
            occupation,
            draw(st.sampled_from((0, 1, 5))),
            draw(st.sampled_from((1, 3, 5))),
            people,
            covered=draw(st.integers(0, people)) if draw(st.booleans()) else 0,
            sector=draw(st.sampled_from(("other", "transport"))),
        )
        for occupation, people in (("nelayan", draw(st.integers(1, 3))), ("ojek", draw(st.integers(1, 3))))
    )
    open_people = sum(group.open for group in groups)
    continuing = draw(st.integers(0, groups[0].open))
    groups = (
        Group(*(getattr(groups[0], name) for name in Group.__slots__ if name not in ("continuing", "sector")),
              continuing=continuing, sector=groups[0].sector),
        groups[1],
    )  # fmt: skip
    money = draw(st.integers(0, 16_800 * 3 * max(open_people, 1)))
    release = draw(st.booleans())
    return Request(
        groups,
        money,
        draw(st.sampled_from((JANUARY_2025, FEBRUARY_2026))),
        3,
        least=draw(st.integers(1, 3)),
        objective=draw(st.sampled_from(tuple(Objective))),
        paid_by=draw(st.sampled_from(("APBD", "company"))),
        to_end=draw(st.booleans()),
        quota={"64.09": draw(st.integers(0, 4))} if draw(st.booleans()) else {},
        released=tuple(money * part // 3 for part in (1, 2, 3)) if release else (),
    )


def every_plan(problem: Problem) -> Iterator[tuple[int, ...]]:
    """All numbers of people for the choices of a problem that its limits allow."""
    most = [problem.people[one.alike].people for one in problem.choices]
    for numbers in product(*(range(one + 1) for one in most)):
        if fits(problem, numbers):
            yield numbers


def fits(problem: Problem, numbers: tuple[int, ...]) -> bool:
    """Whether people, quotas and money allow it: counted afresh, without the planner's own sums."""
    used = [(one, number) for one, number in zip(problem.choices, numbers, strict=True) if number]
    of_alike, of_district = Counter[int](), Counter[str]()
    for one, number in used:
        of_alike[one.alike] += number
        of_district[problem.people[one.alike].district] += number
    return (
        all(number <= problem.people[place].people for place, number in of_alike.items())
        and all(of_district[one] <= most for one, most in problem.asked.quota.items())
        and all(
            sum(one.spent[month] * number for one, number in used) <= allowed
            for month, allowed in enumerate(allowances(problem.asked))
        )
    )


def worth(problem: Problem, numbers: tuple[int, ...]) -> tuple[Fraction | int, ...]:
    """What a plan comes to, goal after goal, the more the better; the fair objective's share goes first."""
    reached = [goal.reached(numbers) * (-1 if goal.least else 1) for goal in problem.goals]
    return (*shares(problem, numbers), *reached)


def shares(problem: Problem, numbers: tuple[int, ...]) -> tuple[Fraction, ...]:
    """The smallest share of a district, and with one that a quota holds back the other's."""
    if problem.asked.objective is not Objective.FAIR:
        return ()
    of, got = Counter[str](), Counter[str]()
    for one in problem.people:
        of[one.district] += one.people
    for one, number in zip(problem.choices, numbers, strict=True):
        got[problem.people[one.alike].district] += number
    return tuple(sorted(Fraction(got[one], of[one]) for one in of))


def months_of_everybody(plan: Plan) -> Counter[tuple[int, bool, int]]:
    """How many people of each pool of a group the plan pays for in each month."""
    paid = Counter[tuple[int, bool, int]]()
    for line in plan.lines:
        for month in range(line.first_month, line.first_month + line.months):
            paid[line.group, line.continuing, month] += line.people
    return paid
