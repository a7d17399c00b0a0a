"""Parts of sentences made by the database are those made in Python."""

from __future__ import annotations

import json
from datetime import date
from string import Formatter
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naungan.intake.catalogue import CATALOGUE
from naungan.intake.people_rules import BPU_RULES, SPONSORED_RULES, WORKER_RULES
from naungan.intake.set_rules import SetRule
from naungan.intake.wage_rules import RULES
from naungan.intake.words_sql import kind_sql, parts_sql
from naungan.web import sentences
from naungan.web.sentences import amount, part_in_words, say

pytestmark = pytest.mark.django_db
EVERY_RULE = [*RULES, *WORKER_RULES, *BPU_RULES, *SPONSORED_RULES]
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs",)), max_size=20)
MANY = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)


def part(expression: str, **bound: object) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {expression}", bound)
        return json.loads(cursor.fetchone()[0])


@MANY
@given(st.integers(0, 10**14))
def test_amounts_are_kept_alike(rupiah: int) -> None:
    assert part(kind_sql("rupiah", "%(amount)s::bigint"), amount=rupiah) == amount(rupiah)


@MANY
@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
def test_days_are_kept_alike(day: date) -> None:
    assert part(kind_sql("day", "%(day)s::date"), day=day) == sentences.day(day)


@MANY
@given(TEXTS, TEXTS)
def test_texts_are_kept_as_they_are(name: str, value: str) -> None:
    assert part(parts_sql({name: "%(value)s::text"}), value=value) == {name: value}


@pytest.mark.parametrize("kind", ["day", "rupiah", "words"])
def test_an_unknown_value_is_a_question_mark_and_not_no_sentence(kind: str) -> None:
    kept = part(parts_sql({"date": kind_sql(kind, "NULL::text"), "name": "NULL::text"}))
    assert say("Sejak {date}, {name}.", kept) == "Sejak ?, ?."


@pytest.mark.parametrize(
    ("until", "said"),
    [(None, "mulai 1 Desember 2022"), (date(2023, 2, 1), "mulai 1 Desember 2022 sampai sebelum 1 Februari 2023")],
)
def test_a_time_is_written_with_its_end_where_it_has_one(until: date | None, said: str) -> None:
    span = kind_sql("span", "jsonb_build_array(%(since)s::date, %(until)s::date)")
    assert part_in_words(part(span, since=date(2022, 12, 1), until=until)) == said


@pytest.mark.parametrize("rule", EVERY_RULE, ids=lambda r: r.code)
def test_every_rule_of_a_file_fills_in_what_its_sentences_ask_for(rule: SetRule) -> None:
    entry = CATALOGUE[rule.code]
    asked = {name for words in (entry.words, entry.advice) for _, name, _, _ in Formatter().parse(words) if name}
    assert asked == set(rule.parts)
