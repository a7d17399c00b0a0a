"""Is a person covered on a day: yes or no, until when, by whom paid, for which risks, and how fresh that is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from naungan.law.months import last_day, month_of
from naungan.law.statute import load
from naungan.participants.protection import Asked, protection
from naungan.participants.protection_facts import PROTECTS, Books, Protection, State
from naungan.participants.protection_rows import read_money, read_registered
from naungan.registry.models import Person, Programme

KNOWN_FOR_MONTHS = 2  # after the last closed month an answer for today would be a guess


class Answer(Enum):
    """The answer to "am I covered?"."""

    YES = "yes"
    GRACE = "grace"
    NO = "no"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Cover:
    """Whether a person is covered on `day`, the day that was asked for or the last day that is known.

    `until`: the last certain day of protection, None while it is open or there is none. `programmes`: the mask
    of what protects. `headline`: the participation that the answer is about, None for somebody without any.
    `protections`: every participation, those that protect first. `books`: how far the data reach.
    """

    person: Person
    asked: date
    day: date
    answer: Answer
    until: date | None
    programmes: int
    headline: Protection | None
    protections: tuple[Protection, ...]
    books: Books

    @property
    def covered(self) -> bool:
        """Whether the person is covered on that day."""
        return self.answer in (Answer.YES, Answer.GRACE)

    @property
    def stale(self) -> bool:
        """Whether the answer is for an earlier day than was asked for, because later data are missing."""
        return self.day < self.asked and self.died_on is None

    @property
    def died_on(self) -> date | None:
        """The day of death, for an answer about a person who had died by the day that was asked for."""
        died = self.person.died_on
        return died if died is not None and died <= self.asked else None

    @property
    def protecting(self) -> tuple[Protection, ...]:
        """The participations that protect on that day."""
        return tuple(one for one in self.protections if one.state in PROTECTS)

    @property
    def basis(self) -> tuple[str, ...]:
        """The articles behind the answer."""
        told = self.protecting or ((self.headline,) if self.headline else ())
        return tuple(dict.fromkeys(article for one in told for article in one.basis))


def cover_on(person: Person, day: date) -> Cover:
    """Whether a person is covered on a day, by registration, payments and the law of that day.

    For a day long after the last closed month the answer is for the last day that is known, and for
    somebody who died by then for the day of death: `Cover.day` says which. Sources: PP 44/2015, 45/2015,
    46/2015 and Perdir 22/PERDIR.02/072022 as `Cover.basis` names them.
    """
    statute, (books, enrolments) = load(), read_registered(person.pk)
    on = _answered_day(person, day, books)
    money = read_money(enrolments, statute, on)
    judged = [protection(Asked(one, money[one.payer_id], books, person.born_on, on, statute)) for one in enrolments]
    ordered = tuple(sorted(judged, key=_rank))
    protecting = [one for one in ordered if one.state in PROTECTS]
    return Cover(
        person=person,
        asked=day,
        day=on,
        answer=_answer(ordered),
        until=_until(protecting),
        programmes=_union(protecting) & ~(Programme.JKP if _dead(person, day) else 0),
        headline=ordered[0] if ordered else None,
        protections=ordered,
        books=books,
    )


def programme_names(mask: int) -> tuple[str, ...]:
    """JKK, JKM, JHT, JP, JKP: those in a mask, in this order."""
    return tuple(one.label for one in Programme if mask & one)


def _dead(person: Person, day: date) -> bool:
    """Whether the person had died by that day; the right to JKP ends with death (law.md 8.3)."""
    return person.died_on is not None and person.died_on <= day


def _answered_day(person: Person, day: date, books: Books) -> date:
    """The day to answer for: the one asked, the last one known, or the day of death, whichever is first."""
    candidates = [day]
    if person.died_on is not None:
        candidates.append(person.died_on)
    if books.closed and books.known_on and day > last_day(month_of(books.closed) + KNOWN_FOR_MONTHS):
        candidates.append(books.known_on)
    return min(candidates)


_ORDER = (
    State.RUNNING,
    State.GRACE,
    State.UNKNOWN,
    State.AWAITING,
    State.COMING,
    State.LAPSED,
    State.ENDED,
)
_ANSWERS = {State.RUNNING: Answer.YES, State.GRACE: Answer.GRACE, State.UNKNOWN: Answer.UNKNOWN}


def _rank(one: Protection) -> tuple[int, int]:
    """What protects first, then what might; of several alike the one that began last."""
    return _ORDER.index(one.state), -one.enrolment.since.toordinal()


def _answer(ordered: tuple[Protection, ...]) -> Answer:
    return _ANSWERS.get(ordered[0].state, Answer.NO) if ordered else Answer.NO


def _until(protecting: Iterable[Protection]) -> date | None:
    days = [one.until for one in protecting]
    return None if None in days else max((day for day in days if day), default=None)


def _union(protecting: Iterable[Protection]) -> int:
    mask = 0
    for one in protecting:
        mask |= one.programmes
    return mask
