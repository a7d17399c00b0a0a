"""Gives every request its actor."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from naungan.access.actor import actor_of


class ActorMiddleware:
    """Sets `request.actor` (None for the public)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on with its actor."""
        request.actor = None if request.user.is_anonymous else actor_of(request)  # type: ignore[attr-defined]
        return self.get_response(request)
