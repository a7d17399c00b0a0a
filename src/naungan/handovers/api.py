"""Handovers as REST: events of the region, and what may be said of each beneficiary."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from naungan.access.models import Role
from naungan.access.rest import bearer, seen_by
from naungan.access.scope import as_system
from naungan.handovers.models import Event
from naungan.handovers.shown import programme
from naungan.web.api import Page, answers, place_after
from naungan.web.paging import cursor_of

router = Router(tags=["handovers"])
READERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)


class EventOut(Schema):
    """An event."""

    id: int
    title: str
    place: str
    on: date
    starts_at: time
    hosts: list[str]
    state: str


class Events(Schema):
    """A page of events, newest first."""

    events: list[EventOut]
    next_cursor: str


class Person(Schema):
    """What may be said of a beneficiary; what they did not agree to is empty. Rupiah."""

    place: int
    name: str
    role: str
    amount: int | None
    story: str
    face: bool
    sponsor: str
    paid_on: date | None
    days_before: int | None


class Programme(Schema):
    """An event with everybody who agreed."""

    event: EventOut
    people: list[Person]


@router.get("", auth=bearer, response=answers(Events, 401, 403), summary="Events of the region")
@seen_by(*READERS)
def events(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """Events, newest first."""
    found = Event.objects.order_by("-on", "-id")
    after = place_after(page.cursor, date, int)
    if after is not None:
        found = found.filter(on__lt=after[0]) | found.filter(on=after[0], id__lt=after[1])
    rows = list(found[: page.limit + 1])
    more, rows = len(rows) > page.limit, rows[: page.limit]
    return {"events": rows, "next_cursor": cursor_of(rows[-1], ("-on", "-id")) if more else ""}


@router.get(
    "/{event}", auth=bearer, response=answers(Programme, 401, 403, 404), summary="What may be said at an event"
)
@seen_by(*READERS)
def one(request: HttpRequest, event: int) -> dict[str, Any]:
    """An event and everybody who agreed to be part of it, as of now."""
    found = get_object_or_404(Event, pk=event)
    with as_system():
        return {"event": found, "people": programme(found)}
