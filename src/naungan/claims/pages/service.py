"""Service times and ageing, for the head of a branch."""

from __future__ import annotations

from datetime import date, timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_GET

from naungan.access.actor import Actor
from naungan.access.doors import page
from naungan.access.models import STAFF
from naungan.access.scope import reading_as_system
from naungan.claims.ageing import Took, ages, service_times
from naungan.claims.figures import service_chart
from naungan.claims.open_claims import open_seen
from naungan.web.charts import chart_response
from naungan.web.pages import show

LOOKED_BACK = (90, 30, 365)  # days


@page(*STAFF)
@require_GET
def service(request: HttpRequest) -> HttpResponse:
    """How long decided claims took by kind, and how old the open ones are."""
    today, days = timezone.localdate(), _days(request)
    seen = open_seen()
    with reading_as_system():
        took, aged = _took(request, today, days), ages(seen, today)
    facts = {
        "took": took,
        "sum": {"decided": sum(one.decided for one in took), "broken": sum(one.broken for one in took)},
        "ages": aged,
        "today": today,
        "since": today - timedelta(days=days),
        "days": days,
        "choices": sorted(LOOKED_BACK),
    }
    return show(request, "claims/service.html", facts)


@page(*STAFF)
@require_GET
def chart(request: HttpRequest) -> HttpResponse:
    """The service times as a chart."""
    with reading_as_system():
        took = _took(request, timezone.localdate(), _days(request))
    return chart_response(request, service_chart(took))


def _took(request: HttpRequest, today: date, days: int) -> list[Took]:
    actor = cast(Actor, request.actor)  # type: ignore[attr-defined]
    return service_times(actor.region_id, today - timedelta(days=days), today)


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("hari", "")
    return next((one for one in LOOKED_BACK if str(one) == asked), LOOKED_BACK[0])
