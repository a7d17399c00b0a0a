"""A region's growth: why its figure changed, who made the change, its targets, what is ahead, what is next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naungan.access.doors import page, public
from naungan.access.models import Role
from naungan.access.scope import reading_as_system
from naungan.coverage.asked import Asked, WrongAddress
from naungan.coverage.compare import Asked as AskedFigure
from naungan.coverage.contribution import Contributions, contributions
from naungan.coverage.decompose import Change, explain_change
from naungan.coverage.forecast import LEVEL, Forecast, forecast
from naungan.coverage.growth_figures import contribution_chart, forecast_chart, waterfall
from naungan.coverage.next_point import next_point
from naungan.coverage.pages.answering import answering
from naungan.coverage.pages.context import common
from naungan.coverage.pages.ranking import KEPT
from naungan.coverage.published_change import change_of, readings
from naungan.coverage.report import Figures, on_other_bases
from naungan.coverage.scale import population_scale
from naungan.coverage.targets import measured_targets
from naungan.errors import Refused
from naungan.registry.region_facts import KALIMANTAN
from naungan.saying import gettext
from naungan.web.charts import chart_response
from naungan.web.pages import show

Found = TypeVar("Found")
OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR)
AHEAD = 3
SHOWN_GROUPS = 25


@public
@require_safe
@answering
def change(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """Why the figure of a region changed between two days, as a waterfall and a table; and who made it."""
    row = figures.row(code, asked.segments or None)
    found, why_not = _refusable(lambda: _change(request, asked, figures, code))
    members, no_members = _refusable(lambda: _members(asked, figures, code))
    context = common(asked, figures, population_scale()) | {
        "row": row,
        "change": found,
        "steps": list(zip(found.parts, found.levels[1:], strict=True)) if found else [],
        "why_not": why_not,
        "members": members,
        "no_members": no_members,
        "published": readings(code, figures.known),
        "chosen": (request.GET.get("dari", ""), request.GET.get("ke", "")),
    }
    return show(request, "coverage/change.html", context)


@public
@require_safe
@answering
def change_chart(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """The waterfall."""
    figures.row(code)
    found, why_not = _refusable(lambda: _change(request, asked, figures, code))
    if found is None:
        raise WrongAddress("dari", why_not)
    return chart_response(request, waterfall(found), KEPT)


@public
@require_safe
@answering
def members_chart(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """What each province or district adds."""
    figures.row(code)
    found, why_not = _refusable(lambda: _members(asked, figures, code))
    if found is None:
        raise WrongAddress("bulan", why_not)
    return chart_response(request, contribution_chart(found), KEPT)


@public
@require_safe
@answering
def ahead(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """Targets of every series beside the figure, and the months ahead or why they are not forecast."""
    row = figures.row(code)
    told, why_not = _refusable(lambda: _forecast(asked, code))
    context = common(asked, figures, population_scale()) | {
        "row": row,
        "targets": measured_targets(figures, code, "anggap" in request.GET),
        "assumed": "anggap" in request.GET,
        "forecast": told,
        "why_not": why_not,
        "level": LEVEL,
    }
    return show(request, "coverage/ahead.html", context)


@public
@require_safe
@answering
def ahead_chart(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """The months ahead."""
    figures.row(code)
    told, why_not = _refusable(lambda: _forecast(asked, code))
    if told is None:
        raise WrongAddress("bulan", why_not)
    return chart_response(request, forecast_chart(told), KEPT)


@page(*OFFICERS)
@require_safe
@answering
def nearest(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> HttpResponse:
    """Which districts, segments and payers hold the next point: counts of the registry, never names."""
    row = figures.row(code)
    by_segment = on_other_bases(figures, ("bps-formal", "bps-informal"))
    with reading_as_system():
        found, why_not = _refusable(lambda: next_point(figures, code, by_segment))
    context = common(asked, figures, population_scale()) | {
        "row": row,
        "found": found,
        "groups": found.groups[:SHOWN_GROUPS] if found else (),
        "why_not": why_not,
    }
    return show(request, "coverage/nearest.html", context)


def _refusable(work: Callable[[], Found]) -> tuple[Found | None, str]:
    """What a verb found, or the sentence with which it refused."""
    try:
        return work(), ""
    except WrongAddress:
        raise
    except Refused as no:
        return None, str(no)


def _change(request: HttpRequest, asked: Asked, figures: Figures, code: str) -> Change:
    """Two published rates where both are named, or by themselves where there are two; else two months."""
    first, last = request.GET.get("dari", ""), request.GET.get("ke", "")
    printed = readings(code, figures.known)
    if first.isdigit():
        return change_of(_numbered(printed, first, "dari"), _numbered(printed, last, "ke"), figures.known)
    days = [day for day in figures.days if day <= figures.day]
    if first != "bulan" and len(printed) > 1:
        return change_of(*_furthest(printed), figures.known)
    if len(days) < 2:
        raise Refused(gettext("Baru satu bulan yang ditutup; perubahan perlu dua."))
    ends = (AskedFigure(code, day, asked.basis, asked.definition, asked.segments or "ALL") for day in days[-2:])
    return explain_change(*ends)


def _furthest(printed: tuple[Any, ...]) -> tuple[Any, Any]:
    """The last published rate, and the last one before it on another basis; else the one just before."""
    last = printed[-1]
    other = [one for one in printed[:-1] if one.basis != last.basis]
    return (other or list(printed[:-1]))[-1], last


def _numbered(printed: tuple[Any, ...], read: str, field: str) -> Any:
    if not read.isdigit() or int(read) >= len(printed):
        raise WrongAddress(field, gettext("Pilih satu angka terbitan dari daftar."))
    return printed[int(read)]


def _members(asked: Asked, figures: Figures, code: str) -> Contributions:
    days: list[date] = [day for day in figures.days if day <= figures.day]
    if len(days) < 2:
        raise Refused(gettext("Baru satu bulan yang ditutup; perubahan perlu dua."))
    by = "province" if code == KALIMANTAN else "district"
    return contributions(code, days[-2], days[-1], by, asked.basis, asked.definition)


def _forecast(asked: Asked, code: str) -> Forecast:
    return forecast(code, AHEAD, asked.basis, asked.definition, asked.segments or None)
