"""Columns of people for the array engine, all inputs given, so that the tests share one compiled loop."""

from __future__ import annotations

import numpy as np

from naungan.engines.array_columns import Column, Columns
from naungan.engines.conformance.adapters import integers
from naungan.engines.inputs import completed
from naungan.law.program import Program


def columns(program: Program, rows: int, **given: Column | int) -> Columns:
    """As many rows of inputs, those not given with their ordinary value; 5 million in class 2 by default."""
    ordinary = {"wage": 5_000_000, "jkk_class": 2, "born": 0}
    found = completed(program, {**ordinary, **given})
    return {name: one if isinstance(one, np.ndarray) else np.full(rows, one) for name, one in found.items()}


def by_the_law(program: Program, inputs: Columns, row: int) -> dict[str, int]:
    """What the law's own integers say of one row."""
    [found] = integers(program, [{name: one[row].item() for name, one in inputs.items()}])
    return dict(found)


def taken(results: Columns, row: int) -> dict[str, int]:
    """One row of results."""
    return {name: one[row].item() for name, one in results.items()}
