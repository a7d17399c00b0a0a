"""The instruments, duties, addressees and indicators as facts of the package: pure data, no database.

Every entry has a status: `seen` was read in the named source; `recalled` and `doubtful` were not, and are never
shown as fact. An official clause number is empty unless it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from naungan.mandates.errors import UnknownDuty
from naungan.saying import gettext as _
from naungan.yaml_text import from_yaml

SEEN = "seen"
ONCE, YEAR, QUARTER = "once", "year", "quarter"
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Instrument:
    """Something that orders. Days are None where they were not seen (`valid_until`: no end is known)."""

    code: str
    title: str
    about: Words
    issued: date | None
    valid_from: date
    valid_until: date | None
    status: str
    source: str
    note: Words

    def holds_on(self, day: date) -> bool:
        """Whether it is in force, as far as is known."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody the instrument addresses; `place` in its list where that was seen, `until` the day the post ended."""

    code: str
    place: int | None
    name: str
    status: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceKind:
    """A kind of evidence; `strength` orders regulations, `ends` says that it must name its last day."""

    code: str
    words: Words
    strength: int
    ends: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """What is asked of governments of some levels, how often, and what proves it."""

    code: str
    instrument: str
    official_no: str | None
    levels: tuple[int, ...]
    words: Words
    evidence: tuple[str, ...]
    every: str
    indicator: str
    owner: str
    status: str
    source: str
    due_day: int | None = None

    @property
    def seen(self) -> bool:
        """Whether it may be shown as fact, and asked for."""
        return self.status == SEEN


@dataclass(frozen=True, slots=True)
class Indicator:
    """What is measured: a numerator over a denominator. `unit` people or rupiah of the numerator."""

    code: str
    words: Words
    above: Words
    below: Words
    unit: str


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch that a duty is done for, and the day by which it is due."""

    code: str
    due_on: date | None


@cache
def instruments() -> tuple[Instrument, ...]:
    """Every instrument, in the order of the file."""
    return tuple(Instrument(**one) for one in _file("instruments.yaml")["instruments"])


@cache
def addressees() -> tuple[Addressee, ...]:
    """Whom Inpres 2/2021 addresses."""
    return tuple(Addressee(**one) for one in _file("actors.yaml")["actors"])


@cache
def duties() -> dict[str, Duty]:
    """Every duty by its code, verified or not."""
    rows = _file("duties.yaml")["duties"]
    made = (Duty(**one | {"levels": tuple(one["levels"]), "evidence": tuple(one["evidence"])}) for one in rows)
    return {duty.code: duty for duty in made}


@cache
def indicators() -> dict[str, Indicator]:
    """Every indicator by its code."""
    return {code: Indicator(code, _both(one), one["above"], one["below"], one.get("unit", "people"))
            for code, one in _file("duties.yaml")["indicators"].items()}  # fmt: skip


@cache
def evidence_kinds() -> dict[str, EvidenceKind]:
    """Every kind of evidence by its code."""
    return {code: EvidenceKind(code, _both(one), one["strength"], one["ends"])
            for code, one in _file("duties.yaml")["kinds"].items()}  # fmt: skip


@cache
def reminder_days() -> Mapping[str, tuple[int, ...]]:
    """How many days before a due date, after it, and before evidence ends somebody is reminded."""
    return {kind: tuple(days) for kind, days in _file("duties.yaml")["reminders"].items()}


def duty_called(code: str) -> Duty:
    """The duty of that code. Raises UnknownDuty with those there are."""
    try:
        return duties()[code]
    except KeyError:
        raise UnknownDuty(
            _("Kewajiban %(code)s tidak dikenal. Yang dikenal: %(duties)s.")
            % {"code": repr(code), "duties": ", ".join(duties())}
        ) from None


def instrument_of(duty: Duty) -> Instrument:
    """What orders it."""
    return next(one for one in instruments() if one.code == duty.instrument)


def periods(duty: Duty, year: int) -> Iterator[Period]:
    """The periods of a duty that are due within a year: a quarterly report by its day of the month after.

    A yearly duty is due on 31 December, one done once has no day. Periods that end before the instrument was
    in force are left out.
    """
    begins = instrument_of(duty).valid_from
    if duty.every == ONCE:
        yield Period("", None)
    elif duty.every == YEAR:
        if date(year, 12, 31) >= begins:
            yield Period(str(year), date(year, 12, 31))
    elif duty.every == QUARTER:
        for month in (1, 4, 7, 10):
            ended = date(year, month, 1) - timedelta(days=1)
            if ended >= begins:
                yield Period(f"{ended.year}-Q{(ended.month + 2) // 3}", date(year, month, duty.due_day or 1))
    else:
        raise UnknownDuty(
            _("Kewajiban %(duty)s berulang %(every)s, yang tidak dikenal.")
            % {"duty": duty.code, "every": repr(duty.every)}
        )


def _both(one: Mapping[str, Any]) -> Words:
    return {"id": one["id"], "en": one["en"]}


def _file(name: str) -> Any:
    return from_yaml(files("naungan.mandates").joinpath("data", name).read_text(encoding="utf-8"))
