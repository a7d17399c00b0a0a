"""What is known of one participation, before anybody says whether it protects."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from naungan.law.months import first_day, month_of


class State(Enum):
    """Where a participation stands on a day."""

    RUNNING = "running"
    GRACE = "grace"
    UNKNOWN = "unknown"
    AWAITING = "awaiting"
    COMING = "coming"
    LAPSED = "lapsed"
    ENDED = "ended"


PROTECTS = frozenset({State.RUNNING, State.GRACE})


@dataclass(frozen=True, slots=True)
class BilledMonth:
    """A month of a payer: when it was to be paid, and the day of the last instalment that paid it in full."""

    month: date
    due_on: date
    paid_on: date | None

    def paid_by(self, day: date) -> bool:
        """Whether it had been paid in full by that day."""
        return self.paid_on is not None and self.paid_on <= day


@dataclass(frozen=True, slots=True)
class Money:
    """What a payer paid and owes. `waiting` is rupiah received for months that are not billed yet."""

    months: tuple[BilledMonth, ...] = ()
    waiting: int = 0


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A participation as registered; `until` is the first day without it, `because` why it ended.

    `continues`: goes on past pension age. `fund` is the fund source of a sponsor.
    """

    participation_id: int
    payer_id: int
    payer: str
    payer_code: str
    payer_kind: int
    fund: str
    segment: int
    programmes: int
    since: date
    until: date | None
    because: str
    continues: bool
    wage: int
    transport: bool

    @property
    def joined(self) -> date:
        """The first day of the month in which it began."""
        return first_day(month_of(self.since))


@dataclass(frozen=True, slots=True)
class Books:
    """Between which months the books stand: the first kept, the last closed, and until when they are known."""

    begin: date | None
    closed: date | None
    known_on: date | None


@dataclass(frozen=True, slots=True)
class Protection:
    """Where one participation stands on a day.

    `since`: the first day of protection; of a stopped one the first day without. `until`: the last day of
    protection that is certain, None while it is open. `unpaid`: months due and not paid, from `unpaid_from`
    on. `next_due`: the day by which the next month is to be paid, by whom pays for himself.
    """

    enrolment: Enrolment
    state: State
    since: date | None
    until: date | None
    programmes: int
    unpaid: int
    unpaid_from: date | None
    paid_through: date | None
    next_due: date | None
    basis: tuple[str, ...]
