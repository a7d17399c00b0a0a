"""The first screen: the questions officers ask first, the work of today, the days that come."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.desk.counting import keep_counts
from naungan.desk.coverage_now import CoverageNow, coverage_now
from naungan.desk.dues import dues
from naungan.desk.numbers import numbers
from naungan.desk.pages.common import READERS, actor_of, state_now
from naungan.registry.models import Region
from naungan.web.downloads import Column, Kind, as_xlsx
from naungan.web.pages import show

DUES_SHOWN = 8


@page(*READERS)
@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The numbers of the officer's region, each with its day, its definition and the list behind it."""
    actor, state = actor_of(request), state_now()
    keep_counts(state, timezone.now())
    region = _region(request)
    facts = {
        "state": state,
        "region": region,
        "numbers": numbers(actor, state, timezone.now()),
        "dues": dues(state.day)[:DUES_SHOWN],
        "coverage": coverage_now(region),
    }
    return show(request, "desk/home.html", facts)


@page(*READERS)
@require_GET
def places(request: HttpRequest) -> HttpResponseBase:
    """The districts, those with most people still to protect first."""
    region = _region(request)
    found = coverage_now(region)
    if found is not None and request.GET.get("unduh") == "xlsx":
        return _places_xlsx(found)
    return show(request, "desk/places.html", {"region": region, "coverage": found})


@page(*READERS)
@require_GET
def definitions(request: HttpRequest) -> HttpResponse:
    """What every number of the desk counts, from what, and what it does not say."""
    return show(request, "desk/definitions.html")


def _region(request: HttpRequest) -> Region | None:
    actor = actor_of(request)
    return get_object_or_404(Region, pk=actor.region_id) if actor.region_id else None


def _places_xlsx(found: CoverageNow) -> HttpResponseBase:
    columns = [
        Column(gettext("Kode")),
        Column(gettext("Wilayah"), width=32),
        Column(gettext("Terlindungi"), Kind.WHOLE),
        Column(gettext("Penyebut"), Kind.WHOLE),
        Column(gettext("Cakupan"), Kind.PERCENT),
        Column(gettext("Belum terlindungi"), Kind.WHOLE),
    ]
    rows = [(one.code, one.name, one.numerator, one.denominator, one.rate, one.gap) for one in found.places]
    about = {gettext("Per tanggal"): found.as_of.isoformat(), gettext("Dasar"): "bpjs-eligible, active-or-grace"}
    return as_xlsx(f"wilayah-{found.as_of}", columns, rows, about)
