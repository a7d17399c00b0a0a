"""Which inputs a program reads, and the ordinary value of those that nobody gave."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from naungan.engines.errors import EngineError
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

T = TypeVar("T")


def needed(program: Program, given: Mapping[str, T]) -> dict[str, T]:
    """What was given of the inputs that the program reads; other inputs of the law are left out.

    Raises EngineError for a name the law does not know, and for an input that is missing and has no
    ordinary value.
    """
    unknown = sorted(given.keys() - INPUTS.keys())
    missing = [name for name in program.inputs if name not in given and INPUTS[name].default is None]
    if unknown or missing:
        said = [f"missing {', '.join(missing)}"] if missing else []
        said += [f"unknown {', '.join(unknown)}"] if unknown else []
        raise EngineError(f"inputs do not fit: {'; '.join(said)}. These targets take {', '.join(program.inputs)}")
    return {name: given[name] for name in program.inputs if name in given}


def completed(program: Program, given: Mapping[str, T]) -> dict[str, T | int]:
    """Every input that the program reads, in its order, with its ordinary value where none was given.

    Raises EngineError as `needed` does.
    """
    found: dict[str, T | int] = dict(needed(program, given))
    for name in program.inputs:
        default = INPUTS[name].default
        if default is not None and name not in found:
            found[name] = found[default] if isinstance(default, str) else default
    return {name: found[name] for name in program.inputs}
