"""What only a worker's own claim asks: the amount foreseen before claiming, and the account."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext

from naungan.access.scope import reading_as_system
from naungan.claims.banks import BANKS
from naungan.claims.entitlement import assess
from naungan.claims.models import Payee
from naungan.claims.pages.benefit import benefit_of
from naungan.claims.pages.guided import Draft
from naungan.claims.pages.reading import Form, account_digits, new_key, written_in
from naungan.claims.pages.session import order_of
from naungan.claims.payees import PayeeFacts, name_payee, payees_of
from naungan.errors import Refused
from naungan.web.forms import read_text


def amount(request: HttpRequest, draft: Draft) -> HttpResponse:
    """What the claim would come to today, tax taken off, and every step of how; nothing is decided by it."""
    if request.method == "POST":
        return draft.onwards()
    with reading_as_system():
        found = assess(draft.claim, timezone.localdate())
    return draft.show(request, "claims/step_amount.html", {"benefit": benefit_of(found.as_json())})


def account(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Where the money goes: the worker's own account."""
    with reading_as_system():
        payee = next((one for one in payees_of(draft.claim) if one.relation == "self"), None)
        person = draft.claim.person
    form = written_in(request)
    if request.method == "POST":
        bank = form.choice("bank_code", BANKS, gettext("Pilih bank Anda."))
        number = account_digits(form.text("account_number"))
        name = form.need("account_name", read_text, gettext("Tulis nama seperti pada buku tabungan."))
        if not number:
            form.refuse("account_number", gettext("Tulis nomor rekening, ada di halaman pertama buku tabungan."))
        if name and not form.wrong:
            facts = PayeeFacts(
                person.name, "self", person.born_on, person.nik,
                bank_code=bank, account_number=number, account_name=name,
            )  # fmt: skip
            try:
                name_payee(draft.claim.pk, order_of(request, draft.claim), facts, payee.pk if payee else None)
            except Refused as no:
                form.refuse(getattr(no, "field", ""), str(no))
            else:
                return draft.onwards()
    else:
        form = Form(_written(payee, person.name))
    facts_shown = {"form": form, "key": new_key(), "banks": list(BANKS.items())}
    return draft.show(request, "claims/step_account.html", facts_shown, form.wrong)


def _written(payee: Payee | None, name: str) -> dict[str, str]:
    if payee is None or not payee.account_number:
        return {"account_name": name}
    return {
        "bank_code": payee.bank_code,
        "account_number": payee.account_number,
        "account_name": payee.account_name,
    }
