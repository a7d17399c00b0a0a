"""Money that no bill has taken: whose it may be, and the proposal that says whose it is."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.doors import page
from naungan.access.scope import reading_as_system
from naungan.contributions.identify import Share
from naungan.contributions.suspense import Candidate, Waiting, candidates, waiting_payment, waiting_payments
from naungan.desk.changes.identify import proposal
from naungan.desk.models import Command, Kind, Owing, State
from naungan.desk.pages.common import READERS, Form, actor_of, is_officer, key_of, new_key, state_now, today
from naungan.desk.propose import propose
from naungan.errors import Refused
from naungan.registry.models import Payer
from naungan.web.forms import read_month, read_rupiah, read_text
from naungan.web.pages import show

SHOWN, PARTS = 50, 4


@page(*READERS)
@require_GET
def money(request: HttpRequest) -> HttpResponse:
    """Payments without a payer, and payers whose money is more than they owe."""
    state = state_now()
    with reading_as_system():  # money without a payer belongs to no region: every officer may look for its owner
        waiting = waiting_payments(state.day, SHOWN)
    proposed = Command.objects.filter(kind=Kind.IDENTIFY, state=State.PROPOSED)
    facts = {
        "state": state,
        "waiting": waiting,
        "shown": SHOWN,
        "proposed": {command.about["payment"]: command for command in proposed},
        "held": Owing.objects.filter(unallocated__gt=0).order_by("-unallocated", "payer_id")[:50],
    }
    return show(request, "desk/money.html", facts)


@page(*READERS)
@require_http_methods(["GET", "POST"])
def payment(request: HttpRequest, payment_id: int) -> HttpResponse:
    """One payment without a payer: whose it may be, and a form to propose whose it is."""
    with reading_as_system():
        found = waiting_payment(payment_id)
        likely = candidates(found) if found else []
    if found is None:
        messages.info(request, gettext("Pembayaran itu sudah tidak menunggu lagi."))
        return redirect("desk:money")
    form = Form(request.POST.dict())
    if request.method == "POST" and is_officer(request):
        shares = _shares(form, found)
        if shares and not form.errors:
            try:
                return _proposed(request, form, found, shares)
            except Refused as no:
                form.refuse(getattr(no, "field", ""), str(no))
    facts = {
        "payment": found,
        "candidates": likely,
        "form": form,
        "key": form.text("key") or new_key(),
        "parts": [_part(form, number, found, likely) for number in range(1, PARTS + 1)],
        "may_write": is_officer(request),
        "proposed": Command.objects.filter(
            kind=Kind.IDENTIFY, state=State.PROPOSED, about={"payment": found.id}
        ).first(),
    }
    return show(request, "desk/payment.html", facts, 422 if form.errors else 200)


def _proposed(request: HttpRequest, form: Form, found: Waiting, shares: list[Share]) -> HttpResponse:
    owners = Payer.objects.filter(pk__in=[share.payer_id for share in shares]).values_list("region_id", flat=True)
    command = propose(
        actor=actor_of(request),
        proposal=proposal(found, shares, tuple(owners)),
        reason=form.text("reason"),
        evidence=form.text("evidence"),
        key=key_of(request),
        today=today(),
    )
    messages.success(request, gettext("Usulan dicatat dan menunggu keputusan petugas lain."))
    return redirect("desk:command", command.pk)


def _shares(form: Form, found: Waiting) -> list[Share]:
    """The parts that were filled in; what is left over stays without a payer."""
    shares: list[Share] = []
    for number in range(1, PARTS + 1):
        code = form.read_if_given(f"code_{number}", read_text)
        if code is None:
            continue
        with reading_as_system():  # a code may be of another branch: it is named, nothing of it is shown
            owner = Payer.objects.filter(code=code.upper()).first()
        month = form.read(f"month_{number}", read_month)
        amount = form.read(f"amount_{number}", read_rupiah)
        if owner is None:
            form.refuse(
                f"code_{number}",
                gettext("Kode %(code)s tidak dikenal. Periksa, atau cari dahulu pembayarnya.") % {"code": code},
            )
        elif month and amount:
            shares.append(Share(owner.pk, month, amount))
    if not shares and not form.errors:
        form.refuse("code_1", gettext("Isi kode pembayar yang memiliki uang ini."))
    left = found.amount - sum(share.amount for share in shares)
    if shares and not form.errors and left > 0:
        shares.append(Share(None, shares[0].month, left))
    return shares


def _part(form: Form, number: int, found: Waiting, likely: list[Candidate]) -> dict[str, object]:
    """What stands in the fields of a part: what was sent, else the likeliest owner in the first."""
    first = likely[0] if likely and number == 1 and not form.sent else None
    return {
        "number": number,
        "code": form.text(f"code_{number}") or (first.code if first else ""),
        "month": form.text(f"month_{number}") or (f"{first.month:%Y-%m}" if first else ""),
        "amount": form.text(f"amount_{number}") or (str(found.amount) if first else ""),
        "wrong": {name: form.wrong.get(f"{name}_{number}", "") for name in ("code", "month", "amount")},
    }
