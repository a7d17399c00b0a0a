"""Why an amount is what it is, and the receipt that finds it again."""

from datetime import date

import pytest

from naungan.law.errors import InputError
from naungan.law.explain import explain, receipt
from naungan.law.questions import answer
from naungan.law.statute import load

STATUTE = load()
WORKER = {"wage": 10_000_000, "jkk_class": 2}


def step(name: str, month: str = "2022-12", **inputs: int):  # type: ignore[no-untyped-def]
    found = explain(STATUTE.of_month(month), ("total",), {**WORKER, **inputs})
    return next(one for one in found.steps if one.name == name)


def test_a_step_has_its_value_article_and_the_dated_values_it_used() -> None:
    base = step("jp_base")
    assert base.value == 9_077_600
    assert base.basis == "PP 45/2015 art. 15, 28-29"
    assert [(one.path, one.value, one.valid_from) for one in base.used] == [
        ("jp.wage_cap", 9_077_600, date(2022, 3, 1))
    ]


def test_the_arguments_of_a_step_are_kept_by_name() -> None:
    assert dict(step("jkk_employer").arguments) == {"wage": 10_000_000, "jkk_rate_due": 5_400}


def test_inputs_left_out_are_shown_with_their_ordinary_value() -> None:
    found = explain(STATUTE.of_month("2022-12"), ("total",), WORKER)
    assert dict(found.inputs)["month_wage"] == 10_000_000
    assert dict(found.inputs)["foreign"] is False


def test_an_unverified_value_shows() -> None:
    found = explain(STATUTE.of_month("2016-05"), ("total",), WORKER)
    assert found.unverified == ("jp.wage_cap",)
    assert next(one for one in found.steps if one.name == "jp_base").unverified


def test_a_doubt_that_cannot_matter_is_not_told() -> None:
    assert explain(STATUTE.of_month("2022-12"), ("total",), WORKER).unverified == ()
    born = explain(STATUTE.of_month("2022-12"), ("total",), {**WORKER, "born": 0})
    assert born.unverified == ("jp.age_judged_on_first_day",)


def test_a_column_of_a_bracket_table_leads_back_to_the_table() -> None:
    found = explain(STATUTE.of_month("2022-12"), ("bpu_base",), {"declared_income": 2_000_000})
    assert [one.path for one in found.steps[0].used] == ["bpu.brackets", "bpu.brackets"]
    assert found.unverified == ("bpu.brackets",)


def test_a_missing_input_is_named() -> None:
    with pytest.raises(InputError, match="missing jkk_class"):
        explain(STATUTE.of_month("2022-12"), ("total",), {"wage": 1})


def test_an_unknown_input_is_named() -> None:
    with pytest.raises(InputError, match="unknown salary"):
        explain(STATUTE.of_month("2022-12"), ("total",), {**WORKER, "salary": 1})


def test_a_receipt_names_law_engine_month_and_values() -> None:
    found = receipt(STATUTE.of_month("2022-12"), ("jkm_employer",), WORKER)
    assert (found.law_version, found.reform, found.month) == (STATUTE.version, "", "2022-12")
    assert (found.engine, found.day) == ("python", date(2022, 12, 31))
    assert found.engine_version.count(".") == 2
    assert [(one.path, one.value) for one in found.values] == [
        ("relief.pp49_kept", 1_000_000),
        ("jkm.rate", 3_000),
    ] or [one.path for one in found.values] == ["jkm.rate", "relief.pp49_kept"]


def test_the_receipt_of_a_reform_names_it() -> None:
    reformed = STATUTE.reform({"jkm.rate": {date(2022, 1, 1): 4_000}}, name="JKM 0,4 %")
    found = receipt(reformed.of_month("2022-12"), ("jkm_employer",), WORKER)
    assert found.reform == "JKM 0,4 %"
    assert next(one for one in found.values if one.path == "jkm.rate").basis == "reformasi: JKM 0,4 %"


def question(date_text: str, **inputs: object) -> dict[str, object]:
    return {"programme": "ALL", "segment": "PU", "date": date_text, "inputs": {"calc": "contribution", **inputs}}


def test_an_answer_names_the_doubts_it_rests_on() -> None:
    found = answer(question("2026-04", wage=8_000_000, wage_before=7_000_000, raise_date="2026-04-10", jkk_class="I"))
    assert found["unverified"] == ["wage.raise_judged_on_last_day"]


def test_an_answer_without_doubts_says_nothing_of_them() -> None:
    assert "unverified" not in answer(question("2026-04", wage=8_000_000, jkk_class="I"))
