"""What an account sees and changes about itself: its roles, factors, sessions, tokens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.utils import timezone

from naungan.access.actor import CHOSEN, grants_of
from naungan.access.errors import NotYours
from naungan.access.models import Account, Grant, Session, Token
from naungan.access.sessions import BEGAN, SEEN
from naungan.saying import gettext


@dataclass(frozen=True, slots=True)
class OpenSession:
    """One place where the account is signed in."""

    key: str
    began: datetime
    seen: datetime
    here: bool


def choose(account: Account, session: dict[str, object], grant_id: int) -> Grant:
    """From now on the session acts as this grant. NotYours when it is not the account's or not in force."""
    for grant in grants_of(account):
        if grant.pk == grant_id:
            session[CHOSEN] = grant.pk
            return grant
    raise NotYours(gettext("Peran ini bukan milik Anda, atau sudah berakhir."))


def factors_of(account: Account) -> list[Authenticator]:
    """The second factors of an account, oldest first."""
    return list(Authenticator.objects.filter(user=account).order_by("created_at", "pk"))


def tokens_of(account: Account) -> list[Token]:
    """The tokens in force, newest first."""
    return list(
        account.tokens.filter(revoked_at__isnull=True, expires_at__gt=timezone.now())
        .select_related("grant__region", "grant__payer", "grant__person")
        .order_by("-id")
    )


def sessions_of(account: Account, here: str | None) -> list[OpenSession]:
    """Where the account is signed in now; `here` is the key of the session that asks."""
    found = []
    for session in Session.objects.filter(account_id=account.pk, expire_date__gt=timezone.now()):
        content = session.get_decoded()
        began, seen = (_moment(content.get(name)) for name in (BEGAN, SEEN))
        found.append(OpenSession(session.session_key, began, seen, session.session_key == here))
    return sorted(found, key=lambda one: one.seen, reverse=True)


def end_other_sessions(account: Account, here: str | None) -> int:
    """Sign the account out everywhere but here; how many sessions were ended."""
    ended, _ = Session.objects.filter(account_id=account.pk).exclude(session_key=here or "").delete()
    return ended


def _moment(stamp: float | None) -> datetime:
    return datetime.fromtimestamp(stamp, tz=timezone.get_current_timezone()) if stamp else timezone.now()
