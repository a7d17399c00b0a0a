"""What columns the array engine takes and gives, and how it says no to others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from naungan.engines.errors import EngineError
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

Column = NDArray[Any]
Columns = dict[str, Column]
Number = int | bool


def check_inputs(columns: Mapping[str, Column], numbers: Mapping[str, Column]) -> int:
    """The number of rows.  Raises EngineError for a kind or length of column that the loop cannot use."""
    for name, column in {**numbers, **columns}.items():
        _check_kind(name, column)
    lengths = {name: len(column) for name, column in columns.items()}
    if len(set(lengths.values())) != 1:
        raise EngineError(f"columns must be there and equally long; read {lengths}")
    return next(iter(lengths.values()))


def _check_kind(name: str, column: Column) -> None:
    if column.ndim != 1:
        raise EngineError(f"{name} has {column.ndim} dimensions; a column has one")
    if INPUTS[name].kind == "flag":
        if column.dtype != np.bool_:
            raise EngineError(f"{name} is {column.dtype}; a flag is a column of booleans")
    elif column.dtype.kind != "i":
        raise EngineError(
            f"{name} is {column.dtype}; rupiah, classes, days and months are signed whole numbers "
            f"(int64, int32, int16, int8)"
        )


def outputs(program: Program, rows: int, out: Mapping[str, Column] | None) -> Columns:
    """The columns to write, in the order of the targets: those given, once checked, or new ones."""
    kinds = {step.name: _result_kind(step.function) for step in program.steps}
    if out is None:
        return {target: np.empty(rows, dtype=kinds[target]) for target in program.targets}
    if out.keys() != set(program.targets):
        raise EngineError(f"out has {sorted(out)}; it needs the targets {', '.join(program.targets)}")
    for target in program.targets:
        column = out[target]
        if column.shape != (rows,) or column.dtype != kinds[target] or not column.flags.writeable:
            raise EngineError(
                f"out column {target} is {column.dtype} of shape {column.shape}; "
                f"it needs {np.dtype(kinds[target])} of {rows} rows that may be written"
            )
    return {target: out[target] for target in program.targets}


def _result_kind(function: Any) -> type[np.generic]:
    return np.bool_ if function.__annotations__.get("return") in (bool, "bool") else np.int64


def check_apart(columns: Mapping[str, Column], written: Mapping[str, Column]) -> None:
    """Refuse an output that lies over an input or another output: loops take them to be apart."""
    places = list(written.items())
    for place, (name, column) in enumerate(places):
        for other, beside in [*columns.items(), *places[:place]]:
            if np.may_share_memory(column, beside):
                raise EngineError(f"out column {name} shares memory with {other}; give it memory of its own")
