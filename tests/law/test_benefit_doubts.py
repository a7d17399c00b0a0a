"""Answers about benefits say what they rest on: doubts, receipts, and words for every part."""

import json
from typing import Any

import pytest

from naungan.law.answer_labels import answer_label, answer_words, asked
from naungan.law.answers import answer_lines
from naungan.law.derived import DERIVED
from naungan.law.errors import ParameterError
from naungan.law.explain import explain
from naungan.law.golden import cases
from naungan.law.inputs import INPUTS
from naungan.law.labels import argument_label, formula_label, parameter_label
from naungan.law.questions import answer, work_out
from naungan.law.questions.table import BENEFITS
from naungan.law.statute import load

STATUTE = load()
ASKED = [case.question for case in cases() if case.question["inputs"]["calc"] in BENEFITS and not case.refused]


def doubts(programme: str, day: str, segment: str = "PU", **inputs: Any) -> list[str]:
    question = {"programme": programme, "segment": segment, "date": day, "inputs": inputs}
    found: list[str] = answer(question).get("unverified", [])
    return found


def test_a_death_benefit_of_today_rests_on_nothing_unsure() -> None:
    assert doubts("JKM", "2026-05-10", calc="death", contribution_months=36, scholarship=["SD"]) == []
    assert doubts("JKK", "2026-05-10", calc="death", wage=5_000_000) == []


def test_a_short_membership_tells_what_is_unsure() -> None:
    expected = ["jkm.full_benefit_months", "jkm.full_benefit_segments"]
    found = doubts("JKM", "2026-05-10", "BPU", calc="death", contribution_months=2)
    assert set(found) == {*expected, "jkm.short_membership_benefit"}
    # others than BPU are not bound by it as Naungan reads it, but that reading is unsure
    assert doubts("JKM", "2026-05-10", "PU", calc="death", contribution_months=2) == expected


@pytest.mark.parametrize(
    ("programme", "day", "inputs", "expected"),
    [
        ("JKK", "2018-05-10", {"calc": "death", "wage": 5_000_000}, ["jkk.death_least"]),
        ("JKK", "2018-05-10", {"calc": "dentures", "cost": 1}, ["jkk.dentures_most"]),
        ("JKK", "2024-05-10", {"calc": "stmb", "wage": 1, "months_off": 7}, []),
        ("JKK", "2024-05-10", {"calc": "stmb", "wage": 1, "days_off": 7}, ["jkk.stmb_step_month_days"]),
        ("JKK", "2024-05-10", {"calc": "partial_disability", "wage": 1, "table_percent": 40}, []),
        (
            "JKK", "2024-05-10", {"calc": "partial_disability", "wage": 1, "injury": "nose"}, [],
        ),
        (
            "JKK", "2024-05-10", {"calc": "partial_disability", "wage": 1, "injury": "thumb", "side": "left"},
            ["disability.sided.thumb"],
        ),
        (
            "JKK", "2024-05-10", {"calc": "partial_disability", "wage": 1, "table_percent": 75},
            ["jkk.combined_rate_most"],
        ),
        ("JHT", "2024-05-10", {"calc": "tax", "gross": 60_000_000}, []),
        (
            "JHT", "2024-05-10", {"calc": "tax", "gross": 1, "calendar_year_of_payments": 3},
            ["tax.progressive_edges"],
        ),
        ("JP", "2026-05-10", {"calc": "disability", "contribution_months": 24}, []),
        ("JP", "2026-05-10", {"calc": "widow", "contribution_months": 24}, ["jp.widow_rate"]),
        ("JHT", "2024-05-10", {"calc": "full_withdrawal", "event": "resign"}, []),
        ("JHT", "2020-05-10", {"calc": "full_withdrawal", "event": "resign"}, [
            "jht.waiting_events", "jht.wait_months",
        ]),
        ("JKK", "2024-05-10", {"calc": "claim_expiry", "event_date": "2020-05-10"}, []),
        (
            "JKK", "2025-05-10", {"calc": "claim_expiry", "event_date": "2020-05-10"},
            ["claim.last_day_in_time"],
        ),
    ],
)  # fmt: skip
def test_an_answer_names_just_the_doubts_it_rests_on(
    programme: str, day: str, inputs: dict[str, Any], expected: list[str]
) -> None:
    assert sorted(doubts(programme, day, **inputs)) == sorted(expected)


@pytest.mark.parametrize("question", ASKED, ids=[str(one["id"]) for one in ASKED])
def test_every_answer_can_be_receipted_explained_and_read(question: dict[str, Any]) -> None:
    worked = work_out(question)
    line = json.dumps(question, default=float)
    receipt = next(answer_lines([line], receipts=True))["receipt"]
    assert receipt["day"] == worked.law.day.isoformat()
    assert {one["path"] for one in receipt["values"]} >= set(worked.read)
    if worked.targets:
        steps = explain(worked.law, worked.targets, worked.inputs).steps
        assert [step for step in steps if not step.basis] == []
    for name, value in worked.values.items():
        for language in ("id", "en"):
            assert answer_label(name, language) != ""
            assert answer_words(name, value, language) != "" or value in ([], "")


def test_every_question_about_benefits_has_words() -> None:
    assert [one.calc for one in asked()] == sorted(BENEFITS)
    assert [one.name for one in asked("en") if not one.name] == []


def test_every_formula_input_and_constant_has_words_in_both_languages() -> None:
    for language in ("id", "en"):
        for name in STATUTE.formulas:
            assert formula_label(name, language).how != ""
        for name in (*INPUTS, *DERIVED):
            assert argument_label(name, language) != ""


def test_every_value_that_a_benefit_formula_reads_has_english_words() -> None:
    read = {
        STATUTE.paths[name]
        for found in STATUTE.formulas.values()
        for one in found
        for name in one.arguments
        if name in STATUTE.paths
    }
    silent = [path for path in sorted(read) if parameter_label(path, "en") == STATUTE.parameters[path].meaning]
    assert silent == []


def test_a_part_of_an_answer_without_words_is_refused() -> None:
    with pytest.raises(ParameterError, match="luck has no words"):
        answer_label("luck")
