"""One obligation: its evidence, what was done, and what is open to the one who asks."""

from __future__ import annotations

import uuid
from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from naungan.access.doors import page
from naungan.access.scope import as_system
from naungan.errors import Refused
from naungan.mandates import act as acts
from naungan.mandates.evidence import Facts, attach
from naungan.mandates.facts import duty_called, indicators, instrument_of
from naungan.mandates.measure import Count, record
from naungan.mandates.models import Evidence, Obligation
from naungan.mandates.moves import State, moves_open
from naungan.mandates.overview import LATE
from naungan.mandates.pages.common import MAKERS, SEERS, actor_of, doing, order_of
from naungan.web.forms import read_day, read_whole
from naungan.web.pages import show


@page(*SEERS)
@require_safe
def obligation(request: HttpRequest, number: int) -> HttpResponse:
    """The obligation with its evidence and history."""
    return _shown(request, _found(number), [])


@page(*MAKERS)
@require_POST
def add_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """Add evidence by its form."""
    found, order = _found(number), order_of(request)
    try:
        facts = _facts(request)
        with as_system():
            attach(found.pk, order, facts, request.FILES.get("berkas"))
    except Refused as no:
        return _shown(request, found, [("kind", str(no))])
    return redirect("mandates:obligation", number)


@page(*MAKERS)
@require_POST
def move(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """Send in, take back, verify or send back."""
    found, order = _found(number), order_of(request)
    words = {"submit": gettext("Dikirim untuk diperiksa."), "withdraw": gettext("Ditarik kembali."),
             "verify": gettext("Dinyatakan terbukti."), "reject": gettext("Dikembalikan.")}  # fmt: skip
    if name not in words:
        raise Http404
    doing(request, lambda: acts.act(name, found.pk, order, request.POST.get("keterangan", "")[:2000]), words[name])
    return redirect("mandates:obligation", number)


@page(*MAKERS)
@require_POST
def measure(request: HttpRequest, number: int) -> HttpResponse:
    """Write down the indicator of an obligation, both numbers with their sources."""
    found = _found(number)
    duty = duty_called(found.duty)
    posted = request.POST

    def recorded() -> object:
        above = _count(
            posted.get("pembilang", ""), posted.get("sumber_pembilang", ""), posted.get("tanggal_pembilang", "")
        )
        below = None
        if posted.get("penyebut", "").strip():
            below = _count(posted["penyebut"], posted.get("sumber_penyebut", ""), posted.get("tanggal_penyebut", ""))
        period = found.period or f"{timezone.localdate():%Y}"
        return record(found.region, duty.indicator, period, above, below, actor_of(request))

    doing(request, recorded, gettext("Indikator dicatat."))
    return redirect("mandates:obligation", number)


@page(*SEERS)
@require_safe
def file(request: HttpRequest, number: int) -> FileResponse:
    """The file of a piece of evidence, for whoever may see its obligation."""
    one = get_object_or_404(Evidence.objects.select_related("obligation").exclude(file=""), pk=number)
    answer = FileResponse(one.file.open("rb"), content_type=one.content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="bukti-{one.pk}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _found(number: int) -> Obligation:
    return get_object_or_404(Obligation.objects.select_related("region"), pk=number)


def _shown(request: HttpRequest, found: Obligation, errors: list[tuple[str, str]]) -> HttpResponse:
    duty, actor = duty_called(found.duty), actor_of(request)
    late = found.due_on is not None and found.due_on < timezone.localdate()
    done = found.state in (State.VERIFIED, State.SUBMITTED)
    context = {
        "found": found,
        "duty": duty,
        "instrument": instrument_of(duty),
        "standing": LATE if late and not done else found.state,
        "evidence": list(found.evidence.order_by("-id")),
        "commands": list(found.commands.order_by("-id")[:30]),
        "moves": moves_open(State(found.state), actor.role),
        "indicator": indicators()[duty.indicator],
        "measurable": actor.role in MAKERS and duty.indicator != "reports-on-time",
        "key": uuid.uuid4(),
        "errors": errors,
        "posted": request.POST,
    }
    return show(request, "mandates/obligation.html", context, 422 if errors else 200)


def _facts(request: HttpRequest) -> Facts:
    posted = request.POST
    until = posted.get("berlaku_sampai", "").strip()
    return Facts(
        posted.get("kind", ""), posted.get("nomor", "")[:200], posted.get("judul", "")[:300],
        read_day(posted.get("tanggal", "")), posted.get("halaman", "")[:60], read_day(until) if until else None,
        "publik" in posted,
    )  # fmt: skip


def _count(value: str, source: str, day: str) -> Count:
    on: date = read_day(day)
    return Count(read_whole(value), source[:500], on)
