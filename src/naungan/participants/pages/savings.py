"""JHT balance, JP months, and the statement as a PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.contributions.statement import months_of, savings_of
from naungan.law.statute import load
from naungan.participants.months import Paid, Year, years_of
from naungan.participants.pages.who import Who, who
from naungan.participants.paper import statement_data
from naungan.participants.pension_months import pension_months
from naungan.participants.protection_rows import read_books
from naungan.participants.qr import qr_svg
from naungan.participants.statement_paper import stated_of, statement_token
from naungan.web.pages import show
from naungan.web.pdf import pdf

STATEMENT = Path(__file__).parent.parent / "typst" / "statement.typ"


@page(Role.WORKER)
@require_GET
def savings(request: HttpRequest) -> HttpResponse:
    """What stands on the JHT account, by year, and how many months of JP count."""
    whose = who(request)
    return show(request, "participants/savings.html", _facts(whose) | _of(whose))


@page(Role.WORKER)
@require_GET
def statement_pdf(request: HttpRequest) -> HttpResponse:
    """The same as a document with a letterhead, in figures and words, that a third party can check."""
    whose = who(request)
    facts, today = _facts(whose), timezone.localdate()
    stated = stated_of(whose.person, facts["balance"], today, facts["through"])
    address = request.build_absolute_uri(reverse("card:statement", args=[statement_token(stated)]))
    data = statement_data(whose.person, stated, facts, address, timezone.now())
    made = pdf(STATEMENT, data | {"language": get_language() or "id", "qr": qr_svg(address).decode()})
    response = HttpResponse(made, content_type="application/pdf")
    response["Cache-Control"] = "private, no-store"
    response["Content-Disposition"] = f'attachment; filename="saldo-jht-{today:%Y-%m-%d}.pdf"'
    return response


def _of(whose: Who) -> dict[str, Any]:
    return {"who": whose, "crumbs": whose.crumbs(gettext("Saldo JHT dan masa JP"))}


def _facts(whose: Who) -> dict[str, Any]:
    with reading_as_system():
        months, books = months_of(whose.person.pk), read_books()
        balance, cards = savings_of(whose.person.pk)
    known_on = books.known_on or timezone.localdate()
    years = years_of([one for one in months if one.jht], known_on)
    return {
        "balance": balance,
        "cards": cards,
        "books": books,
        "through": books.closed,
        "years": [_year(one) for one in years],
        "awaited": sum(_sum(one, Paid.OVERDUE, Paid.NOT_DUE) for one in years),
        "pension": pension_months(months, whose.person.born_on, load(), known_on),
    }


def _year(one: Year) -> dict[str, Any]:
    months = [line.stated for line in one.lines]
    return {
        "year": one.year,
        "paid": _sum(one, Paid.YES),
        "unpaid": _sum(one, Paid.OVERDUE, Paid.NOT_DUE),
        "months": months,
    }


def _sum(year: Year, *kinds: Paid) -> int:
    return sum(line.stated.jht or 0 for line in year.lines if line.paid in kinds)
