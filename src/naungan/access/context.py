"""What access tells every template."""

from __future__ import annotations

from django.http import HttpRequest

from naungan.access.sessions import WARNED_BEFORE, seconds_left


def session_clock(request: HttpRequest) -> dict[str, int]:
    """For somebody signed in: in how many seconds the session ends, and how long before to warn."""
    user = getattr(request, "user", None)
    if user is None or user.is_anonymous:
        return {}
    return {
        "session_seconds": seconds_left(request, getattr(request, "actor", None)),
        "session_warned": WARNED_BEFORE,
    }
