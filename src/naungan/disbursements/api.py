"""Disbursing as REST: batches with their transfers, and the door through which a bank's answers come in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Field, Query, Router, Schema
from ninja.responses import Status

from naungan.access.actor import Actor
from naungan.access.idempotency import idempotent
from naungan.access.models import STAFF
from naungan.access.rest import bearer, seen_by
from naungan.access.scope import as_system
from naungan.disbursements.listing import batches, transfers_of
from naungan.disbursements.models import Batch
from naungan.disbursements.moves import OFFICERS
from naungan.disbursements.read_answer import read_answer
from naungan.web.api import KEY, Page, answers, place_after
from naungan.web.paging import cursor_of

router = Router(tags=["disbursements"])
LONGEST_FILE = 4_000_000  # characters


class BatchOut(Schema):
    """A batch; rupiah. `state`: draft, checked, sent, answered, closed, cancelled."""

    id: int
    number: str
    source: str
    state: str
    execute_on: date
    lines: int
    total: int

    @staticmethod
    def resolve_source(batch: Batch) -> str:
        """The short name of the paying account."""
        return batch.source.code


class Batches(Schema):
    """Batches, the newest first; `next` is the cursor of the following page."""

    batches: list[BatchOut]
    next: str


class TransferOut(Schema):
    """A transfer without its account; rupiah. `likeness` of the account's name to the payee's."""

    reference: str
    fund: str
    amount: int
    likeness: str
    state: str
    reason: str
    paid_on: date | None
    returned_on: date | None


class OneBatch(Schema):
    """A batch and its transfers in order."""

    batch: BatchOut
    transfers: list[TransferOut]


class AnswerIn(Schema):
    """A file of a bank as text: camt.053, camt.054, pain.002 or MT940."""

    name: str = Field(min_length=1, max_length=200, pattern=r"^[ -~]+$")
    content: str = Field(min_length=1, max_length=LONGEST_FILE)


class AnswerOut(Schema):
    """What the file brought: lines, new ones, transfers that moved, lines of that account that wait for a person."""

    file_id: int
    kind: str
    lines: int
    new: int
    paid: int
    returned: int
    contributions: int
    waiting: int
    already_seen: bool


@router.get("/batches", auth=bearer, response=answers(Batches, 401, 403), summary="Batches that one may see")
@seen_by(*STAFF)
def list_batches(request: HttpRequest, page: Query[Page]) -> dict[str, Any]:
    """The batches within the token's scope, the newest first."""
    place, found = place_after(page.cursor, int), batches().order_by("-id")
    rows = list((found.filter(pk__lt=place[0]) if place else found)[: page.limit + 1])
    shown = rows[: page.limit]
    return {"batches": shown, "next": cursor_of(shown[-1], ("-id",)) if len(rows) > page.limit else ""}


@router.get(
    "/batches/{number}", auth=bearer, response=answers(OneBatch, 401, 403, 404), summary="A batch with its transfers"
)
@seen_by(*STAFF)
def one_batch(request: HttpRequest, number: str) -> dict[str, Any]:
    """One batch by its number (the order's MsgId)."""
    found = get_object_or_404(batches(), number=number.replace("\0", ""))
    return {"batch": found, "transfers": list(transfers_of(found).order_by("place"))}


@router.post(
    "/answers",
    auth=bearer,
    response=answers(AnswerOut, 401, 403, 409, status=201),
    summary="Take in a file of the bank",
    openapi_extra=KEY,
)
@seen_by(*OFFICERS)
@idempotent
def take_answer(request: HttpRequest, sent: AnswerIn) -> Status[Any]:
    """Take in what a bank booked or refused; the same file again changes nothing."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    with as_system():
        return Status(201, read_answer(sent.content.encode(), sent.name, actor))
