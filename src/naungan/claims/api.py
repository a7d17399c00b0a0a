"""Claims as REST: opened, completed and sent by whoever claims; verified, decided and checked by officers."""

from __future__ import annotations

import base64
import binascii
import uuid
from datetime import date, datetime
from typing import Annotated, Any, cast

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404, HttpRequest
from ninja import Field, Query, Router
from ninja.responses import Status
from pydantic import StringConstraints

from naungan.access.actor import Actor
from naungan.access.idempotency import idempotent
from naungan.access.looks import looked, looked_at_many
from naungan.access.models import OF_A_PERSON, STAFF, Role
from naungan.access.rest import bearer, seen_by
from naungan.access.scope import reading_as_system
from naungan.claims import api_schemas as told
from naungan.claims.act import Order
from naungan.claims.clock import clock_of
from naungan.claims.decide import check, checks_left, decide, latest
from naungan.claims.errors import BadPaper
from naungan.claims.models import Claim, Decision
from naungan.claims.moves import READINGS, State
from naungan.claims.open_claim import Claimant, Opening, open_claim
from naungan.claims.pages.look_words import API
from naungan.claims.papers import receive_paper
from naungan.claims.payees import PayeeFacts, name_payee
from naungan.claims.submit import submit
from naungan.claims.verify import ask_for, start_verifying
from naungan.saying import gettext as _
from naungan.web.api import KEY, Page, answers, place_after
from naungan.web.paging import cursor_of

router = Router(tags=["claims"])
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
CLAIMANTS = (*OF_A_PERSON, Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, *OFFICERS)
SEERS = (*OF_A_PERSON, Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, *STAFF)
Number = Annotated[str, StringConstraints(max_length=20, pattern=r"^[A-Z]{2,3}-[0-9]{4}-[0-9]{6,9}$")]
PROBLEMS = (401, 403, 404, 409)


