"""The frozen facts of a claim as typed values: read from plain JSON, so that an old decision reads alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from naungan.law.months import month_of, parse_month
from naungan.registry.models import PayerKind

Json = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Participation:
    """A participation as registered; `until` is the first day without it."""

    id: int
    payer: int
    payer_code: str
    payer_name: str
    payer_kind: int
    segment: int
    programmes: int
    since: date
    until: date | None
    because: str
    wage: int
    transport: bool

    @property
    def joined(self) -> int:
        """The month in which it began."""
        return month_of(self.since)

    @property
    def last_month(self) -> int | None:
        """The last month with a day of it; None while it has no end."""
        return None if self.until is None else month_of(self.until - timedelta(days=1))

    def runs(self, day: date) -> bool:
        """Whether it is registered for a day."""
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True, slots=True)
class MonthRow:
    """What a close assessed of a participation for a month: wage, and rupiah of JHT and JP."""

    month: int
    closed_in: int
    participation: int
    wage: int
    jht: int
    jp: int


@dataclass(frozen=True, slots=True)
class Bill:
    """A payer's bill: when it was due and the day that settled it; `asked` if it asked for money."""

    payer: int
    month: int
    due_on: date
    settled_on: date | None
    asked: bool

    def paid_by(self, day: date) -> bool:
        """Whether it was settled by a day."""
        return self.settled_on is not None and self.settled_on <= day


@dataclass(frozen=True, slots=True)
class Payee:
    """Somebody who is to receive money: relation as the claim names it, and whether a guardian is named."""

    id: int
    name: str
    relation: str
    born_on: date | None
    guardian: bool


@dataclass(frozen=True, slots=True)
class Earlier:
    """A decision that granted the person something before; `own` of this very claim. `facts` are its answers."""

    number: str
    kind: str
    event_on: date
    decided_on: date
    own: bool
    lines: tuple[tuple[str, str, int], ...]
    awards: tuple[Json, ...]
    facts: Json

    @property
    def of_claim(self) -> str:
        """The claim it follows from, as its answers say."""
        return str(self.facts.get("of_claim", ""))

    def rupiah(self, programme: str, *items: str) -> int:
        """What its lines of some items come to."""
        return sum(amount for of, item, amount in self.lines if of == programme and item in items)


@dataclass(frozen=True)
class Inputs:
    """Everything that was read for a claim, as `read.py` froze it."""

    raw: Json

    @cached_property
    def kind(self) -> str:
        """The kind of claim, as the law names it."""
        return str(self.raw["claim"]["kind"])

    @cached_property
    def event_on(self) -> date:
        """The day of the event."""
        return _day(self.raw["claim"]["event_on"])

    @cached_property
    def claimed_on(self) -> date:
        """The day the claim came in."""
        return _day(self.raw["claim"]["claimed_on"])

    @cached_property
    def on(self) -> date:
        """The day it is worked out for."""
        return _day(self.raw["on"])

    @property
    def facts(self) -> Json:
        """What the claim says, by name."""
        found: Json = self.raw["claim"]["facts"]
        return found

    @cached_property
    def born_on(self) -> date:
        """The birth day of the participant."""
        return _day(self.raw["person"]["born_on"])

    @property
    def foreign(self) -> bool:
        """Whether the participant is no Indonesian."""
        return bool(self.raw["person"]["nationality"] != "ID")

    @cached_property
    def died_on(self) -> date | None:
        """The day of death in the registry."""
        return _day_or_none(self.raw["person"]["died_on"])

    @cached_property
    def books_begin(self) -> int | None:
        """The first month the books were kept for."""
        begin = self.raw["books"]["begin"]
        return None if begin is None else parse_month(begin)

    @cached_property
    def closed(self) -> int | None:
        """The last closed month."""
        closed = self.raw["books"]["closed"]
        return None if closed is None else parse_month(closed)

    @cached_property
    def participations(self) -> tuple[Participation, ...]:
        """Every participation of the person, oldest first."""
        return tuple(_participation(one) for one in self.raw["participations"])

    @cached_property
    def months(self) -> tuple[MonthRow, ...]:
        """Every assessed month, oldest first."""
        return tuple(MonthRow(parse_month(one[0]), parse_month(one[1]), *one[2:]) for one in self.raw["months"])

    @cached_property
    def bills(self) -> tuple[Bill, ...]:
        """The bills of the person's payers, oldest first."""
        return tuple(
            Bill(one[0], parse_month(one[1]), _day(one[2]), _day_or_none(one[3]), one[4]) for one in self.raw["bills"]
        )

    @property
    def received(self) -> Mapping[str, int]:
        """Rupiah received by the event's day that no bill has taken yet, by payer."""
        found: Mapping[str, int] = self.raw["received"]
        return found

    @cached_property
    def payees(self) -> tuple[Payee, ...]:
        """Who is to receive money, in the order named."""
        return tuple(
            Payee(one["id"], one["name"], one["relation"], _day_or_none(one["born_on"]), one["guardian"])
            for one in self.raw["payees"]
        )

    @cached_property
    def earlier(self) -> tuple[Earlier, ...]:
        """What was granted before, oldest first."""
        return tuple(_earlier(one) for one in self.raw["earlier"])

    @property
    def rivals(self) -> Sequence[str]:
        """Numbers of other live claims for the same event and programme."""
        found: Sequence[str] = self.raw["rivals"]
        return found


def is_self(participation: Participation) -> bool:
    """Whether the participant pays for himself."""
    return participation.payer_kind == PayerKind.SELF


def _participation(raw: Json) -> Participation:
    known = dict(raw)
    return Participation(**{**known, "since": _day(known["since"]), "until": _day_or_none(known["until"])})


def _earlier(raw: Json) -> Earlier:
    lines = tuple((one[0], one[1], one[2]) for one in raw["lines"])
    return Earlier(
        raw["number"], raw["kind"], _day(raw["event_on"]), _day(raw["decided_on"]), raw["own"], lines,
        tuple(raw["awards"]), raw["facts"],
    )  # fmt: skip


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
