"""The law of a month as one plain Python function: written as source once, then simply called."""

from collections.abc import Callable
from typing import Any

from naungan.law.errors import InputError
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

KNOWN = frozenset(INPUTS)


class Compiled:
    """Callable form of a program: `compiled(wage=..., jkk_class=...)` gives the targets by name.

    `positional(*values)` takes all inputs in the order of `inputs` and gives a tuple in the order of
    `targets`; it checks nothing and is meant for loops.
    """

    __slots__ = ("_by_name", "_needed", "inputs", "positional", "source", "targets")

    def __init__(self, program: Program) -> None:
        self.inputs = program.inputs
        self.targets = program.targets
        self._needed = frozenset(name for name in program.inputs if INPUTS[name].default is None)
        self.source, self.positional, self._by_name = _generate(program)

    def __call__(self, **inputs: int) -> dict[str, int]:
        """The targets for one person; inputs left out take their ordinary value.

        Inputs of the law that these targets do not read are passed over, so that a caller can give the
        same ones for every month.  Raises InputError for one that is no input, or that is missing.
        """
        if not self._needed <= inputs.keys() <= KNOWN:
            raise InputError(self._complaint(set(inputs)))
        return self._by_name(**inputs)

    def _complaint(self, given: set[str]) -> str:
        missing = sorted(self._needed - given)
        unknown = sorted(given - KNOWN)
        parts = [f"missing {', '.join(missing)}"] if missing else []
        parts += [f"unknown {', '.join(unknown)}"] if unknown else []
        return f"inputs do not fit: {'; '.join(parts)}. These targets read {', '.join(self.inputs)}"


def _generate(
    program: Program,
) -> tuple[str, Callable[..., tuple[int, ...]], Callable[..., dict[str, int]]]:
    names: dict[str, Any] = {f"_{step.name}": step.function for step in program.steps}
    names |= {f"c_{name}": value for name, value in program.constants.items()}
    body = [f"    {step.name} = _{step.name}({_arguments(step.arguments, program)})" for step in program.steps]
    fallbacks = [
        f"    if {name} is None: {name} = {INPUTS[name].default}"
        for name in program.inputs
        if isinstance(INPUTS[name].default, str)
    ]
    result = ", ".join(program.targets)
    pairs = ", ".join(f"'{target}': {target}" for target in program.targets)
    lines = [
        f"def positional({', '.join(program.inputs)}):",
        *body,
        f"    return ({result},)",
        f"def by_name({_keywords(program.inputs)}):",
        *fallbacks,
        *body,
        f"    return {{{pairs}}}",
    ]
    source = "\n".join(lines) + "\n"
    exec(compile(source, "<law>", "exec"), names)
    return source, names["positional"], names["by_name"]


def _arguments(arguments: tuple[str, ...], program: Program) -> str:
    return ", ".join(f"c_{name}" if name in program.constants else name for name in arguments)


def _keywords(inputs: tuple[str, ...]) -> str:
    words = ["*"] if inputs else []
    for name in inputs:
        default = INPUTS[name].default
        if default is None:
            words.append(name)
        else:
            words.append(f"{name}={None if isinstance(default, str) else default!r}")
    return ", ".join([*words, "**_not_read"])
