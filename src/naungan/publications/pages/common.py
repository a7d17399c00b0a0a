"""Who may do what with reports, and a page that everybody sees their part of."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponseBase

from naungan.access.doors import GUARDED, page, public
from naungan.access.models import Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
SEERS = (Role.SPONSOR, Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)
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
    return inside


def may_build(request: HttpRequest) -> bool:
    """Whether the one who asks makes reports."""
    actor = getattr(request, "actor", None)
    return actor is not None and actor.role in OFFICERS
