"""One region: its figure, how it came about, its history, what is published, and the regions within it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.coverage.asked import Asked
from naungan.coverage.bases import LEVELS as BY_LEVEL
from naungan.coverage.figures import history_chart
from naungan.coverage.history import History, history
from naungan.coverage.listing import published_in
from naungan.coverage.pages.answering import answering
from naungan.coverage.pages.context import common
from naungan.coverage.pages.ranking import KEPT
from naungan.coverage.provenance import provenance
from naungan.coverage.report import CoverageRow, Figures
from naungan.coverage.words import HOW, why_not
from naungan.registry.region_facts import KALIMANTAN
from naungan.web.charts import chart_response
from naungan.web.pages import show

LEVELS = {level: by for by, level in BY_LEVEL.items()}


@public
@require_safe
@answering
def region(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """The page of a region."""
    found = provenance(figures, code, asked.segments or None)
    past = _history(asked, figures, code)
    context = common(asked, figures, found.scale) | {
        "found": found,
        "row": found.row,
        "why_not": why_not(found.row, found.below) if found.row.rate is None else "",
        "history": past,
        "published": published_in(figures.known, code),
        "within": _within(figures, code, asked.segments or None),
        "above": _above(figures, code),
    }
    return show(request, "coverage/region.html", context)


@public
@require_safe
@answering
def source(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """How the figure of a region was computed: every number in it, and where each is from."""
    found = provenance(figures, code, asked.segments or None)
    context = common(asked, figures, found.scale) | {
        "found": found,
        "row": found.row,
        "why_not": why_not(found.row, found.below) if found.row.rate is None else "",
        "how": HOW[found.below.how] if found.below else "",
        "asked_at": timezone.now(),
        "level": LEVELS[figures.found[code, found.row.segments].level],
    }
    return show(request, "coverage/source.html", context)


@public
@require_safe
@answering
def chart(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """The history of a region as a chart."""
    return chart_response(request, history_chart(_history(asked, figures, code)), KEPT)


def _history(asked: Asked, figures: Figures, code: str) -> History:
    return history(code, figures.known, asked.basis, asked.definition, asked.segments or None)


def _within(figures: Figures, code: str, segments: str | None) -> list[CoverageRow]:
    """The provinces of Kalimantan, or the districts of a province, with their ranks among all."""
    if code == KALIMANTAN:
        return figures.table("province", segments)
    if "." in code:
        return []
    return [row for row in figures.table("district", segments) if row.region_code.startswith(f"{code}.")]


def _above(figures: Figures, code: str) -> list[CoverageRow]:
    """The province and the region that a region lies in, outermost first."""
    codes = [] if code == KALIMANTAN else [KALIMANTAN]
    if "." in code:
        codes.append(code.partition(".")[0])
    own = figures.basis.segments[0]
    return [figures.row(one, own) for one in codes if (one, own) in figures.found]
