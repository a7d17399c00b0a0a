"""Tokens: made, shown once, read, revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.utils import timezone

from naungan.access.actor import Actor, actor_as
from naungan.access.errors import NotYours
from naungan.access.models import Account, Grant, Token
from naungan.saying import gettext

PREFIX = "naungan_"  # so that a token left in a file is found by a search for secrets
LONGEST_DAYS = 365


def make_token(account: Account, grant: Grant, name: str, days: int = 90) -> str:
    """A new token by which a program acts as this grant; it is shown now and never again.

    `days` is 1 to 365. NotYours when the grant is another account's or not in force.
    """
    if grant.account_id != account.pk or timezone.localdate() not in grant.during:
        raise NotYours(gettext("Token hanya dapat dibuat untuk peran Anda sendiri yang sedang berlaku."))
    if not 1 <= days <= LONGEST_DAYS:
        raise NotYours(
            gettext("Masa berlaku terbaca %(days)s hari. Isi 1 sampai %(most)s hari.")
            % {"days": days, "most": LONGEST_DAYS}
        )
    if not name.strip():
        raise NotYours(gettext("Beri token nama, misalnya nama program yang memakainya."))
    shown = PREFIX + secrets.token_urlsafe(32)
    now = timezone.now()
    Token.objects.create(
        account=account,
        grant=grant,
        name=name.strip(),
        digest=_digest(shown),
        made_at=now,
        expires_at=now + timedelta(days=days),
    )
    return shown


def actor_of_token(shown: str) -> Actor | None:
    """The actor of a token in force; None when it is unknown, expired, revoked, or its grant or account ended."""
    today = timezone.localdate()
    token = (
        Token.objects.filter(
            digest=_digest(shown),
            revoked_at__isnull=True,
            expires_at__gt=timezone.now(),
            grant__during__contains=today,
            account__is_active=True,
        )
        .select_related("grant", "account")
        .first()
    )
    if token is None:
        return None
    if token.last_used_on != today:
        Token.objects.filter(pk=token.pk).update(last_used_on=today)
    return actor_as(token.account, token.grant)


def revoke_token(account: Account, token_id: int) -> None:
    """End a token of the account now; done twice it changes nothing. NotYours when it is another's."""
    mine = Token.objects.filter(pk=token_id, account=account)
    if not mine.exists():
        raise NotYours(gettext("Token ini tidak ada di antara token Anda."))
    mine.filter(revoked_at__isnull=True).update(revoked_at=timezone.now())


def _digest(shown: str) -> str:
    return hashlib.sha256(shown.encode()).hexdigest()
