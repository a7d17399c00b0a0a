"""JP by hand from law.md 7: old age, disability, widow, child, parent; monthly or at once; and refusals."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.claims.entitlement.frozen import (
    CHILD,
    FATHER,
    SON,
    THE_WIFE,
    WIFE,
    WORKER,
    a_participation,
    a_payee,
    amounts,
    assessed,
    day,
    paid_bills,
    why,
    worked,
)

from naungan.law.benefits.jp_wages import average_wage
from naungan.law.statute import load

LONG = [a_participation(since="2015-07-01")]


def paid(first: str = "2018-01", last: str = "2022-10", wage: int = 5_000_000) -> dict[str, object]:
    return {"months": assessed(first, last, wage), "bills": paid_bills(first, last), "participations": LONG}


def test_pension_age_that_has_not_come_is_waited_for() -> None:
    found = worked("jp_old_age", "2022-12-01", "2022-12-01", **paid())
    assert found.undecided
    assert why(found) == ["Usia pensiun dicapai, atau penundaannya berakhir, pada 2050-05-17."]


def test_too_short_a_time_gives_contributions_and_return_at_once() -> None:
    born = {"person": {"born_on": "1964-06-01"}}  # 57 in 2021
    found = worked("jp_old_age", "2021-06-01", "2022-12-01", **paid(), **born)
    assert [item for item, _ in amounts(found)] == ["balance", "return"]
    assert amounts(found)[0] == ("balance", 58 * 150_000)
    assert found.unverified


def test_fifteen_years_give_a_monthly_pension() -> None:
    told = {"participations": [a_participation(since="2000-01-01")], "person": {"born_on": "1964-06-01"}}
    found = worked("jp_old_age", "2021-06-01", "2022-12-01", **paid() | told)
    (line,) = found.lines
    # 216 months before the books and 42 in them: 1 % x 258/12 x the average wage of 2018 to 2021, raised to 2021
    average = average_wage(load(), {24_216 + month: 5_000_000 for month in range(42)}, day("2021-06-01"))
    months = next(step["value"] for step in found.steps if step["step"] == "average_wage")
    assert months == average
    assert (line.item, line.monthly, line.due_on) == ("pension", True, "2021-07-01")
    assert line.amount == (2 * 258 * average * 10_000 + 12_000_000) // 24_000_000
    assert found.by_payee() == {WORKER: line.amount}


def test_putting_it_off_moves_the_first_month() -> None:
    told = {"participations": [a_participation(since="2000-01-01")], "person": {"born_on": "1964-06-01"}}
    found = worked("jp_old_age", "2022-06-01", "2022-12-01", {"works_until": "2022-10-15"}, **paid() | told)
    assert found.lines[0].due_on == "2022-11-01"
    too_far = worked("jp_old_age", "2022-06-01", "2022-12-01", {"works_until": "2040-01-01"}, **paid() | told)
    assert why(too_far) == ["Usia pensiun dicapai, atau penundaannya berakhir, pada 2024-06-01."]


def test_dense_contributions_give_the_disabled_a_monthly_pension_as_after_fifteen_years() -> None:
    facts = {"determined_on": "2022-11-10", "total_disability": True}
    found = worked("jp_disability", "2022-10-01", "2022-12-01", facts, **paid(wage=2_000_000))
    (line,) = found.lines
    assert (line.amount, line.due_on) == (363_300, "2022-12-01")  # the smallest pension of 2022


def test_thin_contributions_give_the_disabled_everything_at_once() -> None:
    facts = {"determined_on": "2022-11-10", "total_disability": True}
    told = {**paid("2022-01", "2022-10"), "participations": [a_participation(since="2018-01-01")]}
    found = worked("jp_disability", "2022-10-01", "2022-12-01", facts, **told)
    assert [item for item, _ in amounts(found)] == ["balance", "return"]


def test_a_disability_that_is_not_total_gives_no_pension() -> None:
    found = worked("jp_disability", "2022-10-01", "2022-12-01", {"determined_on": "2022-11-10"}, **paid())
    assert why(found) == ["Cacat yang ditetapkan bukan cacat total tetap."]


def survivor(kind: str, facts: dict[str, object], **told: object):  # type: ignore[no-untyped-def]
    return worked(kind, "2022-10-20", "2022-12-01", facts, **paid(wage=9_000_000) | told)


def test_a_widow_has_half_of_the_formula() -> None:
    found = survivor("jp_widow", {"family": {"spouse": 1, "children": 2}})
    whole = next(step["value"] for step in found.steps if step["step"] == "jp_formula")
    half = next(step["value"] for step in found.steps if step["step"] == "jp_survivor_computed")
    assert abs(2 * half - whole) <= 1
    assert (found.lines[0].amount, found.lines[0].due_on) == (half, "2022-11-01")
    assert found.by_payee() == {WIFE: half}
    assert found.unverified


def test_a_widow_or_child_is_at_least_given_the_smallest_pension() -> None:
    found = worked("jp_widow", "2022-10-20", "2022-12-01", {"family": {"spouse": 1}}, **paid(wage=1_000_000))
    assert found.total == 363_300


def test_children_share_when_there_is_no_spouse() -> None:
    children = [
        a_payee("children", CHILD, "Kakak", "2002-01-01"), a_payee("children", SON, "Adik", "2012-01-01"),
        a_payee("children", 25, "Sulung", "1995-01-01"),
    ]  # fmt: skip
    found = survivor("jp_child", {"family": {"children": 3}}, payees=children)
    assert sorted(found.by_payee()) == [CHILD, SON]
    assert sum(found.by_payee().values()) == found.total


def test_children_wait_while_there_is_a_spouse() -> None:
    child = [a_payee("children", CHILD, "Anak", "2012-01-01")]
    found = survivor("jp_child", {"family": {"spouse": 1, "children": 1}}, payees=child)
    assert why(found) == ["Masih ada yang lebih dahulu berhak atas pensiun ini: spouse."]


def test_one_parent_has_a_fifth_when_there_is_nobody_else() -> None:
    father = [a_payee("parents", FATHER, "Ayah", "1950-01-01")]
    found = survivor("jp_parent", {"family": {"parents": 2}}, payees=father)
    assert found.by_payee() == {FATHER: 363_300}
    both = [*father, a_payee("parents", 26, "Ibu", "1955-01-01")]
    assert survivor("jp_parent", {"family": {"parents": 2}}, payees=both).undecided


def test_less_than_a_year_gives_the_heirs_everything_at_once() -> None:
    young = {
        **paid("2022-01", "2022-09"),
        "participations": [a_participation(since="2022-01-01")],
        "payees": [THE_WIFE],
    }
    found = worked("jp_widow", "2022-10-20", "2022-12-01", {"family": {"spouse": 1}}, **young)
    assert amounts(found)[0] == ("balance", 9 * 150_000)
    assert set(found.by_payee()) == {WIFE}


def test_two_claimants_of_one_pension_are_not_decided_between() -> None:
    assert survivor("jp_widow", {"family": {"spouse": 1}}, rivals=["JP-2022-000007"]).undecided


def test_nobody_without_jp_has_a_pension() -> None:
    told = {"participations": [a_participation(programmes=7)]}
    assert why(worked("jp_widow", "2022-10-20", "2022-12-01", {"family": {"spouse": 1}}, **told)) == [
        "Tidak terdaftar pada JP sampai 2022-10-20."
    ]


@pytest.mark.parametrize("kind", ["jp_widow", "jp_disability", "jp_old_age"])
@settings(deadline=None, max_examples=40)
@given(wage=st.integers(500_000, 12_000_000), more=st.integers(0, 5_000_000))
def test_a_higher_wage_never_gives_less(kind: str, wage: int, more: int) -> None:
    facts = {"family": {"spouse": 1}, "determined_on": "2022-10-20", "total_disability": True}
    told = {"participations": [a_participation(since="2000-01-01")], "person": {"born_on": "1964-06-01"}}
    less = worked(kind, "2022-10-20", "2022-12-01", facts, **paid("2022-01", "2022-10", wage) | told)
    rich = worked(kind, "2022-10-20", "2022-12-01", facts, **paid("2022-01", "2022-10", wage + more) | told)
    assert rich.total >= less.total > 0


def test_the_order_of_months_does_not_matter() -> None:
    wages = {24_260 + month: 3_000_000 + 77_777 * month for month in range(12)}
    backwards = dict(reversed(wages.items()))
    assert average_wage(load(), wages, day("2022-06-01")) == average_wage(load(), backwards, day("2022-06-01"))
