"""Programs of the law, and of formulas made up for one test."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from naungan.engines.segments import SEGMENTS
from naungan.law.inputs import INPUTS
from naungan.law.program import Constant, Program, Step
from naungan.law.statute import load


def segment(name: str, month: str = "2022-12") -> Program:
    """All targets of a segment in a month."""
    return load().of_month(month).program(SEGMENTS[name])


def made_up(*functions: Callable[..., Any], **constants: Constant) -> Program:
    """Formulas in the order given; their other arguments are constants or inputs of the law."""
    steps = tuple(Step(one.__name__, one, tuple(inspect.signature(one).parameters)) for one in functions)
    asked = {name for step in steps for name in step.arguments}
    inputs = tuple(name for name in INPUTS if name in asked)
    return Program(inputs, constants, steps, tuple(step.name for step in steps))
