"""Step 1: who came, who left."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.scope import as_system
from naungan.employers.changes import REASONS, Arrivals, arrive_by_file, arrive_by_form, changes, leave
from naungan.employers.errors import AlreadyDone
from naungan.employers.months import EmployerMonth
from naungan.employers.newcomer import FIELDS, cells_of
from naungan.employers.pages.common import BOTH, MAKER, actor_of, context_of, month_of, order_of
from naungan.employers.roster import Worker, roster_page, worker
from naungan.employers.uploading import received
from naungan.errors import Refused
from naungan.web.forms import read_day
from naungan.web.pages import show

FOUND_AT_MOST = 20


@page(*BOTH)
@require_GET
def changes_page(request: HttpRequest, month: date) -> HttpResponse:
    """This month's changes, and the ways to report more."""
    about = month_of(request, month)
    return show(request, "employers/changes.html", context_of(request, about, "changes", changes=changes(about)))


@page(MAKER)
@require_GET
def leaver(request: HttpRequest, month: date) -> HttpResponse:
    """Find who left."""
    about, search = month_of(request, month), request.GET.get("cari", "")[:100]
    found = roster_page(about, search, (), FOUND_AT_MOST) if search.strip() else []
    return show(request, "employers/leaver.html", context_of(request, about, "changes", search=search, found=found))


@page(MAKER)
@require_http_methods(["GET", "POST"])
def leaving(request: HttpRequest, month: date, participation: int) -> HttpResponse:
    """Why, and which day was the last."""
    about = month_of(request, month)
    who = worker(about, participation)
    if who is None:
        raise Http404
    if request.method == "GET":
        looked(actor_of(request), who.person_id, gettext("Laporan pekerja keluar"))
        return _leaving(request, about, who, [])
    order, because = order_of(request), request.POST.get("alasan", "")
    try:
        last_day = read_day(request.POST.get("hari_terakhir", ""))
    except Refused as no:
        return _leaving(request, about, who, [("hari_terakhir", str(no))])
    try:
        with as_system():
            leave(about, order, participation, because, last_day)
    except AlreadyDone:
        pass
    except Refused as no:
        return _leaving(request, about, who, [("alasan" if because not in REASONS else "hari_terakhir", str(no))])
    else:
        messages.success(request, gettext("%(name)s dilaporkan keluar.") % {"name": who.name})
    return redirect("employers:changes", month)


def _leaving(request: HttpRequest, about: EmployerMonth, who: Worker, errors: list[tuple[str, str]]) -> HttpResponse:
    context = context_of(
        request, about, "changes", worker=who, errors=errors, wrong=dict(errors),
        reasons=[(one.value, words) for one, words in REASONS.items()], posted=request.POST,
    )  # fmt: skip
    return show(request, "employers/leaving.html", context, 422 if errors else 200)


@page(MAKER)
@require_http_methods(["GET", "POST"])
def newcomer(request: HttpRequest, month: date) -> HttpResponse:
    """One new worker by a form; judged as a row of the file is."""
    about = month_of(request, month)
    if request.method == "GET":
        return _newcomer(request, about, [])
    order = order_of(request)
    try:
        with as_system():
            arrivals = arrive_by_form(about, order, cells_of(request.POST))
    except AlreadyDone:
        return redirect("employers:changes", month)
    except Refused as no:
        return _newcomer(request, about, [("", str(no))])
    wrong = [(column, f"{said} {repair}".strip()) for column, said, repair, hard in arrivals.findings if hard]
    if wrong:
        return _newcomer(request, about, wrong)
    _say_arrived(request, arrivals)
    return redirect("employers:changes", month)


def _newcomer(request: HttpRequest, about: EmployerMonth, errors: list[tuple[str, str]]) -> HttpResponse:
    wrong: dict[str, str] = {}
    for column, said in errors:
        wrong.setdefault(column, said)
    fields = [
        {"field": one, "value": request.POST.get(one.column, one.usual), "error": wrong.get(one.column, "")}
        for one in FIELDS
    ]
    context = context_of(request, about, "changes", fields=fields, errors=errors)
    return show(request, "employers/newcomer.html", context, 422 if errors else 200)


@page(MAKER)
@require_POST
def newcomers(request: HttpRequest, month: date) -> HttpResponse:
    """New workers by the file of 33 columns."""
    about, order = month_of(request, month), order_of(request)
    try:
        with received(request, "berkas") as path, as_system():
            arrivals = arrive_by_file(about, order, path, confirmed="benar" in request.POST)
    except AlreadyDone:
        return redirect("employers:changes", month)
    except Refused as no:
        context = context_of(
            request, about, "changes", changes=changes(about), errors=[("berkas", str(no))], wrong=str(no)
        )
        return show(request, "employers/changes.html", context, 422)
    _say_arrived(request, arrivals)
    if arrivals.findings:
        return redirect("employers:result", month, arrivals.outcome.upload_id)
    return redirect("employers:changes", month)


def _say_arrived(request: HttpRequest, arrivals: Arrivals) -> None:
    outcome = arrivals.outcome
    told = {
        "stored": outcome.rows - outcome.hard - outcome.waiting,
        "rows": outcome.rows,
        "hard": outcome.hard,
        "waiting": outcome.waiting,
    }
    if outcome.already_seen:
        messages.info(request, gettext("Berkas ini sudah pernah diunggah; tidak ada yang berubah."))
    elif outcome.hard or outcome.waiting:
        messages.warning(
            request,
            gettext("%(stored)s dari %(rows)s pekerja baru diterima. %(hard)s baris ditolak, %(waiting)s menunggu "
                    "konfirmasi.") % told,
        )  # fmt: skip
    else:
        messages.success(request, gettext("%(stored)s pekerja baru terdaftar.") % told)
