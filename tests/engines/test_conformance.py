"""The cases that ship with the package, and how an engine fails them."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.engines.programs import segment

from naungan.engines.conformance import Case, Engine, NotIdentical, Row, cases, run
from naungan.engines.conformance.adapters import Execute, arrays_in_doubles, arrays_in_integers, integers, sql
from naungan.engines.conformance.edges import amounts, change_days, lines, rates, ties
from naungan.engines.segments import SEGMENTS
from naungan.law.arithmetic import share
from naungan.law.program import Program
from naungan.law.statute import load

pytestmark = pytest.mark.slow

TARGETS = sum(len(case.expected) for case in cases())


def test_the_law_itself_passes_all_cases() -> None:
    assert run(integers, cases()) == TARGETS


def test_duckdb_passes_all_cases(duck: Execute) -> None:
    assert run(sql("duckdb", duck), cases()) == TARGETS


def test_postgresql_passes_all_cases(postgres: Execute) -> None:
    assert run(sql("postgres", postgres), cases()) == TARGETS


@pytest.mark.slow
@pytest.mark.parametrize("engine", [arrays_in_doubles, arrays_in_integers])
def test_both_compiled_loops_pass_all_cases(engine: Engine) -> None:
    assert run(engine, cases()) == TARGETS


def half_to_even(program: Program, rows: Sequence[Row]) -> list[Row]:
    """What Python's own round would make of it."""
    return [{name: round(row["wage"] * 37_000 / 1_000_000) for name in program.targets} for row in rows]


def test_an_engine_that_rounds_to_even_is_told_where_it_differs() -> None:
    case = Case("tie", "2022-12", {"wage": 500, "jkk_class": 1}, {"jht_employer": 19}, "18.5 goes up")
    with pytest.raises(NotIdentical, match=r"1 of 1 amounts differ: tie \(2022-12\) jht_employer is 18, must be 19"):
        run(half_to_even, [case])


def test_an_engine_that_drops_a_row_is_found_out() -> None:
    case = Case("one", "2022-12", {"wage": 500, "jkk_class": 1}, {"jht_employer": 19}, "")
    with pytest.raises(ValueError, match="shorter"):
        run(lambda program, rows: [], [case])


def test_every_segment_has_cases_worked_out_by_hand() -> None:
    by_hand = [case for case in cases() if case.id.startswith("hand-")]
    covered = {name for name in SEGMENTS for case in by_hand if case.expected.keys() <= set(SEGMENTS[name])}
    assert covered == set(SEGMENTS)


def test_no_two_cases_have_the_same_name() -> None:
    assert len({case.id for case in cases()}) == len(cases())


def test_the_edges_are_those_of_the_present_law() -> None:
    written = [case.id for case in cases() if case.why == "edge"]
    assert len(list(lines(load()))) == len(written)


@pytest.mark.parametrize("rate", [2400, 5400, 8900, 12_700, 17_400, 3000, 37_000, 20_000, 10_000, 1400, 24])
def test_a_tie_is_exactly_half_a_rupiah(rate: int) -> None:
    first, period = ties(rate)
    assert [(first + place * period) * rate % 1_000_000 for place in (0, 1, 99)] == [500_000] * 3
    assert share(first, rate) == first * rate // 1_000_000 + 1


@pytest.mark.parametrize("rate", [0, 1_000_000, 64_000_000])
def test_a_rate_without_ties_has_none(rate: int) -> None:
    assert ties(rate) == (0, 0)


def test_the_edges_include_ties_of_both_signs_and_the_ends_of_number_types() -> None:
    found = set(amounts(segment("pu")))
    assert {2**24 + 1, 2**31, 10**13, -(10**13), 9_077_600, 9_077_601, 500, -500} <= found
    assert 37_000 in rates(segment("pu"))


def test_days_of_change_come_with_the_day_before() -> None:
    days = {str(day) for day in change_days(load())}
    assert {"2022-02-28", "2022-03-01", "2025-02-06", "2025-02-07", "2021-02-01", "2021-02-02"} <= days
