"""The whole law through time, the law of one day, and a law as somebody would like to change it."""

import hashlib
import importlib
import json
import pkgutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from importlib import resources

from naungan.law.arithmetic import MILLION
from naungan.law.compiled import Compiled
from naungan.law.dated import DatedValue, Parameter, Value, unique_by_argument
from naungan.law.derived import DERIVED
from naungan.law.errors import FormulaError, LawError, NotInForce, ParameterError
from naungan.law.formulas import REGISTER, Formula, versions
from naungan.law.inputs import INPUTS
from naungan.law.months import first_day, last_day, month_of, parse_month
from naungan.law.program import Constant, Program, plan
from naungan.law.reading import checked_value, parameter_files, read_parameters


@cache
def load() -> "Statute":
    """The law of the package, read and checked once.

    Raises ParameterError or FormulaError if the files of the law do not fit together.
    """
    return Statute(read_parameters(parameter_files()), _all_formulas(), "")


def _all_formulas() -> dict[str, tuple[Formula, ...]]:
    from naungan.law import benefits, contributions

    for package in (contributions, benefits):
        for module in pkgutil.iter_modules(package.__path__):
            importlib.import_module(f"{package.__name__}.{module.name}")
    return versions(REGISTER)


class Statute:
    """Parameters by path and formulas by name, through all time; `reformed` names the reform, if any."""

    def __init__(
        self,
        parameters: Mapping[str, Parameter],
        formulas: Mapping[str, tuple[Formula, ...]],
        reformed: str,
    ) -> None:
        self.parameters = dict(parameters)
        self.formulas = dict(formulas)
        self.reformed = reformed
        self.paths = unique_by_argument(self.parameters)
        self._days: dict[date, Law] = {}
        _refuse_unknown_arguments(self)
        _refuse_inexact_reliefs(self.parameters)

    def on(self, day: date) -> "Law":
        """The law in force on a day."""
        law = self._days.get(day)
        if law is None:
            law = self._days[day] = Law(self, day)
        return law

    def of_month(self, month: int | str | date) -> "Law":
        """The law of a contribution month: that of its last day.

        The month is `YYYY-MM`, a day inside it, or its number (year x 12 + month - 1).
        """
        if isinstance(month, str):
            month = parse_month(month)
        elif isinstance(month, date):
            month = month_of(month)
        return self.on(last_day(month))

    def reform(self, changes: Mapping[str, Mapping[date, object]], name: str = "reform") -> "Statute":
        """A statute with some parameters replaced from given days on; this one stays as it is.

        `changes` maps a path to {first day: value}.  Raises ParameterError for an unknown path or a
        value of the wrong kind.
        """
        parameters = dict(self.parameters)
        for path, values in changes.items():
            parameter = parameters.get(path)
            if parameter is None:
                raise ParameterError(f"{path} is no parameter of the law; `naungan law show` lists all")
            if not values:
                raise ParameterError(f"{path}: a reform needs at least one day and value")
            checked: dict[date, Value] = {
                day: checked_value(f"{name}: {path} from {day}", parameter.kind, value)
                for day, value in values.items()
            }
            parameters[path] = parameter.replaced(checked, name)
        reformed = f"{self.reformed} + {name}" if self.reformed else name
        return Statute(parameters, self.formulas, reformed)

    @cached_property
    def version(self) -> str:
        """Short fingerprint of parameters and formulas: the same text of the law, the same version."""
        values = {
            path: [[str(one.valid_from), str(one.value), one.basis, one.status] for one in parameter.values]
            for path, parameter in sorted(self.parameters.items())
        }
        digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode())
        for text in _formula_sources():
            digest.update(text)
        return digest.hexdigest()[:12]


@cache
def _formula_sources() -> tuple[bytes, ...]:
    package = resources.files("naungan.law")
    folders = (package / "benefits", package / "contributions")
    files = (one for folder in folders for one in sorted(folder.iterdir(), key=lambda one: one.name))
    modules = [one for one in files if one.name.endswith(".py")]
    return tuple(one.read_bytes() for one in (*modules, package / "arithmetic.py", package / "derived.py"))


