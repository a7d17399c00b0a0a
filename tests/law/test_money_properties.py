"""What must hold for every wage, month and person: sums, steadiness, reliefs, and no loss in rounding."""

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law.people import BPU_TARGETS, JAKON_TARGETS, PU_TARGETS, flags, months, wages, workers

from naungan.law.membership import of_segment
from naungan.law.months import parse_month
from naungan.law.stages import split
from naungan.law.statute import load

STATUTE = load()
few = settings(max_examples=150, deadline=None)


@few
@given(months, wages, workers)
def test_components_of_a_wage_earner_add_up(month: int, wage: int, worker: dict[str, int]) -> None:
    due = STATUTE.of_month(month).compile(PU_TARGETS)(wage=wage, **worker)
    assert due["employee_total"] == due["jht_employee"] + due["jp_employee"]
    employer = due["jkk_employer"] + due["jkm_employer"] + due["jht_employer"] + due["jp_employer"]
    assert due["employer_total"] == employer
    assert due["total"] == due["employer_total"] + due["employee_total"]
    assert due["jp_payable_now"] + due["jp_deferred"] == due["jp_employer"] + due["jp_employee"]


@few
@given(months, wages, st.integers(0, 10_000_000), workers)
def test_more_wage_never_means_less_contribution(month: int, wage: int, more: int, worker: dict[str, int]) -> None:
    law = STATUTE.of_month(month).compile(PU_TARGETS)
    before, after = law(wage=wage, **worker), law(wage=wage + more, **worker)
    assert [name for name in PU_TARGETS if after[name] < before[name]] == []


@few
@given(months, wages, workers)
def test_a_relief_never_raises_what_is_due(month: int, wage: int, worker: dict[str, int]) -> None:
    law = STATUTE.of_month(month).compile(PU_TARGETS)
    normal = law(wage=wage, **{**worker, "relief_pp49": False, "relief_pp7": False})
    reduced = law(wage=wage, **worker)
    assert reduced["jkk_employer"] <= normal["jkk_employer"]
    assert reduced["jkm_employer"] <= normal["jkm_employer"]
    assert reduced["jp_payable_now"] <= normal["jp_payable_now"]
    unchanged = ("jht_employer", "jht_employee", "jp_employer", "jp_employee", "jp_base")
    assert {name: reduced[name] for name in unchanged} == {name: normal[name] for name in unchanged}


@few
@given(st.integers(parse_month("2021-02"), parse_month("2045-12")), wages, workers)
def test_jkp_never_takes_more_than_jkk_and_jkm_hold(month: int, wage: int, worker: dict[str, int]) -> None:
    due = STATUTE.of_month(month).compile(PU_TARGETS)(wage=wage, **worker)
    assert 0 <= due["jkp_from_jkk"] <= due["jkk_employer"]
    assert 0 <= due["jkp_from_jkm"] <= due["jkm_employer"]


@few
@given(wages, workers)
def test_relief_flags_mean_nothing_outside_their_months(wage: int, worker: dict[str, int]) -> None:
    for text in ("2020-07", "2021-02", "2025-01", "2026-02"):
        law = STATUTE.of_month(text).compile(PU_TARGETS)
        plain = {**worker, "relief_pp49": False, "relief_pp7": False}
        assert law(wage=wage, **worker) == law(wage=wage, **plain), text


@few
@given(months, st.integers(0, 40_000_000), st.integers(0, 5_000_000), flags, flags)
def test_more_income_never_means_less_for_a_bpu(
    month: int, income: int, more: int, transport: bool, takes_jht: bool
) -> None:
    law = STATUTE.of_month(month).compile(BPU_TARGETS)
    flags_given = {"transport": transport, "takes_jht": takes_jht}
    before = law(declared_income=income, **flags_given)
    after = law(declared_income=income + more, **flags_given)
    assert [name for name in BPU_TARGETS if after[name] < before[name]] == []
    assert after["bpu_total"] == after["bpu_jkk"] + after["bpu_jkm"] + after["bpu_jht"]


@few
@given(months, st.integers(0, 40_000_000), flags, flags)
def test_a_bpu_relief_halves_at_most(month: int, income: int, transport: bool, public: bool) -> None:
    law = STATUTE.of_month(month).compile(BPU_TARGETS)
    reduced = law(declared_income=income, transport=transport, public_funds=public)
    normal = law(declared_income=income, public_funds=True)
    assert normal["bpu_jkk"] <= 2 * reduced["bpu_jkk"] <= 2 * normal["bpu_jkk"]
    assert normal["bpu_jkm"] <= 2 * reduced["bpu_jkm"] <= 2 * normal["bpu_jkm"]
    assert reduced["bpu_jht"] == normal["bpu_jht"]


@few
@given(months, st.integers(0, 10**13), st.integers(0, 10**10), flags)
def test_a_larger_contract_never_costs_less(month: int, value: int, more: int, relief: bool) -> None:
    law = STATUTE.of_month(month).compile(JAKON_TARGETS)
    before = law(contract_value=value, relief_pp49=relief)
    after = law(contract_value=value + more, relief_pp49=relief)
    assert [name for name in JAKON_TARGETS if after[name] < before[name]] == []
    assert after["jakon_total"] == after["jakon_jkk"] + after["jakon_jkm"]


@few
@given(st.integers(0, 10**13), st.sampled_from(["50/25/25", "20/30/30/20"]))
def test_stages_of_a_payment_add_up_to_the_whole(total: int, plan: str) -> None:
    payments = split(STATUTE.of_month("2024-05"), total, plan)
    assert sum(payments) == total
    assert len(payments) == plan.count("/") + 1
    for payment, percent in zip(payments, plan.split("/"), strict=True):
        assert abs(100 * payment - total * int(percent)) <= 150


@few
@given(st.integers(6, 240))
def test_a_longer_migrant_contract_never_costs_less_than_its_package(contract_months: int) -> None:
    law = STATUTE.of_month("2024-05").compile(("pmi_during_after",))
    due = law(contract_months=contract_months)["pmi_during_after"]
    assert due >= 108_000
    assert due <= 108_000 + (contract_months - 6) * 13_500


def test_every_segment_has_compulsory_programmes() -> None:
    law = STATUTE.of_month("2024-05")
    assert [of_segment(law, segment)[0][:2] for segment in ("BPU", "JAKON", "PMI")] == [["JKK", "JKM"]] * 3
