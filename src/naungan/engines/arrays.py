"""The law over NumPy columns: one fused, compiled, parallel loop over all steps of a program.

Rounding is done in doubles, which is exact while every product stays below 2**53 and twice to three
times as fast as dividing 64-bit integers.  Each block of rows is looked at first: one with a larger
amount runs through the integer loop, and one beyond 64 bits is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numba import prange

from naungan.engines.array_columns import Column, Columns, Number, check_apart, check_inputs, outputs
from naungan.engines.array_loops import compiled_loop, loop_shape
from naungan.engines.array_words import in_parallel
from naungan.engines.bounds import Bounds, bounds
from naungan.engines.errors import AmountTooLarge, EngineError, RowRefused
from naungan.engines.inputs import needed
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

# Large enough that starting two threads costs nothing, small enough that a column of it stays in cache
# between the look at it and the loop over it.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kernel:
    """A program ready for columns; made by `kernel`."""

    program: Program
    bounds: Bounds
    constants: tuple[Column | Number, ...]

    def __call__(self, inputs: Mapping[str, Column | Number], out: Mapping[str, Column] | None = None) -> Columns:
        """The targets of every row, in new columns or in those of `out`, which may be used again and again.

        Amounts, classes, days and months are columns of signed integers, flags of booleans; an input may
        also be one number for all rows, and one left out takes its ordinary value.  Targets are int64
        (rupiah), conditions bool.  Raises EngineError for a column of the wrong kind or length, RowRefused
        for a class outside its table, AmountTooLarge beyond 64 bits; rows before a refused one may
        have been written to `out` already.
        """
        given = needed(self.program, inputs)
        columns = {name: one for name, one in given.items() if isinstance(one, np.ndarray)}
        numbers = {name: np.array([one]) for name, one in given.items() if name not in columns}
        rows = check_inputs(columns, numbers)
        written = outputs(self.program, rows, out)
        check_apart(columns, written)
        shape = loop_shape(self.program, tuple(columns), tuple(numbers))
        singles = [_plain(one)[0] for one in numbers.values()]
        small = self._look_at(numbers, 0)
        for start in range(0, rows, BLOCK):
            part = slice(start, min(start + BLOCK, rows))
            block = {name: one[part] for name, one in columns.items()}
            loop = compiled_loop(shape, self._look_at(block, start) and small)
            results = [one[part] for one in written.values()]
            loop(part.stop - start, *map(_plain, block.values()), *singles, *self.constants, *results)
        return written

    def _look_at(self, block: Mapping[str, Column], start: int) -> bool:
        """Refuse what the loops cannot work out; say whether doubles are exact for these rows."""
        exact = self.bounds.doubles >= 0
        for name, column in block.items():
            kind = INPUTS[name].kind
            if kind == "flag" or (kind != "class" and np.iinfo(column.dtype).max <= self.bounds.doubles):
                continue
            low, high = _extent(column)
            if kind == "class":
                _refuse_class(name, column, start, self.bounds.classes.get(name), low, high)
            elif max(-int(low), int(high)) > self.bounds.doubles:
                _refuse_amount(name, column, start, self.bounds.integers, low, high)
                exact = False
        return exact


def kernel(program: Program) -> Kernel:
    """Make a program ready for columns; the loop itself is compiled at the first call (some seconds).

    Raises EngineError for a formula that engines cannot run, or a rate beyond 64 bits.
    """
    found = bounds(program)
    if found.integers < 0:
        raise EngineError("a rate or amount of this month leaves 64 bits whatever the inputs; check the reform")
    constants = (
        np.array(one, dtype=np.int64) if isinstance(one, tuple) else one for one in program.constants.values()
    )
    return Kernel(program, found, tuple(constants))


def _plain(column: Column) -> Column:
    # Numba takes every boolean read from a column for a view of it, and columns that may have views for
    # overlapping, which keeps the loop from being vectorised.
    return column.view(np.uint8) if column.dtype == np.bool_ else column


def _refuse_class(name: str, column: Column, start: int, classes: int | None, low: int, high: int) -> None:
    if classes is not None and not (low >= 1 and high <= classes):
        row = int(np.flatnonzero((column < 1) | (column > classes))[0])
        raise RowRefused(
            f"{name} is {column[row]} in row {start + row + 1}; the table of this month has classes 1 to {classes}"
        )


def _refuse_amount(name: str, column: Column, start: int, largest: int, low: int, high: int) -> None:
    if max(-int(low), int(high)) > largest:
        row = int(np.flatnonzero((column < -largest) | (column > largest))[0])
        raise AmountTooLarge(
            f"{name} is {column[row]} in row {start + row + 1}; beyond {largest} its contribution leaves 64 bits"
        )


def _least_and_largest(column: Column) -> tuple[int, int]:
    low = column[0]
    high = column[0]
    for row in prange(len(column)):
        low = min(low, column[row])
        high = max(high, column[row])
    return low, high


_extent = in_parallel(_least_and_largest)
