"""Rows that wait: repaired in place, confirmed with a reason, or left out with one."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.scope import as_system
from naungan.employers.errors import AlreadyDone
from naungan.employers.findings import Waiting, waiting_page, with_findings
from naungan.employers.judged import confirm_rows, drop_rows
from naungan.employers.models import JudgedRow, ResultFile, RowState
from naungan.employers.months import EmployerMonth
from naungan.employers.pages.common import (
    BOTH,
    MAKER,
    context_of,
    doing,
    fragment,
    month_of,
    order_of,
    require_report,
)
from naungan.employers.pages.listing import fetched_page
from naungan.employers.wages import repair_row
from naungan.errors import Refused
from naungan.intake.layouts import WAGES
from naungan.web.pages import show

PAGE_SIZE = 25
MOST_AT_ONCE = 1_000


@page(*BOTH)
@require_GET
def rows(request: HttpRequest, month: date) -> HttpResponse:
    """The rows of the month that wait."""
    about = month_of(request, month)
    report = require_report(about)
    kind = request.GET.get("jenis", "")
    open_rows = JudgedRow.objects.filter(report=report, state=RowState.OPEN)
    counts = {"hard": open_rows.filter(hard=True).count(), "soft": open_rows.filter(hard=False).count()}
    hard = kind == "tolak" or (kind != "tanya" and counts["hard"] > 0)
    shown = fetched_page(
        request,
        lambda place, backwards, limit: waiting_page(report, hard, place, backwards, limit),
        ("line", "id"),
        PAGE_SIZE,
    )
    files = ResultFile.objects.filter(report=report, upload__kind="wages").defer("content").order_by("-upload_id")[:3]
    context = context_of(
        request, about, "wages", page=shown, hard=hard, counts=counts, files=files, headers=WAGES.headers
    )
    return show(request, "employers/rows.html", context)


@page(MAKER)
@require_POST
def repair(request: HttpRequest, month: date, row: int) -> HttpResponse:
    """One row with repaired cells, judged again."""
    about, order = month_of(request, month), order_of(request)
    # Under the actor's scope: another employer's row is not found.
    kept = get_object_or_404(JudgedRow, pk=row, report=require_report(about))
    cells = [request.POST.get(header, "")[:200] for header in WAGES.headers]
    wrong, again = "", list[Waiting]()
    try:
        with as_system():
            brought = repair_row(about, order, kept.pk, cells)
            again = with_findings(JudgedRow.objects.filter(pk__in=brought.judged.kept))
    except (AlreadyDone, JudgedRow.DoesNotExist):
        wrong = gettext("Baris ini sudah diselesaikan.")
    except Refused as no:
        wrong = str(no)
    return _repaired(request, about, kept, again, wrong)


def _repaired(
    request: HttpRequest, about: EmployerMonth, kept: JudgedRow, again: list[Waiting], wrong: str
) -> HttpResponse:
    if fragment(request):
        context = context_of(
            request, about, "wages", one=again[0] if again else None, kept=kept, wrong=wrong, repaired=not again
        )
        return show(request, "employers/row.html", context)
    if wrong:
        messages.error(request, wrong)
    for one in again:
        said = " ".join(f"{found.said} {found.repair}" for found in one.said)
        messages.warning(request, gettext("Baris %(line)s: %(said)s") % {"line": one.line, "said": said})
    if not again and not wrong:
        messages.success(request, gettext("Baris %(line)s diterima.") % {"line": kept.line})
    return redirect("employers:rows", about.month)


@page(MAKER)
@require_POST
def decide(request: HttpRequest, month: date) -> HttpResponse:
    """Several rows at once, with one reason: unusual ones confirmed, refused ones left out."""
    about, order = month_of(request, month), order_of(request)
    report = require_report(about)
    chosen = [int(one) for one in request.POST.getlist("baris")[:MOST_AT_ONCE] if one.isdigit() and len(one) < 18]
    drop = request.POST.get("putusan") == "keluarkan"
    open_rows = JudgedRow.objects.filter(report=report, state=RowState.OPEN, hard=drop)
    ids = list(
        (open_rows if "semua" in request.POST else open_rows.filter(pk__in=chosen)).values_list("id", flat=True)
    )
    if not ids:
        messages.error(request, gettext("Pilih dahulu baris yang dimaksud."))
        return redirect("employers:rows", month)
    reason = request.POST.get("alasan", "")
    verb = drop_rows if drop else confirm_rows
    said = gettext("%(count)s baris tidak dipakai.") if drop else gettext("%(count)s baris dikonfirmasi.")
    return doing(
        request, lambda: verb(report, order, ids, reason), "employers:rows", month, said=said % {"count": len(ids)}
    )