@router.get("", auth=bearer, response=answers(told.Claims, 401, 403), summary="Claims that one may see")
@seen_by(*SEERS)
def claims(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """The claims within the token's scope, by their numbers of rows; drafts are their writer's alone."""
    (after,) = place_after(page.cursor, int) or (0,)
    found = list(Claim.objects.filter(pk__gt=after).order_by("pk")[: page.limit + 1])
    rows = found[: page.limit]
    looked_at_many(_actor(request), [one.person_id for one in rows], API)
    return {
        "claims": [_short(one) for one in rows],
        "next": cursor_of(rows[-1], ("id",)) if len(found) > page.limit else None,
    }


@router.post(
    "", auth=bearer, response=answers(told.Opened, *PROBLEMS, status=201), summary="Open a claim", openapi_extra=KEY
)
@seen_by(*CLAIMANTS)
@idempotent
def opened(request: HttpRequest, asked: told.Opening) -> Status[Any]:
    """Open a claim as a draft. A worker or heir claims about the person of the token; others name the person."""
    actor = _actor(request)
    person_id = actor.person_id or asked.person_id
    if person_id is None:
        raise Http404
    who = asked.claimant
    claimant = Claimant(who.name, who.relation, who.born_on, who.phone, who.nik)
    claim = open_claim(Opening(asked.kind, person_id, asked.event_on, claimant, asked.facts), _order(request))
    return Status(201, {"number": claim.number, "state": claim.state})


@router.get("/{number}", auth=bearer, response=answers(told.ClaimOut, 401, 403, 404), summary="Where a claim is")
@seen_by(*SEERS)
def standing(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The state of a claim in plain words, whose turn it is, and its clock."""
    claim = _claim(request, number)
    with reading_as_system():
        clock = clock_of(claim)
    return {
        **_short(claim),
        "next_by": str(READINGS[State(claim.state)].next_by),
        "event_on": claim.event_on,
        "elapsed_days": clock.elapsed_days,
        "net_days": clock.net_days,
        "due_on": clock.due_on,
        "stopped": clock.stopped,
        "late": clock.late,
    }


@router.post(
    "/{number}/papers",
    auth=bearer,
    response=answers(told.PaperOut, *PROBLEMS, 413, status=201),
    summary="Add a paper",
    openapi_extra=KEY,
)
@seen_by(*CLAIMANTS)
@idempotent
def paper(request: HttpRequest, number: Number, asked: told.PaperIn) -> Status[Any]:
    """Keep a photo or PDF with a claim: JPEG, PNG or PDF, judged by its content. The same again changes nothing."""
    claim = _claim(request, number)
    try:
        content = base64.b64decode(asked.content, validate=True)
    except binascii.Error as wrong:
        raise BadPaper(_("Isi berkas bukan base64. Kodekan lagi, lalu kirim ulang.")) from wrong
    kept = receive_paper(claim.pk, _order(request), asked.kind, SimpleUploadedFile(asked.name or "berkas", content))
    return Status(201, {"kind": kept.kind, "state": kept.state, "size": kept.size, "sha256": kept.sha256})


@router.post(
    "/{number}/payees",
    auth=bearer,
    response=answers(told.PayeeOut, *PROBLEMS, status=201),
    summary="Name a payee",
    openapi_extra=KEY,
)
@seen_by(*CLAIMANTS)
@idempotent
def payee(request: HttpRequest, number: Number, asked: told.PayeeIn) -> Status[Any]:
    """Name somebody to be paid."""
    claim = _claim(request, number)
    made = name_payee(claim.pk, _order(request), PayeeFacts(**asked.dict()))
    return Status(201, {"id": made.pk, "name": made.name, "relation": made.relation})


@router.post(
    "/{number}/submission",
    auth=bearer,
    response=answers(told.Opened, *PROBLEMS),
    summary="Send a claim",
    openapi_extra=KEY,
)
@seen_by(*CLAIMANTS)
@idempotent
def submitted(request: HttpRequest, number: Number) -> Status[Any]:
    """Send a draft; its number is the receipt. 409 names what is still missing."""
    claim = submit(_claim(request, number).pk, _order(request))
    return Status(200, {"number": claim.number, "state": claim.state})


@router.post(
    "/{number}/verification",
    auth=bearer,
    response=answers(told.Opened, *PROBLEMS),
    summary="Begin to verify a claim",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def verified(request: HttpRequest, number: Number) -> Status[Any]:
    """An officer begins to verify a claim."""
    claim = start_verifying(_claim(request, number).pk, _order(request))
    return Status(200, {"number": claim.number, "state": claim.state})


@router.post(
    "/{number}/requests",
    auth=bearer,
    response=answers(told.Opened, *PROBLEMS),
    summary="Ask the claimant for papers",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def asked_for(request: HttpRequest, number: Number, asked: told.Request) -> Status[Any]:
    """Ask for papers or answers, with the reason; the clock stands still."""
    claim = ask_for(_claim(request, number).pk, _order(request), asked.documents, asked.reason)
    return Status(200, {"number": claim.number, "state": claim.state})


@router.post(
    "/{number}/decisions",
    auth=bearer,
    response=answers(told.DecisionOut, *PROBLEMS, status=201),
    summary="Decide a claim",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def decided(request: HttpRequest, number: Number, asked: told.Said) -> Status[Any]:
    """Decide as the law says today: granted or refused with its reasons. Others check it before it counts."""
    return Status(201, _decision(decide(_claim(request, number).pk, _order(request), asked.said)))


@router.get(
    "/{number}/decision", auth=bearer, response=answers(told.DecisionOut, 401, 403, 404), summary="The last decision"
)
@seen_by(*SEERS)
def decision(request: HttpRequest, number: Number) -> dict[str, Any]:
    """The last decision with its lines and frozen explanation; claimants see it once it is final."""
    found = latest(_claim(request, number))
    if found is None or (found.final_at is None and _actor(request).role not in STAFF):
        raise Http404
    return _decision(found)


@router.post(
    "/decisions/{decision_id}/checks",
    auth=bearer,
    response=answers(told.DecisionOut, *PROBLEMS),
    summary="Check a decision",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def checked(
    request: HttpRequest, decision_id: Annotated[int, Field(ge=1, lt=2**63)], asked: told.Check
) -> Status[Any]:
    """Agree with a decision of somebody else, or not and why."""
    seen = Decision.objects.filter(pk=decision_id).first()
    if seen is None:
        raise Http404
    return Status(200, _decision(check(seen.pk, _order(request), asked.agrees, asked.said)))


def _actor(request: HttpRequest) -> Actor:
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def _order(request: HttpRequest) -> Order:
    """An order with a key of its own: what is sent twice is answered by its Idempotency-Key."""
    return Order(_actor(request), uuid.uuid4())


def _claim(request: HttpRequest, number: str) -> Claim:
    claim = Claim.objects.select_related("person").filter(number=number).first()
    if claim is None:
        raise Http404
    looked(_actor(request), claim.person_id, API)
    return claim


def _short(claim: Claim) -> dict[str, Any]:
    sent: datetime | None = claim.submitted_at
    return {
        "number": claim.number,
        "kind": claim.kind,
        "state": claim.state,
        "state_words": str(State(claim.state).label),
        "submitted_at": sent,
    }


def _decision(found: Decision) -> dict[str, Any]:
    final_on: date | None = found.final_at.date() if found.final_at else None
    return {
        "id": found.pk,
        "sequence": found.sequence,
        "outcome": found.outcome,
        "total": found.total,
        "final_on": final_on,
        "checks_left": 0 if found.final_at else checks_left(found),
        "article": found.article,
        "fact": found.fact,
        "next_step": found.next_step,
        "law_version": found.law_version,
        "lines": found.basis["lines"],
        "steps": found.basis["steps"],
    }
