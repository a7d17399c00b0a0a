"""Step 2: wages by file, in the page, or as last month."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked_at_many
from naungan.access.scope import as_system
from naungan.employers.errors import AlreadyDone
from naungan.employers.findings import Said
from naungan.employers.models import ResultFile
from naungan.employers.months import EmployerMonth, employer_month
from naungan.employers.pages.common import BOTH, MAKER, actor_of, context_of, doing, fragment, month_of, order_of
from naungan.employers.pages.listing import fetched_page
from naungan.employers.roster import Worker, roster, roster_page, worker
from naungan.employers.uploading import received
from naungan.employers.wages import Reported, report_file, report_row, same_as_before
from naungan.errors import Refused
from naungan.intake.models import Finding, UploadKind
from naungan.intake.template import write_template
from naungan.web.downloads import XLSX
from naungan.web.pages import show

PAGE_SIZE = 50
FINDINGS_SHOWN = 200


@page(*BOTH)
@require_GET
def wages_page(request: HttpRequest, month: date) -> HttpResponse:
    """The workers of the month with last month's wage beside this one's."""
    return _wages(request, month_of(request, month))


def _wages(request: HttpRequest, about: EmployerMonth, error: str = "") -> HttpResponse:
    search = request.GET.get("cari", "")[:100]
    page_ = fetched_page(
        request,
        lambda place, backwards, limit: roster_page(about, search, place, limit, backwards=backwards),
        ("name", "participation_id"),
        PAGE_SIZE,
    )
    looked_at_many(actor_of(request), [one.person_id for one in page_.rows], gettext("Daftar upah bulanan"))
    context = context_of(
        request, about, "wages", page=page_, search=search, roster=roster(about),
        errors=[("berkas", error)] if error else [], wrong=error,
    )  # fmt: skip
    if fragment(request) and not error:
        return show(request, "employers/wages_list.html", context)
    return show(request, "employers/wages.html", context, 422 if error else 200)


@page(MAKER)
@require_POST
def upload(request: HttpRequest, month: date) -> HttpResponse:
    """The wage file."""
    about, order = month_of(request, month), order_of(request)
    try:
        with received(request, "berkas") as path, as_system():
            brought = report_file(about, order, path)
    except AlreadyDone:
        return redirect("employers:wages", month)
    except Refused as no:
        return _wages(request, employer_month(about.payer, about.month), str(no))
    _say(request, brought)
    return redirect("employers:rows" if brought.judged.rows else "employers:wages", month)


@page(MAKER)
@require_POST
def rest_same(request: HttpRequest, month: date) -> HttpResponse:
    """Everybody who has no wage yet as last month."""
    about, order = month_of(request, month), order_of(request)
    said = gettext("Semua yang belum dilaporkan sekarang dilaporkan dengan upah terakhirnya.")
    return doing(request, lambda: same_as_before(about, order), "employers:wages", month, said=said)


@page(MAKER)
@require_POST
def save_row(request: HttpRequest, month: date, participation: int) -> HttpResponse:
    """One worker's wage as typed; the row comes back as it now stands."""
    about, order = month_of(request, month), order_of(request)
    typed = {name: request.POST.get(name, "")[:60] for name in ("upah", "rapel", "semula")}
    said: tuple[Said, ...] = ()
    wrong = ""
    try:
        with as_system():
            brought = report_row(about, order, participation, typed["upah"], typed["rapel"], typed["semula"])
        said = brought.said
    except AlreadyDone:
        pass
    except Refused as no:
        wrong = str(no)
    after = employer_month(about.payer, about.month)
    who = worker(after, participation)
    if who is None:
        raise Http404
    return _row(request, after, who, typed, said, wrong)


def _row(
    request: HttpRequest, about: EmployerMonth, who: Worker, typed: dict[str, str], said: tuple[Said, ...], wrong: str
) -> HttpResponse:
    refused = bool(wrong) or any(one.hard for one in said)
    if not fragment(request):
        for one in said:
            (messages.error if one.hard else messages.warning)(request, f"{who.name}: {one.said} {one.repair}")
        if wrong:
            messages.error(request, wrong)
        elif not refused:
            messages.success(request, gettext("Upah %(name)s tersimpan.") % {"name": who.name})
        return redirect("employers:wages", about.month)
    context = context_of(request, about, "wages", one=who, said=said, wrong=wrong, refused=refused, saved=not refused)
    return show(request, "employers/wage_row.html", context | ({"typed": typed} if refused else {}))


def _say(request: HttpRequest, brought: Reported) -> None:
    outcome = brought.outcome
    if outcome.already_seen:
        messages.info(request, gettext("Berkas ini sudah pernah diunggah; tidak ada yang berubah."))
    elif outcome.hard:
        messages.warning(
            request,
            gettext("%(good)s dari %(rows)s baris diterima. %(hard)s baris perlu diperbaiki: perbaiki di bawah, atau "
                    "unduh berkas hasil.")
            % {"good": brought.accepted, "rows": outcome.rows, "hard": outcome.hard},
        )  # fmt: skip
    else:
        messages.success(
            request,
            gettext("%(good)s dari %(rows)s baris diterima.") % {"good": brought.accepted, "rows": outcome.rows},
        )


@page(*BOTH)
@require_GET
def result(request: HttpRequest, month: date, upload_id: int) -> HttpResponse:
    """What was found in an uploaded file."""
    about = month_of(request, month)
    file = get_object_or_404(ResultFile.objects.select_related("upload"), upload_id=upload_id, report__month=month)
    found = Finding.objects.filter(upload_id=upload_id).order_by("row", "level", "id")[:FINDINGS_SHOWN]
    return show(request, "employers/result.html", context_of(request, about, "changes", file=file, findings=found))


@page(*BOTH)
@require_GET
def result_file(request: HttpRequest, month: date, upload_id: int) -> HttpResponse:
    """The result file of an upload."""
    month_of(request, month)
    file = get_object_or_404(ResultFile, upload_id=upload_id, report__month=month)
    kind = XLSX if file.name.endswith(".xlsx") else "text/csv; charset=utf-8"
    answer = HttpResponse(bytes(file.content), content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@page(*BOTH)
@require_GET
def example(request: HttpRequest, kind: str) -> FileResponse:
    """An empty file to fill in."""
    if kind not in ("wages", "workers"):
        raise Http404
    name = "contoh-upah.xlsx" if kind == "wages" else "contoh-pekerja-baru.xlsx"
    with tempfile.TemporaryDirectory() as folder:
        content = write_template(UploadKind(kind), Path(folder, name)).open("rb")
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
