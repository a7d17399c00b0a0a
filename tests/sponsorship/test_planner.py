"""The planner: every small question tried by hand, and what no plan may ever do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from tests.sponsorship.planning import (
    FEBRUARY_2026,
    JANUARY_2025,
    every_plan,
    fishers,
    fits,
    months_of_everybody,
    small_requests,
    worth,
)

from naungan.law.months import first_day, parse_month
from naungan.law.statute import load
from naungan.sponsorship.planner.exact import mended
from naungan.sponsorship.planner.frontier import frontier, price_of, what_if
from naungan.sponsorship.planner.request import BadPlan, Group, Objective, Package, Request
from naungan.sponsorship.planner.solve import plan, problem_of, solve

YEAR = 16_800 * 12


@settings(max_examples=60, deadline=None)
@given(small_requests())
def test_no_plan_is_better_than_the_planners_own(asked: Request) -> None:
    problem = problem_of(asked)
    found = solve(problem)
    assert worth(problem, found.numbers) == max(worth(problem, numbers) for numbers in every_plan(problem))
    assert found.proven


@settings(max_examples=60, deadline=None)
@given(small_requests())
def test_a_plan_keeps_every_limit_and_pays_no_month_of_anybody_twice(asked: Request) -> None:
    found = plan(asked)
    assert fits(found.problem, found.numbers)
    assert 0 <= found.cost <= asked.money
    for (group, continuing, _), people in months_of_everybody(found).items():
        of = asked.groups[group]
        assert people <= (of.continuing if continuing else of.open - of.continuing)


@settings(max_examples=40, deadline=None)
@given(small_requests())
def test_more_money_never_protects_fewer(asked: Request) -> None:
    people = [plan(replace(asked, money=money, released=())).people for money in range(0, 16_800 * 19, 16_800 * 3)]
    assert people == sorted(people)


@settings(max_examples=30, deadline=None)
@given(small_requests())
def test_the_price_of_a_target_is_the_least_money_that_reaches_it(asked: Request) -> None:
    asked = replace(asked, quota={}, to_end=True, released=(), objective=Objective.MOST)
    target = asked.people
    price = price_of(asked, target)
    assert plan(replace(asked, money=price.rupiah)).people + price.covered_before == target
    if price.rupiah:
        assert plan(replace(asked, money=price.rupiah - 1)).people + price.covered_before < target


def test_the_poorest_come_first_and_the_rest_gets_what_is_left() -> None:
    groups = (Group("64.09", "nelayan", 1, 1, 10), Group("64.09", "petani", 3, 5, 10))
    asked = Request(groups, 15 * YEAR, JANUARY_2025, least=12, objective=Objective.POOREST)
    given_to = {line.group: line.people for line in plan(asked).lines}
    assert given_to == {0: 10, 1: 5}
    by_risk = {line.group: line.people for line in plan(replace(asked, objective=Objective.RISK)).lines}
    assert by_risk == {0: 5, 1: 10}


def test_districts_get_equal_shares_however_large_they_are() -> None:
    groups = (Group("64.09", "nelayan", 1, 1, 300), Group("64.71", "ojek", 1, 1, 100))
    fair = Request(groups, 200 * YEAR, JANUARY_2025, least=12, objective=Objective.FAIR)
    assert {line.group: line.people for line in plan(fair).lines} == {0: 150, 1: 50}
    held_back = replace(fair, quota={"64.09": 30})
    assert {line.group: line.people for line in plan(held_back).lines} == {0: 30, 1: 100}


def test_whoever_is_under_cover_goes_on_before_anybody_new_and_nobody_stops_before_the_end() -> None:
    groups = (fishers(10), Group("64.09", "petani", 9, 1, 10, continuing=6))
    asked = Request(groups, 7 * YEAR, JANUARY_2025, least=12, objective=Objective.NO_LAPSE)
    found = plan(asked)
    assert [(line.group, line.continuing, line.people, line.months) for line in found.lines] == [
        (0, False, 1, 12), (1, True, 6, 12),
    ]  # fmt: skip
    assert found.at_end == found.people == 7


def test_money_that_comes_in_october_protects_from_october() -> None:
    asked = Request(
        (fishers(100),), 100 * 3 * 16_800, JANUARY_2025, released=(0,) * 9 + (100 * 3 * 16_800,) * 3, to_end=True
    )
    found = plan(asked)
    assert [(first_day(line.first_month).month, line.months, line.people) for line in found.lines] == [(10, 3, 100)]


def test_what_is_left_over_buys_savings_where_they_are_offered() -> None:
    both = (Package.BASIC, Package.SAVINGS)
    asked = Request((fishers(2),), 2 * YEAR + 12 * 20_000, JANUARY_2025, least=12, packages=both)
    assert sorted((line.package, line.people, line.cost) for line in plan(asked).lines) == [
        (Package.BASIC, 1, YEAR), (Package.SAVINGS, 1, YEAR + 12 * 20_000),
    ]  # fmt: skip


def test_a_company_pays_half_while_the_relief_lasts_and_a_government_does_not() -> None:
    asked = Request((fishers(100),), 10**9, FEBRUARY_2026, months=11, least=11, paid_by="company")
    assert plan(asked).cost == 100 * (2 * 16_800 + 9 * 8_400)
    government = plan(replace(asked, paid_by="APBD"))
    assert government.cost == 100 * 11 * 16_800
    assert government.problem.prices.forgone == 9 * 8_400
    assert government.problem.prices.unverified == ("bpu.brackets", "relief.pp50_public_funds")


def test_a_reform_of_the_law_is_another_price() -> None:
    halved = load().reform({"bpu.jkm_amount": {first_day(parse_month("2025-01")): 3_400}}, "JKM separuh")
    compared = what_if(Request((fishers(1000),), 600 * YEAR, JANUARY_2025, least=12), halved)
    assert (compared.now.people, compared.then.people) == (600, 600 * 16_800 // 13_400)


def test_the_frontier_goes_from_nothing_to_everybody_and_names_the_money_asked_about() -> None:
    asked = Request((fishers(100, covered=20),), 30 * YEAR, JANUARY_2025, least=12)
    points = frontier(asked, workers=400, points=4)
    assert [(one.money, one.people, one.points) for one in points] == [
        (0, 0, 0), (20 * YEAR, 20, 5), (30 * YEAR, 30, 7.5), (40 * YEAR, 40, 10), (60 * YEAR, 60, 15),
        (80 * YEAR, 80, 20),
    ]  # fmt: skip


def test_numbers_that_break_a_limit_are_mended_from_the_last_served() -> None:
    groups = (Group("64.09", "nelayan", 1, 1, 5), Group("64.09", "petani", 9, 1, 5))
    asked = Request(groups, 6 * 16_800 * 3, JANUARY_2025, months=3, least=3, objective=Objective.POOREST)
    problem = problem_of(asked)
    assert mended(asked, problem.people, problem.choices, [9, 5]) == [5, 1]


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("groups", {"groups": ()}),
        ("groups", {"groups": (fishers(5, covered=3, continuing=3),)}),
        ("groups", {"groups": (Group("64.09", "x", 11, 1, 5),)}),
        ("groups", {"groups": (Group("64.09", "x", 1, 1, 5, sector="becak"),)}),
        ("money", {"money": -1}),
        ("months", {"months": 25}),
        ("least", {"least": 13}),
        ("packages", {"packages": ()}),
        ("quota", {"quota": {"64.09": -1}}),
        ("released", {"released": (1, 2)}),
        ("paid_by", {"paid_by": "APBDP"}),
    ],
)
def test_what_cannot_be_is_refused_by_the_field_it_stands_in(field: str, changes: dict[str, object]) -> None:
    asked = {"groups": (fishers(5),), "money": 10**6, "first_month": JANUARY_2025}
    with pytest.raises(BadPlan) as refused:
        plan(Request(**(asked | changes)))  # type: ignore[arg-type]
    assert refused.value.field == field
