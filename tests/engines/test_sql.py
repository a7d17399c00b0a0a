"""The SELECT that a program becomes."""

from __future__ import annotations

import pytest
from sqlglot import exp
from tests.engines.programs import made_up, segment

from naungan.engines.conformance.adapters import Execute
from naungan.engines.errors import EngineError
from naungan.engines.sql import select_sql
from naungan.engines.sql_words import DIVISIONS, Sql
from naungan.law.arithmetic import relieved, share, where

PERSON = {"wage": "wage", "jkk_class": "class", "born": "born"}
ONE = "(VALUES (7, 'Ani', 5000000, 2, 0)) AS people (id, name, wage, class, born)"


def payable(wage: int, relief_pp7: bool, rate: int, kept: int) -> int:
    return share(wage, where(relief_pp7, relieved(rate, kept), rate))


def branching(wage: int) -> int:
    return wage if wage > 0 else 0


def test_kept_columns_come_first_and_targets_follow_in_order(duck: Execute) -> None:
    program = segment("pu")
    statement = select_sql(program, "duckdb", PERSON, ONE, keep=["people.id", "name"])
    [row] = duck(statement)
    assert row[:6] == (7, "Ani", 27_000, 15_000, 185_000, 100_000)
    assert len(row) == 2 + len(program.targets)


def test_the_result_columns_carry_the_names_of_the_targets(duck: Execute) -> None:
    program = segment("bpu")
    statement = select_sql(program, "duckdb", {"declared_income": "wage"}, ONE, keep=["people.id"])
    names = duck(f"SELECT column_name FROM (DESCRIBE {statement})")
    assert [name for (name,) in names] == ["id", *program.targets]


def test_columns_may_be_expressions_over_a_join(duck: Execute) -> None:
    source = f"{ONE} JOIN (VALUES (7, 1000000)) AS raises (id, more) ON raises.id = people.id"
    statement = select_sql(segment("jakon_wage"), "duckdb", {"wage": "people.wage + raises.more"}, source)
    assert duck(statement) == [(104_400, 18_000, 122_400)]


def test_a_number_stands_for_all_rows(duck: Execute) -> None:
    statement = select_sql(segment("pu"), "duckdb", {"wage": "wage", "jkk_class": 5}, ONE)
    assert duck(statement)[0][0] == 87_000


def test_an_input_left_out_takes_its_ordinary_value(duck: Execute) -> None:
    least = select_sql(segment("pu"), "duckdb", {"wage": "wage", "jkk_class": "class"}, ONE)
    named = select_sql(
        segment("pu"), "duckdb", {**PERSON, "month_wage": "wage", "takes_jp": True, "foreign": False}, ONE
    )
    assert duck(least) == duck(named)


def test_what_is_known_beforehand_leaves_only_a_number_in_the_statement() -> None:
    program = made_up(payable, rate=2400, kept=500_000)
    assert select_sql(program, "duckdb", {"wage": "w", "relief_pp7": True}, "t") == (
        "SELECT (CASE WHEN input_wage < 0 THEN -((500000 - (input_wage * 1200)) // 1000000) "
        "ELSE ((input_wage * 1200) + 500000) // 1000000 END) AS payable "
        "FROM (SELECT CAST(w AS BIGINT) AS input_wage FROM t) AS level_0"
    )


@pytest.mark.parametrize(
    ("dialect", "division"), [("postgres", "+ 500000) / 1000000"), ("duckdb", "// 1000000"), ("spark", "DIV 1000000")]
)
def test_each_dialect_divides_whole_numbers_in_its_own_way(dialect: str, division: str) -> None:
    statement = select_sql(segment("pu"), dialect, PERSON, "people")
    assert division in statement
    assert [kind for kind in ("DOUBLE", "NUMERIC", "DECIMAL", "FLOAT", "TRUNC") if kind in statement] == []


@pytest.mark.parametrize("dialect", DIVISIONS)
def test_no_rounding_is_written_twice(dialect: str) -> None:
    # JKK, JKM, twice JHT, twice JP, three parts of JKP; both signs of each.
    statement = select_sql(segment("pu", "2022-12"), dialect, PERSON, "people")
    assert statement.count("500000 - ") == 9


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"dialect": "mysql"}, "no SQL for 'mysql'"),
        ({"columns": {"jkk_class": "class"}}, "missing wage"),
        ({"columns": {**PERSON, "salary": "x"}}, "unknown salary"),
        ({"keep": ["wage * 2"]}, "cannot keep 'wage \\* 2'"),
        ({"keep": ["id", "p.id"]}, "the name id is used already"),
        ({"keep": ["total"]}, "the name total is used already"),
        ({"keep": ["jp_base"]}, "the name jp_base is used already"),
    ],
)
def test_a_call_that_cannot_be_right_is_refused(changed: dict[str, object], said: str) -> None:
    call = {"dialect": "postgres", "columns": PERSON, "source": "people", "keep": ["id"], **changed}
    with pytest.raises(EngineError, match=said):
        select_sql(segment("pu"), **call)  # type: ignore[arg-type]


def test_a_formula_that_branches_in_python_is_refused() -> None:
    with pytest.raises(TypeError, match="use where, both and either"):
        select_sql(made_up(branching), "duckdb", {"wage": "w"}, "t")


@pytest.mark.parametrize(
    ("made", "written"),
    [
        (lambda a: 3 - a, "3 - a"),
        (lambda a: 3 + a, "3 + a"),
        (lambda a: 3 * a, "3 * a"),
        (lambda a: a - (a - 1), "a - (a - 1)"),
        (lambda a: a == 1, "a = 1"),
        (lambda a: a != 1, "a <> 1"),
        (lambda a: 1 <= a, "a >= 1"),  # noqa: SIM300
    ],
)
def test_operators_keep_their_sides(made: object, written: str) -> None:
    assert made(Sql(exp.column("a"))).node.sql("postgres") == written  # type: ignore[operator]
