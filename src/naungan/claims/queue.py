"""The officers' queue: what waits for them, the terms already broken first, then those that end soonest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from naungan.access.scope import reading_as_system
from naungan.claims.models import Claim
from naungan.claims.moves import State
from naungan.claims.open_claims import OPEN, Asked, Sums, Term, listed, open_seen, these

EVERYTHING = "semua"  # as a state: all that was sent


@dataclass(frozen=True, slots=True)
class Waiting:
    """A claim in the list, with its term and how many signals nobody has answered."""

    claim: Claim
    term: Term
    signals: int


@dataclass(frozen=True, slots=True)
class Queue:
    """A page of the list; `more` says whether another follows. The sums are of all open claims."""

    rows: tuple[Waiting, ...]
    more: bool
    sums: Sums


def queue(asked: Asked, offset: int, size: int, today: date) -> Queue:
    """The claims that the actor sees and asked for, in the order in which they are to be worked on."""
    seen, one_more = open_seen(), size + 1  # tells whether another page follows
    is_open = asked.state in ("", *OPEN)
    claims = [] if is_open else _sent(asked, offset, one_more)
    with reading_as_system():  # the claims are the actor's to see: their log need not be asked row by row
        found = listed(seen, asked, offset, one_more, today) if is_open else these(seen, claims, today)
        if is_open:
            claims = _in_order(found.terms)
    terms = {one.claim: one for one in found.terms}
    rows = tuple(Waiting(one, terms[one.pk], one.unseen) for one in claims[:size])  # type: ignore[attr-defined]
    return Queue(rows, len(claims) > size, found.sums)


def _in_order(terms: Iterable[Term]) -> list[Claim]:
    by_id = {claim.pk: claim for claim in _seen().filter(pk__in=[one.claim for one in terms])}
    return [by_id[one.claim] for one in terms]


def _sent(asked: Asked, offset: int, limit: int) -> list[Claim]:
    """Claims in a state that is not open, or in any: those sent last first."""
    return list(_narrowed(_seen(), asked).order_by("-submitted_at", "-id")[offset : offset + limit])


def _seen() -> QuerySet[Claim]:
    unseen = Count("signals", filter=Q(signals__seen_at__isnull=True))
    return Claim.objects.filter(submitted_at__isnull=False).select_related("person", "region").annotate(unseen=unseen)


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
