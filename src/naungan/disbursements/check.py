"""Make a batch ready: names that differ judged, funds there, everything the bank would refuse mended."""

from __future__ import annotations

from django.db.models import F, Q
from django.utils import timezone

from naungan.disbursements.act import Order, Work, act
from naungan.disbursements.errors import NotChecked
from naungan.disbursements.follow import claims_follow
from naungan.disbursements.funds import refuse_uncovered
from naungan.disbursements.models import Batch, NameJudgement, Transfer
from naungan.disbursements.moves import Way
from naungan.disbursements.names import Likeness
from naungan.interop.pain001 import Order as PaymentOrder
from naungan.interop.pain001 import Payout, write_pain001
from naungan.saying import gettext as _


def check(batch: Batch, order: Order) -> Batch:
    """Say that a batch is ready for somebody else to release.

    Raises NotChecked as `refuse_unready`, FundsShort, OrderRefused for what the bank would refuse, and what
    `act` raises.
    """

    def work(locked: Batch) -> Work:
        refuse_unready(locked)
        refuse_uncovered(locked)
        write_pain001(order_of(locked))
        return Work({})

    return act("check", batch.pk, order, work)


def give_back(batch: Batch, order: Order, said: str) -> Batch:
    """Give a checked batch back to its maker, with words. Raises NotChecked without them, and what `act` raises."""
    return act("give_back", batch.pk, order, lambda _batch: Work({}, words_of(said)))


def cancel(batch: Batch, order: Order, said: str) -> Batch:
    """Take a batch back before it went out: its payables are due again. Raises as `give_back`."""

    def work(locked: Batch) -> Work:
        words = words_of(said)
        Transfer.objects.filter(batch=locked, state=Way.WAITING).update(state=Way.DROPPED, reason=words)
        return Work({}, words)

    return act("cancel", batch.pk, order, work)


def judge_name(transfer: Transfer, order: Order, agrees: bool, said: str) -> Batch:
    """Say whether an account is its payee's though its name is another; one that is not leaves the batch.

    Its claim goes back to the claimant for another account. Raises NotChecked for a name that needs no
    judgement or was judged, and what `act` raises.
    """

    def work(locked: Batch) -> Work:
        words = words_of(said)
        one = Transfer.objects.get(pk=transfer.pk)
        if one.state != Way.WAITING or one.likeness == Likeness.MATCH:
            raise NotChecked(_("%(reference)s tidak perlu dinilai.") % {"reference": one.reference})
        if NameJudgement.objects.filter(transfer=one).exists():
            raise NotChecked(_("Nama rekening %(reference)s sudah dinilai.") % {"reference": one.reference})
        NameJudgement.objects.create(
            transfer=one, account_id=order.actor.account_id, who=order.actor.name, agrees=agrees, said=words
        )
        if not agrees:
            Transfer.objects.filter(pk=one.pk).update(
                state=Way.DROPPED, reason=_("nama rekening bukan nama penerima: %(said)s") % {"said": words}
            )
            claims_follow([one.pk])
        return Work({}, words, {"transfer": one.reference, "agrees": agrees})

    return act("judge", transfer.batch_id, order, work)


def order_of(batch: Batch) -> PaymentOrder:
    """The order as the bank gets it. Made of what never changes, so it is the same whenever it is written."""
    source = batch.source
    return PaymentOrder(
        message_id=batch.number,
        made_at=timezone.localtime(batch.made_at).replace(microsecond=0),
        execute_on=batch.execute_on,
        initiator=source.office,
        debtor_name=source.holder,
        debtor_bank=source.bank_code,
        debtor_account=source.number,
        payouts=tuple(
            Payout(one.reference, one.amount, one.bank_code, one.account_number, one.account_name)
            for one in Transfer.objects.filter(batch=batch, state=Way.WAITING).order_by("place")
        ),
    )


def refuse_unready(batch: Batch) -> None:
    """Raise NotChecked for a batch that is empty, whose day is past, with names unjudged or accounts changed."""
    waiting = Transfer.objects.filter(batch=batch, state=Way.WAITING)
    told: dict[str, object] = {"batch": batch.number}
    if not waiting.exists():
        raise NotChecked(_("Semua penerima sudah dikeluarkan dari %(batch)s. Batalkan saja.") % told)
    if batch.execute_on < timezone.localdate():
        raise NotChecked(_("Hari pembayaran %(batch)s sudah lewat. Batalkan, lalu susun lagi.") % told)
    unjudged = waiting.filter(likeness=Likeness.DIFFERS, judgement__isnull=True).count()
    if unjudged:
        told["count"] = unjudged
        raise NotChecked(_("%(count)d nama rekening berbeda dari nama penerima. Nilai satu per satu dulu.") % told)
    same = Q(
        payable__payee__bank_code=F("bank_code"),
        payable__payee__account_number=F("account_number"),
        payable__payee__account_name=F("account_name"),
    )
    changed = waiting.exclude(same).first()
    if changed is not None:
        told["reference"] = changed.reference
        raise NotChecked(_("Rekening %(reference)s berubah sejak disusun. Batalkan %(batch)s, susun lagi.") % told)


def words_of(said: str) -> str:
    """What somebody says for others to read. Raises NotChecked where it is nothing."""
    if not said.strip():
        raise NotChecked(_("Tulis alasannya: orang lain akan membacanya."))
    return said.strip()
