"""Send a claim: from then on it has a receipt, a clock, and nobody else's claim for the event beside it."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from naungan.claims.act import Doing, Order, Work, act
from naungan.claims.checklist import papers_wanted
from naungan.claims.errors import NotReady
from naungan.claims.facts import missing_facts
from naungan.claims.models import Claim
from naungan.claims.payees import payees_of
from naungan.claims.signals import raise_signals
from naungan.saying import gettext as _


def submit(claim_id: int, order: Order) -> Claim:
    """Send a draft. Its number is the receipt. Papers may still be missing: they are asked for.

    Raises NotReady naming what is missing, AlreadyClaimed, and what else `act` raises.
    """

    def work(claim: Claim) -> Work:
        _complete(claim)
        return Work({"submitted_at": timezone.now()})

    return _looked_at("submit", claim_id, order, work)


def answer(claim_id: int, order: Order) -> Claim:
    """Send what was asked for; the clock runs again. Raises NotReady while a paper is still to be replaced."""

    def work(claim: Claim) -> Work:
        _complete(claim)
        refused = [paper.code for paper in papers_wanted(claim) if paper.papers and paper.is_open]
        if refused:
            raise NotReady(_("Masih ada berkas yang perlu diganti. Kirim yang baru, lalu ulangi."), tuple(refused))
        return Work()

    return _looked_at("answer", claim_id, order, work)


def withdraw(claim_id: int, order: Order, why: str = "") -> Claim:
    """Take a claim back before anybody has decided. Raises what `act` raises."""
    return act("withdraw", claim_id, order, lambda _claim: Work(said=why))


def _complete(claim: Claim) -> None:
    missing = [field.name for field in missing_facts(claim.kind, claim.facts)]
    for name in ("claimant_name", "claimant_relation", "claimant_born_on"):
        if not getattr(claim, name):
            missing.append(name)
    if not payees_of(claim):
        missing.append("payees")
    if missing:
        raise NotReady(
            _("Klaim belum dapat dikirim: %(many)d isian belum lengkap.") % {"many": len(missing)}, tuple(missing)
        )


def _looked_at(name: str, claim_id: int, order: Order, work: Doing) -> Claim:
    """Send, and look for signals in what was sent, in one transaction."""
    with transaction.atomic():
        claim = act(name, claim_id, order, work)
        raise_signals([claim.pk])
    return claim
