"""The engines of the package in the form that `conformance.run` takes.

A further SQL engine is one line: `sql("spark", lambda statement: session.sql(statement).collect())`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from naungan.engines.conformance import Engine, Row
from naungan.engines.sql import select_sql
from naungan.law.compiled import Compiled
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

Execute = Callable[[str], Sequence[Sequence[Any]]]


def integers(program: Program, rows: Sequence[Row]) -> list[Row]:
    """The law itself, on Python's integers."""
    compiled = Compiled(program)
    return [compiled(**row) for row in rows]


def sql(dialect: str, execute: Execute) -> Engine:
    """An engine that runs the SELECT of a dialect; all rows go in one statement."""

    def engine(program: Program, rows: Sequence[Row]) -> list[Row]:
        names = list(rows[0])
        columns = {name: f'"{name}"' for name in names}
        values = ", ".join(f"({place}, {_values(row, names)})" for place, row in enumerate(rows))
        header = ", ".join(["place", *columns.values()])
        statement = select_sql(program, dialect, columns, f"(VALUES {values}) AS given ({header})", ["place"])
        found = sorted(execute(statement), key=lambda one: int(one[0]))
        return [dict(zip(program.targets, one[1:], strict=True)) for one in found]

    return engine


def _values(row: Row, names: Sequence[str]) -> str:
    return ", ".join(str(row[name]) for name in names)


def arrays_in_integers(program: Program, rows: Sequence[Row]) -> list[Row]:
    """The integer loop for all rows: an amount too large for doubles is put beside them."""
    from naungan.engines.bounds import bounds

    beyond = bounds(program).doubles + 1
    amounts = [name for name in rows[0] if INPUTS[name].kind == "rupiah"]
    extra = {**rows[0], **dict.fromkeys(amounts, beyond)}
    return _arrays(program, [*rows, extra])[:-1]


def arrays_in_doubles(program: Program, rows: Sequence[Row]) -> list[Row]:
    """The loop in doubles for all rows within its bound, and whatever the engine takes for the others."""
    from naungan.engines.bounds import bounds

    within = bounds(program).doubles
    small = [place for place, row in enumerate(rows) if max(map(abs, row.values())) <= within]
    large = sorted(set(range(len(rows))) - set(small))
    found: dict[int, Row] = {}
    for places in filter(None, (small, large)):
        found |= zip(places, _arrays(program, [rows[place] for place in places]), strict=True)
    return [found[place] for place in range(len(rows))]


def _arrays(program: Program, rows: Sequence[Row]) -> list[Row]:
    import numpy as np

    from naungan.engines.arrays import kernel

    kinds = {name: np.bool_ if INPUTS[name].kind == "flag" else np.int64 for name in rows[0]}
    found = kernel(program)({name: np.array([row[name] for row in rows], dtype=kind) for name, kind in kinds.items()})
    return [{name: one[place].item() for name, one in found.items()} for place in range(len(rows))]
