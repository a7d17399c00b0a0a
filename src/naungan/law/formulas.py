"""The decorator that makes a function a formula of the law, and the register of all formulas."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, TypeVar

from naungan.law.errors import FormulaError

F = TypeVar("F", bound=Callable[..., int])


@dataclass(frozen=True, slots=True)
class Formula:
    """One version of a formula: its public name, function, argument names, article and dates."""

    name: str
    function: Callable[..., int]
    arguments: tuple[str, ...]
    basis: str
    since: date | None
    until: date | None
    status: str

    def in_force(self, day: date) -> bool:
        """Whether this version holds on the day (`since` and `until` both included)."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


REGISTER: list[Formula] = []


def formula(
    basis: str,
    since: date | None = None,
    until: date | None = None,
    name: str | None = None,
    status: str = "",
) -> Callable[[F], F]:
    """Enter a function in the law under its own name, or under `name` if it is one version of several.

    `since` and `until` are the first and last day of the version; `status="unverified"` marks a reading
    of the law that nobody has confirmed.
    """

    def enter(function: F) -> F:
        arguments = tuple(inspect.signature(function).parameters)
        REGISTER.append(Formula(name or function.__name__, function, arguments, basis, since, until, status))
        return function

    return enter


def versions(register: list[Formula]) -> dict[str, tuple[Formula, ...]]:
    """Formulas by public name, oldest version first.  Raises FormulaError where two are in force at once."""
    grouped: dict[str, list[Formula]] = {}
    for one in register:
        grouped.setdefault(one.name, []).append(one)
    return {name: _ordered(name, found) for name, found in grouped.items()}


def _ordered(name: str, found: list[Formula]) -> tuple[Formula, ...]:
    ordered = sorted(found, key=lambda one: one.since or date.min)
    for earlier, later in pairwise(ordered):
        if earlier.until is None or later.since is None or earlier.until >= later.since:
            raise FormulaError(
                f"formula {name}: the versions since {earlier.since} and since {later.since} overlap; "
                f"close the earlier one with until=, the day before the later one begins"
            )
    return tuple(ordered)


def describe(function: Callable[..., Any]) -> str:
    """The first line of a formula's docstring."""
    return (inspect.getdoc(function) or "").split("\n", 1)[0]
