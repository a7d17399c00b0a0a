"""The ranking of provinces or districts: never a rank without its denominator."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from naungan.access.doors import public
from naungan.coverage.asked import Asked
from naungan.coverage.figures import ranking_chart
from naungan.coverage.maps.picture import picture
from naungan.coverage.pages.answering import answering
from naungan.coverage.pages.context import common
from naungan.coverage.report import Figures
from naungan.coverage.scale import population_scale
from naungan.web.charts import chart_response
from naungan.web.pages import show

KEPT = 300  # seconds that anybody may keep a public chart


@public
@require_safe
@answering
def ranking(request: HttpRequest, asked: Asked, figures: Figures) -> HttpResponse:
    """Every province or district with rate, numerator, denominator, gap and share; the map beside it."""
    rows = figures.table(asked.by, asked.segments or None)
    districts = rows if asked.by == "district" else figures.table("district", asked.segments or None)
    context = common(asked, figures, population_scale()) | {
        "rows": rows,
        "picture": picture(districts, figures.day),
        "computable": any(row.rate is not None for row in rows),
    }
    return show(request, "coverage/ranking.html", context)


@public
@require_safe
@answering
def chart(request: HttpRequest, asked: Asked, figures: Figures) -> HttpResponse:
    """The bars of the ranking."""
    return chart_response(request, ranking_chart(figures.table(asked.by, asked.segments or None)), KEPT)
