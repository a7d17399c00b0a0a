"""Say whose money a payment without a payer is: it is reversed, and paid anew by whom it belongs to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from naungan.contributions.errors import MonthNotOpen, PaymentNotIdentified
from naungan.contributions.models import Payment
from naungan.contributions.reversals import Reversal
from naungan.registry.models import Payer
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

NEW_PAYMENT = """
INSERT INTO contributions_payment (payment_code, payer_id, amount, paid_on, bank_reference)
SELECT CASE WHEN s.payer_id IS NULL THEN %(code)s ELSE naungan_payment_code(s.payer_id, s.month) END,
       s.payer_id, s.amount, %(paid_on)s, %(reference)s || '/' || s.number
FROM unnest(%(payers)s::bigint[], %(months)s::date[], %(amounts)s::bigint[])
     WITH ORDINALITY AS s (payer_id, month, amount, number)
ORDER BY s.number
RETURNING id
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a payment: whose it is (None: still nobody's), for which month it was paid, rupiah."""

    payer_id: int | None
    month: date
    amount: int


@dataclass(frozen=True, slots=True)
class Identified:
    """A payment that was reversed, and the payments that stand in its place."""

    reversed_id: int
    payment_ids: tuple[int, ...]


def identify_payment(*, payment_id: int, shares: Sequence[Share], reason: str) -> Identified:
    """Give a payment that waits in suspense to its payers, with the day on which it came in.

    The shares add up to the payment; the next close allocates them, oldest shortfall first. Nothing is
    changed: the payment is reversed and new ones are written, posted in the ledger by the database.
    Raises PaymentNotIdentified, and MonthNotOpen while a month is being closed.
    """
    if not reason.strip():
        raise PaymentNotIdentified(
            _("Alasan kosong. Tulis bukti pemilik uang ini, misalnya nomor surat dan bukti setor.")
        )
    with transaction.atomic():
        _refuse_during_a_close()
        payment = _waiting(payment_id)
        _judge(payment, shares)
        Reversal.objects.create(payment=payment, reason=reason.strip())
        with connection.cursor() as cursor:
            cursor.execute(
                NEW_PAYMENT,
                {
                    "code": payment.payment_code,
                    "paid_on": payment.paid_on,
                    "reference": payment.bank_reference,
                    "payers": [share.payer_id for share in shares],
                    "months": [share.month for share in shares],
                    "amounts": [share.amount for share in shares],
                },
            )
            made = tuple(number for (number,) in cursor.fetchall())
    return Identified(payment_id, made)


def _refuse_during_a_close() -> None:
    """A close that is about to begin waits for this; one that has begun must end first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT month, state FROM contributions_month WHERE state <> 'closed' ORDER BY month FOR SHARE"
        )
        frozen = [month for month, state in cursor.fetchall() if state == "frozen"]
    if frozen:
        raise MonthNotOpen(
            _("Bulan %(month)s sedang ditutup. Tunggu sampai penutupan selesai, lalu ulangi.")
            % {"month": f"{frozen[0]:%Y-%m}"}
        )


def _waiting(payment_id: int) -> Payment:
    payment = Payment.objects.select_for_update(of=("self",)).filter(pk=payment_id).first()
    if payment is None:
        raise PaymentNotIdentified(
            _("Pembayaran nomor %(payment_id)s tidak ada. Periksa nomornya.") % {"payment_id": payment_id}
        )
    if payment.payer_id is not None:
        raise PaymentNotIdentified(
            _(
                "Pembayaran %(bank_reference)s sudah atas nama %(payer)s. Kelebihannya diperhitungkan ke "
                "tagihan berikut pada tutup bulan."
            )
            % {"bank_reference": payment.bank_reference, "payer": payment.payer}
        )
    if Reversal.objects.filter(payment=payment).exists():
        raise PaymentNotIdentified(
            _("Pembayaran %(bank_reference)s sudah dikenali sebelumnya.") % {"bank_reference": payment.bank_reference}
        )
    return payment


def _judge(payment: Payment, shares: Sequence[Share]) -> None:
    if not any(share.payer_id is not None for share in shares):
        raise PaymentNotIdentified(_("Pilih paling sedikit satu pembayar yang memiliki uang ini."))
    if any(share.amount <= 0 for share in shares):
        raise PaymentNotIdentified(_("Setiap bagian harus lebih dari nol rupiah."))
    total = sum(share.amount for share in shares)
    if total != payment.amount:
        raise PaymentNotIdentified(
            _(
                "Bagian-bagiannya berjumlah %(total)s, pembayarannya %(amount)s. Samakan jumlahnya; sisa yang "
                "belum dikenali ditulis sebagai bagian tanpa pembayar."
            )
            % {"total": formats.rupiah(total), "amount": formats.rupiah(payment.amount)}
        )
    if any(share.month.day != 1 for share in shares):
        raise PaymentNotIdentified(_("Bulan iuran ditulis sebagai hari pertamanya."))
    payers = Counter(share.payer_id for share in shares)
    if max(payers.values()) > 1:
        raise PaymentNotIdentified(_("Satu pembayar cukup disebut sekali; gabungkan bagiannya."))
    named = {payer_id for payer_id in payers if payer_id is not None}
    unknown = named - set(Payer.objects.filter(pk__in=named).values_list("pk", flat=True))
    if unknown:
        raise PaymentNotIdentified(_("Pembayar nomor %(number)s tidak terdaftar.") % {"number": min(unknown)})
