"""Proof of life: that somebody was seen alive on a day. What was withheld without it is paid in the next run."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from naungan.claims.act import Order
from naungan.law.statute import Statute, load
from naungan.pensions.act import done_before, locked, log
from naungan.pensions.errors import WrongDay
from naungan.pensions.models import Award, ProofOfLife
from naungan.pensions.opening import proof_reaches
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import day as in_words

HOW = ("branch", "visit", "video", "letter", "registry")


def prove_life(award_id: int, on: date, how: str, order: Order, statute: Statute | None = None) -> Award:
    """Record that the payee was seen alive. In any order: the latest day counts. The same key again does nothing.

    Raises NoSuchAward, and WrongDay for a day to come, one before the pension began, or an unknown way.
    """
    with transaction.atomic():
        award = locked(award_id)
        if done_before(award, order):
            return award
        if on > timezone.localdate():
            raise WrongDay(
                _("Tanggal %(day)s belum tiba. Isi hari orangnya benar-benar terlihat.") % {"day": in_words(on)}
            )
        if on < award.claim.event_on:
            raise WrongDay(_("Tanggal %(day)s sebelum pensiun ini ada.") % {"day": in_words(on)})
        if how not in HOW:
            raise WrongDay(_("Cara pembuktian tidak dikenal. Pilih salah satu dari daftar."))
        until = proof_reaches(statute or load(), on)
        ProofOfLife.objects.create(award=award, on=on, how=how, until=until, account_id=order.account_id)
        if until > award.alive_until:
            award.alive_until, award.version = until, award.version + 1
            award.save()
        log(award, order, "proof", in_words(on), {"on": on, "how": how})
    return award
