"""What officers do with a claim before it is decided: ask, meet, look into it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.utils import timezone

from naungan.claims.act import Order, act, saying
from naungan.claims.errors import BadFact
from naungan.claims.models import Claim, Step
from naungan.saying import gettext as _


def ask_for(claim_id: int, order: Order, documents: Sequence[str], reason: str) -> Claim:
    """Ask the claimant for papers (codes) or answers; the clock stops. Raises BadFact without a reason."""
    if not reason.strip():
        raise BadFact("reason", _("Tulis apa yang kurang dan mengapa, agar pemohon cukup datang sekali."))
    return act("ask_for", claim_id, order, saying(reason, documents=list(documents)))


def schedule(claim_id: int, order: Order, at: datetime, place: str) -> Claim:
    """Set an interview. Raises BadFact for a time that has passed, and what `act` raises."""
    _to_come(at)
    return act("schedule", claim_id, order, saying(place, at=at.isoformat(), place=place))


def reschedule(claim_id: int, order: Order, at: datetime, place: str = "") -> Claim:
    """Change the time of an interview, by either side. Raises as `schedule`."""
    _to_come(at)
    return act("reschedule", claim_id, order, saying(place, at=at.isoformat(), place=place))


def start_verifying(claim_id: int, order: Order) -> Claim:
    """Begin to verify a claim, or go on after a further examination."""
    return act("verify", claim_id, order)


def investigate(claim_id: int, order: Order, reason: str) -> Claim:
    """Have a claim looked into further; no refusal. Raises BadFact without a reason."""
    if not reason.strip():
        raise BadFact("reason", _("Tulis apa yang masih harus diperiksa."))
    return act("investigate", claim_id, order, saying(reason))


def asked_of(steps: Sequence[Step]) -> tuple[tuple[str, ...], str]:
    """What the claimant was last asked for (codes), and why, by the log, oldest first."""
    step = next((one for one in reversed(steps) if one.name == "ask_for"), None)
    return (tuple(step.detail.get("documents", ())), step.said) if step else ((), "")


def interview_of(steps: Sequence[Step]) -> datetime | None:
    """When the interview is, by the log, oldest first."""
    step = next((one for one in reversed(steps) if one.name in ("schedule", "reschedule")), None)
    return datetime.fromisoformat(step.detail["at"]) if step else None


def _to_come(at: datetime) -> None:
    if at <= timezone.now():
        raise BadFact("at", _("Waktu wawancara sudah lewat. Pilih waktu yang akan datang."))
