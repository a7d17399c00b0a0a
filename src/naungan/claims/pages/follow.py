"""Follow a claim with its number and a birth date: where it is in plain words, and what can be done there."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from naungan.access.client import address_of
from naungan.access.doors import public
from naungan.access.limits import limited, sent
from naungan.access.scope import as_system, reading_as_system
from naungan.claims.act import Order
from naungan.claims.errors import NoSuchClaim
from naungan.claims.follow import Followed
from naungan.claims.follow import follow as find
from naungan.claims.models import Claim
from naungan.claims.moves import GUEST
from naungan.claims.pages.own_acts import done, shown
from naungan.claims.pages.paper_rows import paper_answer
from naungan.claims.pages.reading import Form, key_of, written_in
from naungan.claims.pages.session import (
    READING_ONLY,
    SEND,
    drafts_here,
    found_by,
    is_own,
    looking_up,
    may_follow,
    remember_followed,
    show_private,
)
from naungan.claims.pages.standing import Standing
from naungan.claims.papers import open_paper
from naungan.web.forms import read_text


def _asked(request: HttpRequest) -> Followed | None:
    form, number, born_on = _read(request)
    return None if form.wrong or not number or not born_on else find(number, born_on, address_of(request))


@looking_up(_asked)
@public
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Number and birth date; and the drafts begun in this browser."""
    form = written_in(request)
    if request.method == "POST":
        form, _number, _born_on = _read(request)
        try:
            found: Followed | None = found_by(request)
        except NoSuchClaim as no:
            form.refuse("number", str(no))
        else:
            if found is not None:
                remember_followed(request, found.claim_id, found.own_guest)
                return redirect("claims:followed", found.number)
    drafts = [{"typed": one["typed"], "link": one["link"]} for one in drafts_here(request).values()]
    return show_private(request, "claims/follow.html", {"form": form, "drafts": drafts}, 422 if form.wrong else 200)


@limited(SEND, sent)
@public
@require_http_methods(["GET", "POST"])
def followed(request: HttpRequest, number: str) -> HttpResponse:
    """One claim: its state, its clock, and what its claimant has to do."""
    claim = _mine(request, number)
    if claim is None:
        return redirect("claims:follow")
    crumbs = [(gettext("Klaim"), reverse("claims:begin")), (claim.number, "")]
    if not is_own(request, claim.pk):
        with reading_as_system():
            standing = Standing(claim)
            told = {"claim": claim, "standing": standing, "clock": standing.clock, "crumbs": crumbs}
        return show_private(request, "claims/glimpse.html", told)
    form: Form | None = None
    if request.method == "POST":
        actor = request.actor  # type: ignore[attr-defined]
        if actor is not None and actor.role in READING_ONLY:
            raise PermissionDenied
        form, words = done(request, claim, Order(None, key_of(request), guest=claim.claimant_name))
        if not form.wrong:
            messages.success(request, words)
            return redirect("claims:followed", number)
        claim = _mine(request, number) or claim
    facts = shown(claim, GUEST, "claims:followed_paper", claim.number, form)
    return show_private(request, "claims/followed.html", facts | {"crumbs": crumbs}, 422 if form else 200)


@public
@require_GET
def followed_paper(request: HttpRequest, number: str, paper_id: int) -> HttpResponseBase:
    """A photo of a claim that this browser may follow."""
    claim = _mine(request, number)
    if claim is None or not is_own(request, claim.pk):
        raise Http404(number)
    with as_system():
        try:
            return paper_answer(open_paper(None, paper_id, guest_claim=claim.pk))
        except NoSuchClaim as no:
            raise Http404(str(no)) from no


def _mine(request: HttpRequest, number: str) -> Claim | None:
    """The claim of a number, where number and birth date were given in this browser."""
    with reading_as_system():
        claim = Claim.objects.filter(number=number).select_related("person").first()
    return claim if claim and may_follow(request, claim.pk) else None


def _read(request: HttpRequest) -> tuple[Form, str | None, date | None]:
    form = written_in(request)
    number = form.need("number", read_text, gettext("Tulis nomor klaim, misalnya JKM-2026-000123."))
    return form, number, form.day("born_on", gettext("Isi tanggal, bulan, dan tahun lahir Anda."))
