"""The doors of pages: who may come in, and what the database shows them."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast

from allauth.account.authentication import get_authentication_records
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from naungan.access.models import STAFF, Role
from naungan.access.scope import scoped

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
GUARDED = "guarded"  # marks a view that has a door; a test asks every address for it
SECOND_FACTOR = "mfa"  # as a session remembers that it was given


def page(*roles: Role) -> Callable[[View[P]], View[P]]:
    """A page for these roles: others get 403, the public is asked to sign in. One transaction, scoped.

    Staff come in with a second factor; without one they are led to setting it up.
    """

    def guard(view: View[P]) -> View[P]:
        @wraps(view)
        def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            actor = request.actor  # type: ignore[attr-defined]
            if actor is None and request.user.is_anonymous:
                return redirect_to_login(request.get_full_path())
            if actor is None or actor.role not in roles:
                raise PermissionDenied
            if actor.role in STAFF and not has_second_factor(request):
                return redirect("access:second_factor")
            with scoped(actor):
                return view(request, *args, **kwargs)

        return _guarded(inside, roles)

    return guard


def public(view: View[P]) -> View[P]:
    """A page for everybody. One transaction in which only what is public can be read."""

    @wraps(view)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        with scoped(None):
            return view(request, *args, **kwargs)

    return _guarded(inside, ())


def own_account(view: View[P]) -> View[P]:
    """A page of the signed-in account about itself: its factors, sessions, tokens. Not scoped.

    Whoever has set up a second factor has given it: the sign-in does not end before.
    """

    @wraps(view)
    def inside(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_anonymous:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return _guarded(inside, tuple(Role))


def signing_in(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page by which somebody becomes signed in or out: it must read accounts, so it is not scoped."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        return view(request, *args, **kwargs)

    return _guarded(inside, ())


def has_second_factor(request: HttpRequest) -> bool:
    """Whether this session was opened, or later strengthened, with a second factor."""
    return any(record["method"] == SECOND_FACTOR for record in get_authentication_records(request, request.user))


def _guarded(view: object, roles: tuple[Role, ...]) -> View[P]:
    setattr(view, GUARDED, roles)
    return cast(View[P], view)
