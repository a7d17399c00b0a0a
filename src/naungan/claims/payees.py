"""Who is to be paid: named before the decision, or left out; an account is mended when the bank refused it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from naungan.claims.act import Order, Work, act
from naungan.claims.errors import BadFact, NoSuchClaim
from naungan.claims.models import Claim, Payee, PayeeState
from naungan.claims.open_claim import write
from naungan.saying import gettext as _

# Relations beside those of law.benefits.heirs: the worker, who treated or paid, who buried, the estate office.
OTHERS = ("self", "employer", "facility", "burial", "estate")


@dataclass(frozen=True, slots=True)
class PayeeFacts:
    """Somebody to be paid; a minor has a guardian. The account may come later, before the claim is decided."""

    name: str
    relation: str
    born_on: date | None = None
    nik: str | None = None
    guardian_name: str = ""
    guardian_nik: str | None = None
    bank_code: str = ""
    account_number: str = ""
    account_name: str = ""
    share_note: str = ""


@dataclass(frozen=True, slots=True)
class BankAccount:
    """Where money is sent."""

    bank_code: str
    account_number: str
    account_name: str


def name_payee(claim_id: int, order: Order, facts: PayeeFacts, payee_id: int | None = None) -> Payee:
    """Name somebody to be paid, or correct who was named. Raises BadFact, NoSuchClaim, and what `act` raises."""
    _possible(facts)
    written: list[Payee] = []

    def work(claim: Claim) -> Work:
        payee = _of(claim, payee_id) if payee_id else Payee(claim=claim)
        for name, value in asdict(facts).items():
            setattr(payee, name, value)
        payee.save()
        written.append(payee)
        return Work(detail={"payee": payee.pk})

    claim = write(claim_id, order, work)
    return written[0] if written else _from_log(claim, order)


def leave_out(claim_id: int, order: Order, payee_id: int, why: str) -> Claim:
    """Leave somebody out who was named. Raises BadFact without a reason, NoSuchClaim, and what `act` raises."""
    if not why.strip():
        raise BadFact("why", _("Tulis mengapa orang ini tidak dibayar."))

    def work(claim: Claim) -> Work:
        payee = _of(claim, payee_id)
        payee.state, payee.share_note = PayeeState.LEFT_OUT, why
        payee.save()
        return Work(said=why, detail={"payee": payee.pk})

    return write(claim_id, order, work)


def mend_account(claim_id: int, order: Order, payee_id: int, account: BankAccount) -> Claim:
    """Give another account after the bank sent the money back. Raises BadFact, and what `act` raises."""
    _account(account)

    def work(claim: Claim) -> Work:
        payee = _of(claim, payee_id)
        given = asdict(account)
        if all(getattr(payee, name) == value for name, value in given.items()):
            raise BadFact(
                "account_number",
                _("Bank sudah mengembalikan transfer ke rekening ini. Tulis rekening lain, atau perbaiki namanya."),
            )
        for name, value in given.items():
            setattr(payee, name, value)
        payee.save()
        return Work(detail={"payee": payee.pk})

    return act("mend", claim_id, order, work)


def payees_of(claim: Claim) -> list[Payee]:
    """Those who are to be paid, in the order they were named."""
    return list(Payee.objects.filter(claim=claim, state=PayeeState.NAMED).order_by("id"))


def _of(claim: Claim, payee_id: int) -> Payee:
    payee = Payee.objects.filter(claim=claim, pk=payee_id).first()
    if payee is None:
        raise NoSuchClaim(_("Penerima itu bukan dari klaim %(number)s.") % {"number": claim.number})
    return payee


def _from_log(claim: Claim, order: Order) -> Payee:
    step = claim.steps.get(key=order.key)
    return _of(claim, step.detail["payee"])


def _possible(facts: PayeeFacts) -> None:
    if not facts.name.strip() or not facts.relation:
        raise BadFact("name", _("Tulis nama penerima dan hubungannya dengan peserta."))
    if facts.account_number:
        _account(BankAccount(facts.bank_code, facts.account_number, facts.account_name))


def _account(account: BankAccount) -> None:
    number = account.account_number
    if not (number.isascii() and number.isdigit() and 5 <= len(number) <= 34):
        raise BadFact("account_number", _("Nomor rekening terdiri dari 5 sampai 34 angka, tanpa tanda lain."))
    if not account.bank_code or not account.account_name.strip():
        raise BadFact("bank_code", _("Pilih bank, dan tulis nama pemilik rekening seperti di buku tabungan."))
