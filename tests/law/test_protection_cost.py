"""What a sponsor pays: real budgets, each month by its own law, and how far money goes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naungan.law.errors import QuestionError
from naungan.law.months import month_text, parse_month
from naungan.law.protection_cost import Plan, funded, protection_cost

MARCH_2025, JANUARY_2026 = parse_month("2025-03"), parse_month("2026-01")


@pytest.mark.parametrize(
    ("people", "months", "total"),
    [
        (22_121, 10, 3_716_328_000),  # Kaltara's vulnerable workers
        (15_000, 12, 3_024_000_000),  # Penajam Paser Utara 2025
        (5_000, 12, 1_008_000_000),
        (20_000, 12, 4_032_000_000),
        (1, 12, 201_600),  # one person-year
    ],
)
def test_published_budgets_are_met_to_the_rupiah(people: int, months: int, total: int) -> None:
    assert protection_cost(Plan(people, parse_month("2025-01"), months)).total == total


def test_with_old_age_savings_a_month_costs_36_800() -> None:
    assert protection_cost(Plan(1, MARCH_2025, 1, jht=True)).total == 36_800


def test_a_relief_lowers_the_months_it_covers_for_those_whom_it_does_not_leave_out() -> None:
    cost = protection_cost(Plan(100, JANUARY_2026, 14, paid_by="company"))
    assert [(len(one.months), one.months[0].per_person, one.months[0].relief) for one in cost.stretches] == [
        (3, 16_800, False),
        (9, 8_400, True),
        (2, 16_800, False),
    ]


@pytest.mark.parametrize("payer", ["APBD", "APBN"])
def test_public_funds_get_no_relief_and_are_told_what_that_is_worth(payer: str) -> None:
    cost = protection_cost(Plan(100, JANUARY_2026, 12, paid_by=payer))
    assert cost.total == 100 * 12 * 16_800
    assert [(len(one.months), one.months[0].forgone) for one in cost.stretches] == [(3, 0), (9, 8_400)]
    assert "relief.pp50_public_funds" in cost.unverified


def test_transport_has_its_own_months() -> None:
    cost = protection_cost(Plan(1, JANUARY_2026, 16, paid_by="donor", sector="transport"))
    assert [(len(one.months), one.months[0].per_person) for one in cost.stretches] == [(15, 8_400), (1, 16_800)]


def test_two_billion_pay_kaltara_s_workers_for_five_months() -> None:
    found = funded(protection_cost(Plan(22_121, MARCH_2025, 10)), 2_000_000_000)
    assert (found.months, month_text(found.last or 0)) == (5, "2025-07")
    assert (found.left, found.lacking) == (2_000_000_000 - 5 * 371_632_800, 3_716_328_000 - 2_000_000_000)


def test_money_for_less_than_a_month_pays_nothing() -> None:
    found = funded(protection_cost(Plan(10, MARCH_2025, 2)), 167_999)
    assert (found.months, found.last, found.left) == (0, None, 167_999)


@settings(max_examples=40, deadline=None)
@given(
    st.integers(1, 10**6),
    st.integers(MARCH_2025, MARCH_2025 + 40),
    st.integers(1, 30),
    st.booleans(),
    st.sampled_from(["APBD", "company", "village"]),
    st.integers(0, 10**12),
)
def test_stretches_add_up_and_a_budget_is_never_overspent(
    people: int, first: int, months: int, jht: bool, payer: str, budget: int
) -> None:
    cost = protection_cost(Plan(people, first, months, jht=jht, paid_by=payer))
    assert sum(one.cost for one in cost.stretches) == cost.total
    assert sum(len(one.months) for one in cost.stretches) == months
    found = funded(cost, budget)
    spent = sum(one.cost for one in cost.months[: found.months])
    assert spent + found.left == budget
    assert found.lacking == max(cost.total - budget, 0)
    assert found.months == months or cost.months[found.months].cost > found.left


@settings(max_examples=20, deadline=None)
@given(st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_groups_cost_together_what_they_cost_apart(one: int, other: int) -> None:
    def cost(people: int) -> int:
        return protection_cost(Plan(people, JANUARY_2026, 5, paid_by="company", jht=True)).total

    assert cost(one) + cost(other) == cost(one + other)


@pytest.mark.parametrize(
    ("plan", "field"),
    [
        (Plan(0, MARCH_2025, 1), "people"),
        (Plan(100_000_001, MARCH_2025, 1), "people"),
        (Plan(1, MARCH_2025, 0), "months"),
        (Plan(1, MARCH_2025, 121), "months"),
        (Plan(1, parse_month("2015-06"), 1), "date"),
        (Plan(1, MARCH_2025, 1, sector="ojek"), "sector"),
        (Plan(1, MARCH_2025, 1, paid_by="bupati"), "paid_by"),
    ],
)
def test_impossible_plans_are_refused_naming_the_field(plan: Plan, field: str) -> None:
    with pytest.raises(QuestionError) as refused:
        protection_cost(plan)
    assert refused.value.field == field
