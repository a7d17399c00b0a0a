"""One person: participations and months on one page, changes and looks on the other."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.contributions.statement import months_of, savings_of
from naungan.desk import look_words
from naungan.desk.labels import label_of
from naungan.desk.models import Kind, State
from naungan.desk.pages.common import READERS, actor_of, is_officer
from naungan.desk.person_facts import Change, person_facts, programme_letters, trail_of
from naungan.registry.models import Person
from naungan.registry.participate import Leaving
from naungan.web.pages import show
from naungan.web.templatetags import formats


@page(*READERS)
@never_cache
@require_GET
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """A person as an officer sees them: NIK masked, every look recorded."""
    found = get_object_or_404(Person.objects.select_related("region"), pk=person_id)
    looked(actor_of(request), found.pk, look_words.PERSON)
    facts = person_facts(found)
    savings, _ = savings_of(found.pk)
    context = {
        "person": found,
        "facts": facts,
        "commands": [(one, Kind(one.kind).label, State(one.state)) for one in facts.commands],
        "months": list(reversed(months_of(found.pk))),
        "savings": savings,
        "may_write": is_officer(request),
        "tab": "person",
    }
    return show(request, "desk/person.html", context)


@page(*READERS)
@never_cache
@require_GET
def trail(request: HttpRequest, person_id: int) -> HttpResponse:
    """What was changed of a person, by whom, and who has looked."""
    found = get_object_or_404(Person.objects.select_related("region"), pk=person_id)
    looked(actor_of(request), found.pk, look_words.TRAIL)
    told = trail_of(found)
    context = {
        "person": found,
        "changes": [
            {"change": one, "before": _value(one, one.before), "after": _value(one, one.after)}
            for one in told.changes
        ],
        "looks": told.looks,
        "tab": "trail",
    }
    return show(request, "desk/trail.html", context)


def _value(change: Change, value: Any) -> str:
    """A value of the database's memory as people write it; a NIK stays masked."""
    if value in (None, ""):
        return formats.UNKNOWN
    writers: dict[str, Callable[[Any], str]] = {
        "nik": formats.nik_masked,
        "phone": formats.phone,
        "wage": formats.rupiah,
        "programmes": programme_letters,
        "born_on": _day,
        "died_on": _day,
        "during": _time,
        "left_because": lambda word: label_of(Leaving, word),
    }
    return str(writers.get(change.column, str)(value))


def _day(text: str) -> str:
    return formats.day(date.fromisoformat(text))


def _time(text: str) -> str:
    """A range as PostgreSQL writes it in JSON: [2020-01-01,2022-06-01)."""
    if text == "empty":
        return formats.UNKNOWN
    since, until = text.strip("[]()").split(",")
    begun = _day(since) if since else formats.UNKNOWN
    return f"{begun} – {_day(until)}" if until else f"{begun} –"
