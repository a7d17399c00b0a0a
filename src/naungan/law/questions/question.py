"""A question as it came in, checked field by field, and an answer with what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from naungan.law.errors import NOT_GIVEN, QuestionError
from naungan.law.explain import used_path, used_values
from naungan.law.months import last_day, month_of
from naungan.law.questions import benefit_fields, fields
from naungan.law.statute import Law, Statute

_READERS = {**fields.READERS, **benefit_fields.READERS}

# Fields whose reading depends on the question: a day where another calc has a month.
_DAYS_IN: dict[str, tuple[str, ...]] = {"late_registration": ("registered",)}


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what is asked (`calc`), for whom and when, and its inputs already read.

    `day` is None where only a month was given; `raw` keeps the inputs as they were written.
    """

    calc: str
    programme: str
    segment: str
    month: int
    day: date | None
    statute: Statute
    inputs: Mapping[str, Any]
    raw: Mapping[str, object]

    @property
    def last_day(self) -> date:
        """The day asked about, or the last one of the month."""
        return self.day or last_day(self.month)

    def given(self, name: str) -> bool:
        """Whether the input was given."""
        return name in self.inputs

    def get(self, name: str, ordinary: Any = None) -> Any:
        """An input, or its ordinary value."""
        return self.inputs.get(name, ordinary)

    def need(self, name: str, advice: str = "isi untuk pertanyaan ini", **parts: object) -> Any:
        """An input that must be given.  Raises QuestionError naming it."""
        if name not in self.inputs:
            raise QuestionError(name, advice, NOT_GIVEN, "", **parts)
        return self.inputs[name]

    def refuse(self, name: str, advice: str, **parts: object) -> QuestionError:
        """The error for an input that cannot be."""
        return fields.refuse(name, self.raw.get(name), advice, **parts)


@dataclass(frozen=True, slots=True)
class Answer:
    """The values asked for, the formulas and inputs behind them, and parameters read besides."""

    values: dict[str, Any]
    law: Law
    targets: tuple[str, ...] = ()
    inputs: Mapping[str, int] = field(default_factory=dict)
    read: tuple[str, ...] = ()
    also_unverified: tuple[str, ...] = ()

    @property
    def unverified(self) -> list[str]:
        """Paths of unconfirmed values that the answer rests on."""
        steps = self.law.planned(self.targets).steps if self.targets else ()
        names = dict.fromkeys(name for step in steps for name in step.arguments)
        used = [one for name in names for one in used_values(self.law, name, self.inputs)]
        used += [used_path(self.law, path) for path in self.read]
        paths = [one.path for one in used if one.unverified]
        return list(dict.fromkeys([*paths, *self.also_unverified]))


def read_question(raw: object, statute: Statute, known: frozenset[str]) -> Question:
    """A question from a JSON object.  Raises QuestionError naming the first field that is wrong.

    `known` holds the calcs that can be answered.
    """
    if not isinstance(raw, dict):
        raise fields.refuse("pertanyaan", raw, "setiap baris harus satu objek JSON")
    inputs = raw.get("inputs")
    if not isinstance(inputs, dict):
        raise fields.refuse("inputs", inputs, "tulis objek berisi calc dan masukannya")
    calc = fields.choice(*sorted(known))("calc", inputs.get("calc"))
    programme = fields.choice(*fields.PROGRAMMES, "ALL")("programme", raw.get("programme"))
    segment = fields.choice(*fields.SEGMENTS)("segment", raw.get("segment"))
    month, day = _when("date", raw.get("date"))
    _refuse_before_the_law(statute, month, day, raw.get("date"))
    return Question(calc, programme, segment, month, day, statute, read_inputs(calc, inputs), inputs)


def read_inputs(calc: str, inputs: Mapping[str, object]) -> dict[str, Any]:
    """Inputs of a question by name, read.  Raises QuestionError naming the first that is wrong."""
    return {name: _read(calc, name, value) for name, value in inputs.items() if name != "calc"}


def _read(calc: str, name: str, value: object) -> Any:
    if name in _DAYS_IN.get(calc, ()):
        return fields.day(name, value)
    reader = _READERS.get(name)
    if reader is None:
        raise QuestionError(name, "masukan ini tidak dikenal; periksa ejaannya atau hapus")
    return reader(name, value)


def _when(name: str, raw: object) -> tuple[int, date | None]:
    if isinstance(raw, str) and len(raw) == len("YYYY-MM"):
        return fields.month(name, raw), None
    day = fields.day(name, raw)
    return month_of(day), day


def _refuse_before_the_law(statute: Statute, month: int, day: date | None, raw: object) -> None:
    begins = begin(statute)
    if (day or last_day(month)) < begins:
        raise fields.refuse("date", raw, "hukum dijawab mulai {begins}; pilih tanggal sejak itu", begins=begins)


def begin(statute: Statute) -> date:
    """The first day that questions are answered for."""
    value = statute.parameters["membership.begins"].values[0].value
    if not isinstance(value, date):
        raise TypeError("membership.begins must be a day")
    return value


def month_input(question: Question, name: str) -> int:
    """A month input, by default the month asked about; not before the law begins."""
    month: int = question.get(name, question.month)
    if month < month_of(begin(question.statute)):
        raise question.refuse(name, "hukum dijawab mulai {begins}", begins=begin(question.statute))
    return month


def day_input(question: Question, name: str) -> date:
    """A day input, by default the day asked about (of a month its last); not before the law begins."""
    day: date = question.get(name, question.last_day)
    if day < begin(question.statute):
        raise question.refuse(name, "hukum dijawab mulai {begins}", begins=begin(question.statute))
    return day


def only_for(question: Question, *segments: str) -> None:
    """Refuse a segment that the question has no answer for."""
    if question.segment not in segments:
        raise fields.refuse(
            "segment",
            question.segment,
            "{calc} hanya dijawab untuk {segments}",
            calc=question.calc,
            segments=", ".join(segments),
        )
