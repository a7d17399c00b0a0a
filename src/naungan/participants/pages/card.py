"""The card somebody shows, and what a third party learns from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page, public
from naungan.access.limits import LOOK_UP, limited
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.participants.card import card_of, check_card, make_card, token_of
from naungan.participants.cover import Cover, programme_names
from naungan.participants.cover_words import cover_sentence, listed, risks
from naungan.participants.errors import NoSuchCard
from naungan.participants.models import ShownCard
from naungan.participants.pages.home import answer_words
from naungan.participants.pages.who import Who, cover_of, who
from naungan.participants.paper import card_data
from naungan.participants.picture import png
from naungan.participants.qr import qr_svg
from naungan.participants.statement_paper import read_statement_token
from naungan.web.pages import show
from naungan.web.pdf import pdf

CARD = Path(__file__).parent.parent / "typst" / "card.typ"


@page(Role.WORKER)
@require_GET
def card(request: HttpRequest) -> HttpResponse:
    """The card with its code, to be shown or kept for where there is no signal."""
    whose = who(request)
    found = card_of(whose.person.pk, timezone.localdate())
    context: dict[str, Any] = {
        "who": whose,
        "crumbs": whose.crumbs(gettext("Kartu saya")),
    }
    if found is not None:
        held, numbers = found
        context |= answer_words(cover_of(whose.person))
        context |= {"card": held, "numbers": numbers, "address": _address(request, held)}
    return show(request, "participants/card.html", context)


@page(Role.WORKER)
@require_POST
def new_card(request: HttpRequest) -> HttpResponse:
    """A new card; the code of the old one stops answering."""
    whose = who(request)
    make_card(person_id=whose.person.pk, account_id=whose.actor.account_id, today=timezone.localdate())
    return redirect("participants:card")


@page(Role.WORKER)
@require_GET
def card_qr(request: HttpRequest) -> HttpResponse:
    """The code alone, as a picture."""
    _, held, _ = _held(request)
    return _kept_private(HttpResponse(qr_svg(_address(request, held)), content_type="image/svg+xml"))


@page(Role.WORKER)
@require_GET
def card_png(request: HttpRequest) -> HttpResponse:
    """The card as a picture for the phone."""
    return _kept_private(HttpResponse(png(CARD, _paper(request)), content_type="image/png"), "kartu-peserta.png")


@page(Role.WORKER)
@require_GET
def card_pdf(request: HttpRequest) -> HttpResponse:
    """The card on paper, in the size of an identity card."""
    return _kept_private(
        HttpResponse(pdf(CARD, _paper(request)), content_type="application/pdf"), "kartu-peserta.pdf"
    )


@limited(LOOK_UP)
@public
@require_GET
def check(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever is shown a card: covered today, yes or no, and for what. No NIK, no employer, no wage."""
    try:
        with reading_as_system():
            found = check_card(token, timezone.localdate())
    except NoSuchCard as refused:
        return show(request, "participants/check.html", {"refused": str(refused)}, status=404)
    context = answer_words(found.cover) | {"found": found, "risks": listed(risks(found.programmes))}
    return show(request, "participants/check.html", context)


@limited(LOOK_UP)
@public
@require_GET
def check_statement(request: HttpRequest, token: str) -> HttpResponse:
    """For whoever is handed a statement on paper: what it said when it was made."""
    try:
        stated = read_statement_token(token)
    except NoSuchCard as refused:
        return show(request, "participants/check_statement.html", {"refused": str(refused)}, status=404)
    return show(request, "participants/check_statement.html", {"stated": stated})


def _held(request: HttpRequest) -> tuple[Who, ShownCard, list[str]]:
    whose = who(request)
    found = card_of(whose.person.pk, timezone.localdate())
    if found is None:
        raise Http404
    return whose, *found


def _paper(request: HttpRequest) -> dict[str, Any]:
    whose, held, numbers = _held(request)
    address = _address(request, held)
    cover: Cover = cover_of(whose.person)
    data = card_data(whose.person, numbers, list(programme_names(cover.programmes)), held.expires_on, cover.day)
    return data | {"qr": qr_svg(address).decode(), "address": address, "sentence": cover_sentence(cover)}


def _address(request: HttpRequest, held: ShownCard) -> str:
    return request.build_absolute_uri(reverse("card:check", args=[token_of(held)]))


def _kept_private(response: HttpResponse, name: str = "") -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    if name:
        response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
