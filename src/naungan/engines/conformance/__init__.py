"""The same rupiah everywhere: cases as data, and what any engine, also a future one, is held to.

An engine is a function from a program and rows of inputs to rows of targets.  `run(engine, cases())`
raises NotIdentical at the first rupiah that differs.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

from naungan.engines.inputs import completed
from naungan.engines.segments import SEGMENTS
from naungan.errors import Refused
from naungan.law.program import Program
from naungan.law.statute import Statute, load

Row = Mapping[str, int]
Engine = Callable[[Program, Sequence[Row]], Sequence[Row]]

# Worked out by hand from the articles, and edges whose rupiah are those of the law's own integers.
FILES = ("hand.jsonl", "edges.jsonl")
SHOWN = 10


class NotIdentical(Refused):
    """An engine gave other rupiah than the law; the message lists where."""


@dataclass(frozen=True, slots=True)
class Case:
    """One line of a file of cases: the inputs of a month and the targets they must give."""

    id: str
    month: str
    inputs: dict[str, int]
    expected: dict[str, int]
    why: str


def cases() -> tuple[Case, ...]:
    """All cases of the package, those worked out by hand first."""
    files = [resources.files(__package__) / name for name in FILES]
    return tuple(Case(**json.loads(line)) for one in files for line in one.read_text("utf-8").splitlines())


def run(engine: Engine, held_to: Iterable[Case], statute: Statute | None = None) -> int:
    """Hold an engine to cases; gives the number of targets compared.

    Cases of one month and segment are worked out in one call, every input given.  Raises NotIdentical.
    """
    law = statute or load()
    groups: dict[tuple[str, tuple[str, ...]], list[Case]] = {}
    for case in held_to:
        groups.setdefault((case.month, _targets(case)), []).append(case)
    compared = 0
    wrong: list[str] = []
    for (month, targets), group in groups.items():
        program = law.of_month(month).program(targets)
        found = engine(program, [completed(program, case.inputs) for case in group])
        for case, row in zip(group, found, strict=True):
            compared += len(case.expected)
            wrong += [_said(case, name, row) for name, value in case.expected.items() if row[name] != value]
    if wrong:
        more = f" (and {len(wrong) - SHOWN} more)" if len(wrong) > SHOWN else ""
        raise NotIdentical(f"{len(wrong)} of {compared} amounts differ: {'; '.join(wrong[:SHOWN])}{more}")
    return compared


def _targets(case: Case) -> tuple[str, ...]:
    """All targets of the segment that the case belongs to, so that an engine prepares few programs."""
    for targets in SEGMENTS.values():
        if case.expected.keys() <= set(targets):
            return targets
    return tuple(case.expected)


def _said(case: Case, name: str, row: Row) -> str:
    return f"{case.id} ({case.month}) {name} is {row[name]}, must be {case.expected[name]}"
