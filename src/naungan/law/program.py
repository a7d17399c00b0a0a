"""What has to be worked out for some targets, in order: the plan that every engine follows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from naungan.law.arithmetic import Table
from naungan.law.errors import FormulaError
from naungan.law.formulas import Formula
from naungan.law.inputs import INPUTS

Constant = int | bool | Table


@dataclass(frozen=True, slots=True)
class Step:
    """One formula to run: the name its result gets, its function and the names it reads."""

    name: str
    function: Callable[..., int]
    arguments: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Program:
    """Inputs to supply, constants in force, steps in an order in which each finds its arguments."""

    inputs: tuple[str, ...]
    constants: dict[str, Constant]
    steps: tuple[Step, ...]
    targets: tuple[str, ...]


def plan(
    targets: Sequence[str],
    formulas: Mapping[str, Formula],
    constant: Callable[[str], Constant | None],
) -> Program:
    """Order the formulas that the targets need.

    `constant` gives the value of a parameter argument, or None if the name is no parameter.
    Raises FormulaError for an unknown target, an unknown argument or a circle.
    """
    order: list[str] = []
    for target in targets:
        if target not in formulas:
            known = ", ".join(sorted(formulas))
            raise FormulaError(f"{target} is no formula in force; known are {known}")
        _visit(target, formulas, order, [])
    steps = tuple(Step(name, formulas[name].function, formulas[name].arguments) for name in order)
    inputs: set[str] = set()
    constants: dict[str, Constant] = {}
    for step in steps:
        for argument in step.arguments:
            if argument in INPUTS:
                inputs |= _with_fallback(argument)
            elif argument not in formulas and argument not in constants:
                constants[argument] = _needed(constant(argument), argument, step.name)
    return Program(tuple(name for name in INPUTS if name in inputs), constants, steps, tuple(targets))


def _visit(name: str, formulas: Mapping[str, Formula], order: list[str], path: list[str]) -> None:
    """Put a formula behind all formulas that it reads."""
    if name in order or name not in formulas:
        return
    if name in path:
        raise FormulaError(f"formulas go in a circle: {' -> '.join([*path, name])}")
    for argument in formulas[name].arguments:
        _visit(argument, formulas, order, [*path, name])
    order.append(name)


def _with_fallback(name: str) -> set[str]:
    default = INPUTS[name].default
    return {name, default} if isinstance(default, str) else {name}


def _needed(value: Constant | None, argument: str, asked_by: str) -> Constant:
    if value is None:
        raise FormulaError(f"{asked_by} asks for {argument}, which is no formula, input or parameter")
    return value
