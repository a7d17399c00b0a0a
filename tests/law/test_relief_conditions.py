"""Who gets a temporary relief: judged by formulas over months and counts, as the month close does."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.people import months

from naungan.law.benefits import jkm
from naungan.law.months import month_text, parse_month
from naungan.law.statute import load

STATUTE = load()
around = st.integers(parse_month("2019-01"), parse_month("2021-12"))


def pp49(month: int, registered: int, paid_through: int) -> bool:
    law = STATUTE.of_month(month)
    inputs = {"month": month, "registered_month": registered, "paid_through_month": paid_through}
    return bool(law.compile(("pp49_granted",))(**inputs)["pp49_granted"])


@settings(max_examples=300)
@given(around, around, around)
def test_pp49_as_the_regulation_words_it(month: int, registered: int, paid_through: int) -> None:
    text = month_text(month)
    in_months = "2020-08" <= text <= "2021-01"
    if month_text(registered) < "2020-08":
        condition = month_text(paid_through) >= "2020-07"
    else:
        condition = month - registered >= 2 and paid_through - registered >= 1
    assert pp49(month, registered, paid_through) == (in_months and condition)


@settings(max_examples=300)
@given(
    months,
    st.integers(0, 200),
    st.integers(parse_month("2024-06"), parse_month("2026-06")),
    st.booleans(),
)
def test_pp7_as_the_regulation_words_it(month: int, workers: int, paid_through: int, labour: bool) -> None:
    law = STATUTE.of_month(month)
    inputs = {"labour_intensive": labour, "active_workers": workers, "paid_through_month": paid_through}
    granted = law.compile(("pp7_granted",))(**inputs)["pp7_granted"]
    in_months = "2025-02" <= month_text(month) <= "2026-01"
    assert bool(granted) == (in_months and labour and workers >= 50 and month_text(paid_through) >= "2025-01")


@pytest.mark.parametrize(
    ("contribution_months", "month", "full"),
    [(0, "2025-01", True), (2, "2025-02", False), (3, "2025-02", True), (2, "2025-03", False)],
)
def test_the_full_death_benefit_needs_three_months_since_february_2025(
    contribution_months: int, month: str, full: bool
) -> None:
    short = jkm.short_membership(STATUTE.of_month(month), "BPU", contribution_months)
    found = STATUTE.of_month(month).compile(("jkm_full_benefit",))(short_membership=short)
    assert bool(found["jkm_full_benefit"]) == full


@given(around, around)
def test_unpaid_months_are_counted_up_to_the_month_looked_at(month: int, paid_through: int) -> None:
    law = STATUTE.of_month("2024-05")
    inputs = {"month": month, "paid_through_month": paid_through}
    found = law.compile(("unpaid_months", "bpu_active"))(**inputs)
    assert found["unpaid_months"] == max(0, month - paid_through)
    assert bool(found["bpu_active"]) == (month - paid_through <= 3)
