"""Who a session is of: the account that was read with it, asked for by Django's own check of a session."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from naungan.access.models import Account
from naungan.access.session_store import SessionStore

_asking: ContextVar[SessionStore | None] = ContextVar("session that is asked whose it is", default=None)


class Accounts(AuthenticationBackend):  # type: ignore[misc]
    """Signing in by password or code, as allauth does it."""

    def get_user(self, user_id: int) -> Account | None:
        """An account that may sign in; while a session is asked whose it is, the one read with it."""
        session = _asking.get()
        account = session.account if session else None
        if account is None or account.pk != user_id:
            return cast("Account | None", super().get_user(user_id))
        return account if self.user_can_authenticate(account) else None


class AccountMiddleware(AuthenticationMiddleware):
    """Sets `request.user` as Django's does, without a question of its own."""

    def process_request(self, request: HttpRequest) -> None:
        """The account is looked at when somebody first asks for it."""
        super().process_request(request)

        def account() -> object:
            with _asked(cast(SessionStore, request.session)):
                return get_user(request)

        request.user = cast(Account, SimpleLazyObject(account))


@contextmanager
def _asked(session: SessionStore) -> Iterator[None]:
    before = _asking.set(session)
    try:
        yield
    finally:
        _asking.reset(before)
