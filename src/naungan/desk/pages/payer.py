"""One payer: its page, notes of calls, contacts, the letter about what it owes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.desk import look_words
from naungan.desk.calls import Said, add_contact, end_contact, record_call
from naungan.desk.counting import keep_counts
from naungan.desk.errors import CallRefused
from naungan.desk.labels import label_of
from naungan.desk.letters import arrears_letter
from naungan.desk.models import Channel, Contact, Outcome
from naungan.desk.pages.common import OFFICERS, READERS, Form, actor_of, is_officer, key_of, new_key, state_now, today
from naungan.desk.payer_facts import payer_facts
from naungan.registry.models import Payer, PayerKind, Scale
from naungan.web.forms import read_day, read_phone, read_rupiah, read_text
from naungan.web.pages import show
from naungan.web.pdf import pdf_response

LETTER = Path(__file__).parent.parent / "typst" / "arrears.typ"


@page(*READERS)
@require_GET
def payer(request: HttpRequest, payer_id: int) -> HttpResponse:
    """Everything about one payer."""
    return _shown(request, _found(payer_id), Form({}))


@page(*OFFICERS)
@require_POST
def call(request: HttpRequest, payer_id: int) -> HttpResponse:
    """Note a call."""
    found, form = _found(payer_id), Form(request.POST.dict())
    said = Said(
        channel=form.text("channel"),
        outcome=form.text("outcome"),
        spoke_with=form.read_if_given("spoke_with", read_text) or "",
        note=form.read_if_given("note", lambda text: read_text(text, 1_000)) or "",
        promised=form.read_if_given("promised", read_rupiah),
        next_on=form.read_if_given("next_on", read_day),
    )
    if not form.errors:
        try:
            record_call(actor=actor_of(request), payer=found, said=said, today=today(), key=key_of(request))
        except CallRefused as no:
            form.refuse(no.field, str(no))
    if form.errors:
        return _shown(request, found, form, 422)
    messages.success(request, gettext("Panggilan dicatat."))
    return redirect("desk:payer", payer_id)


@page(*OFFICERS)
@require_POST
def contact(request: HttpRequest, payer_id: int) -> HttpResponse:
    """Note whom to ask for."""
    found, form = _found(payer_id), Form(request.POST.dict())
    name = form.read("contact_name", read_text)
    phone = form.read("contact_phone", read_phone)
    position = form.read_if_given("contact_position", read_text) or ""
    email = form.read_if_given("contact_email", read_text) or ""
    if form.errors or name is None or phone is None:
        return _shown(request, found, form, 422)
    add_contact(actor=actor_of(request), payer=found, name=name, position=position, phone=phone, email=email)
    messages.success(request, gettext("Narahubung dicatat."))
    return redirect("desk:payer", payer_id)


@page(*OFFICERS)
@require_POST
def contact_ended(request: HttpRequest, payer_id: int, contact_id: int) -> HttpResponse:
    """Note that somebody is no longer to be asked for."""
    end_contact(contact=get_object_or_404(Contact, pk=contact_id, payer_id=payer_id), now=timezone.now())
    messages.success(request, gettext("Narahubung tidak dipakai lagi."))
    return redirect("desk:payer", payer_id)


@page(*READERS)
@require_GET
def letter(request: HttpRequest, payer_id: int) -> HttpResponse:
    """The letter that tells a payer what it owes."""
    found, state = _found(payer_id), state_now()
    keep_counts(state, timezone.now())
    data = arrears_letter(payer_facts(found, state.day), state.day, actor_of(request).name)
    if data is None:
        raise Http404("owes nothing")
    return pdf_response(LETTER, data, f"surat-tunggakan-{found.code}.pdf")


def _found(payer_id: int) -> Payer:
    rows = Payer.objects.select_related("region", "employer", "sponsor", "project")
    return get_object_or_404(rows, pk=payer_id)


def _shown(request: HttpRequest, found: Payer, form: Form, status: int = 200) -> HttpResponse:
    state = state_now()
    keep_counts(state, timezone.now())
    if found.person_id:
        looked(actor_of(request), found.person_id, look_words.SELF_PAYER)
    facts: dict[str, Any] = {
        "state": state,
        "facts": payer_facts(found, state.day),
        "payer": found,
        "kind": label_of(PayerKind, found.kind),
        "scale": label_of(Scale, found.employer.scale) if hasattr(found, "employer") else "",
        "fund": gettext(found.sponsor.get_fund_source_display()) if hasattr(found, "sponsor") else "",
        "form": form,
        "key": new_key(),
        "may_write": is_officer(request),
        "outcomes": Outcome.choices,
        "channels": Channel.choices,
        "today": today(),
    }
    return show(request, "desk/payer.html", facts, status)
