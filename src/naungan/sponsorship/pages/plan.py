"""The planner as a page: a form that works by itself, sliders that htmx makes live, and the frontier drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from naungan.access.doors import page
from naungan.errors import Refused
from naungan.law.months import first_day, month_of
from naungan.registry.models import Payer
from naungan.sponsorship.figures import frontier_chart
from naungan.sponsorship.list_groups import groups_of_list
from naungan.sponsorship.models import CandidateList, Verdict
from naungan.sponsorship.outlook import paid_by
from naungan.sponsorship.pages.common import READERS, Form, list_of, shared, sponsor_of
from naungan.sponsorship.planner.frontier import frontier, price_of, what_if
from naungan.sponsorship.planner.reform import reformed
from naungan.sponsorship.planner.request import BadPlan, Group, Objective, Package, Request
from naungan.sponsorship.planner.solve import Plan, plan
from naungan.sponsorship.planner.why import why
from naungan.sponsorship.planner.words import OBJECTIVES, group_words, reasons
from naungan.sponsorship.short_scheme import counted, short_scheme
from naungan.sponsorship.short_scheme_words import short_words
from naungan.sponsorship.year import PUBLIC
from naungan.web.charts import chart_response
from naungan.web.forms import read_month, read_rupiah, read_whole
from naungan.web.pages import show

MOST_LINES, POINTS = 60, 8
# Field of the form by field of the request: where a refusal of the planner is shown.
FIELDS = {"money": "uang", "months": "lama", "least": "paling_sedikit", "groups": "orang", "target": "sasaran",
          "reform": "jkm", "paid_by": "uang", "quota": "orang", "packages": "jht", "released": "uang"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the form asks: the request, and the questions beside it."""

    request: Request
    target: int | None
    jkm: int | None
    workers: int


@page(*READERS)
@require_GET
def planner(request: HttpRequest, payer: int) -> HttpResponse:
    """The form, and with money and people filled in the plan and its reasons."""
    sponsor = sponsor_of(payer)
    form = Form(request.GET.dict())
    context: dict[str, Any] = {
        **shared(request, sponsor, (gettext("Rencana"), "")),
        "form": form,
        "objectives": [(one.value, words) for one, words in OBJECTIVES.items()],
        "lists": _lists(sponsor),
        "month": f"{timezone.localdate().year + 1}-01",
        "query": request.GET.urlencode(),
    }
    if form.text("uang"):
        asked = _asked(sponsor, form)
        if asked is not None:
            try:
                context |= _answered(sponsor, asked)
            except BadPlan as no:
                form.refuse(FIELDS.get(no.field, "uang"), str(no))
            except Refused as no:
                form.refuse("uang", str(no))
    return show(request, "sponsorship/planner.html", context, 422 if form.errors else 200)


@page(*READERS)
@require_GET
def chart(request: HttpRequest, payer: int) -> HttpResponse:
    """How far other sums of money go, drawn."""
    sponsor = sponsor_of(payer)
    form = Form(request.GET.dict())
    asked = _asked(sponsor, form)
    if asked is None:
        raise Http404
    try:
        points = frontier(asked.request, asked.workers, POINTS)
    except Refused as no:
        raise Http404(str(no)) from no
    return chart_response(request, frontier_chart(points, asked.request.money))


def _lists(sponsor: Payer) -> Any:
    eligible = Count("candidates", filter=Q(candidates__verdict=Verdict.ELIGIBLE))
    return CandidateList.objects.filter(payer=sponsor).annotate(eligible=eligible).order_by("-pk")[:50]


def _asked(sponsor: Payer, form: Form) -> Asked | None:
    money, month = form.read("uang", read_rupiah), form.read("mulai", read_month)
    months, least = form.read("lama", read_whole), form.read_if_given("paling_sedikit", read_whole)
    people, target = form.read_if_given("orang", read_whole), form.read_if_given("sasaran", read_whole)
    jkm, workers = form.read_if_given("jkm", read_rupiah), form.read_if_given("pekerja", read_whole)
    if form.errors or money is None or month is None or months is None:
        return None
    try:
        groups = _groups(sponsor, form, people)
        asked = Request(
            groups, money, month_of(month), months,
            least=min(least or months, months), objective=_objective(form.text("utamakan")),
            packages=(Package.BASIC, Package.SAVINGS) if form.text("jht") else (Package.BASIC,),
            paid_by=paid_by(sponsor), to_end=bool(form.text("sampai_akhir")),
        )  # fmt: skip
    except BadPlan as no:
        form.refuse(FIELDS.get(no.field, "uang"), str(no))
        return None
    return Asked(asked, target, jkm, workers or 0)


def _groups(sponsor: Payer, form: Form, people: int | None) -> tuple[Group, ...]:
    chosen = form.text("daftar")
    if chosen.isascii() and chosen.isdigit():
        return groups_of_list(list_of(sponsor, int(chosen)).pk)
    if not people:
        raise BadPlan("groups", gettext("Isi berapa orang, atau pilih satu daftar."))
    return (Group(sponsor.region.code, gettext("pekerja rentan"), 0, 3, people),)


def _objective(text: str) -> Objective:
    return Objective(text) if text in {one.value for one in Objective} else Objective.MOST


def _answered(sponsor: Payer, asked: Asked) -> dict[str, Any]:
    found, request = plan(asked.request), asked.request
    shortest = min((line.months for line in found.lines), default=request.months)
    public = sponsor.sponsor.fund_source in PUBLIC
    told: dict[str, Any] = {
        "plan": found,
        "lines": [_line(found, place) for place in range(min(len(found.lines), MOST_LINES))],
        "more": max(len(found.lines) - MOST_LINES, 0),
        "reasons": list(reasons(why(found))),
        "warnings": list(short_words(short_scheme(request.first_month, shortest))),
        "counts_as": int(sum(counted(line.people, line.months, public=public) for line in found.lines)),
        "points": frontier(request, asked.workers, POINTS),
        "forgone": found.problem.prices.forgone * found.people,
        "unverified": found.problem.prices.unverified,
    }
    if asked.workers:
        told["coverage"] = Decimal(100 * found.at_end) / Decimal(asked.workers)
    if asked.target is not None:
        told["price"] = price_of(request, asked.target)
    if asked.jkm is not None:
        told["other_law"] = what_if(request, reformed([f"bpu.jkm_amount={asked.jkm}"], request.first_month)).then
    return told


def _line(found: Plan, place: int) -> dict[str, Any]:
    line = found.lines[place]
    return {
        "line": line,
        "group": group_words(found.asked.groups[line.group]),
        "from": first_day(line.first_month),
        "to": first_day(line.first_month + line.months - 1),
    }
