"""Where engines come apart: the amounts, birth days and days of the law at which to try them.

Run as a module it writes `edges.jsonl` anew from the integers of the law:
`python -m naungan.engines.conformance.edges > edges.jsonl`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from math import gcd

from naungan.engines.conformance import Row
from naungan.engines.conformance.adapters import integers
from naungan.engines.segments import SEGMENTS
from naungan.law.arithmetic import HALF, MILLION
from naungan.law.errors import NotInForce
from naungan.law.inputs import INPUTS, UNKNOWN_BIRTH
from naungan.law.months import month_of, month_text
from naungan.law.program import Program
from naungan.law.statute import Statute, load

TEN_TRILLION = 10**13

# One float32, one int32, one double too many, and the largest amount promised.
NUMBERS = (0, 1, 499, 500, 2**24 + 1, 2**31 - 1, 2**31, 2**40 + 1, TEN_TRILLION - 1, TEN_TRILLION)

# A step through lists that has nothing in common with their lengths, so that the choices mix.
STRIDE = 37


def change_days(statute: Statute) -> list[date]:
    """Every day on which a parameter or a formula changes, and the day before each, in order."""
    days = {one.valid_from for parameter in statute.parameters.values() for one in parameter.values}
    for versions in statute.formulas.values():
        days |= {one.since for one in versions if one.since}
        days |= {one.until + timedelta(days=1) for one in versions if one.until}
    return sorted(days | {day - timedelta(days=1) for day in days})


def in_force(statute: Statute, days: Sequence[date], targets: Sequence[str]) -> list[date]:
    """The days on which the law knows all targets."""
    return [day for day in days if _knows(statute, day, targets)]


def _knows(statute: Statute, day: date, targets: Sequence[str]) -> bool:
    try:
        statute.on(day).program(targets)
    except NotInForce:
        return False
    return True


def ties(rate: int) -> tuple[int, int]:
    """The first amount whose share at a rate ends in exactly half a rupiah, and how far on to the next.

    (0, 0) if no amount does.
    """
    common = gcd(rate, MILLION)
    if rate == 0 or HALF % common:
        return 0, 0
    period = MILLION // common
    return HALF // common * pow(rate // common, -1, period) % period, period


def thresholds(program: Program, kind: str) -> list[int]:
    """The numbers of the law around which an input of a kind behaves differently, each with its neighbours."""
    if kind == "days":
        found = [value for name, value in _numbers(program) if name.endswith("_born")]
    elif kind == "months":
        found = [value for _, value in _numbers(program) if value < 100]
    else:
        found = [value for _, value in _numbers(program)]
    return sorted({value + step for value in found for step in (-1, 0, 1)})


def rates(program: Program) -> list[int]:
    """The numbers of a program that can be rates and that take some amount to exactly half a rupiah."""
    return sorted({value for _, value in _numbers(program) if 0 < value < MILLION and ties(value)[1]})


def amounts(program: Program) -> list[int]:
    """Amounts to try, positive and negative: ties, thresholds, and where 32 bits and doubles end."""
    halves = [first + far * period for first, period in map(ties, rates(program)) for far in (0, 9973)]
    found = [*NUMBERS, *halves, *thresholds(program, "rupiah")]
    return [sign * one for one in found for sign in (1, -1)]


def _numbers(program: Program) -> Iterator[tuple[str, int]]:
    for name, constant in program.constants.items():
        if not isinstance(constant, bool):
            yield from ((name, value) for value in (constant if isinstance(constant, tuple) else (constant,)))


def row(program: Program, place: int) -> Row:
    """The inputs of one edge: going through the places goes through amounts, classes, days and flags."""
    choices = {
        "rupiah": amounts(program),
        "class": [1, 2, 3, 4, 5],
        "days": [*thresholds(program, "days"), 0, UNKNOWN_BIRTH],
        "months": thresholds(program, "months"),
    }
    found: dict[str, int] = {}
    for turn, name in enumerate(program.inputs):
        if INPUTS[name].kind == "flag":
            found[name] = bool(place // (turn + 1) % 2) is not bool(INPUTS[name].default)
        else:
            options = choices[INPUTS[name].kind]
            found[name] = options[(place * STRIDE + turn) % len(options)]
    return found


def changed_months(statute: Statute, targets: Sequence[str]) -> list[int]:
    """Each month whose values for the targets differ from those of the month before, and that one too."""
    days = in_force(statute, change_days(statute), targets)
    months = sorted({month_of(day) for day in days})
    plans = {month: statute.of_month(month).program(targets) for month in months}
    changed = [now for before, now in pairwise(months) if plans[before].constants != plans[now].constants]
    return sorted({one for month in changed for one in (month - 1, month)} | {months[0]})


def lines(statute: Statute) -> Iterator[str]:
    """The cases of `edges.jsonl`: some edges in every month on either side of a change."""
    for segment, targets in SEGMENTS.items():
        months = changed_months(statute, targets)
        each = max(4, 60 // len(months))
        for turn, month in enumerate(months):
            program = statute.of_month(month).program(targets)
            rows = [row(program, turn * each + place) for place in range(each)]
            for place, (inputs, expected) in enumerate(zip(rows, integers(program, rows), strict=True)):
                text = month_text(month)
                name = f"{segment}-{text}-{place + 1}"
                case = {"id": name, "month": text, "inputs": inputs, "expected": expected, "why": "edge"}
                yield json.dumps(case)


if __name__ == "__main__":
    for line in lines(load()):
        print(line)
