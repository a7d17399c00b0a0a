"""The parts of the catalogue's sentences as SQL, for rules that judge a whole file in one statement."""

from __future__ import annotations

from collections.abc import Mapping


def text(literal: str) -> str:
    """A text as an SQL literal; a percent sign is doubled, as psycopg wants it."""
    return "'" + literal.replace("'", "''").replace("%", "%%") + "'"


def parts_sql(values: Mapping[str, str]) -> str:
    """Parts of a sentence (`web.sentences`) as jsonb, given an SQL expression for each; of NULL nothing is known."""
    named = ", ".join(f"{text(name)}, {value}" for name, value in values.items())
    return f"jsonb_build_object({named})"


def kind_sql(kind: str, expression: str) -> str:
    """A part of a kind that a language writes in its own way: a day, an amount (rupiah), words, a line."""
    return f"jsonb_build_object({text(kind)}, {expression})"
