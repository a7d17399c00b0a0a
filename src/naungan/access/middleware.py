"""Gives every request its actor, ends old sessions, and says refusals as pages."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext

from naungan.access.actor import actor_of
from naungan.access.errors import TooOften
from naungan.access.sessions import BY_ITSELF, goes_on, lasting
from naungan.errors import Refused, WrongUse
from naungan.web.pages import show

Next = Callable[[HttpRequest], HttpResponseBase]
PERMISSIONS = (
    "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=(), browsing-topics=(), "
    "publickey-credentials-get=(self), publickey-credentials-create=(self)"
)


class SizeMiddleware:
    """Turns away a request that is larger than anything the site takes, before it is read."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """413 with what to do, else go on."""
        if _size(request) > settings.LARGEST_REQUEST:
            request.actor = None  # type: ignore[attr-defined]
            answer: HttpResponseBase = show(
                request, "access/too_large.html", {"largest": settings.LARGEST_REQUEST // 2**20}, 413
            )
        else:
            answer = self.get_response(request)
        answer.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return answer


class ActorMiddleware:
    """Sets `request.actor` (None for the public) while its session lasts."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on with its actor; a session past its time is signed out and led back to sign-in."""
        actor = None if request.user.is_anonymous else actor_of(request)
        request.actor = actor  # type: ignore[attr-defined]
        if request.user.is_authenticated:
            used = BY_ITSELF not in request.headers
            if not goes_on(request.session, lasting(actor), time.time(), used=used):
                return _ended(request)
            answer = self.get_response(request)
            answer.headers.setdefault("Cache-Control", "private, no-store")
            return answer
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """A refusal that no page has said at its field: what was read, and what to do."""
        if isinstance(error, TooOften):
            answer = show(request, "access/too_often.html", {"words": str(error)}, 429)
            answer.headers["Retry-After"] = str(error.seconds)
            return answer
        if isinstance(error, Refused):
            return show(
                request, "access/refused.html", {"words": str(error)}, 400 if isinstance(error, WrongUse) else 409
            )
        return None


def _ended(request: HttpRequest) -> HttpResponseBase:
    path = request.get_full_path() if request.method == "GET" else "/"
    logout(request)
    request.actor = None  # type: ignore[attr-defined]
    messages.info(request, gettext("Demi keamanan Anda keluar otomatis. Masuk lagi untuk melanjutkan."))
    return redirect_to_login(path)


def _size(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isdigit() else 0
