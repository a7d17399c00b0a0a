"""The officers' queue: what waits for them, the terms already broken first, then those that end soonest."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from naungan.access.scope import reading_as_system
from naungan.claims.clock import Clock, clocks_of
from naungan.claims.models import Claim
from naungan.claims.moves import LOOKED_AT, State

# What officers still have to do something about; after these the money or the claimant has it.
TO_DO = (*LOOKED_AT, State.CHECKING)
OPEN = (*TO_DO, State.NEED_DOC)
MOST = 1_000  # open claims that are put in order; a branch has fewer, a country reads its branches' lists
EVERYTHING = "semua"
_FAR = date.max


@dataclass(frozen=True, slots=True)
class Asked:
    """What the list is narrowed to; `state` empty is what is to be done, EVERYTHING all that was sent."""

    words: str = ""
    state: str = ""
    kind: str = ""
    late: bool = False
    signals: bool = False


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the list, with its clock and how many signals nobody has answered."""

    claim: Claim
    clock: Clock
    signals: int


@dataclass(frozen=True, slots=True)
class Sums:
    """Of all open claims that the officer sees: to do, late among them, waiting for claimants, with signals."""

    open: int
    late: int
    waiting: int
    signals: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the list; `more` says whether another follows."""

    rows: tuple[Waiting, ...]
    more: bool
    sums: Sums


def queue(asked: Asked, offset: int, size: int, today: date) -> Queue:
    """The claims that the actor sees and asked for, in the order in which they are to be worked on."""
    listed, within = open_seen(), asked.state in ("", *OPEN)
    others = _narrowed(_seen(), asked).order_by("-submitted_at", "-id")[offset : offset + size + 1]
    found = [] if within else list(others)
    with reading_as_system():  # the claims are the actor's to see: their log need not be asked row by row
        clocks = clocks_of([*listed, *found], today)
    waiting = _waiting(listed, clocks)
    sums = Sums(
        open=sum(one.claim.state in TO_DO for one in waiting),
        late=sum(one.clock.late and one.claim.state in TO_DO for one in waiting),
        waiting=sum(one.claim.state == State.NEED_DOC for one in waiting),
        signals=sum(bool(one.signals) for one in waiting),
    )
    if within:
        rows = _in_order(_asked_for(waiting, asked))
        return Queue(tuple(rows[offset : offset + size]), len(rows) > offset + size, sums)
    rows = _waiting(found, clocks)
    return Queue(tuple(rows[:size]), len(rows) > size, sums)


def open_claims(today: date) -> list[Waiting]:
    """The open claims that the actor sees, the oldest MOST of them, with their clocks."""
    listed = open_seen()
    with reading_as_system():  # the claims are the actor's to see: their log need not be asked row by row
        return with_clocks(listed, today)


def open_seen() -> list[Claim]:
    """The open claims that the actor sees, the oldest MOST of them."""
    return list(_seen().filter(state__in=OPEN).order_by("submitted_at", "id")[:MOST])


def _seen() -> QuerySet[Claim]:
    unseen = Count("signals", filter=Q(signals__seen_at__isnull=True))
    return Claim.objects.filter(submitted_at__isnull=False).select_related("person", "region").annotate(unseen=unseen)


def with_clocks(claims: list[Claim], today: date) -> list[Waiting]:
    """Claims of `open_seen` with their clocks; outside the actor's scope."""
    return _waiting(claims, clocks_of(claims, today))


def _waiting(claims: list[Claim], clocks: dict[int, Clock]) -> list[Waiting]:
    return [Waiting(one, clocks[one.pk], one.unseen) for one in claims]  # type: ignore[attr-defined]


def _narrowed(claims: QuerySet[Claim], asked: Asked) -> QuerySet[Claim]:
    if asked.state in State.values:
        claims = claims.filter(state=asked.state)
    if asked.kind:
        claims = claims.filter(kind=asked.kind)
    if asked.signals:
        claims = claims.filter(unseen__gt=0)  # type: ignore[misc]
    if asked.words:
        claims = claims.filter(Q(number__startswith=asked.words.upper()) | Q(person__name__icontains=asked.words))
    return claims


def _asked_for(waiting: list[Waiting], asked: Asked) -> list[Waiting]:
    states = (asked.state,) if asked.state else TO_DO
    words = asked.words.upper()
    return [
        one
        for one in waiting
        if one.claim.state in states
        and (not asked.kind or one.claim.kind == asked.kind)
        and (not asked.late or one.clock.late)
        and (not asked.signals or one.signals)
        and (not words or one.claim.number.startswith(words) or words in one.claim.person.name.upper())
    ]


def _in_order(waiting: list[Waiting]) -> list[Waiting]:
    return sorted(waiting, key=lambda one: (not one.clock.late, one.clock.due_on or _FAR, one.claim.pk))
