"""Hold back, let go, end or open again a pension: locked, once for every key, and logged."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from naungan.access.models import Role
from naungan.claims.act import Order
from naungan.pensions.errors import NoSuchAward, WrongDay, WrongMove
from naungan.pensions.models import Award, AwardStep, ProofOfLife
from naungan.pensions.moves import BY_NAME, FROM_THAT_DAY, EndReason, State
from naungan.pensions.overpaid import claim_back
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import day as in_words


def suspend(award_id: int, order: Order, said: str) -> Award:
    """Withhold the months to come until somebody lets go. Raises WrongMove, also without a reason."""
    return _move("suspend", award_id, order, said)


def resume(award_id: int, order: Order, said: str) -> Award:
    """Let go: what was withheld is paid in the next run. Raises WrongMove, also without a reason."""
    return _move("resume", award_id, order, said)


def end(award_id: int, order: Order, why: EndReason, on: date, said: str) -> Award:
    """End a pension because of what happened on a day, known then or later.

    The month of that day is still owed. Months after it that were paid become an overpayment of the payee; what was
    withheld up to a death is owed, for the death certificate shows that the person lived. Raises WrongDay, WrongMove.
    """
    last = on - timedelta(days=1) if why in FROM_THAT_DAY else on
    with transaction.atomic():
        award = _ready("end", award_id, order, said)
        if award is None:
            return locked(award_id)
        if on > timezone.localdate():
            raise WrongDay(
                _("Tanggal %(day)s belum tiba. Akhiri pensiun setelah hal itu terjadi.") % {"day": in_words(on)}
            )
        if last < award.starts - timedelta(days=1):
            raise WrongDay(_("Tanggal %(day)s sebelum pensiun ini mulai.") % {"day": in_words(on)})
        before = award.ends
        if before is not None and last >= before:
            raise WrongDay(_("Pensiun ini sudah berakhir pada %(day)s.") % {"day": in_words(before)})
        award.ends, award.end_reason = last, why
        if why == EndReason.DEATH and last > award.alive_until:
            award.alive_until = last
            ProofOfLife.objects.create(award=award, on=on, how="death", until=last, account_id=order.account_id)
        _carry_out("end", award, order, said, {"why": why, "on": on})
        claim_back(award, before, order)
    return award


def reopen(award_id: int, order: Order, said: str) -> Award:
    """Open a pension again that was ended by mistake: its months are paid in the next run. Raises WrongMove.

    Not after an age was reached; nor when an overpayment was claimed for the end, which has to be settled first.
    """
    with transaction.atomic():
        award = _ready("reopen", award_id, order, said)
        if award is None:
            return locked(award_id)
        if award.end_reason == EndReason.AGE or award.claim.overpayments.filter(payee_id=award.payee_id).exists():
            raise WrongMove(_("Pensiun ini tidak dapat dibuka kembali: batas usia tercapai, atau kelebihan bayarnya "
                              "sudah ditagih. Ajukan sebagai klaim baru."))  # fmt: skip
        award.ends, award.end_reason = _until(award), ""
        _carry_out("reopen", award, order, said, {})
    return award


def locked(award_id: int) -> Award:
    """The award, held until the transaction ends. Raises NoSuchAward."""
    found = Award.objects.select_for_update(of=("self",)).select_related("claim").filter(pk=award_id).first()
    if found is None:
        raise NoSuchAward(_("Pensiun nomor %(number)s tidak ada.") % {"number": award_id})
    return found


def done_before(award: Award, order: Order) -> bool:
    """Whether this very order was carried out already. Raises WrongMove for a key of another award."""
    before = AwardStep.objects.filter(key=order.key).first()
    if before is not None and before.award_id != award.pk:
        raise WrongMove(_("Formulir ini sudah dipakai untuk pensiun lain. Buka lagi halamannya, lalu ulangi."))
    return before is not None


def log(award: Award, order: Order, name: str, said: str, detail: Mapping[str, object]) -> None:
    """Write down what was done."""
    AwardStep.objects.create(
        award=award,
        account_id=order.account_id,
        who=order.who,
        name=name,
        key=order.key,
        said=said,
        detail=dict(detail),
    )


def _move(name: str, award_id: int, order: Order, said: str) -> Award:
    with transaction.atomic():
        award = _ready(name, award_id, order, said)
        if award is None:
            return locked(award_id)
        _carry_out(name, award, order, said, {})
    return award


def _ready(name: str, award_id: int, order: Order, said: str) -> Award | None:
    """The award when the move is open to the actor and not done before (then None). Raises WrongMove."""
    award, move = locked(award_id), BY_NAME[name]
    if done_before(award, order):
        return None
    if award.state not in move.sources:
        raise WrongMove(
            _("Pensiun ini sekarang %(state)s: tidak dapat %(move)s.")
            % {"state": State(award.state).label.lower(), "move": move.words}
        )
    if order.role not in move.by:
        raise WrongMove(
            _("Sebagai %(role)s Anda tidak dapat %(move)s.") % {"role": _role_words(order.role), "move": move.words}
        )
    if not said.strip():
        raise WrongMove(_("Tulis alasannya: ini dibaca pemeriksa, dan penerima pensiun dapat menanyakannya."))
    return award


def _role_words(role: str) -> str:
    return str(Role(role).label).lower() if role in Role.values else role


def _until(award: Award) -> date | None:
    """The last day known when the pension was opened."""
    until = award.facts.get("until")
    return date.fromisoformat(until) if until else None


def _carry_out(name: str, award: Award, order: Order, said: str, detail: Mapping[str, object]) -> None:
    award.state, award.version = BY_NAME[name].target, award.version + 1
    award.save()
    log(award, order, name, said, detail)
