"""One claim under the law of its event's day, and the running of the law's formulas with their explanation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from naungan.claims.entitlement.answer import Json, Line, Reason
from naungan.claims.entitlement.inputs import Inputs
from naungan.law.explain import ExplainedStep, UsedValue, explain, used_path
from naungan.law.labels import formula_label
from naungan.law.statute import Law, Statute


class NotSaid(Exception):
    """A fact that the claim must say before it can be worked out."""

    def __init__(self, fact: str, next_step: str) -> None:
        super().__init__(fact)
        self.reason = Reason("", f"Belum diisi: {fact}.", next_step, refuses=False)


@dataclass(frozen=True)
class Case:
    """A claim's facts with the law they are judged by."""

    inputs: Inputs
    statute: Statute
    other_event: date | None = None

    @cached_property
    def law(self) -> Law:
        """The law of the day of the event."""
        return self.statute.on(self.event_on)

    @property
    def event_on(self) -> date:
        """The day of the event: the claim's, or that of the claim it follows from."""
        return self.other_event or self.inputs.event_on

    def said(self, name: str, otherwise: Any = None) -> Any:
        """What the claim says about something, or else its ordinary value."""
        value = self.inputs.facts.get(name)
        return otherwise if value is None or value == "" else value

    def need(self, name: str, words: str, next_step: str = "") -> Any:
        """What the claim must say.  Raises NotSaid."""
        value = self.said(name)
        if value is None:
            raise NotSaid(words, next_step or f"Isi {words} dalam klaim.")
        return value

    def day(self, name: str, otherwise: date) -> date:
        """A day that the claim says, or else another one."""
        value = self.said(name)
        return otherwise if value is None else date.fromisoformat(value)

    def need_day(self, name: str, words: str) -> date:
        """A day that the claim must say.  Raises NotSaid."""
        return date.fromisoformat(self.need(name, words))


@dataclass(frozen=True, slots=True)
class Run:
    """Formulas that were run: values by name, their explanation, and those resting on unconfirmed values."""

    values: Mapping[str, int]
    steps: tuple[Json, ...]
    articles: Mapping[str, str]
    doubts: frozenset[str]

    def line(self, programme: str, item: str, formula: str, **more: Any) -> Line:
        """The line that one of the formulas gives."""
        doubted = bool(more.pop("unverified", False)) or formula in self.doubts
        return Line(programme, item, self.values[formula], self.articles[formula], doubted, **more)


def run(law: Law, targets: Sequence[str], inputs: Mapping[str, int], read: Sequence[str] = ()) -> Run:
    """Run formulas of the law; `read` are values used besides, whose doubts are those of every target."""
    explained = explain(law, targets, inputs)
    besides = tuple(used_path(law, path) for path in read)
    doubts: set[str] = set(targets) if any(one.unverified for one in besides) else set()
    for step in explained.steps:
        if step.unverified or any(name in doubts for name, _ in step.arguments):
            doubts.add(step.name)
    steps = [_step(law, step) for step in explained.steps]
    if besides and steps:
        steps[-1] = steps[-1] | {"law": [*steps[-1]["law"], *(value_json(one) for one in besides)]}
    return Run(
        {step.name: int(step.value) for step in explained.steps},
        tuple(steps),
        {step.name: step.basis for step in explained.steps},
        frozenset(doubts),
    )


def note(name: str, says: str, value: object, article: str = "", **facts: object) -> Json:
    """A step that no formula takes: what was read or found, in words a person can follow."""
    return {"step": name, "says": says, "value": value, "article": article, "with": facts, "law": []}


def law_note(law: Law, name: str, says: str, value: object, *paths: str, **facts: object) -> Json:
    """A step that rests on values of the law; its article is theirs."""
    used = [used_path(law, path) for path in paths]
    article = "; ".join(dict.fromkeys(one.basis for one in used))
    return note(name, says, value, article, **facts) | {"law": [value_json(one) for one in used]}


def unverified(law: Law, *paths: str) -> bool:
    """Whether one of some values of the law is unconfirmed."""
    return any(law.dated(path).unverified for path in paths)


def article_of(law: Law, path: str) -> str:
    """The article of a value of the law."""
    return law.dated(path).basis


def _step(law: Law, step: ExplainedStep) -> Json:
    label = formula_label(step.name)
    known = law.statute.paths
    given = {name: value for name, value in step.arguments if isinstance(value, int) and name not in known}
    return {
        "step": step.name,
        "says": label.name,
        "value": step.value,
        "article": step.basis,
        "with": given,
        "law": [value_json(one) for one in step.used],
    }


def value_json(one: UsedValue) -> Json:
    """A dated value of the law as an explanation keeps it."""
    return {
        "path": one.path,
        "value": list(one.value) if isinstance(one.value, tuple) else _plain(one.value),
        "since": one.valid_from.isoformat(),
        "article": one.basis,
        "unverified": one.unverified,
    }


def _plain(value: object) -> object:
    return value if isinstance(value, int | str) else str(value)
