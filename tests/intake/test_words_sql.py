"""Sentences made by the database read as those made in Python."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naungan.intake.catalogue import CATALOGUE
from naungan.intake.people_rules import BPU_RULES, SPONSORED_RULES, WORKER_RULES
from naungan.intake.set_rules import SetRule
from naungan.intake.wage_rules import RULES
from naungan.intake.words_sql import day_sql, rupiah_sql, sentence
from naungan.wording import day_words, rupiah

pytestmark = pytest.mark.django_db
EVERY_RULE = [*RULES, *WORKER_RULES, *BPU_RULES, *SPONSORED_RULES]
MANY = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def said(expression: str, **bound: object) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", bound)
        answer: str = cursor.fetchone()[0]
        return answer


@MANY
@given(st.integers(0, 10**14))
def test_amounts_are_written_alike(amount: int) -> None:
    assert said(rupiah_sql("%(amount)s::bigint"), amount=amount) == rupiah(amount)


@MANY
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_are_written_alike(day: date) -> None:
    assert said(day_sql("%(day)s::date"), day=day) == day_words(day)


@MANY
@given(
    st.text(st.characters(codec="utf-8", exclude_characters="{}\x00", exclude_categories=("Cs",)), max_size=20),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), max_size=20),
)
def test_sentences_are_filled_in_alike(words: str, value: str) -> None:
    template = words + "{x}" + words
    assert said(sentence(template, {"x": "%(value)s::text"}), value=value) == template.format(x=value)


def test_an_unknown_value_is_a_question_mark_and_not_no_sentence() -> None:
    assert said(sentence("Sejak {date}.", {"date": "NULL::text"})) == "Sejak ?."


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda r: r.code)
def test_every_rule_of_a_file_fills_in_what_its_sentences_ask_for(rule: SetRule) -> None:
    entry = CATALOGUE[rule.code]
    sentence(entry.said, rule.values)
    sentence(entry.repair, rule.values)
