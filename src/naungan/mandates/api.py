"""Mandates as REST: what is asked and how sure that is, how far governments are, and commitments."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Annotated, Any, Literal

from django.http import Http404, HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema
from ninja.responses import Status
from pydantic import StringConstraints

from naungan.access.idempotency import idempotent
from naungan.access.models import Role
from naungan.access.rest import bearer, seen_by, seen_by_all
from naungan.access.scope import as_system
from naungan.mandates.act import Order, act
from naungan.mandates.commitments import Followed, StepFacts, begin, followed, step
from naungan.mandates.evidence import Facts, attach
from naungan.mandates.facts import duties, instruments
from naungan.mandates.models import Commitment, Obligation
from naungan.mandates.overview import Asked, government, standings
from naungan.registry.models import Region
from naungan.web.api import KEY, answers

router = Router(tags=["mandates"])
SEERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)
MAKERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
Code = Annotated[str, StringConstraints(pattern=r"^[0-9]{2}(\.[0-9]{2})?$")]
Number = Annotated[int, Field(ge=1, lt=2**63)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=2000, pattern=r"^[^\x00]+$")]
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00]*$")]


class Instrument(Schema):
    """Something that orders; `status` seen: read in its source, otherwise not verified."""

    code: str
    title: str
    about: str
    issued: date | None
    valid_from: date
    valid_until: date | None
    status: str
    source: str


class Duty(Schema):
    """What is asked; only a duty of status seen opens obligations."""

    code: str
    instrument: str
    official_no: str | None
    words: str
    every: str
    evidence: list[str]
    indicator: str
    status: str
    source: str


class Basis(Schema):
    """What mandates rest on."""

    instruments: list[Instrument]
    duties: list[Duty]


class Proof(Schema):
    """A piece of evidence."""

    kind: str
    number: str
    title: str
    dated_on: date
    valid_until: date | None
    sha256: str


class ObligationSeen(Schema):
    """One duty of one government for one period."""

    id: int
    duty: str
    period: str
    due_on: date | None
    state: str
    standing: str = Field(description="the state, or late")
    version: int
    evidence: list[Proof]


class Indicator(Schema):
    """An indicator; `value` null: not computable."""

    code: str
    period: str
    numerator: int | None
    numerator_source: str
    denominator: int | None
    denominator_source: str
    value: float | None


class Step(Schema):
    """A stage that was reached."""

    stage: str
    on: date
    said: str
    document: str
    amount: int | None


class CommitmentSeen(Schema):
    """A commitment with its history."""

    id: int
    region_code: str
    round: str
    title: str
    stage: str
    days: int
    steps: list[Step]


class GovernmentSeen(Schema):
    """A government in full."""

    region_code: str
    region: str
    on: date
    obligations: list[ObligationSeen]
    indicators: list[Indicator]
    commitments: list[CommitmentSeen]


class StandingSeen(Schema):
    """How far a government is in a year."""

    region_code: str
    region: str
    asked: int
    verified: int
    submitted: int
    late: int
    next_due: date | None


class NewProof(Schema):
    """Evidence without its file; the file is added on the site."""

    kind: str = Field(max_length=20, pattern=r"^[a-z0-9]+$")
    number: Short
    title: Short
    dated_on: date
    page: Short = ""
    valid_until: date | None = None
    public: bool = False


class NewMove(Schema):
    """A move, at the version that was seen."""

    name: Literal["submit", "withdraw", "verify", "reject"]
    version: int = Field(ge=1, lt=2**31)
    said: Short = ""


class NewStep(Schema):
    """A stage that was reached."""

    stage: Literal["approached", "promised", "regulation", "budget", "first-payment", "fell-through"]
    on: date
    said: Text
    document: Short = ""
    amount: int | None = Field(None, ge=1, lt=2**62)


class NewCommitment(NewStep):
    """A commitment with its first stage."""

    region_code: Code
    round: Text
    title: Text
    public: bool = False


@router.get("/basis", response=answers(Basis), summary="Instruments and duties")
@seen_by_all
def basis(request: HttpRequest) -> dict[str, Any]:
    """The instruments and duties, each with how sure it is."""
    return {
        "instruments": [
            {name: getattr(one, name) for name in Instrument.model_fields if name != "about"}
            | {"about": one.about["id"]}
            for one in instruments()
        ],
        "duties": [
            {**{name: getattr(one, name) for name in Duty.model_fields if name not in ("words", "evidence")},
             "words": one.words["id"], "evidence": list(one.evidence)}
            for one in duties().values()
        ],
    }  # fmt: skip


@router.get(
    "/governments", auth=bearer, response=answers(list[StandingSeen], 401, 403), summary="How far governments are"
)
@seen_by(*SEERS)
def governments(request: HttpRequest) -> list[dict[str, Any]]:
    """The governments within the token's scope, in this year."""
    return [
        {name: getattr(one, name) for name in StandingSeen.model_fields} for one in standings(timezone.localdate())
    ]


