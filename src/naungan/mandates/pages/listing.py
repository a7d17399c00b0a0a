"""The region at a glance, one government, what it all rests on, and commitments."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from naungan.access.doors import page
from naungan.access.models import Role
from naungan.mandates.commitments import StepFacts, begin, followed, step
from naungan.mandates.facts import addressees, duties, instruments
from naungan.mandates.models import Commitment
from naungan.mandates.moves import ENDS, STAGES, Stage
from naungan.mandates.overview import government, standings
from naungan.mandates.pages.common import MAKERS, OFFICERS, actor_of, doing, in_scope, key_of, may, region_of
from naungan.web.forms import read_day, read_rupiah
from naungan.web.pages import show


@in_scope
@require_safe
def region(request: HttpRequest) -> HttpResponse:
    """Every government that may be seen: proven, sent in, late, next day; and the commitments."""
    on = timezone.localdate()
    found = standings(on)
    context = {
        "on": on,
        "standings": found,
        "late": sum(one.late for one in found),
        "verified": sum(one.verified for one in found),
        "asked": sum(one.asked for one in found),
        "waiting": sum(one.submitted for one in found),
        "commitments": followed(Commitment.objects.select_related("region"), on)[:10],
        "of_officers": may(request, MAKERS),
        "may_begin": may(request, OFFICERS),
    }
    return show(request, "mandates/region.html", context)


@in_scope
@require_safe
def of_government(request: HttpRequest, code: str) -> HttpResponse:
    """One government in full, as far as the one who asks may see it."""
    found = government(region_of(code), timezone.localdate())
    context = {"found": found, "of_officers": may(request, MAKERS), "may_begin": may(request, OFFICERS)}
    return show(request, "mandates/government.html", context)


@in_scope
@require_safe
def basis(request: HttpRequest) -> HttpResponse:
    """The instruments, addressees and duties, each with how sure it is."""
    context = {
        "on": timezone.localdate(),
        "instruments": instruments(),
        "addressees": addressees(),
        "duties": [one for one in duties().values() if one.seen],
        "unverified": [one for one in duties().values() if not one.seen],
    }
    return show(request, "mandates/basis.html", context)


@page(*OFFICERS)
@require_http_methods(["GET", "POST"])
def begin_commitment(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what a government was asked for in a round."""
    region = region_of(code)
    if request.method == "POST":
        title, occasion = request.POST.get("judul", ""), request.POST.get("kesempatan", "")
        public, key = "publik" in request.POST, key_of(request)
        done = doing(
            request,
            lambda: begin(region, occasion, title, _step(request), actor_of(request), key, public=public),
            gettext("Komitmen dicatat."),
        )
        if done:
            return redirect("mandates:government", code)
    stages = [one for one in STAGES if one != Stage.FELL_THROUGH]
    context = {"region": region, "stages": stages, "posted": request.POST, "key": key_of(request)}
    return show(request, "mandates/begin.html", context)


@page(*OFFICERS, Role.SPONSOR, Role.AUDITOR)
@require_http_methods(["GET", "POST"])
def commitment(request: HttpRequest, number: int) -> HttpResponse:
    """One commitment with its history, and the next stage."""
    held = Commitment.objects.select_related("region").filter(pk=number)
    found = followed(held, timezone.localdate())
    if not found:
        return redirect("mandates:region")
    one = found[0]
    if request.method == "POST" and may(request, OFFICERS):
        key = key_of(request)
        doing(
            request, lambda: step(one.commitment, _step(request), actor_of(request), key), gettext("Tahap dicatat.")
        )
        return redirect("mandates:commitment", number)
    reached = STAGES.index(Stage(one.last.stage))
    ended = one.last.stage in ENDS or not may(request, OFFICERS)
    stages = [] if ended else list(STAGES[reached + 1 :])
    return show(request, "mandates/commitment.html", {"found": one, "stages": stages, "key": uuid.uuid4()})


def _step(request: HttpRequest) -> StepFacts:
    amount = request.POST.get("jumlah", "").strip()
    return StepFacts(
        request.POST.get("tahap", ""), read_day(request.POST.get("tanggal", "")),
        request.POST.get("keterangan", "")[:2000],
        request.POST.get("dokumen", "")[:200], read_rupiah(amount) if amount else None,
    )  # fmt: skip
