"""The link by which somebody without an account goes on with a draft, on this phone or another."""

from __future__ import annotations

import secrets
from datetime import timedelta

from django.core import signing

from naungan.access.scope import reading_as_system
from naungan.claims.errors import NoSuchClaim
from naungan.claims.models import Claim
from naungan.claims.settings import rules
from naungan.claims.tidy import is_over
from naungan.saying import gettext as _

A_DAY = timedelta(days=1)  # a draft is there until the end of its last day
_SALT = "naungan.claims.draft"


def draft_link(claim_id: int) -> str:
    """A word for an address by which whoever has it goes on with a draft: long, random, signed."""
    return signing.dumps([claim_id, secrets.token_urlsafe(12)], salt=_SALT)


def claim_of_link(word: str) -> Claim:
    """The claim of a link. Raises NoSuchClaim where the link is not ours, or a draft's last day is past."""
    try:
        claim_id, _nonce = signing.loads(word, salt=_SALT, max_age=rules().draft_kept + A_DAY)
    except (signing.BadSignature, ValueError, TypeError) as wrong:
        raise _no_such() from wrong
    with reading_as_system():
        claim = Claim.objects.select_related("person").filter(pk=claim_id).first()
    if claim is None or is_over(claim):
        raise _no_such()
    return claim


def _no_such() -> NoSuchClaim:
    return NoSuchClaim(_("Alamat ini tidak berlaku lagi. Mulai lagi, atau ikuti klaim yang sudah dikirim."))
