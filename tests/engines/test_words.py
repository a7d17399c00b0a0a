"""A formula is written once; engines differ only in what its words mean."""

from __future__ import annotations

import pytest

from naungan.engines.array_words import array_words
from naungan.engines.errors import EngineError
from naungan.engines.sql_words import DIVISIONS, sql_words
from naungan.engines.words import NAMES, ascending, rebind, vocabulary
from naungan.law import arithmetic
from naungan.law.formulas import REGISTER
from naungan.law.statute import load

WORDS = {name: getattr(arithmetic, name) for name in NAMES}


def double_share(wage: int, rate: int) -> int:
    return share(wage, rate) * 2  # type: ignore[name-defined]  # noqa: F821


def absolute(wage: int) -> int:
    return abs(wage)


def hidden(wage: int) -> int:
    return max(one for one in (wage, 0))


def half_as_much_again(wage: int) -> int:
    return wage * 1.5  # type: ignore[return-value]


def test_the_words_are_those_of_the_laws_arithmetic() -> None:
    functions = {name for name, thing in vars(arithmetic).items() if callable(thing) and name.islower()}
    assert functions | {"MILLION"} == NAMES


def test_a_formula_speaks_in_the_words_it_is_given() -> None:
    shouting = vocabulary({**WORDS, "share": lambda amount, rate: amount + rate})
    assert rebind(double_share, shouting)(3, 4) == 14


def test_a_formula_stays_the_same_code() -> None:
    assert rebind(double_share, vocabulary(WORDS)).__code__ is double_share.__code__


@pytest.mark.parametrize(("formula", "word"), [(absolute, "abs"), (hidden, "max")])
def test_a_name_that_is_no_word_is_refused(formula: object, word: str) -> None:
    with pytest.raises(EngineError, match=f"uses {word}, which engines do not know"):
        rebind(formula, vocabulary(WORDS))  # type: ignore[arg-type]


def test_a_fraction_is_refused() -> None:
    with pytest.raises(EngineError, match=r"half_as_much_again uses 1\.5; rupiah and rates are whole numbers"):
        rebind(half_as_much_again, vocabulary(WORDS))


def test_a_vocabulary_may_not_lack_a_word() -> None:
    with pytest.raises(EngineError, match=r"missing \['share'\]"):
        vocabulary({name: word for name, word in WORDS.items() if name != "share"})


def test_a_vocabulary_may_not_add_a_word() -> None:
    with pytest.raises(EngineError, match=r"unknown \['percent'\]"):
        vocabulary({**WORDS, "percent": None})


@pytest.mark.parametrize("dialect", DIVISIONS)
def test_each_dialect_knows_all_words(dialect: str) -> None:
    assert sql_words(dialect).keys() - {"__builtins__"} == NAMES


@pytest.mark.parametrize("in_doubles", [True, False])
def test_each_loop_knows_all_words(in_doubles: bool) -> None:
    assert array_words(in_doubles).keys() - {"__builtins__"} == NAMES


def test_every_formula_of_contributions_can_be_bound() -> None:
    load()
    words = vocabulary(WORDS)
    # benefits are worked out one person at a time, in a few words more
    bulk = [one for one in REGISTER if one.function.__module__.startswith("naungan.law.contributions.")]
    assert len([rebind(one.function, words) for one in bulk]) > 30


@pytest.mark.parametrize("table", [(3, 3), (1, 2, 1)])
def test_a_table_that_does_not_rise_is_refused(table: tuple[int, ...]) -> None:
    with pytest.raises(EngineError, match="must rise"):
        ascending(table)
