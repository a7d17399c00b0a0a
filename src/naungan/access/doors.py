"""The doors of pages: who may come in, and what the database shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase

from naungan.access.models import Role
from naungan.access.scope import scoped

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
GUARDED = "guarded"  # marks a view that has a door; a test asks every address for it


def page(*roles: Role) -> Callable[[View[P]], View[P]]:
    """A page for these roles: others get 403, the public is asked to sign in. One transaction, scoped."""

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if actor is None and request.user.is_anonymous:
                return redirect_to_login(request.get_full_path())
            if actor is None or actor.role not in roles:
                raise PermissionDenied
            with scoped(actor):
                return view(request, *args, **kwargs)

        setattr(inside, GUARDED, roles)
        return inside

    return guard


def public(view: View[P]) -> View[P]:
    """A page for everybody. One transaction in which only what is public can be read."""

    @wraps(view)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with scoped(None):
            return view(request, *args, **kwargs)

    setattr(inside, GUARDED, ())
    return inside
