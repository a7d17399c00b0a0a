"""Hypothesis strategies for persons and days of the law at which engines could come apart."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import strategies as st

from naungan.engines.conformance.edges import (
    TEN_TRILLION,
    amounts,
    change_days,
    in_force,
    rates,
    thresholds,
    ties,
)
from naungan.engines.segments import SEGMENTS
from naungan.law.inputs import INPUTS
from naungan.law.program import Program
from naungan.law.statute import load

Rows = list[dict[str, int]]


@cache
def days(segment: str) -> tuple[date, ...]:
    """The day of every change of the law and the day before it, where the segment has law."""
    return tuple(in_force(load(), change_days(load()), SEGMENTS[segment]))


def halves(program: Program) -> st.SearchStrategy[int]:
    """Amounts whose share at some rate of the program ends in exactly half a rupiah, either sign."""
    known = rates(program)
    if not known:
        return st.just(0)
    return st.sampled_from(known).map(ties).flatmap(_along)


def _along(tie: tuple[int, int]) -> st.SearchStrategy[int]:
    first, period = tie
    far = st.integers(0, (TEN_TRILLION - first) // period)
    return st.builds(lambda place, sign: sign * (first + place * period), far, st.sampled_from([1, -1]))


def people(program: Program) -> st.SearchStrategy[Rows]:
    """Some dozens of persons, or projects, with every input of the program given."""
    within = st.integers(-TEN_TRILLION, TEN_TRILLION)
    pay = st.one_of(st.integers(0, 30_000_000), st.sampled_from(amounts(program)), halves(program), within)
    kinds: dict[str, st.SearchStrategy[int]] = {
        "rupiah": pay,
        "class": st.integers(1, 5),
        "days": st.one_of(st.sampled_from([*thresholds(program, "days"), 0]), st.integers(-20_000, 20_000)),
        "months": st.integers(0, 120),
        "flag": st.booleans(),
    }
    person = st.fixed_dictionaries({name: kinds[INPUTS[name].kind] for name in program.inputs})
    return st.lists(person, min_size=1, max_size=40)
