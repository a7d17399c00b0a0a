"""The first page: how far Kalimantan is protected, the map, and what else is said about it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.contributions.models import Month
from naungan.coverage.asked import Asked
from naungan.coverage.history import basis_breaks
from naungan.coverage.maps.picture import picture
from naungan.coverage.pages.answering import answering
from naungan.coverage.pages.context import common
from naungan.coverage.provenance import provenance_of
from naungan.coverage.report import Figures
from naungan.coverage.scale import population_scale
from naungan.registry.region_facts import KALIMANTAN
from naungan.web.pages import show

HEADLINES = (KALIMANTAN, "64")  # the region, and the province whose figure the public debate is about


@public
@require_safe
@answering
def home(request: HttpRequest, asked: Asked, figures: Figures) -> HttpResponse:
    """The headline with its basis in words, the map of districts, and the ranking of provinces."""
    month = Month.objects.filter(month=figures.day.replace(day=1)).first()
    scale = population_scale()
    headlines = [provenance_of(figures, figures.row(code, asked.segments), month, scale) for code in HEADLINES]
    districts = figures.table("district", asked.segments or None)
    segments = headlines[0].row.segments
    context = common(asked, figures, scale) | {
        "headlines": headlines,
        "provinces": figures.table("province", asked.segments or None),
        "picture": picture(districts, figures.day),
        "contradictions": [(one.row, other) for one in headlines for other in one.row.contradictions],
        "breaks": [
            (one.row, found)
            for one in headlines
            for found in basis_breaks(one.row.region_code, segments, figures.known)
        ],
    }
    return show(request, "coverage/home.html", context)
