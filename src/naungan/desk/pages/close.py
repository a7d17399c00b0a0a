"""The close of a month: asked for, decided, and watched while it runs; and the list of jobs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.access.scope import as_system, reading_as_system
from naungan.desk.changes.close import proposal
from naungan.desk.models import Command, Kind, State
from naungan.desk.pages.common import (
    OFFICERS,
    READERS,
    Form,
    actor_of,
    is_officer,
    key_of,
    month_in_address,
    new_key,
    state_now,
    today,
)
from naungan.desk.propose import propose
from naungan.errors import Refused
from naungan.operations.jobs import CLOSE, TIDY, JobSeen, close_job_of, jobs_seen, retry_job
from naungan.operations.progress import CloseProgress, StepProgress, close_progress, months_on_record
from naungan.web.forms import read_day, read_month
from naungan.web.pages import show

KEEPERS = (Role.REGION, Role.HEAD_OFFICE, Role.ADMINISTRATOR)
TASKS = {CLOSE: gettext_lazy("Tutup bulan"), TIDY: gettext_lazy("Lupakan yang sudah lewat")}
STEP_WORDS = {
    10: (gettext_lazy("Bekukan pembayar"), gettext_lazy("kelompok risiko, keringanan, siapa melapor")),
    11: (gettext_lazy("Bekukan laporan"), gettext_lazy("setiap orang-bulan seperti dilaporkan")),
    20: (gettext_lazy("Hitung iuran"), gettext_lazy("menurut hukum bulan itu")),
    30: (gettext_lazy("Tagih"), gettext_lazy("jatuh tempo dan kode bayar")),
    40: (gettext_lazy("Alokasikan pembayaran"), gettext_lazy("tunggakan tertua dulu")),
    50: (gettext_lazy("Bukukan"), gettext_lazy("dana per program, JHT, JKP")),
    60: (gettext_lazy("Kedudukan"), gettext_lazy("aktif, tenggang, berhenti; denda")),
    70: (gettext_lazy("Cakupan"), gettext_lazy("angka dengan dasarnya")),
}
JOB_WORDS = {
    "todo": ("waiting", gettext_lazy("Menunggu giliran")),
    "doing": ("waiting", gettext_lazy("Sedang berjalan")),
    "succeeded": ("good", gettext_lazy("Selesai")),
    "failed": ("danger", gettext_lazy("Gagal")),
    "cancelled": ("neutral", gettext_lazy("Dibatalkan")),
    "aborted": ("neutral", gettext_lazy("Dihentikan")),
}


@page(*READERS)
@require_http_methods(["GET", "POST"])
def closes(request: HttpRequest) -> HttpResponse:
    """The months and how far their closes are; a form that asks for the next one."""
    state, form = state_now(), Form(request.POST.dict())
    if request.method == "POST" and is_officer(request):
        month = form.read("month", read_month)
        as_of = form.read_if_given("as_of", read_day)
        if month and not form.errors:
            try:
                command = propose(
                    actor=actor_of(request),
                    proposal=proposal(month, as_of),
                    reason=form.text("reason"),
                    evidence=form.text("evidence"),
                    key=key_of(request),
                    today=today(),
                )
            except Refused as no:
                form.refuse(getattr(no, "field", ""), str(no))
            else:
                messages.success(
                    request, gettext("Permintaan tutup bulan dicatat dan menunggu keputusan petugas lain.")
                )
                return redirect("desk:command", command.pk)
    facts = {
        "state": state,
        "months": months_on_record(),
        "waiting": Command.objects.filter(kind=Kind.CLOSE, state=State.PROPOSED).order_by("id"),
        "form": form,
        "key": new_key(),
        "may_write": is_officer(request),
    }
    return show(request, "desk/closes.html", facts, 422 if form.errors else 200)


@page(*READERS)
@never_cache
@require_GET
def close(request: HttpRequest, month: str) -> HttpResponse:
    """The close of one month, step by step; it renews itself while it runs."""
    return show(request, "desk/close.html", _close(request, month))


@page(*READERS)
@never_cache
@require_GET
def close_part(request: HttpRequest, month: str) -> HttpResponse:
    """The part of the page that changes while a close runs."""
    return show(request, "desk/close_progress.html", _close(request, month))


@page(*READERS)
@never_cache
@require_GET
def jobs(request: HttpRequest) -> HttpResponse:
    """The jobs, the newest first, with what they said when they failed."""
    with reading_as_system():  # jobs are the system's own and hold nobody's data
        found = jobs_seen()
    facts = {
        "jobs": [_job(one) for one in found],
        "may_retry": actor_of(request).role in KEEPERS,
        "may_see_trace": actor_of(request).role == Role.ADMINISTRATOR,
        "running": any(one.status in ("todo", "doing") for one in found),
    }
    return show(request, "desk/jobs.html", facts)


@page(*KEEPERS)
@require_POST
def job_again(request: HttpRequest, job_id: int) -> HttpResponse:
    """Let a failed job run again: what it had finished stays finished."""
    try:
        with as_system():
            retry_job(job_id)
    except Refused as no:
        messages.error(request, str(no))
    else:
        messages.success(request, gettext("Pekerjaan dijalankan lagi; yang sudah selesai tidak diulang."))
    month = request.POST.get("month", "")
    return redirect("desk:close", month) if month else redirect("desk:jobs")


def _close(request: HttpRequest, month: str) -> dict[str, Any]:
    wanted = month_in_address(month)
    with reading_as_system():  # the parts of a close are counted over all payers, and name none
        progress, job = close_progress(wanted), close_job_of(wanted)
    running = job is not None and job.status in ("todo", "doing")
    return {
        "progress": progress,
        "steps": [_step(one, progress, running) for one in progress.steps],
        "job": _job(job) if job else None,
        "running": running,
        "month": month,
        "commands": Command.objects.filter(kind=Kind.CLOSE, about={"month": wanted.isoformat()}).order_by("-id")[:5],
        "may_retry": actor_of(request).role in KEEPERS,
        "may_ask": actor_of(request).role in OFFICERS,
    }


def _step(one: StepProgress, progress: CloseProgress, running: bool) -> dict[str, Any]:
    name, does = STEP_WORDS.get(one.step.number, (one.step.name, one.step.does))
    if one.done or (progress.month.state == "closed" and one.parts_done):
        kind, words = "good", gettext("Selesai")
    elif one.parts_done:
        kind, words = "waiting", gettext("Berjalan") if running else gettext("Terhenti")
    else:
        kind, words = "neutral", gettext("Belum")
    return {"step": one, "name": name, "does": does, "kind": kind, "words": words}


def _job(one: JobSeen) -> dict[str, Any]:
    kind, words = JOB_WORDS.get(one.status, ("neutral", one.status))
    return {"job": one, "task": TASKS.get(one.task, one.task), "kind": kind, "words": words}