@router.get(
    "/governments/{code}", auth=bearer, response=answers(GovernmentSeen, 401, 403, 404), summary="One government"
)
@seen_by(*SEERS)
def one_government(request: HttpRequest, code: Code) -> dict[str, Any]:
    """One government's obligations, indicators and commitments, as far as the token sees them."""
    found = government(_region(code), timezone.localdate())
    return {
        "region_code": code,
        "region": found.region.name,
        "on": found.on,
        "obligations": [_asked(one) for one in found.asked],
        "indicators": [
            {
                "code": one.indicator.code, "period": one.period,
                "numerator": one.above.value if one.above else None,
                "numerator_source": one.above.source if one.above else "",
                "denominator": one.below.value if one.below else None,
                "denominator_source": one.below.source if one.below else "",
                "value": None if one.value is None else float(one.value),
            }
            for one in found.indicators
        ],
        "commitments": [_followed(one) for one in found.commitments],
    }  # fmt: skip


@router.get("/commitments", auth=bearer, response=answers(list[CommitmentSeen], 401, 403), summary="Commitments")
@seen_by(*SEERS)
def commitments(request: HttpRequest) -> list[dict[str, Any]]:
    """The commitments within the token's scope, those that stand still longest first."""
    return [_followed(one) for one in followed(Commitment.objects.select_related("region"), timezone.localdate())]


@router.post(
    "/commitments", auth=bearer, response=answers(CommitmentSeen, 401, 403, 404, 409, status=201),
    summary="Open a commitment", openapi_extra=KEY,
)  # fmt: skip
@seen_by(*OFFICERS)
@idempotent
def new_commitment(request: HttpRequest, wanted: NewCommitment) -> Status[Any]:
    """Open a commitment of a government within the token's scope, with its first stage."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    region = _region(wanted.region_code)
    if actor.region_id is not None and not standings_include(region):
        raise Http404
    with as_system():
        made = begin(region, wanted.round, wanted.title, _step(wanted), actor, uuid.uuid4(), public=wanted.public)
    return Status(201, _followed(followed([made], timezone.localdate())[0]))


@router.post(
    "/commitments/{number}/steps", auth=bearer, response=answers(CommitmentSeen, 401, 403, 404, 409, status=201),
    summary="Add a stage to a commitment", openapi_extra=KEY,
)  # fmt: skip
@seen_by(*OFFICERS)
@idempotent
def new_step(request: HttpRequest, number: Number, wanted: NewStep) -> Status[Any]:
    """Add the stage that a commitment reached; never backwards."""
    actor: Any = request.actor  # type: ignore[attr-defined]
    held = Commitment.objects.filter(pk=number).first()
    if held is None:
        raise Http404
    with as_system():
        step(held, _step(wanted), actor, uuid.uuid4())
    return Status(201, _followed(followed([held], timezone.localdate())[0]))


@router.post(
    "/obligations/{number}/evidence", auth=bearer, response=answers(ObligationSeen, 401, 403, 404, 409, status=201),
    summary="Add evidence to an obligation", openapi_extra=KEY,
)  # fmt: skip
@seen_by(*MAKERS)
@idempotent
def new_evidence(request: HttpRequest, number: Number, wanted: NewProof) -> Status[Any]:
    """Add evidence to an obligation within the token's scope."""
    found = _obligation(number)
    order = Order(request.actor, uuid.uuid4())  # type: ignore[attr-defined]
    with as_system():
        attach(found.pk, order, Facts(**wanted.dict()))
    return Status(201, _of_obligation(number))


@router.post(
    "/obligations/{number}/moves", auth=bearer, response=answers(ObligationSeen, 401, 403, 404, 409, status=201),
    summary="Move an obligation", openapi_extra=KEY,
)  # fmt: skip
@seen_by(*MAKERS)
@idempotent
def new_move(request: HttpRequest, number: Number, wanted: NewMove) -> Status[Any]:
    """Send in, take back, verify or send back; whoever made it does not verify it."""
    found = _obligation(number)
    order = Order(request.actor, uuid.uuid4(), wanted.version)  # type: ignore[attr-defined]
    with as_system():
        act(wanted.name, found.pk, order, wanted.said)
    return Status(201, _of_obligation(number))


def standings_include(region: Region) -> bool:
    """Whether obligations of a government are seen in the present scope."""
    return Obligation.objects.filter(region=region).exists()


def _region(code: str) -> Region:
    found = Region.objects.filter(code=code, level__in=(1, 2), valid__contains=timezone.localdate()).first()
    if found is None:
        raise Http404
    return found


def _obligation(number: int) -> Obligation:
    found = Obligation.objects.filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _of_obligation(number: int) -> dict[str, Any]:
    found = Obligation.objects.select_related("region").get(pk=number)
    asked = government(found.region, found.due_on or timezone.localdate()).asked
    return _asked(next(one for one in asked if one.obligation.pk == number))


def _asked(one: Asked) -> dict[str, Any]:
    kept = one.obligation
    return {
        "id": kept.pk, "duty": kept.duty, "period": kept.period, "due_on": kept.due_on, "state": kept.state,
        "standing": one.standing, "version": kept.version,
        "evidence": [{name: getattr(paper, name) for name in Proof.model_fields} for paper in one.evidence],
    }  # fmt: skip


def _followed(one: Followed) -> dict[str, Any]:
    steps = [{name: getattr(each, name) for name in Step.model_fields} for each in one.steps]
    return {
        "id": one.commitment.pk, "region_code": one.commitment.region.code, "round": one.commitment.round,
        "title": one.commitment.title, "stage": one.last.stage, "days": one.days, "steps": steps,
    }  # fmt: skip


def _step(wanted: NewStep) -> StepFacts:
    return StepFacts(wanted.stage, wanted.on, wanted.said, wanted.document, wanted.amount)
