"""Steps 3 to 5: check, send, finalise, pay."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.contributions.errors import PayerIncomplete
from naungan.employers.calculate import calculate, cancel, finalise, give_back, submit, withdraw
from naungan.employers.check import Comparison, Moved, compare, differences
from naungan.employers.models import Command
from naungan.employers.money import money_of, reminders
from naungan.employers.months import EmployerMonth
from naungan.employers.pages.common import (
    APPROVER,
    BOTH,
    MAKER,
    context_of,
    doing,
    month_of,
    order_of,
    require_report,
)  # fmt: skip
from naungan.employers.roster import roster
from naungan.web.pages import show

LOG_SHOWN = 30


@page(*BOTH)
@require_GET
def check(request: HttpRequest, month: date) -> HttpResponse:
    """Last month beside this month, and what it comes to."""
    about = month_of(request, month)
    return show(request, "employers/check.html", _checked(request, about, "check"))


def _checked(request: HttpRequest, about: EmployerMonth, here: str) -> dict[str, object]:
    try:
        comparison = compare(about) if about.closed_into is None else None
        changed = differences(about)
        incomplete = ""
    except PayerIncomplete as no:
        comparison, changed, incomplete = None, (), str(no)
    return context_of(
        request,
        about,
        here,
        comparison=comparison,
        comparison_lists=_lists(comparison),
        differences=changed,
        incomplete=incomplete,
        roster=roster(about),
        commands=_commands(about),
    )


def _lists(comparison: Comparison | None) -> list[tuple[tuple[Moved, ...], int, str]]:
    """The lists of the comparison that have somebody in them: who, how many in all, and what they are."""
    if comparison is None:
        return []
    lists = (
        (comparison.joined, "joined", gettext("Pekerja masuk")),
        (comparison.left, "left", gettext("Pekerja keluar")),
        (comparison.risen, "risen", gettext("Upah naik lebih dari 30%")),
        (comparison.fallen, "fallen", gettext("Upah turun lebih dari 30%")),
    )
    return [(people, comparison.counts[name], words) for people, name, words in lists if people]


@page(MAKER)
@require_POST
def calculating(request: HttpRequest, month: date) -> HttpResponse:
    """Calculate what is reported so far."""
    about, order = month_of(request, month), order_of(request)
    return doing(request, lambda: calculate(about, order), "employers:check", month)


@page(MAKER)
@require_POST
def submitting(request: HttpRequest, month: date) -> HttpResponse:
    """Send to the approver."""
    about, order = month_of(request, month), order_of(request)
    accepted = "belum_dilaporkan" in request.POST
    said = gettext("Laporan dikirim. Penyetuju melihatnya begitu ia masuk.")
    return doing(
        request, lambda: submit(about, order, missing_accepted=accepted), "employers:check", month, said=said
    )


@page(MAKER)
@require_POST
def withdrawing(request: HttpRequest, month: date) -> HttpResponse:
    """Take back what was sent."""
    report, order = require_report(month_of(request, month)), order_of(request)
    return doing(request, lambda: withdraw(report, order), "employers:month", month)


@page(*BOTH)
@require_GET
def finalise_page(request: HttpRequest, month: date) -> HttpResponse:
    """The review before it is locked: total in figures and words, and who did what."""
    about = month_of(request, month)
    return show(request, "employers/finalise.html", _checked(request, about, "finalise"))


@page(APPROVER)
@require_POST
def finalising(request: HttpRequest, month: date) -> HttpResponse:
    """Lock it."""
    about, order = month_of(request, month), order_of(request)
    report = require_report(about)
    return doing(request, lambda: finalise(about, report, order), "employers:pay", month)


@page(APPROVER)
@require_POST
def returning(request: HttpRequest, month: date) -> HttpResponse:
    """Give it back to the maker."""
    report, order = require_report(month_of(request, month)), order_of(request)
    reason = request.POST.get("alasan", "")
    return doing(request, lambda: give_back(report, order, reason), "employers:finalise", month)


@page(APPROVER)
@require_http_methods(["GET", "POST"])
def cancelling(request: HttpRequest, month: date) -> HttpResponse:
    """Batal finalisasi, asked once more."""
    about = month_of(request, month)
    report = require_report(about)
    if request.method == "GET":
        return show(request, "employers/cancel.html", context_of(request, about, "finalise"))
    order = order_of(request)
    said = gettext("Finalisasi dibatalkan. Kode iuran yang lama jangan dibayar sebelum difinalisasi lagi.")
    return doing(request, lambda: cancel(report, order), "employers:month", month, said=said)


@page(*BOTH)
@require_GET
def pay(request: HttpRequest, month: date) -> HttpResponse:
    """The payment code and how to pay; afterwards what came, and what is missing."""
    about, today = month_of(request, month), timezone.localdate()
    context = context_of(
        request, about, "pay", money=money_of(about), today=today, late=today > about.due_on,
        reminders=reminders(about.due_on, today), commands=_commands(about),
    )  # fmt: skip
    return show(request, "employers/pay.html", context)


def _commands(about: EmployerMonth) -> list[Command]:
    if about.report is None:
        return []
    found = Command.objects.filter(report=about.report).order_by("-id")
    return list(found[:LOG_SHOWN])
