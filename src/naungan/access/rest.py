"""The doors of the REST API: a token says who calls, the database shows what they may see."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from ninja.security import HttpBearer

from naungan.access.actor import Actor
from naungan.access.doors import GUARDED
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.access.tokens import actor_of_token

P = ParamSpec("P")
R = TypeVar("R")


class Bearer(HttpBearer):
    """Somebody who calls with a token that is in force; `request.actor` is its actor."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a token, None when it is unknown, revoked or expired."""
        actor = actor_of_token(token)
        request.actor = actor  # type: ignore[attr-defined]
        return actor


bearer = Bearer()


def seen_by_all(operation: Callable[P, R]) -> Callable[P, R]:
    """An operation for everybody, in a transaction in which only what is public can be read."""
    return _within(operation, None)


def seen_by(*roles: Role) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """An operation for these roles, in one transaction and their scope; others are forbidden."""
    return lambda operation: _within(operation, roles)


def _within(operation: Callable[P, R], roles: tuple[Role, ...] | None) -> Callable[P, R]:
    @wraps(operation)
    def inside(*args: P.args, **kwargs: P.kwargs) -> R:
        request: Any = args[0]
        actor = None
        if roles is not None:
            actor = request.actor
            if actor is None or actor.role not in roles:
                raise PermissionDenied
        with scoped(actor):
            return operation(*args, **kwargs)

    setattr(inside, GUARDED, roles or ())
    # The framework reads the types of the arguments where the operation was written, not here.
    inside.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
    return inside
