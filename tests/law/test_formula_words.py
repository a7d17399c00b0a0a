"""Formulas use only the law's words and `+ - *` and comparisons, so that every engine can run them."""

import ast
import inspect
import textwrap

import pytest

from naungan.law import arithmetic
from naungan.law.benefits import words as benefit_words
from naungan.law.errors import FormulaError
from naungan.law.formulas import REGISTER, Formula
from naungan.law.statute import load

WORDS = {
    "share", "least", "greatest", "where", "lookup", "bracket", "sliced", "relieved", "both", "either",
    "negate",
}  # fmt: skip
BENEFIT_WORDS = {"divided", "weighted", "shares"}
ALLOWED = (
    ast.FunctionDef, ast.arguments, ast.arg, ast.Return, ast.Expr, ast.Assign, ast.Name, ast.Load, ast.Store,
    ast.Call, ast.Constant, ast.BinOp, ast.Add, ast.Sub, ast.Mult, ast.Compare, ast.Lt, ast.LtE, ast.Gt,
    ast.GtE, ast.Eq,
)  # fmt: skip

load()
FORMULAS = [one for one in REGISTER if one.function.__module__.startswith("naungan.law.")]


def body(one: Formula) -> ast.FunctionDef:
    tree = ast.parse(textwrap.dedent(inspect.getsource(one.function))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    tree.decorator_list = []
    tree.returns = None
    for argument in tree.args.args:
        argument.annotation = None
    return tree


@pytest.mark.parametrize("one", FORMULAS, ids=[f"{one.name}-{one.since}" for one in FORMULAS])
def test_a_formula_holds_nothing_that_an_engine_cannot_say(one: Formula) -> None:
    strange = [type(node).__name__ for node in ast.walk(body(one)) if not isinstance(node, ALLOWED)]
    assert strange == []


@pytest.mark.parametrize("one", FORMULAS, ids=[f"{one.name}-{one.since}" for one in FORMULAS])
def test_a_formula_calls_only_the_words_of_the_law(one: Formula) -> None:
    called = {ast.unparse(node.func) for node in ast.walk(body(one)) if isinstance(node, ast.Call)}
    assert called - words_of(one) == set()


def words_of(one: Formula) -> set[str]:
    """Benefits are worked out one person at a time: their formulas know a few words more."""
    return WORDS | BENEFIT_WORDS if one.function.__module__.startswith("naungan.law.benefits.") else WORDS


@pytest.mark.parametrize("one", FORMULAS, ids=[f"{one.name}-{one.since}" for one in FORMULAS])
def test_nothing_legal_is_a_number_in_a_formula(one: Formula) -> None:
    constants = [node.value for node in ast.walk(body(one)) if isinstance(node, ast.Constant)]
    numbers = [value for value in constants if isinstance(value, int) and value not in (0, 1)]
    assert numbers == []


@pytest.mark.parametrize("one", FORMULAS, ids=[f"{one.name}-{one.since}" for one in FORMULAS])
def test_a_formula_says_what_it_is_and_names_its_article(one: Formula) -> None:
    assert (inspect.getdoc(one.function) or "").strip() != ""
    assert one.basis.strip() != ""


def test_every_word_exists() -> None:
    assert [word for word in sorted(WORDS) if not callable(getattr(arithmetic, word, None))] == []
    assert [word for word in sorted(BENEFIT_WORDS) if not callable(getattr(benefit_words, word, None))] == []


def test_formula_names_are_unique_in_each_period() -> None:
    for name, versions in load().formulas.items():
        for day in {one.since for one in versions if one.since} | {one.until for one in versions if one.until}:
            assert sum(one.in_force(day) for one in versions) == 1, (name, day)


def test_the_register_is_guarded_against_overlap() -> None:
    from datetime import date

    from naungan.law.formulas import versions

    def zero() -> int:
        """Nothing."""
        return 0

    def version(since: date | None, until: date | None) -> Formula:
        return Formula("same", zero, (), "PP 1/2000", since, until, "")

    fine = versions([version(None, date(2020, 12, 31)), version(date(2021, 1, 1), None)])
    assert len(fine["same"]) == 2
    for until in (date(2021, 1, 1), None):
        with pytest.raises(FormulaError, match="same: the versions since None and since 2021-01-01 overlap"):
            versions([version(None, until), version(date(2021, 1, 1), None)])
