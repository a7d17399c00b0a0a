"""The addresses of a draft: its steps, its papers, the receipt; and a phone that forgets."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import public
from naungan.access.limits import limited, sent
from naungan.access.scope import as_system, reading_as_system
from naungan.claims.clock import clock_of
from naungan.claims.draft_links import claim_of_link
from naungan.claims.errors import NoSuchClaim
from naungan.claims.models import Claim, State
from naungan.claims.pages import own_steps, payee_steps, sending, steps
from naungan.claims.pages.guided import (
    ACCOUNT,
    AMOUNT,
    CLAIMANT,
    EVENT,
    FAMILY,
    HAPPENED,
    PAPERS,
    PAYEES,
    REVIEW,
    Draft,
    Page,
    page_of,
)
from naungan.claims.pages.paper_rows import paper_answer
from naungan.claims.pages.session import (
    READING_ONLY,
    SEND,
    acts_as_themselves,
    as_oneself,
    drafts_here,
    forget_all,
    may_follow,
    remember_draft,
    show_private,
)
from naungan.claims.papers import open_paper

_PAGES: Mapping[str, Page] = {
    EVENT: steps.event,
    CLAIMANT: steps.claimant,
    HAPPENED: steps.happened,
    FAMILY: steps.family,
    AMOUNT: own_steps.amount,
    PAPERS: sending.papers,
    PAYEES: payee_steps.payees,
    ACCOUNT: own_steps.account,
    REVIEW: sending.review,
}


@limited(SEND, sent)
@public
@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, draft: str, step: str) -> HttpResponse:
    """One step of a draft; the link alone opens it, so that another phone goes on where this one stopped."""
    claim = _draft(request, draft)
    if claim is None:
        return show_private(request, "claims/gone.html", {"words": _gone(draft)}, 404)
    if claim.state != State.DRAFT:
        return redirect("claims:own", claim.pk) if claim.account_id else redirect("claims:sent", claim.number)
    if str(claim.pk) not in drafts_here(request):
        remember_draft(request, claim, draft, "")
    found = Draft(claim, draft, step)
    with as_oneself(request, claim):
        return page_of(_PAGES, found)(request, found)


@public
@require_GET
def draft_paper(request: HttpRequest, draft: str, paper_id: int) -> HttpResponseBase:
    """A photo of a draft, for whoever has the draft's link."""
    claim = _draft(request, draft)
    if claim is None:
        raise Http404(draft)
    actor = request.actor if acts_as_themselves(request, claim) else None  # type: ignore[attr-defined]
    with as_system():
        try:
            return paper_answer(open_paper(actor, paper_id, guest_claim=claim.pk))
        except NoSuchClaim as no:
            raise Http404(str(no)) from no


@public
@require_GET
def sent_claim(request: HttpRequest, number: str) -> HttpResponse:
    """The receipt: the number large, and what happens now, until when."""
    with reading_as_system():
        claim = Claim.objects.filter(number=number).first()
        if claim is None or not may_follow(request, claim.pk):
            return redirect("claims:follow")
        clock = clock_of(claim)
    return show_private(request, "claims/sent.html", {"claim": claim, "due_on": clock.due_on})


@public
@require_POST
def forget(request: HttpRequest) -> HttpResponse:
    """Leave nothing of a claim in this browser: the phone goes back to its owner."""
    forget_all(request)
    return show_private(request, "claims/forgotten.html", {})


def _draft(request: HttpRequest, word: str) -> Claim | None:
    actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST" and actor is not None and actor.role in READING_ONLY:
        raise PermissionDenied
    try:
        claim = claim_of_link(word)
    except NoSuchClaim:
        return None
    if claim.account_id is not None and (actor is None or actor.account_id != claim.account_id):
        return None
    return claim


def _gone(word: str) -> str:
    """Why a link leads nowhere, in the words it was refused with."""
    try:
        claim_of_link(word)
    except NoSuchClaim as no:
        return str(no)
    return gettext("Pengajuan ini dibuka dengan akun lain. Masuk dengan akun itu untuk melanjutkan.")
