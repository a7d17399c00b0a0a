"""What was paid too much: a debt of the payee to the fund, held off from other benefits or paid back."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q, Sum

from naungan.access.scope import as_system
from naungan.claims.act import Order, locked
from naungan.claims.books import FUNDS, open_month
from naungan.claims.errors import BadFact, NoSuchClaim, NotOverpaid
from naungan.claims.models import Claim, Decision, Overpayment, Payable, Payee, Recovery
from naungan.claims.settings import rules
from naungan.ledger.chart import BANK, RECOVERABLE
from naungan.ledger.post import JournalDraft, post_journal
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import rupiah


@dataclass(frozen=True, slots=True)
class Found:
    """What was found overpaid: to whom, from which fund, rupiah, and why."""

    payee_id: int
    fund: str
    amount: int
    reason: str


def record_overpayment(claim_id: int, order: Order, found: Found) -> Overpayment:
    """Write down that a payee received too much, as a receivable. The same key again does nothing.

    Raises WrongMove for somebody who is no officer, NoSuchClaim, BadFact, NotOverpaid beyond what was ever owed.
    """
    officer = order.officer_id
    if found.amount <= 0 or not found.reason.strip():
        raise BadFact("amount", _("Tulis jumlah kelebihan bayar dan sebabnya."))
    if not Claim.objects.filter(pk=claim_id).exists():
        raise NoSuchClaim(_("Klaim itu tidak ada, atau bukan wewenang Anda."))
    with transaction.atomic(), as_system():
        claim = locked(claim_id)
        before = Overpayment.objects.filter(key=order.key).first()
        if before is not None:
            return before
        _within_what_was_owed(claim, found)
        made = Overpayment.objects.create(
            claim=claim,
            payee_id=found.payee_id,
            amount=found.amount,
            fund=found.fund,
            reason=found.reason,
            found_by_id=officer,
            key=order.key,
        )
        draft = _journal(f"overpaid-{made.pk}", f"Kelebihan bayar klaim {claim.number}")
        draft.debit(RECOVERABLE, found.amount)
        draft.credit(FUNDS[found.fund], found.amount)
        post_journal(draft)
    return made


def repay(overpayment_id: int, order: Order, amount: int, reference: str, paid_on: date) -> Recovery:
    """Take in what a payee paid back; `reference` is the bank's, and counts once.

    Raises WrongMove, NoSuchClaim, BadFact, and NotOverpaid for more than is open.
    """
    officer = order.officer_id
    if not Overpayment.objects.filter(pk=overpayment_id).exists():
        raise NoSuchClaim(_("Kelebihan bayar itu tidak ada, atau bukan wewenang Anda."))
    if amount <= 0 or not reference.strip():
        raise BadFact("amount", _("Tulis jumlah yang dikembalikan dan nomor referensi bank."))
    with transaction.atomic(), as_system():
        debt = Overpayment.objects.select_for_update(of=("self",)).get(pk=overpayment_id)
        before = Recovery.objects.filter(reference=reference).first()
        if before is not None and before.overpayment_id == debt.pk:
            return before
        if amount > still_open(debt):
            raise NotOverpaid(
                _("Sisa kelebihan bayar %(open)s; terbaca %(read)s.")
                % {"open": rupiah(still_open(debt)), "read": rupiah(amount)}
            )
        twice = NotOverpaid(_("Referensi bank itu sudah dipakai untuk pengembalian lain."))
        with refusing({"claims_recovery_reference_key": lambda: twice}):
            made = Recovery.objects.create(
                overpayment=debt,
                amount=amount,
                how="payment",
                reference=reference,
                account_id=officer,
                detail={"paid_on": paid_on},
            )
        draft = _journal(f"repaid-{made.pk}", f"Pengembalian kelebihan bayar {reference}")
        draft.debit(BANK, amount)
        draft.credit(RECOVERABLE, amount)
        post_journal(draft)
    return made


def still_open(debt: Overpayment) -> int:
    """Rupiah of an overpayment that have not come back."""
    back: int | None = debt.recoveries.aggregate(sum=Sum("amount"))["sum"]
    return debt.amount - (back or 0)


def hold_off(claim: Claim, decision: Decision, payee_id: int, fund: str, amount: int) -> int:
    """Hold off part of what a payee is owed for their earlier overpayments by the same fund; rupiah held."""
    payee = Payee.objects.get(pk=payee_id)
    same = Q(payee=payee) | Q(payee__nik=payee.nik) if payee.nik else Q(payee=payee)
    debts = Overpayment.objects.select_for_update(of=("self",)).filter(same, fund=fund)
    left = amount * rules().offset_most_percent // 100
    held = 0
    for debt in debts.exclude(decision=decision).order_by("id"):
        part = min(left - held, still_open(debt))
        if part > 0:
            Recovery.objects.create(
                overpayment=debt,
                amount=part,
                how="offset",
                reference=f"{claim.number}/{decision.sequence}/{payee_id}/{debt.pk}",
                decision=decision,
            )
            held += part
    return held


def overpaid_by_decision(claim: Claim, decision: Decision, payee_id: int, fund: str, amount: int) -> Overpayment:
    """What an earlier decision gave a payee beyond what the present one does; posted with the decision."""
    return Overpayment.objects.create(
        claim=claim,
        decision=decision,
        payee_id=payee_id,
        amount=amount,
        fund=fund,
        reason=_("Putusan ke-%(sequence)d memberi lebih sedikit daripada yang sudah dibayar.")
        % {"sequence": decision.sequence},
        found_by_id=decision.made_by_id,
        key=uuid.uuid4(),
    )


def _within_what_was_owed(claim: Claim, found: Found) -> None:
    """A payee cannot have been overpaid more than was ever owed to them. Raises NotOverpaid."""
    mine = {"payee_id": found.payee_id, "fund": found.fund}
    owed = Payable.objects.filter(payee__claim=claim, **mine).aggregate(sum=Sum("amount"))["sum"] or 0
    over = claim.overpayments.filter(**mine).aggregate(sum=Sum("amount"))["sum"] or 0
    if found.amount > owed - over:
        raise NotOverpaid(
            _("Penerima ini menerima %(owed)s dari %(fund)s, sudah tercatat lebih %(over)s; terbaca %(read)s.")
            % {"owed": rupiah(owed), "fund": found.fund, "over": rupiah(over), "read": rupiah(found.amount)}
        )


def _journal(reference: str, memo: str) -> JournalDraft:
    return JournalDraft(open_month(), "overpayment", reference, memo)
