"""What the pages of disbursing share: who comes in, how a form's order is read, how a state looks."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponseRedirect
from django.shortcuts import redirect

from naungan.access.actor import Actor
from naungan.access.models import STAFF
from naungan.access.scope import as_system
from naungan.disbursements.act import Order
from naungan.disbursements.models import Transfer
from naungan.disbursements.moves import OFFICERS, State, Way
from naungan.disbursements.names import Likeness
from naungan.errors import Refused

READERS = STAFF
ROWS = 50
BATCH_KINDS = {
    State.DRAFT: "neutral", State.CHECKED: "waiting", State.SENT: "waiting", State.ANSWERED: "waiting",
    State.CLOSED: "good", State.CANCELLED: "neutral",
}  # fmt: skip
WAY_KINDS = {
    Way.WAITING: "neutral", Way.DROPPED: "neutral", Way.SENT: "waiting", Way.PAID: "good", Way.RETURNED: "danger",
}  # fmt: skip
NAME_KINDS = {Likeness.MATCH: "good", Likeness.CLOSE: "waiting", Likeness.DIFFERS: "danger"}


def actor_of(request: HttpRequest) -> Actor:
    """Who asks; the door has let them in."""
    return cast(Actor, request.actor)  # type: ignore[attr-defined]


def is_officer(request: HttpRequest) -> bool:
    """Whether the one who asks may do something, and not only read."""
    return actor_of(request).role in OFFICERS


def order_of(request: HttpRequest) -> Order:
    """The order of a form: its key (a second click has the same) and the version it was shown with."""
    version = request.POST.get("version", "")
    try:
        key = uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        key = uuid.uuid4()
    return Order(actor_of(request), key, int(version) if version.isdigit() and len(version) < 10 else None)


def doing(
    request: HttpRequest, work: Callable[[], object], after: str, *arguments: object, said: str
) -> HttpResponseRedirect:
    """Do one thing outside the actor's scope, which has been asked by now, and go on; a refusal is said there."""
    try:
        with as_system():
            work()
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, said)
    return redirect(after, *arguments)


def row_of(transfer: Transfer) -> dict[str, Any]:
    """A transfer as lists show it: the account by its last digits."""
    judged = getattr(transfer, "judgement", None)
    return {
        "transfer": transfer,
        "account": f"{'•' * 4}{transfer.account_number[-4:]}",
        "way_kind": WAY_KINDS[Way(transfer.state)],
        "name_kind": NAME_KINDS[Likeness(transfer.likeness)],
        "judged": judged,
        "to_judge": transfer.state == Way.WAITING and transfer.likeness != Likeness.MATCH and judged is None,
    }
