"""Who may do what with reports."""

from __future__ import annotations

from django.http import HttpRequest

from naungan.access.models import Role

OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)


def may_build(request: HttpRequest) -> bool:
    """Whether the one who asks makes reports."""
    actor = getattr(request, "actor", None)
    return actor is not None and actor.role in OFFICERS
