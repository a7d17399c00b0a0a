"""What changed in the law between two days: values, their articles, and versions of formulas."""

from dataclasses import dataclass
from datetime import date

from naungan.law.dated import DatedValue, Parameter
from naungan.law.formulas import Formula, describe
from naungan.law.statute import Statute


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A parameter whose dated value differs; `old` is None where it did not exist yet.

    `value_changed` is False where only the article or the certainty is another one.
    """

    parameter: Parameter
    old: DatedValue | None
    new: DatedValue

    @property
    def value_changed(self) -> bool:
        """Whether the value itself is another one."""
        return self.old is None or self.old.value != self.new.value


@dataclass(frozen=True, slots=True)
class FormulaChange:
    """A formula of which another version is in force; None where there is none."""

    name: str
    old: Formula | None
    new: Formula | None

    @property
    def meaning(self) -> str:
        """What the newer version works out."""
        version = self.new or self.old
        return describe(version.function) if version else ""


def changed_values(statute: Statute, before: date, after: date) -> list[ValueChange]:
    """Parameters that another dated value is in force for, by path."""
    found = []
    for _, parameter in sorted(statute.parameters.items()):
        was, now = parameter.index_on(before), parameter.index_on(after)
        if was != now:
            old = parameter.values[was - 1] if was else None
            found.append(ValueChange(parameter, old, parameter.values[now - 1]))
    return found


def changed_formulas(statute: Statute, before: date, after: date) -> list[FormulaChange]:
    """Formulas that have another version in force, by name."""
    found = []
    for name, versions in sorted(statute.formulas.items()):
        old = next((one for one in versions if one.in_force(before)), None)
        new = next((one for one in versions if one.in_force(after)), None)
        if old is not new:
            found.append(FormulaChange(name, old, new))
    return found
