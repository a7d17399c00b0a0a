"""Who looked at my data."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.looks import looks_at
from naungan.access.models import Role
from naungan.participants.pages.who import who
from naungan.web.pages import show


@page(Role.WORKER)
@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """Every look by somebody else at this person's data: who, as what, when, at what, and why."""
    whose = who(request)
    context = {
        "who": whose,
        "looks": looks_at(whose.person.pk),
        "crumbs": whose.crumbs(gettext("Siapa yang melihat data saya")),
    }
    return show(request, "participants/looks.html", context)
