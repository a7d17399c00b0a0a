"""The same rupiah from integers, both compiled loops, DuckDB and PostgreSQL, whoever is drawn."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.engines.drawing import Rows, days, people

from naungan.engines.conformance.adapters import Execute, arrays_in_doubles, arrays_in_integers, integers, sql
from naungan.engines.segments import SEGMENTS
from naungan.law.program import Program
from naungan.law.statute import load

# One database for all examples is meant: the statements only read.
DRAWN = settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def drawn(data: st.DataObject, segment: str) -> tuple[Program, Rows]:
    """A segment's law of some day, and people for it."""
    day = data.draw(st.sampled_from(days(segment)), label="day")
    program = load().on(day).program(SEGMENTS[segment])
    return program, data.draw(people(program), label="people")


@pytest.mark.slow
@pytest.mark.parametrize("segment", SEGMENTS)
@DRAWN
@given(data=st.data())
def test_every_engine_gives_the_same_rupiah(
    segment: str, data: st.DataObject, duck: Execute, postgres: Execute
) -> None:
    program, rows = drawn(data, segment)
    expected = integers(program, rows)
    assert sql("duckdb", duck)(program, rows) == expected
    assert sql("postgres", postgres)(program, rows) == expected
    assert arrays_in_doubles(program, rows) == expected
    assert arrays_in_integers(program, rows) == expected


@pytest.mark.parametrize("segment", SEGMENTS)
@settings(DRAWN, max_examples=5)
@given(data=st.data())
def test_duckdb_gives_the_rupiah_of_the_law(segment: str, data: st.DataObject, duck: Execute) -> None:
    program, rows = drawn(data, segment)
    assert sql("duckdb", duck)(program, rows) == integers(program, rows)
