"""Report wrong data, and see what became of it."""

from __future__ import annotations

from typing import Any

from django.core.files.storage import storages
from django.db import transaction
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.looks import looked
from naungan.access.models import OF_A_PERSON, STAFF, Role
from naungan.participants.errors import BadEvidence, BadReport
from naungan.participants.evidence import MOST, add_evidence
from naungan.participants.models import DataReport, Evidence, ReportKind, ReportState
from naungan.participants.pages.report_form import Written, payers_of, read_report
from naungan.participants.pages.who import Who, who
from naungan.participants.report import discard_draft, draft_of, keep_draft, send_report
from naungan.web.pages import show

Errors = list[tuple[str, str]]


@page(Role.WORKER, Role.HEIR)
@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """What was reported and where it is; and a way to report something else."""
    whose = who(request)
    seen = DataReport.objects.filter(person_id=whose.person.pk).order_by("-id")[:50]
    context = {"who": whose, "reports": [_words(one) for one in seen], "crumbs": whose.crumbs(_title())}
    return show(request, "participants/reports.html", context)


@page(Role.WORKER, Role.HEIR)
@require_http_methods(["GET", "POST"])
def report_new(request: HttpRequest) -> HttpResponse:
    """First what is wrong, then the few facts of it; kept as a draft until it is sent."""
    whose = who(request)
    draft = draft_of(whose.person.pk, whose.actor.account_id)
    if request.method == "GET":
        written = Written.of_draft(draft) if draft else Written.of_query(request.GET)
        return _form(request, whose, written, draft, [])
    written = Written.of_post(request.POST)
    try:
        told, errors = read_report(written)
        with transaction.atomic():
            draft = keep_draft(person_id=whose.person.pk, account_id=whose.actor.account_id, told=told)
        for sent in request.FILES.getlist("evidence"):
            add_evidence(draft, sent)
        if not errors and "send" in request.POST:
            sent_report = send_report(report_id=draft.pk, account_id=whose.actor.account_id)
            return redirect("participants:report", receipt=sent_report.receipt)
    except BadReport as refused:
        errors = [(refused.field, str(refused))]
    except BadEvidence as refused:
        errors = [("evidence", str(refused))]
    if errors or draft is None:
        return _form(request, whose, written, draft, errors)
    return redirect("participants:report_new")


@page(Role.WORKER, Role.HEIR)
@require_POST
def report_discard(request: HttpRequest) -> HttpResponse:
    """Throw the draft away, with its files."""
    whose = who(request)
    stored = discard_draft(person_id=whose.person.pk, account_id=whose.actor.account_id)
    transaction.on_commit(lambda: _remove(stored))
    return redirect("participants:reports")


@page(Role.WORKER, Role.HEIR)
@require_GET
def report(request: HttpRequest, receipt: str) -> HttpResponse:
    """One report: its receipt, what was said, and every step since."""
    whose = who(request)
    found = get_object_or_404(DataReport.objects.select_related("payer"), receipt=receipt)
    context = {
        "who": whose,
        "report": found,
        "state": _words(found),
        "steps": list(found.steps.order_by("id")),
        "evidence": list(found.evidence.order_by("id")),
        "crumbs": [*whose.crumbs("")[:1], (_title(), "../"), (found.receipt, "")],
    }
    return show(request, "participants/report.html", context)


@page(*OF_A_PERSON, *STAFF)
@require_GET
def evidence(request: HttpRequest, evidence_id: int) -> HttpResponseBase:
    """A photo or file of a report, for whoever may see the report. An officer's look is recorded."""
    found = get_object_or_404(Evidence.objects.select_related("report"), pk=evidence_id)
    actor = request.actor  # type: ignore[attr-defined]
    if actor.role in STAFF:
        looked(
            actor, found.report.person_id, gettext("Bukti laporan %(receipt)s") % {"receipt": found.report.receipt}
        )
    picture = found.content_type.startswith("image/")
    answer = FileResponse(
        found.file.open("rb"), as_attachment=not picture, filename=found.name, content_type=found.content_type
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = "private, no-store"
    return answer


@page(Role.WORKER, Role.HEIR)
@require_POST
def evidence_remove(request: HttpRequest, evidence_id: int) -> HttpResponse:
    """Take a file out of a draft."""
    whose = who(request)
    found = get_object_or_404(
        Evidence, pk=evidence_id, report__state=ReportState.DRAFT, report__account_id=whose.actor.account_id
    )
    stored = str(found.file.name)
    found.delete()
    transaction.on_commit(lambda: _remove([stored]))
    return redirect("participants:report_new")


def _form(
    request: HttpRequest, whose: Who, written: Written, draft: DataReport | None, errors: Errors
) -> HttpResponse:
    context = {
        "who": whose,
        "written": written,
        "draft": draft,
        "evidence": list(draft.evidence.order_by("id")) if draft else [],
        "most": MOST,
        "errors": errors,
        "wrong": dict(errors),
        "kinds": ReportKind.choices,
        "payers": payers_of(whose.person),
        "crumbs": [*whose.crumbs("")[:1], (_title(), "../"), (gettext("Laporan baru"), "")],
    }
    return show(request, "participants/report_form.html", context, status=400 if errors else 200)


_KINDS = {
    ReportState.DRAFT: "neutral",
    ReportState.RECEIVED: "waiting",
    ReportState.CHECKING: "waiting",
    ReportState.CORRECTED: "good",
    ReportState.REFUSED: "danger",
}


def _words(found: DataReport) -> dict[str, Any]:
    return {
        "report": found,
        "kind": _KINDS[ReportState(found.state)],
        "state": ReportState(found.state).label,
        "about": ReportKind(found.kind).label,
    }


def _title() -> str:
    return gettext("Laporan data yang salah")


def _remove(stored: list[str]) -> None:
    for name in stored:
        storages["evidence"].delete(name)
