"""Raise signals about claims, and answer them: they bring a second pair of eyes, they refuse nothing."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import override

from naungan.access.scope import as_system
from naungan.claims.act import Order
from naungan.claims.errors import BadFact, NoSuchClaim, WrongMove
from naungan.claims.models import Signal, SignalOutcome
from naungan.claims.settings import rules
from naungan.claims.signal_rules import RULES
from naungan.saying import gettext as _

_RAISE = """
INSERT INTO claims_signal (claim_id, code, reason, facts)
SELECT claim_id, %(code)s, %(reason)s, facts FROM ({finds}) AS found
ON CONFLICT (claim_id, code) DO NOTHING
"""


def raise_signals(claims: Iterable[int]) -> int:
    """Look for every pattern in some claims (their ids); how many signals are new. Each is raised once."""
    asked = list(claims)
    raised = 0
    # Reasons are kept in the language of the law; a page translates them by their code.
    with transaction.atomic(), as_system(), override("id"), connection.cursor() as cursor:
        for rule in RULES:
            told: dict[str, str | int | list[int]] = {"claims": asked, "code": rule.code, "reason": str(rule.reason)}
            cursor.execute(_RAISE.format(finds=rule.finds), {**told, **rules().signals})
            raised += cursor.rowcount
    return raised


def see_signal(signal_id: int, order: Order, outcome: str, said: str) -> Signal:
    """Answer a signal with a reason: nothing in it, or something to follow up. Answered once.

    Raises WrongMove for somebody who is no officer or a signal answered before, BadFact, NoSuchClaim.
    """
    officer = order.officer_id
    if outcome not in SignalOutcome.values or not said.strip():
        raise BadFact("said", _("Pilih hasilnya dan tulis apa yang Anda periksa."))
    if not Signal.objects.filter(pk=signal_id).exists():
        raise NoSuchClaim(_("Tanda itu tidak ada, atau bukan wewenang Anda."))
    with transaction.atomic(), as_system():
        signal = Signal.objects.select_for_update().get(pk=signal_id)
        if signal.seen_at is not None:
            if signal.seen_by_id == officer and signal.outcome == outcome:
                return signal
            raise WrongMove(_("Tanda ini sudah dijawab petugas lain."))
        signal.seen_by_id, signal.seen_at = officer, timezone.now()
        signal.outcome, signal.said = outcome, said
        signal.save()
    return signal


def reason_of(signal: Signal) -> str:
    """Why somebody should look, in the reader's language."""
    return next((str(rule.reason) for rule in RULES if rule.code == signal.code), signal.reason)
