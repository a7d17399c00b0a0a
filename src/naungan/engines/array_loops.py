"""One loop over all steps of a program, written as source and compiled by Numba."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numba import prange

from naungan.engines.array_words import compiled, in_parallel
from naungan.law.inputs import INPUTS
from naungan.law.program import Program, Step


@dataclass(frozen=True, slots=True)
class Shape:
    """All that a loop is compiled for.

    The values of a month are not among it, they are handed over at each call: months between two
    changes of a formula, and reforms, share one compilation.
    """

    steps: tuple[Step, ...]
    constants: tuple[str, ...]
    columns: tuple[str, ...]
    numbers: tuple[str, ...]
    defaults: tuple[str, ...]
    targets: tuple[str, ...]


def loop_shape(program: Program, columns: tuple[str, ...], numbers: tuple[str, ...]) -> Shape:
    """The loop that a program needs when some inputs are columns, some one number, the others ordinary."""
    defaults = tuple(name for name in program.inputs if name not in columns and name not in numbers)
    return Shape(program.steps, tuple(program.constants), columns, numbers, defaults, program.targets)


@cache
def compiled_loop(shape: Shape, in_doubles: bool) -> Callable[..., None]:
    """The loop: takes the number of rows, then columns, numbers, constants and outputs in their order.

    It checks nothing: inputs must lie within the bounds of the program, flags come as bytes.
    """
    names: dict[str, Any] = {f"f_{step.name}": compiled(step.function, in_doubles) for step in shape.steps}
    names |= {"prange": prange, "int64": np.int64}
    exec(compile(loop_source(shape), "<loop>", "exec"), names)
    return in_parallel(names["loop"])


def loop_source(shape: Shape) -> str:
    """The text of the loop, one line for each input, step and target."""
    taken = [
        *(f"column_{name}" for name in shape.columns),
        *(f"number_{name}" for name in shape.numbers),
        *(f"c_{name}" for name in shape.constants),
        *(f"out_{name}" for name in shape.targets),
    ]
    body = [
        *(f"{name} = {_read(name, f'column_{name}[row]')}" for name in shape.columns),
        *(f"{name} = {_read(name, f'number_{name}')}" for name in shape.numbers),
        *(f"{name} = {INPUTS[name].default}" for name in shape.defaults),
        *(f"{step.name} = f_{step.name}({_arguments(step, shape)})" for step in shape.steps),
        *(f"out_{name}[row] = {name}" for name in shape.targets),
    ]
    head = f"def loop(rows, {', '.join(taken)}):\n    for row in prange(rows):\n"
    return head + "".join(f"        {line}\n" for line in body)


def _read(name: str, cell: str) -> str:
    # Widened before any formula sees it, so that no product is worked out in 32 bits.
    return f"{cell} != 0" if INPUTS[name].kind == "flag" else f"int64({cell})"


def _arguments(step: Step, shape: Shape) -> str:
    return ", ".join(f"c_{name}" if name in shape.constants else name for name in step.arguments)
