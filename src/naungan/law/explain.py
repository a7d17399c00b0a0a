"""Why this amount: every step with its value, its article and the dated values it used; and the receipt."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from naungan.law.dated import Value
from naungan.law.derived import DERIVED
from naungan.law.errors import InputError
from naungan.law.formulas import describe
from naungan.law.inputs import INPUTS
from naungan.law.months import month_text
from naungan.law.program import Program
from naungan.law.statute import Law

ENGINE = "python"


@dataclass(frozen=True, slots=True)
class UsedValue:
    """A dated value that an answer rests on."""

    path: str
    meaning: str
    kind: str
    value: Value
    valid_from: date
    basis: str
    source: tuple[str, ...]
    confidence: str
    status: str
    note: str

    @property
    def unverified(self) -> bool:
        """Whether nobody has yet confirmed the value."""
        return self.status == "unverified"


@dataclass(frozen=True, slots=True)
class ExplainedStep:
    """One formula that was run: its value, article, and the arguments it read by name."""

    name: str
    meaning: str
    value: int
    basis: str
    arguments: tuple[tuple[str, object], ...]
    used: tuple[UsedValue, ...]
    status: str

    @property
    def unverified(self) -> bool:
        """Whether the step's reading of the law, or a value it used, is unconfirmed."""
        return self.status == "unverified" or any(one.unverified for one in self.used)


@dataclass(frozen=True, slots=True)
class Explanation:
    """All steps of an answer in order, with the inputs they started from."""

    month: str
    day: date
    inputs: tuple[tuple[str, int], ...]
    steps: tuple[ExplainedStep, ...]
    targets: tuple[str, ...]

    @property
    def unverified(self) -> tuple[str, ...]:
        """Paths of unconfirmed values, each once."""
        paths = (one.path for step in self.steps for one in step.used if one.unverified)
        return tuple(dict.fromkeys(paths))


@dataclass(frozen=True, slots=True)
class Receipt:
    """What an answer was worked out with, to find the same rupiah again years later."""

    law_version: str
    reform: str
    day: date
    month: str
    engine: str
    engine_version: str
    values: tuple[UsedValue, ...]


def explain(law: Law, targets: Sequence[str], inputs: Mapping[str, int]) -> Explanation:
    """Run the formulas one by one and keep everything they read.

    Raises InputError for a missing or unknown input.
    """
    program = law.planned(targets)
    known: dict[str, object] = dict(program.constants)
    known |= filled(program, inputs)
    steps = []
    for step in program.steps:
        formula = law.formula(step.name)
        arguments = tuple((name, known[name]) for name in step.arguments)
        value = step.function(*(one for _, one in arguments))
        known[step.name] = value
        used = tuple(one for name in step.arguments for one in used_values(law, name, inputs))
        meaning = _meaning(step.function)
        steps.append(ExplainedStep(step.name, meaning, value, formula.basis, arguments, used, formula.status))
    given = tuple((name, known[name]) for name in program.inputs)
    return Explanation(month_text(law.month), law.day, given, tuple(steps), tuple(targets))  # type: ignore[arg-type]


def filled(program: Program, inputs: Mapping[str, int]) -> dict[str, int]:
    """All inputs of a program, those left out with their ordinary value.  Raises InputError."""
    unknown = sorted(set(inputs) - set(INPUTS))
    if unknown:
        raise InputError(f"unknown {', '.join(unknown)}; these targets read {', '.join(program.inputs)}")
    complete: dict[str, int] = {}
    for name in program.inputs:
        default = inputs.get(name, INPUTS[name].default)
        if default is None:
            raise InputError(f"missing {name}; these targets need it")
        complete[name] = complete[default] if isinstance(default, str) else default
    return complete


def used_values(law: Law, argument: str, inputs: Mapping[str, int]) -> tuple[UsedValue, ...]:
    """The dated values behind one argument of a formula; none if it is an input or another formula.

    A value that matters only with some input is left out while that input has its ordinary value.
    """
    behind = _behind(law, argument)
    return tuple(one for one, needs in behind if not needs or _out_of_ordinary(needs, inputs))


@lru_cache(maxsize=4096)
def _behind(law: Law, argument: str) -> tuple[tuple[UsedValue, str], ...]:
    """The dated values behind an argument, each with the input without which it does not matter."""
    derived = DERIVED.get(argument)
    if derived is not None:
        parameters = law.statute.parameters
        return tuple(
            (used_path(law, path), derived.matters_when or parameters[path].matters_when) for path in derived.sources
        )
    path = law.statute.paths.get(argument)
    return () if path is None else ((used_path(law, path), law.statute.parameters[path].matters_when),)


def receipt(law: Law, targets: Sequence[str], inputs: Mapping[str, int], read: Sequence[str] = ()) -> Receipt:
    """The law version, engine and dated values of an answer; `read` are paths used besides the formulas."""
    steps = law.planned(targets).steps if targets else ()
    names = dict.fromkeys(name for step in steps for name in step.arguments)
    values = {one.path: one for name in names for one in used_values(law, name, inputs)}
    values |= {path: used_path(law, path) for path in read}
    return Receipt(
        law_version=law.statute.version,
        reform=law.statute.reformed,
        day=law.day,
        month=month_text(law.month),
        engine=ENGINE,
        engine_version=_package_version(),
        values=tuple(values.values()),
    )


def used_path(law: Law, path: str) -> UsedValue:
    """The dated value of a parameter in force, as explanations and receipts show it."""
    parameter, one = law.statute.parameters[path], law.dated(path)
    return UsedValue(
        path, parameter.meaning, parameter.kind, one.value, one.valid_from, one.basis,
        one.source, one.confidence, one.status, one.note,
    )  # fmt: skip


def _out_of_ordinary(name: str, inputs: Mapping[str, int]) -> bool:
    return name in inputs and inputs[name] != INPUTS[name].default


@cache
def _meaning(function: object) -> str:
    return describe(function)  # type: ignore[arg-type]


@cache
def _package_version() -> str:
    from importlib.metadata import version

    return version("naungan")
