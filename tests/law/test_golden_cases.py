"""Every golden case kept beside the law is answered to the rupiah."""

from collections import Counter

import pytest

from naungan.law.golden import Case, cases, disagreement
from naungan.law.questions import CALCS
from naungan.law.statute import load

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=[case.id for case in ALL])
def test_the_law_answers_as_worked_out_by_hand(case: Case) -> None:
    assert disagreement(case) == ""


def test_there_are_at_least_150_own_cases_besides_the_given_ones() -> None:
    own = [case for case in ALL if case.file != "given.jsonl"]
    assert len(own) >= 150


def test_no_two_cases_share_an_id() -> None:
    twice = [name for name, count in Counter(case.id for case in ALL).items() if count > 1]
    assert twice == []


def test_every_question_of_the_register_has_a_case() -> None:
    asked = {case.question["inputs"]["calc"] for case in ALL}
    assert set(CALCS) - asked == set()


def test_every_case_says_why() -> None:
    assert [case.id for case in ALL if not case.why.strip()] == []


def test_a_wrong_law_is_caught_by_the_cases() -> None:
    from datetime import date

    wrong = load().reform({"jkm.rate": {date(2015, 7, 1): 3100}}, "a little too much")
    assert sum(bool(disagreement(case, wrong)) for case in ALL) > 50


def test_a_refusal_naming_another_field_is_a_disagreement() -> None:
    refused = next(case for case in ALL if case.refused == "wage")
    other = Case(refused.file, refused.id, refused.question, {}, "jkk_class", refused.why)
    assert disagreement(other).startswith("refused for 'wage'")


def test_an_answer_of_the_wrong_type_is_a_disagreement() -> None:
    first = next(case for case in ALL if case.question["inputs"]["calc"] == "register" and case.expected)
    other = Case(first.file, first.id, first.question, {"allowed": int(first.expected["allowed"])}, "", "")
    assert disagreement(other).startswith("allowed: ")
