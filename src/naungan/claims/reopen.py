"""Open a claim again that was refused, paid or taken back: something new has come to light."""

from __future__ import annotations

from django.utils import timezone

from naungan.claims.act import Order, Work, act
from naungan.claims.errors import BadFact, NotReady
from naungan.claims.models import Claim
from naungan.saying import gettext as _


def reopen(claim_id: int, order: Order, reason: str) -> Claim:
    """Verify a claim again; what is decided then replaces the last decision, and money follows the difference.

    Raises BadFact without a reason, NotReady for a draft that was never sent, AlreadyClaimed where another claim
    for the event has come meanwhile.
    """
    if not reason.strip():
        raise BadFact("reason", _("Tulis apa yang baru diketahui, sehingga klaim dibuka kembali."))

    def work(claim: Claim) -> Work:
        if not claim.claimant_name or claim.claimant_born_on is None:
            raise NotReady(_("Klaim %(number)s belum pernah dikirim; buka klaim baru.") % {"number": claim.number})
        return Work({"submitted_at": claim.submitted_at or timezone.now()}, said=reason)

    return act("reopen", claim_id, order, work)
