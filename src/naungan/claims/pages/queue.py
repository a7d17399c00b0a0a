"""The officer's list of claims."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.http import urlencode
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.looks import looked_at_many
from naungan.access.models import STAFF
from naungan.claims.kinds import ClaimKind
from naungan.claims.moves import State
from naungan.claims.open_claims import Asked
from naungan.claims.pages import look_words
from naungan.claims.pages.standing import KINDS
from naungan.claims.queue import EVERYTHING, Waiting, queue
from naungan.web.pages import show

SIZE = 25


@dataclass(frozen=True, slots=True)
class Row:
    """A claim as the list shows it."""

    id: int
    number: str
    kind: str | Promise
    person: str
    region: str
    state: str | Promise
    state_kind: str
    net_days: int
    due_on: date | None
    late: bool
    signals: int


@page(*STAFF)
@require_GET
def claims(request: HttpRequest) -> HttpResponse:
    """What is to be worked on, broken terms first."""
    asked, offset, today = _asked(request), offset_of(request), timezone.localdate()
    found = queue(asked, offset, SIZE, today)
    looked_at_many(request.actor, [one.claim.person_id for one in found.rows], look_words.QUEUE)  # type: ignore[attr-defined]
    facts: dict[str, Any] = {
        "asked": asked,
        "rows": [_row(one) for one in found.rows],
        "sums": found.sums,
        "today": today,
        "states": [(one.value, one.label) for one in State if one != State.DRAFT],
        "kinds": ClaimKind.choices,
        "before": max(offset - SIZE, 0) if offset else None,
        "next": offset + SIZE if found.more else None,
        "query": urlencode([(name, str(text)) for name, text in request.GET.items() if name != "mulai"]),
    }
    return show(request, "claims/queue.html", facts)


def offset_of(request: HttpRequest) -> int:
    """After how many rows a page of a list begins."""
    text = request.GET.get("mulai", "0")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _asked(request: HttpRequest) -> Asked:
    read = request.GET
    kind = read.get("jenis", "")
    state = read.get("keadaan", "")
    return Asked(
        words=" ".join(read.get("cari", "").replace("\0", "").split())[:100],
        state=state if state in (*State.values, EVERYTHING) else "",
        kind=kind if kind in ClaimKind.values else "",
        late=read.get("batas") == "lewat",
        signals=read.get("isyarat") == "ada",
    )


def _row(one: Waiting) -> Row:
    state = State(one.claim.state)
    return Row(
        id=one.claim.pk,
        number=one.claim.number,
        kind=ClaimKind(one.claim.kind).label,
        person=one.claim.person.name,
        region=one.claim.region.name,
        state=state.label,
        state_kind=KINDS[state],
        net_days=one.term.net_days,
        due_on=one.term.due_on,
        late=one.term.late,
        signals=one.signals,
    )
