"""A government's money: add a budget line, commit it to a scheme, tell which payment was made from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction

from naungan.contributions.models import Payment
from naungan.errors import Refused
from naungan.registry.models import Payer
from naungan.registry.refusing import refusing
from naungan.saying import gettext as _
from naungan.sponsorship.errors import BadMoney, OverBudget
from naungan.sponsorship.models import BudgetLine, Commitment, Fund, Realisation, Scheme
from naungan.web.templatetags import formats

LEVELS = (1, 1, 2, 2, 2, 4)  # digits of the parts of an account code: 5.1.02.02.02.0006


def normalised(code: str) -> str:
    """An account code with its dots, however it was written: 510202020006 is 5.1.02.02.02.0006. Raises BadMoney."""
    digits = re.sub(r"[.\s]", "", code)
    if not (digits.isascii() and digits.isdigit()):
        raise BadMoney(
            _("Kode rekening terbaca %(code)s. Tulis angka dengan titik, contoh 5.1.02.02.02.0006.")
            % {"code": repr(code)}
        )
    if len(digits) != sum(LEVELS):
        return ".".join(part for part in code.replace(" ", "").split(".") if part)
    parts, rest = [], digits
    for length in LEVELS:
        parts.append(rest[:length])
        rest = rest[length:]
    return ".".join(parts)


def add_budget(
    payer: Payer, *, year: int, account_code: str, label: str, fund: str, document: str, amount: int,
    from_month: date, changes: BudgetLine | None = None, account_id: int | None = None,
) -> BudgetLine:  # fmt: skip
    """Add a line to a year's budget, or one that `changes` another by more or less (rupiah).

    Raises BadMoney; OverBudget where the changed line would fall below what is committed or paid.
    """
    if fund not in Fund.values:
        raise BadMoney(
            _("Sumber dana terbaca %(fund)s. Pilih %(values)s.")
            % {"fund": repr(fund), "values": ", ".join(Fund.values)}
        )
    if (changes is None and amount <= 0) or (changes is not None and amount == 0):
        raise BadMoney(_("Jumlah anggaran harus lebih dari nol rupiah; terbaca %(amount)s.") % {"amount": amount})
    if from_month.year != year:
        raise BadMoney(
            _("Mulai dapat dibelanjakan %(from_month)s, di luar tahun anggaran %(year)s.")
            % {"from_month": f"{from_month:%m-%Y}", "year": year}
        )
    if not label.strip() or not document.strip():
        raise BadMoney(_("Isi uraian dan nomor dokumen (DPA, APBDes, atau perjanjian)."))
    told: Mapping[str, Callable[[], Refused]] = {
        "budget_line_document_once": lambda: BadMoney(
            _("Baris %(account_code)s pada %(document)s sudah ada.")
            % {"account_code": account_code, "document": document}
        ),
        "a budget line cannot fall below what is committed or paid from it": lambda: OverBudget(
            _("Pengurangan ini membuat anggaran di bawah yang sudah diikat atau dibayar. Kurangi lebih sedikit.")
        ),
    }
    with transaction.atomic(), refusing(told):
        return BudgetLine.objects.create(
            payer=payer,
            year=year,
            account_code=normalised(account_code),
            label=label.strip(),
            fund=fund,
            document=document.strip(),
            amount=amount,
            from_month=from_month.replace(day=1),
            changes=changes,
            account_id=account_id,
        )


def commit(
    budget_line: BudgetLine, scheme: Scheme, amount: int, said: str, account_id: int | None = None
) -> Commitment:
    """Commit so much of a budget line to a scheme, rupiah; less than nothing gives it back.

    Raises BadMoney for another sponsor's scheme or nothing; OverBudget for more than the line holds.
    """
    if budget_line.payer_id != scheme.payer_id or amount == 0 or not said.strip():
        raise BadMoney(_("Ikatan anggaran perlu skema penanggung yang sama, jumlah bukan nol, dan keterangan."))
    told = {
        "more would be committed than the budget line holds": lambda: OverBudget(
            _("%(amount)s melebihi sisa baris %(account_code)s, atau mengembalikan lebih dari ikatannya.")
            % {"amount": formats.rupiah(amount), "account_code": budget_line.account_code}
        )
    }
    with transaction.atomic(), refusing(told):
        BudgetLine.objects.select_for_update(of=("self",)).get(pk=budget_line.pk)
        return Commitment.objects.create(
            budget_line=budget_line,
            scheme=scheme,
            payer_id=scheme.payer_id,
            amount=amount,
            said=said.strip(),
            account_id=account_id,
        )


def realise(budget_line: BudgetLine, payment: Payment, reference: str, account_id: int | None = None) -> Realisation:
    """Tell that a payment of the sponsor was made from a budget line (`reference`: its SP2D).

    The same payment and line again changes nothing. Raises BadMoney for somebody else's payment or one that was
    counted elsewhere, OverBudget for more than the line holds.
    """
    if payment.payer_id != budget_line.payer_id or not reference.strip():
        raise BadMoney(_("Realisasi perlu pembayaran penanggung yang sama dan nomor SP2D-nya."))
    told = {
        "more would be paid than the budget line holds": lambda: OverBudget(
            _("Pembayaran %(amount)s melebihi sisa baris %(account_code)s.")
            % {"amount": formats.rupiah(payment.amount), "account_code": budget_line.account_code}
        )
    }
    with transaction.atomic(), refusing(told):
        BudgetLine.objects.select_for_update(of=("self",)).get(pk=budget_line.pk)
        known = Realisation.objects.filter(payment=payment).first()
        if known is not None:
            if known.budget_line_id == budget_line.pk:
                return known
            raise BadMoney(_("Pembayaran ini sudah dihitung pada baris anggaran lain."))
        return Realisation.objects.create(
            budget_line=budget_line,
            payer_id=budget_line.payer_id,
            payment=payment,
            amount=payment.amount,
            reference=reference.strip(),
            account_id=account_id,
        )