@dataclass(slots=True, eq=False)
class Law:
    """The law of one day: dated values in force, and the formulas over them."""

    statute: Statute
    day: date
    _planned: dict[tuple[str, ...], Program] = field(default_factory=dict)
    _compiled: dict[tuple[str, ...], Compiled] = field(default_factory=dict)

    @property
    def month(self) -> int:
        """The contribution month that the day lies in."""
        return month_of(self.day)

    @property
    def first_day(self) -> date:
        """The first day of that month."""
        return first_day(self.month)

    def dated(self, path: str) -> DatedValue:
        """The value of a parameter with its basis.  Raises NotInForce, or ParameterError if unknown."""
        parameter = self.statute.parameters.get(path)
        if parameter is None:
            raise ParameterError(f"{path} is no parameter of the law")
        return parameter.on(self.day)

    def value(self, path: str) -> Value:
        """The bare value of a parameter in force."""
        return self.dated(path).value

    def whole(self, path: str) -> int:
        """The value of a parameter that is one whole number (months included)."""
        value = self.value(path)
        if not isinstance(value, int):
            raise ParameterError(f"{path} is not one whole number")
        return value

    def table(self, path: str) -> tuple[int, ...]:
        """The value of a parameter that is a list of whole numbers."""
        value = self.value(path)
        if not isinstance(value, tuple) or not all(isinstance(one, int) for one in value):
            raise ParameterError(f"{path} is not a list of whole numbers")
        return value  # type: ignore[return-value]

    def texts(self, path: str) -> tuple[str, ...]:
        """The value of a parameter that is a list of texts."""
        value = self.value(path)
        if not isinstance(value, tuple) or not all(isinstance(one, str) for one in value):
            raise ParameterError(f"{path} is not a list of texts")
        return value  # type: ignore[return-value]

    def formula(self, name: str) -> Formula:
        """The version of a formula in force.  Raises NotInForce, or FormulaError if unknown."""
        found = self.statute.formulas.get(name)
        if found is None:
            raise FormulaError(f"{name} is no formula; known are {', '.join(sorted(self.statute.formulas))}")
        for one in found:
            if one.in_force(self.day):
                return one
        raise NotInForce("{name} tidak ada pada {day}", name=name, day=self.day)

    def constant(self, name: str) -> Constant | None:
        """The value of a parameter, a column of a bracket table or a derived constant, by argument name."""
        derived = DERIVED.get(name)
        if derived is not None:
            return derived.work_out(self)
        path = self.statute.paths.get(name)
        if path is None:
            return None
        parameter = self.statute.parameters[path]
        value = parameter.on(self.day).value
        if parameter.parts:
            column = parameter.arguments.index(name)
            return tuple(row[column] for row in value)  # type: ignore[union-attr,index,misc]
        if isinstance(value, str | date) or not _is_number(value):
            raise FormulaError(f"{path} is of kind {parameter.kind}; formulas take numbers and flags only")
        return value  # type: ignore[return-value]

    def program(self, targets: Sequence[str]) -> Program:
        """The plan for some targets: inputs, constants in force, ordered steps; nothing they do not need."""
        every = self.statute.formulas.items()
        in_force = {name: one for name, found in every for one in found if one.in_force(self.day)}
        return plan(targets, in_force, self.constant)

    def planned(self, targets: Sequence[str]) -> Program:
        """The plan for some targets, made once for each list."""
        key = tuple(targets)
        program = self._planned.get(key)
        if program is None:
            program = self._planned[key] = self.program(key)
        return program

    def compile(self, targets: Sequence[str]) -> Compiled:
        """The plan as one plain Python function, made once for each list of targets."""
        key = tuple(targets)
        compiled = self._compiled.get(key)
        if compiled is None:
            compiled = self._compiled[key] = Compiled(self.planned(key))
        return compiled


def _is_number(value: Value) -> bool:
    return isinstance(value, int) or (isinstance(value, tuple) and all(isinstance(one, int) for one in value))


def _refuse_unknown_arguments(statute: Statute) -> None:
    for name, found in statute.formulas.items():
        if name in INPUTS or name in statute.paths or name in DERIVED:
            raise FormulaError(f"{name} is a formula and also an input or parameter; rename one")
        for argument in {argument for one in found for argument in one.arguments}:
            known = (statute.formulas, INPUTS, statute.paths, DERIVED)
            if not any(argument in names for names in known):
                raise FormulaError(f"{name} asks for {argument}, which is no formula, input or parameter")


def _refuse_inexact_reliefs(parameters: Mapping[str, Parameter]) -> None:
    """A relief must leave a whole rate of everything it reduces at the same time, or rates would be cut."""
    for relief in parameters.values():
        for path in relief.reduces:
            if path not in parameters:
                raise ParameterError(f"{relief.path} reduces {path}, which is no parameter")
            for kept, kept_until in _periods(relief):
                for reduced, reduced_until in _periods(parameters[path]):
                    if kept.valid_from < reduced_until and reduced.valid_from < kept_until:
                        _refuse_remainder(relief.path, kept, path, reduced)


def _periods(parameter: Parameter) -> Iterator[tuple[DatedValue, date]]:
    """Each value with the day on which the next one begins."""
    ends = [one.valid_from for one in parameter.values[1:]]
    return zip(parameter.values, [*ends, date.max], strict=True)


def _refuse_remainder(relief: str, kept: DatedValue, path: str, reduced: DatedValue) -> None:
    rates = reduced.value if isinstance(reduced.value, tuple) else (reduced.value,)
    for rate in rates:
        if int(rate) * int(kept.value) % MILLION:  # type: ignore[arg-type]
            raise LawError(
                (
                    "{relief} from {valid_from} leaves a remainder of {path} ({rate} x {value} ppm); choose values "
                    "whose product is a multiple of a million"
                ),
                relief=relief,
                valid_from=kept.valid_from,
                path=path,
                rate=rate,
                value=kept.value,
            )
