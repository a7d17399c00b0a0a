"""Signing in as a participant; where somebody who signed in begins; keeping a session."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from naungan.access import limits
from naungan.access.client import address_of
from naungan.access.doors import own_account, signing_in
from naungan.access.models import OF_A_PERSON, STAFF, Role
from naungan.access.participant import account_to_sign_in, read_contact
from naungan.access.sessions import SEEN, seconds_left
from naungan.errors import Refused
from naungan.web.forms import Missing, read_day, read_nik
from naungan.web.pages import show

HOMES = (
    dict.fromkeys(OF_A_PERSON, "participants:home")
    | dict.fromkeys((Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER), "employers:home")
    | dict.fromkeys(STAFF, "desk:home")
)
READERS: dict[str, Callable[[str], Any]] = {"nik": read_nik, "born_on": read_day, "contact": read_contact}

EMPTY = {
    "nik": gettext_lazy("NIK belum diisi. Tulis 16 angka di KTP."),
    "born_on": gettext_lazy("Tanggal lahir belum diisi."),
    "contact": gettext_lazy("Nomor HP atau e-mail belum diisi."),
}


@signing_in
@never_cache
@sensitive_post_parameters("nik", "born_on", "contact")
@require_http_methods(["GET", "POST"])
def participant(request: HttpRequest) -> HttpResponseBase:
    """NIK, birth date and a known phone or e-mail; the answer is the same whether or not they fit."""
    if request.user.is_authenticated:
        return redirect("access:begin")
    written = {name: request.POST.get(name, "") for name in READERS}
    if request.method == "GET":
        return show(request, "access/participant.html", {"written": written, "wrong": {}, "errors": []})
    limits.count(limits.CODE_TO_ADDRESS, address_of(request))
    read, wrong = _read(written)
    if wrong:
        facts = {"written": written, "wrong": wrong, "errors": list(wrong.items())}
        return show(request, "access/participant.html", facts, 422)
    limits.count(limits.CODE_TO_PERSON, read["nik"])
    contact = read["contact"]
    account = account_to_sign_in(read["nik"], read["born_on"], contact)
    LoginCodeVerificationProcess.initiate(request=request, user=account, email=contact.email, phone=contact.phone)
    return redirect("account_confirm_login_code")


@own_account
@require_http_methods(["GET"])
def begin(request: HttpRequest) -> HttpResponse:
    """On to the first page of the role that somebody acts in."""
    actor = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return redirect("access:home")
    try:
        return redirect(reverse(HOMES.get(actor.role, "access:home")))
    except NoReverseMatch:
        return redirect("access:home")


@own_account
@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Stay signed in: the session's time without use begins anew. Answers with the seconds left."""
    request.session[SEEN] = time.time()
    return JsonResponse({"seconds": seconds_left(request, request.actor)})  # type: ignore[attr-defined]


def locked_out(request: HttpRequest, _answer: object, _credentials: object) -> HttpResponse:
    """After too many wrong passwords: when and how to go on."""
    request.actor = None  # type: ignore[attr-defined]
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return show(request, "access/locked_out.html", {"minutes": minutes}, 429)


def _read(written: dict[str, str]) -> tuple[dict[str, Any], dict[str, str]]:
    read: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for name, reader in READERS.items():
        try:
            read[name] = reader(written[name])
        except Missing:
            wrong[name] = str(EMPTY[name])
        except Refused as no:
            wrong[name] = str(no)
    return read, wrong
