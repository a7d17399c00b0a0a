"""What must hold of benefits whatever the wage, the months and the family."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from naungan.law.benefits import heirs, jht
from naungan.law.questions import answer
from naungan.law.statute import load

STATUTE = load()
days = st.dates(date(2015, 7, 1), date(2029, 12, 31))
wages = st.integers(0, 10_000_000_000)
steps = st.integers(0, 1_000_000_000)
months = st.integers(0, 600)
levels = st.sampled_from(["TK", "SD", "SMP", "SMA", "S1", "ALL"])
children = st.lists(
    st.fixed_dictionaries({"level": levels}, optional={"years": st.integers(0, 8), "age_years": st.integers(0, 30)}),
    max_size=5,
)
families = st.fixed_dictionaries(
    {},
    optional={
        "spouse": st.booleans(), "children": st.integers(0, 9), "parents": st.integers(0, 2),
        "grandchildren": st.integers(0, 9), "grandparents": st.integers(0, 4), "siblings": st.integers(0, 9),
        "parents_in_law": st.integers(0, 2), "will": st.sampled_from([None, "friend"]),
    },
)  # fmt: skip


def ask(programme: str, day: date, calc: str, **inputs: Any) -> dict[str, Any]:
    return answer({"programme": programme, "segment": "PU", "date": str(day), "inputs": {"calc": calc, **inputs}})


@given(days, wages, steps, st.integers(0, 40), st.integers(0, 90))
def test_no_accident_benefit_falls_when_the_wage_rises(
    day: date, wage: int, more: int, months_off: int, days_off: int
) -> None:
    questions = [
        ("death", {}, "total"),
        ("total_disability", {}, "total"),
        ("partial_disability", {"table_percent": 35}, "amount"),
        ("stmb", {"months_off": months_off, "days_off": days_off}, "amount"),
    ]
    for calc, inputs, key in questions:
        low, high = (ask("JKK", day, calc, wage=one, **inputs)[key] for one in (wage, wage + more))
        assert low <= high, calc


@given(days, wages, steps, st.integers(0, 8))
def test_job_loss_cash_never_falls_when_the_wage_rises(day: date, wage: int, more: int, unemployed: int) -> None:
    low, high = (
        ask("JKP", day, "benefit", wage=one, dismissal_date=str(day), months_unemployed=unemployed)
        for one in (wage, wage + more)
    )
    assert low["total"] <= high["total"] <= 18_000_000
    assert sum(high["monthly"]) == high["total"]
    assert len(high["monthly"]) <= 6


@given(days, months, wages, steps)
def test_no_pension_falls_when_the_wage_or_the_months_rise(day: date, paid: int, wage: int, more: int) -> None:
    def pension(calc: str, months_paid: int, average: int) -> int:
        inputs = {"contribution_months": months_paid, "average_indexed_monthly_wage": average}
        found: int = ask("JP", day, calc, **inputs).get("monthly_pension", 0)
        return found

    for calc in ("pension_formula", "disability", "widow", "child", "parent"):
        now = pension(calc, paid, wage)
        assert now <= pension(calc, paid, wage + more), calc
        assert now <= pension(calc, paid + 1, wage), calc


@given(days, months, wages)
def test_a_pension_lies_between_the_limits_of_its_day(day: date, paid: int, wage: int) -> None:
    limits = ask("JP", day, "limits", as_of=str(day))
    inputs = {"contribution_months": paid + 12, "average_indexed_monthly_wage": wage}
    for calc in ("pension_formula", "disability", "widow", "child", "parent"):
        assert limits["minimum"] <= ask("JP", day, calc, **inputs)["monthly_pension"] <= limits["maximum"]


@given(days, wages)
def test_death_at_work_is_never_worth_less_than_another_death(day: date, wage: int) -> None:
    at_work, other = ask("JKK", day, "death", wage=wage), ask("JKM", day, "death")
    assert at_work["lump"] >= other["lump"]
    assert at_work["total"] >= other["total"]


@given(days, wages, st.booleans(), months)
def test_the_parts_of_a_death_benefit_are_the_whole(day: date, wage: int, active: bool, paid: int) -> None:
    for programme in ("JKK", "JKM"):
        found = ask(
            programme, day, "death", wage=wage, active=active, contribution_months=paid, scholarship=["SD", "S1"]
        )
        assert found["lump"] + found["periodic"] + found["burial"] == found["total"]
        assert found["total"] + found["scholarship_plan"] == found["grand_total"]
        assert active or found["grand_total"] == 0


@given(days, st.integers(0, 10**8), st.integers(0, 30))
def test_incapacity_adds_up_month_by_month(day: date, tens: int, months_off: int) -> None:
    # a wage whose 50 and 75 percent are whole rupiah, so that months do not differ by rounding
    wage = tens * 4

    def paid(length: int) -> int:
        found: int = ask("JKK", day, "stmb", wage=wage, months_off=length)["amount"]
        return found

    added = paid(months_off + 1) - paid(months_off)
    assert added in (wage, wage * 3 // 4, wage // 2)
    assert paid(months_off + 1) == ask("JKK", day, "stmb", wage=wage, months_off=months_off, days_off=30)["amount"]


@given(days, wages, st.integers(0, 100), st.integers(0, 100))
def test_a_heavier_injury_is_never_paid_less(day: date, wage: int, table: int, lost: int) -> None:
    def paid(percent: int, function: int) -> int:
        inputs = {"table_percent": percent, "function_lost_percent": function}
        found: int = ask("JKK", day, "partial_disability", wage=wage, **inputs)["amount"]
        return found

    assert paid(table, lost) <= paid(min(table + 1, 100), lost)
    assert paid(table, lost) <= paid(table, min(lost + 1, 100))
    assert paid(table, lost) <= ask("JKK", day, "total_disability", wage=wage)["lump"]


@given(days, children)
def test_a_scholarship_plan_only_grows_with_another_child(day: date, listed: list[dict[str, Any]]) -> None:
    found = ask("JKK", day, "scholarship", children=listed)
    more = ask("JKK", day, "scholarship", children=[*listed, {"level": "ALL"}])
    assert found["plan"] <= more["plan"] <= 174_000_000
    assert found["children_paid"] <= 2
    assert found["plan"] == sum(found["plans"])


@given(levels, st.integers(0, 22), st.integers(0, 7))
def test_a_scholarship_plan_grows_with_years_and_shrinks_with_age(level: str, age: int, years: int) -> None:
    def plan(**child: int) -> int:
        found: int = ask("JKK", date(2024, 5, 10), "scholarship", children=[{"level": level, **child}])["plan"]
        return found

    assert plan(years=years) <= plan(years=years + 1) <= plan()
    assert plan(age_years=age + 1) <= plan(age_years=age) <= plan()


@given(days, wages, steps, st.integers(1, 5), st.booleans())
def test_tax_never_falls_when_more_is_paid(day: date, gross: int, more: int, year: int, has_npwp: bool) -> None:
    low, high = (
        ask("JHT", day, "tax", gross=one, calendar_year_of_payments=year, has_npwp=has_npwp)
        for one in (gross, gross + more)
    )
    assert low["tax"] <= high["tax"]
    assert low["net"] <= high["net"]
    assert low["tax"] + low["net"] == gross
    assert low["tax"] <= ask("JHT", day, "tax", gross=gross, calendar_year_of_payments=year, has_npwp=False)["tax"]


@given(st.integers(2015, 2030), wages, wages)
def test_two_payments_in_two_years_are_taxed_like_one(year: int, first: int, second: int) -> None:
    payments = [{"year": year, "gross": first}, {"year": year + 1, "gross": second}]
    apart = ask("JHT", date(2026, 5, 1), "tax", payments=payments)
    together = ask("JHT", date(2026, 5, 1), "tax", gross=first + second)
    assert apart["tax"] == together["tax"]
    assert apart[f"tax_{year}"] + apart[f"tax_{year + 1}"] == apart["tax"]


@given(
    st.integers(0, 10**11), st.integers(0, 10**8), st.integers(0, 240), st.integers(0, 999_999),
    st.sampled_from(["January", "July", "December"]),
)  # fmt: skip
def test_a_balance_is_what_was_paid_in_and_earned(
    opening: int, monthly: int, length: int, rate: int, start: str
) -> None:
    from decimal import Decimal

    def balance(of_months: int, rate_parts: int) -> dict[str, Any]:
        return ask(
            "JHT", date(2024, 5, 1), "balance", opening_balance=opening, monthly_contribution=monthly,
            months=of_months, start_month=start, annual_rate=Decimal(rate_parts).scaleb(-6),
        )  # fmt: skip

    found = balance(length, rate)
    assert found["contributions"] == monthly * length
    assert found["opening_balance"] + found["contributions"] + found["return"] == found["balance"]
    assert found["balance"] >= balance(length, 0)["balance"]
    assert balance(length + 1, rate)["balance"] >= found["balance"] + monthly


@given(st.integers(1, 12), st.integers(0, 60))
def test_the_years_of_saving_hold_every_month_once(first: int, length: int) -> None:
    from fractions import Fraction
    from itertools import repeat

    years = list(jht.years_of(1, length, first, repeat(Fraction(0))))
    assert sum(one.last - one.first + 1 for one in years) == length
    assert all(one.first == 1 for one in years[1:])
    assert all(one.last == 12 for one in years[:-1])


@given(families)
def test_heirs_are_never_of_two_classes(family: dict[str, Any]) -> None:
    law = STATUTE.on(date(2024, 5, 1))
    found = ask("JHT", date(2024, 5, 1), "heirs", family=family)
    present = [name for name in heirs.relations(law) if family.get(name)]
    named = ["will" if one == "friend" else one for one in found["entitled"]]
    assert bool(named) == bool(present)
    assert set(named) <= set(present)
    if present:
        together = next(one.split() for one in law.texts("heirs.order") if present[0] in one.split())
        assert named == [one for one in together if one in present]


@given(st.integers(0, 10**12), st.integers(1, 12))
def test_shares_of_heirs_add_up_to_the_whole_and_differ_by_a_rupiah(amount: int, number: int) -> None:
    found = heirs.shares(STATUTE.on(date(2024, 5, 1)), amount, [f"heir {one}" for one in range(number)])
    assert sum(found.values()) == amount
    assert max(found.values()) - min(found.values()) <= 1


@given(days, st.sampled_from(["land", "sea", "air"]), wages, steps)
def test_transport_is_never_paid_above_what_was_spent(day: date, way: str, spent: int, more: int) -> None:
    found = ask("JKK", day, "transport", spent={way: spent})
    assert found["paid"] + found["own_cost"] == spent
    assert found["paid"] <= ask("JKK", day, "transport", spent={way: spent + more})["paid"]
