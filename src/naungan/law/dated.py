"""A parameter of the law: the same thing through time, each value with its article and its source."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from naungan.law.errors import NotInForce, ParameterError

Kind = Literal[
    "rupiah", "ppm", "percent", "days", "months", "years", "count", "flag", "month", "date", "text",
    "list", "rupiah_list", "ppm_list", "text_list", "brackets",
]  # fmt: skip

Brackets = tuple[tuple[int, int], ...]
Value = int | bool | str | date | tuple[int, ...] | tuple[str, ...] | Brackets


@dataclass(frozen=True, slots=True)
class DatedValue:
    """One value with the first day it holds, its legal basis, where it was seen, and how sure that is."""

    valid_from: date
    value: Value
    basis: str
    source: tuple[str, ...]
    confidence: str
    status: str
    note: str

    @property
    def unverified(self) -> bool:
        """Whether nobody has yet confirmed the value against the text of the law."""
        return self.status == "unverified"


@dataclass(frozen=True, slots=True)
class Parameter:
    """All dated values of one path, oldest first; `parts` names the two columns of a bracket table.

    `reduces` lists the parameters that a relief is applied to; `matters_when` names the input without
    which the value cannot change an answer (its doubts are then not worth telling).
    """

    path: str
    meaning: str
    kind: Kind
    values: tuple[DatedValue, ...]
    parts: tuple[str, ...] = ()
    reduces: tuple[str, ...] = ()
    matters_when: str = ""

    def on(self, day: date) -> DatedValue:
        """The value in force on a day.  Raises NotInForce before the first one."""
        found: DatedValue | None = None
        for one in self.values:
            if one.valid_from > day:
                break
            found = one
        if found is None:
            raise NotInForce(
                "{path} belum berlaku pada {day}; nilai pertama mulai {first}",
                path=self.path, day=day, first=self.values[0].valid_from,
            )  # fmt: skip
        return found

    def index_on(self, day: date) -> int:
        """How many values have begun by a day: the same number means the same law."""
        return sum(one.valid_from <= day for one in self.values)

    @property
    def arguments(self) -> tuple[str, ...]:
        """The names formulas ask for: of a bracket table one for each column, else one."""
        if not self.parts:
            return (argument_name(self.path),)
        prefix = self.path.split(".")[0]
        return tuple(argument_name(f"{prefix}.{part}") for part in self.parts)

    def replaced(self, changes: Mapping[date, Value], reform: str) -> "Parameter":
        """The parameter as a reform would have it: new values from their dates on.

        A new value holds until the next new one; what the law itself would change later is dropped,
        because a reform replaces the law from its day.
        """
        first = min(changes)
        kept = [one for one in self.values if one.valid_from < first]
        new = [
            DatedValue(day, value, f"reformasi: {reform}", (reform,), "reform", "reform", "")
            for day, value in sorted(changes.items())
        ]
        return replace(self, values=(*kept, *new))


def argument_name(path: str) -> str:
    """The name under which formulas ask for a parameter: the path with its dots as underscores."""
    return path.replace(".", "_")


def unique_by_argument(parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Argument name to path.  Raises ParameterError if two paths would share one name."""
    names: dict[str, str] = {}
    for path, parameter in parameters.items():
        for name in parameter.arguments:
            if name in names:
                raise ParameterError(f"{path} and {names[name]} would both be the argument {name}; rename one")
            names[name] = path
    return names
