"""Who is to be paid: one heir after the other, with the account and, of a minor, the guardian."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext

from naungan.access.scope import reading_as_system
from naungan.claims.act import Order
from naungan.claims.banks import BANKS, bank_name
from naungan.claims.errors import BadFact
from naungan.claims.facts import FIELDS, LEVELS
from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Claim, Payee
from naungan.claims.open_claim import save_step
from naungan.claims.pages.fact_fields import RELATIVES
from naungan.claims.pages.guided import PAYEES, Draft
from naungan.claims.pages.reading import Form, account_digits, in_parts, new_key, written_in
from naungan.claims.pages.session import order_of
from naungan.claims.payees import PayeeFacts, leave_out, name_payee, payees_of
from naungan.errors import Refused
from naungan.law.benefits import heirs
from naungan.law.statute import load
from naungan.web.forms import read_nik, read_text

_TAKEN_BACK = "dihapus pemohon"


def payees(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Who is to be paid and where: one after the other."""
    form = written_in(request)
    if request.method == "POST":
        taken = _removed(request, form, draft) if "remove" in request.POST else _named(request, form, draft)
        if taken:
            return redirect(draft.address(PAYEES))
    with reading_as_system():
        named = payees_of(draft.claim)
    if request.method == "GET":
        form = Form({} if named else _oneself(draft.claim))
    facts = {
        "payees": [_payee_row(one) for one in named],
        "expected": _expected(draft.claim, named),
        "adding": bool(form.wrong) or not named or "tambah" in request.GET,
        "form": form,
        "key": new_key(),
        "relations": list(RELATIVES.items()),
        "banks": list(BANKS.items()),
        "levels": list(LEVELS.items()),
        "guardian_age": load().on(draft.claim.event_on).whole("heirs.guardian_below_age"),
        "onwards": draft.address(draft.steps[draft.steps.index(PAYEES) + 1]),
    }
    return draft.show(request, "claims/step_payees.html", facts, form.wrong)


def _named(request: HttpRequest, form: Form, draft: Draft) -> bool:
    today = timezone.localdate()
    name = form.need("name", read_text, gettext("Tulis nama penerima seperti pada KTP atau akta lahirnya."))
    facts = PayeeFacts(
        name=name or "",
        relation=form.choice("relation", RELATIVES, gettext("Pilih hubungan penerima dengan yang meninggal.")),
        born_on=form.day("born_on", gettext("Isi tanggal lahir penerima."), today),
        nik=form.may("nik", read_nik),
        guardian_name=form.may("guardian_name", read_text) or "",
        guardian_nik=form.may("guardian_nik", read_nik),
        bank_code=form.choice("bank_code", BANKS, gettext("Pilih bank penerima.")),
        account_number=account_digits(form.text("account_number")),
        account_name=form.need("account_name", read_text, gettext("Tulis nama seperti pada buku tabungan.")) or "",
    )
    if not facts.account_number:
        form.refuse("account_number", gettext("Tulis nomor rekening, ada di halaman pertama buku tabungan."))
    if form.wrong:
        return False
    try:
        order = order_of(request, draft.claim)
        name_payee(draft.claim.pk, order, facts)
        _at_school(form, draft, order.then("school"), facts)
    except BadFact as no:
        form.refuse(no.field, str(no))
    except Refused as no:
        form.refuse("", str(no))
    return not form.wrong


def _at_school(form: Form, draft: Draft, order: Order, facts: PayeeFacts) -> None:
    """A child at school may have a scholarship: it is written into the claim's answers, once."""
    level = form.text("level")
    if facts.relation != "children" or level not in LEVELS or facts.born_on is None:
        return
    child = {"name": facts.name, "born_on": facts.born_on.isoformat(), "level": level}
    if any(one.name == "children" for one in FIELDS[ClaimKind(draft.claim.kind)]):
        before = [one for one in draft.claim.facts.get("children", []) if one["name"] != facts.name]
        save_step(draft.claim.pk, order, facts={"children": [*before, child]})


def _removed(request: HttpRequest, form: Form, draft: Draft) -> bool:
    number = form.text("remove")
    try:
        order = order_of(request, draft.claim)
        leave_out(draft.claim.pk, order, int(number) if number.isascii() and number.isdigit() else 0, _TAKEN_BACK)
    except Refused as no:
        form.refuse("", str(no))
    return not form.wrong


def _oneself(claim: Claim) -> dict[str, str]:
    """The first to be named is most often who asks: nothing is typed twice."""
    texts = {"name": claim.claimant_name, "relation": claim.claimant_relation, "nik": claim.claimant_nik or ""}
    return texts | {"account_name": claim.claimant_name} | in_parts("born_on", claim.claimant_born_on)


def _payee_row(payee: Payee) -> dict[str, Any]:
    return {
        "id": payee.pk,
        "name": payee.name,
        "relation_words": RELATIVES.get(payee.relation, payee.relation),
        "bank": bank_name(payee.bank_code),
        "account_number": payee.account_number,
        "account_name": payee.account_name,
        "guardian_name": payee.guardian_name,
        "key": new_key(),
    }


def _expected(claim: Claim, named: list[Payee]) -> list[tuple[Any, int, int]]:
    """Of those who inherit by the family told: the relation, how many there are, how many are named."""
    family = claim.facts.get("family", {})
    first = heirs.entitled(load().on(claim.event_on), family)
    return [
        (RELATIVES[one], int(family[one]), sum(payee.relation == one for payee in named)) for one in first.relations
    ]
