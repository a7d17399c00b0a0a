"""What the pages of mandates share: who asks, which government, and how a refusal is told."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.access.doors import GUARDED, page, public
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.errors import Refused
from naungan.mandates.act import Order
from naungan.registry.models import Region

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SEERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)
MAKERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)


def in_scope(view: View[P]) -> View[P]:
    """A page for everybody: governments and officers see theirs through their own door, others what is public."""
    theirs, everybodys = page(*SEERS)(view), public(view)

    @wraps(view)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        actor = getattr(request, "actor", None)
        door = theirs if actor is not None and actor.role in SEERS else everybodys
        return door(request, *args, **kwargs)

    setattr(inside, GUARDED, ())
    return cast(View[P], inside)


def actor_of(request: HttpRequest) -> Actor:
    """The actor behind a door of this room."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def may(request: HttpRequest, roles: tuple[Role, ...]) -> bool:
    """Whether the one who asks has one of these roles."""
    actor = getattr(request, "actor", None)
    return actor is not None and actor.role in roles


def region_of(code: str) -> Region:
    """The government of a code, a province or a district as it is now; another is not found."""
    found = Region.objects.filter(code=code, level__in=(1, 2), valid__contains=timezone.localdate()).first()
    if found is None:
        raise Http404
    return found


def key_of(request: HttpRequest) -> uuid.UUID:
    """The key of a form: a second click has the same."""
    try:
        return uuid.UUID(request.POST.get("key", ""))
    except ValueError:
        return uuid.uuid4()


def order_of(request: HttpRequest) -> Order:
    """The order of a form, with the version it was shown with."""
    version = request.POST.get("version", "")
    return Order(
        actor_of(request), key_of(request), int(version) if version.isdigit() and len(version) < 10 else None
    )


def doing(request: HttpRequest, act: Callable[[], object], said: str) -> bool:
    """Do one act outside the scope, which was asked by now; a refusal becomes a message. Whether it was done."""
    try:
        with as_system():
            act()
    except Refused as no:
        messages.error(request, str(no))
        return False
    messages.success(request, said)
    return True
