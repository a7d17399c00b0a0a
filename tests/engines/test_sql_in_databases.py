"""What the SQL of the law does with cells that are missing, narrow, or too large."""

from __future__ import annotations

import duckdb
import psycopg
import pytest
from tests.engines.programs import segment

from naungan.engines.conformance.adapters import Execute
from naungan.engines.sql import select_sql
from naungan.law.program import Program

Database = tuple[str, Execute]


def results(database: Database, program: Program, inputs: dict[str, str]) -> dict[str, int | None]:
    """The targets of one person whose inputs are SQL."""
    dialect, execute = database
    [row] = execute(select_sql(program, dialect, inputs, "(SELECT 1) AS one"))
    return dict(zip(program.targets, row, strict=True))


PERSON = {"wage": "5000000", "jkk_class": "2", "born": "0", "takes_jht": "TRUE", "takes_jp": "TRUE"}


def test_a_missing_wage_becomes_no_amount(database: Database) -> None:
    found = results(database, segment("pu"), {**PERSON, "wage": "NULL"})
    assert set(found.values()) == {None}


TOTALS = {"employer_total", "employee_total", "total"}
OF_JP = {"jp_base", "jp_employer", "jp_employee", "jp_deferred"}


@pytest.mark.parametrize(
    ("missing", "unknown"),
    [
        ("takes_jht", {"jht_employer", "jht_employee"} | TOTALS),
        ("born", OF_JP | TOTALS),
        ("month_wage", OF_JP | TOTALS),
    ],
)
def test_what_is_missing_spoils_just_what_needs_it(database: Database, missing: str, unknown: set[str]) -> None:
    found = results(database, segment("pu"), {**PERSON, missing: "NULL"})
    assert {name for name, value in found.items() if value is None} == unknown


def test_a_missing_income_finds_no_bracket(database: Database) -> None:
    found = results(database, segment("bpu"), {"declared_income": "NULL", "takes_jht": "TRUE"})
    assert found == {"bpu_base": None, "bpu_jkk": None, "bpu_jkm": 6800, "bpu_jht": None, "bpu_total": None}


@pytest.mark.parametrize("jkk_class", ["0", "6", "-1"])
def test_a_class_outside_the_table_becomes_no_amount(database: Database, jkk_class: str) -> None:
    assert results(database, segment("pu"), {**PERSON, "jkk_class": jkk_class})["jkk_employer"] is None


@pytest.mark.parametrize("kind", ["SMALLINT", "INTEGER"])
def test_narrow_columns_are_widened_before_they_are_multiplied(database: Database, kind: str) -> None:
    largest = {"SMALLINT": 2**15 - 1, "INTEGER": 2**31 - 1}[kind]
    found = results(database, segment("pu"), {**PERSON, "wage": f"CAST({largest} AS {kind})"})
    assert found["jht_employer"] == (largest * 37_000 + 500_000) // 1_000_000


def test_a_product_beyond_64_bits_is_the_databases_error(database: Database) -> None:
    with pytest.raises((psycopg.errors.NumericValueOutOfRange, duckdb.OutOfRangeException)):
        results(database, segment("pu"), {**PERSON, "wage": "300000000000000"})


def test_postgresql_keeps_the_levels_apart_and_runs_them_in_parallel_workers() -> None:
    from naungan.database import embedded_url

    statement = select_sql(segment("pu"), "postgres", PERSON | {"wage": "place"}, "many")
    with psycopg.connect(embedded_url()) as connection:
        connection.execute("CREATE TABLE many AS SELECT generate_series(1, 1000) AS place")
        for setting in ("parallel_setup_cost", "parallel_tuple_cost", "min_parallel_table_scan_size"):
            connection.execute(f"SET LOCAL {setting} = 0")
        plan = [line.strip(" ->") for (line,) in connection.execute(f"EXPLAIN (COSTS OFF) {statement}")]
        connection.rollback()
    assert plan[0] == "Gather"
    assert [line for line in plan if line.startswith("Subquery Scan")] == [
        "Subquery Scan on level_2",
        "Subquery Scan on level_1",
    ]
