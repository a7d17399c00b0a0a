"""Phone and e-mail: corrected by the person, confirmed by a code."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.limits import CODE_TO_PERSON, limited
from naungan.access.models import Role
from naungan.access.scope import as_system
from naungan.access.senders import NotSent
from naungan.participants.contact import FIELDS, ask_change, confirm_change, try_code, waiting_change
from naungan.participants.errors import BadContact
from naungan.participants.pages.who import Who, who
from naungan.web.forms import Unreadable, read_phone, read_text
from naungan.web.pages import show

Errors = list[tuple[str, str]]


@page(Role.WORKER)
@require_GET
def contact(request: HttpRequest) -> HttpResponse:
    """What is recorded, and a form for each."""
    return _show(request, who(request), [], {})


@limited(CODE_TO_PERSON)
@page(Role.WORKER)
@require_POST
def contact_new(request: HttpRequest) -> HttpResponse:
    """A new phone or e-mail: a code is sent to it."""
    whose = who(request)
    field, written = request.POST.get("field", ""), request.POST.get("value", "")
    try:
        value = read_phone(written) if field == "phone" else read_text(written)
        ask_change(
            person=whose.person,
            account_id=whose.actor.account_id,
            field=field,
            value=value,
            now=timezone.now(),
        )
    except (Unreadable, BadContact, NotSent) as refused:
        return _show(request, whose, [(field if field in FIELDS else "phone", str(refused))], {field: written})
    return redirect("participants:contact")


@page(Role.WORKER)
@require_POST
def contact_code(request: HttpRequest) -> HttpResponse:
    """The code that came back: the contact is changed, or the try is counted."""
    whose, now = who(request), timezone.now()
    change = waiting_change(whose.person.pk, whose.actor.account_id, now)
    if change is None:
        return _show(request, whose, [("phone", gettext("Kode sudah tidak berlaku. Minta kode baru."))], {})
    if not try_code(change=change, code=request.POST.get("code", ""), now=now):
        left = gettext("Kode belum cocok. Sisa %(left)s kali mencoba.") % {"left": change.tries_left}
        return _show(request, whose, [("code", left)], {})
    with as_system():
        confirm_change(change=change, now=now)
    messages.success(request, gettext("Kontak Anda sudah diubah."))
    return redirect("participants:contact")


def _show(request: HttpRequest, whose: Who, errors: Errors, written: dict[str, str]) -> HttpResponse:
    context = {
        "who": whose,
        "errors": errors,
        "wrong": dict(errors),
        "written": written,
        "waiting": waiting_change(whose.person.pk, whose.actor.account_id, timezone.now()),
        "crumbs": whose.crumbs(gettext("Nomor telepon dan surel")),
    }
    return show(request, "participants/contact.html", context, status=400 if errors else 200)
