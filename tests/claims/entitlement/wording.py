"""Which codes of an explanation nobody has put into words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from naungan.claims.words import CODES, FACTS, unit_of_step
from naungan.law.derived import DERIVED
from naungan.law.errors import LawError
from naungan.law.inputs import INPUTS
from naungan.law.labels import formula_label, parameter_label
from naungan.law.statute import load

# A plain text may be a day, a number or a name in capitals (BPU, JKK); anything else is a code.
SAYS_ITSELF = re.compile(r"\d{4}-\d{2}-\d{2}|[\d.]+|[A-Z0-9 ]+")


def without_words(steps: Iterable[Mapping[str, Any]]) -> set[str]:
    """Names of facts and values of the law, and codes among values, that have no words."""
    return {code for step in steps for code in _of(step)}


def _of(step: Mapping[str, Any]) -> Iterator[str]:
    for name, value in step["with"].items():
        if name not in FACTS and name not in INPUTS and name not in DERIVED and not is_formula(name):
            yield name
        if name not in FACTS or FACTS[name].unit == "plain":
            yield from _codes(value)
    if unit_of_step(step["step"]) == "plain":
        yield from _codes(step["value"])
    for one in step["law"]:
        parameter = load().parameters.get(one["path"])
        if parameter and parameter_label(one["path"], "en") == parameter_label(one["path"], "id"):
            yield f"{one['path']} in English"
        if parameter is None:
            yield one["path"]
        elif parameter.kind.startswith("text"):
            yield from _codes(one["value"])


def is_formula(name: str) -> bool:
    """Whether the law calls a formula so."""
    try:
        return bool(formula_label(name))
    except LawError:
        return False


def _codes(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for name, one in value.items():
            yield from _codes(name)
            yield from _codes(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _codes(one)
    elif isinstance(value, str) and value not in CODES and not SAYS_ITSELF.fullmatch(value):
        yield value
