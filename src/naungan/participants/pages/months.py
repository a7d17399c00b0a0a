"""Months paid and missing, year by year."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.contributions.statement import months_of
from naungan.participants.months import missing_months, years_of
from naungan.participants.pages.who import who
from naungan.participants.protection_rows import read_books
from naungan.web.pages import show


@page(Role.WORKER, Role.HEIR)
@require_GET
def months(request: HttpRequest) -> HttpResponse:
    """Every month with every payer: the wage reported, the contributions, and whether they were paid."""
    whose = who(request)
    with reading_as_system():
        found, books = months_of(whose.person.pk), read_books()
    context = {
        "who": whose,
        "crumbs": whose.crumbs(gettext("Bulan dan iuran")),
        "years": years_of(found, books.known_on or timezone.localdate()),
        "missing": missing_months(found),
        "books": books,
    }
    return show(request, "participants/months.html", context)
