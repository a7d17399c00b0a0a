"""Late and wrong reports: who has not reported, files with faults, what participants say is wrong."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked, looked_at_many
from naungan.desk import look_words
from naungan.desk.counting import keep_counts
from naungan.desk.labels import label_of
from naungan.desk.models import Outcome
from naungan.desk.month_reports import FaultyUpload, NotReported, faulty_uploads, findings_of, not_reported
from naungan.desk.pages.common import OFFICERS, READERS, Form, actor_of, is_officer, state_now
from naungan.intake.models import Upload, UploadKind
from naungan.participants.errors import BadReport, ReportMoved
from naungan.participants.models import DataReport, ReportState
from naungan.participants.report_answer import answer_report, take_up
from naungan.web.downloads import Column, Kind, as_xlsx
from naungan.web.pages import show

SIZE, EXPORTED = 25, 20_000
OPEN = (ReportState.RECEIVED, ReportState.CHECKING)


@page(*READERS)
@require_GET
def reports(request: HttpRequest) -> HttpResponseBase:
    """Employers that have not reported the month, files with findings, reports of participants."""
    state = state_now()
    keep_counts(state, timezone.now())
    offset = _offset(request)
    if request.GET.get("unduh") == "xlsx":
        return _xlsx(not_reported(EXPORTED))
    missing = not_reported(SIZE + 1, offset)
    told = list(
        DataReport.objects.filter(state__in=OPEN).select_related("person", "payer").order_by("sent_at", "id")[:SIZE]
    )
    looked_at_many(actor_of(request), [one.person_id for one in told], look_words.REPORTS)
    facts = {
        "state": state,
        "missing": [(one, _outcome(one)) for one in missing[:SIZE]],
        "offset": offset,
        "next": offset + SIZE if len(missing) > SIZE else None,
        "before": max(offset - SIZE, 0) if offset else None,
        "uploads": [(one, _kind(one)) for one in faulty_uploads()],
        "told": told,
    }
    return show(request, "desk/reports.html", facts)


@page(*READERS)
@require_GET
def upload(request: HttpRequest, upload_id: int) -> HttpResponse:
    """What was found in one file, by rule, with what repairs it."""
    found = get_object_or_404(Upload.objects.select_related("payer"), pk=upload_id)
    return show(
        request,
        "desk/upload.html",
        {"upload": found, "kind": label_of(UploadKind, found.kind), "findings": findings_of(found.pk)},
    )


@page(*READERS)
@require_GET
def data_report(request: HttpRequest, report_id: int) -> HttpResponse:
    """What a participant says is wrong, and what was done about it."""
    return _shown(request, _report(report_id), Form({}))


@page(*OFFICERS)
@require_POST
def data_report_taken(request: HttpRequest, report_id: int) -> HttpResponse:
    """Begin to look into a report."""
    found = _report(report_id)
    try:
        take_up(report_id=found.pk, account_id=actor_of(request).account_id)
    except ReportMoved as no:
        messages.warning(request, str(no))
    return redirect("desk:data_report", report_id)


@page(*OFFICERS)
@require_POST
def data_report_answered(request: HttpRequest, report_id: int) -> HttpResponse:
    """Tell the reporter what came of it."""
    found, form = _report(report_id), Form(request.POST.dict())
    try:
        answer_report(
            report_id=found.pk,
            account_id=actor_of(request).account_id,
            corrected=form.text("answer") == "corrected",
            reason=form.text("reason"),
            article=form.text("article"),
            next_step=form.text("next_step"),
        )
    except BadReport as no:
        form.refuse(no.field, str(no))
        return _shown(request, found, form, 422)
    except ReportMoved as no:
        form.refuse("", str(no))
        return _shown(request, found, form, 409)
    messages.success(request, gettext("Jawaban dikirim kepada pelapor."))
    return redirect("desk:data_report", report_id)


def _report(report_id: int) -> DataReport:
    return get_object_or_404(DataReport.objects.select_related("person", "payer"), pk=report_id)


def _shown(request: HttpRequest, found: DataReport, form: Form, status: int = 200) -> HttpResponse:
    looked(actor_of(request), found.person_id, look_words.REPORT)
    facts = {
        "report": found,
        "steps": found.steps.order_by("id"),
        "evidence": found.evidence.order_by("id"),
        "form": form,
        "may_write": is_officer(request),
        "own": found.account_id == actor_of(request).account_id,
    }
    return show(request, "desk/data_report.html", facts, status)


def _offset(request: HttpRequest) -> int:
    asked = request.GET.get("mulai", "0")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 0


def _outcome(one: NotReported) -> str:
    return str(Outcome(one.outcome).label) if one.outcome else ""


def _kind(one: FaultyUpload) -> str:
    return label_of(UploadKind, one.kind)


def _xlsx(missing: list[NotReported]) -> HttpResponseBase:
    columns = [
        Column(gettext("Kode")),
        Column(gettext("Nama"), width=36),
        Column(gettext("Wilayah"), width=28),
        Column(gettext("Orang"), Kind.WHOLE),
        Column(gettext("Laporan terakhir"), Kind.MONTH),
        Column(gettext("Hasil panggilan"), width=24),
    ]
    rows = [(one.code, one.name, one.region, one.people, one.last_report, _outcome(one)) for one in missing]
    return as_xlsx("belum-lapor", columns, rows)
