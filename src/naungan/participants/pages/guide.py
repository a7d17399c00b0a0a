"""What an heir does next: which papers, where, and what cannot be done here yet."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.participants.cover_words import cover_sentence
from naungan.participants.pages.who import cover_of, who
from naungan.registry.models import Programme
from naungan.web.pages import show


@page(Role.HEIR, Role.WORKER)
@require_GET
def guide(request: HttpRequest) -> HttpResponse:
    """Papers by programme and where to bring them, for the programmes that protected the person."""
    whose = who(request)
    cover = cover_of(whose.person)
    held = 0
    for one in cover.protections:
        held |= one.enrolment.programmes
    context = {
        "who": whose,
        "cover": cover,
        "sentence": cover_sentence(cover),
        "savings": bool(held & Programme.JHT),
        "pension": bool(held & Programme.JP),
        "crumbs": whose.crumbs(gettext("Panduan ahli waris")),
    }
    return show(request, "participants/guide.html", context)
