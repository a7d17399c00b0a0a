"""The charts of coverage: bars of a ranking, and a region's history with its breaks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import altair as alt
from django.utils.translation import gettext

from naungan.coverage.history import COMPUTED, EXACT, History, Point
from naungan.coverage.report import CoverageRow
from naungan.coverage.words import INDICATORS, basis_short
from naungan.web.chart_theme import INK
from naungan.web.charts import Chart
from naungan.web.templatetags import formats

BAR = 22  # pixels of a bar with its gap
BARS_WIDE, LINES_WIDE = 300, 460  # pixels between the axes
ROOM_FOR_WORDS = 1.18  # of the longest bar, so that its rate stays inside the drawing


def ranking_chart(rows: Sequence[CoverageRow]) -> Chart:
    """A bar for every region with a rate, best first, the rate written at its end, a rule at 100 percent."""
    data = [
        {
            "region": row.region,
            "rate": float(row.rate),
            "label": formats.percent(row.rate, 2),
            "people": f"{formats.whole(row.numerator)} / {formats.whole(row.denominator)}",
        }
        for row in rows
        if row.rate is not None
    ]
    longest = max((float(row.rate) for row in rows if row.rate is not None), default=0) or 100
    bars = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("region:N", sort=None, title=None, axis=alt.Axis(labelLimit=200)),
        x=alt.X("rate:Q", title=gettext("Cakupan (persen)"), scale=alt.Scale(domain=[0, longest * ROOM_FOR_WORDS])),
        tooltip=[
            alt.Tooltip("region:N", title=gettext("Wilayah")),
            alt.Tooltip("label:N", title=gettext("Cakupan")),
            alt.Tooltip("people:N", title=gettext("Pembilang / penyebut")),
        ],
    )
    # Without a description of each mark: the table says the same, in a third of the bytes.
    layers = [bars.mark_bar(aria=False), bars.mark_text(align="left", dx=4, aria=False).encode(text="label:N")]
    if any(row.rate is not None and row.rate > 100 for row in rows):
        whole = alt.Chart(alt.InlineData(values=[{"rate": 100}]))
        layers.append(whole.mark_rule(strokeDash=[4, 3], aria=False).encode(x="rate:Q"))
    chart: Chart = alt.layer(*layers).properties(width=BARS_WIDE, height=max(len(data), 1) * BAR)
    return chart


def history_chart(history: History) -> Chart:
    """Rates through time: a line joins what measures the same, and stops at every break.

    A triangle is a bound or a rounded rate; published rates are written beside their points.
    """
    data = [_dot(point, number) for number, run in enumerate(history.runs) for point in run.points]
    dots = alt.Chart(alt.InlineData(values=data)).encode(
        x=alt.X(
            "on:T",
            title=None,
            axis=alt.Axis(format="%Y", labelAngle=0, tickCount="year"),
            scale=alt.Scale(padding=24),
        ),
        y=alt.Y("rate:Q", title=gettext("Cakupan (persen)"), scale=alt.Scale(domainMin=0, nice=True)),
        color=alt.Color(
            "series:N",
            sort=list(dict.fromkeys(one["series"] for one in data)),
            title=None,
            legend=alt.Legend(orient="bottom", columns=1, labelLimit=440, symbolType="circle"),
        ),
        tooltip=[
            alt.Tooltip("series:N", title=gettext("Seri")),
            alt.Tooltip("day:N", title=gettext("Per tanggal")),
            alt.Tooltip("label:N", title=gettext("Cakupan")),
        ],
    )
    dash = alt.StrokeDash("computed:N", scale=_dashes(), legend=None)
    lines = dots.mark_line().encode(detail="run:N", strokeDash=dash)
    marks = alt.Scale(domain=[True, False], range=["circle", "triangle-up"])
    points = dots.mark_point(size=70, opacity=1).encode(shape=alt.Shape("exact:N", scale=marks, legend=None))
    said = dots.transform_filter("!datum.computed").mark_text(align="left", dx=8, fontSize=11)
    said = said.encode(text="rate_words:N", color=alt.value(INK))
    chart: Chart = alt.layer(lines, points, said, *_breaks(history)).properties(width=LINES_WIDE, height=300)
    return chart


def _dashes() -> alt.Scale:
    return alt.Scale(domain=[True, False], range=[[1, 0], [5, 4]])


def _dot(point: Point, run: int) -> dict[str, Any]:
    kind = gettext("dihitung") if point.kind == COMPUTED else gettext("terbitan")
    return {
        "on": point.on.isoformat(),
        "day": formats.day(point.on),
        "rate": float(point.rate),
        "label": f"{INDICATORS[point.indicator]} {formats.percent(point.rate, 2)}",
        "rate_words": formats.percent(point.rate),
        "series": f"{kind}: {basis_short(point.basis)}",
        "computed": point.kind == COMPUTED,
        "run": run,
        "exact": point.indicator == EXACT,
    }


def _breaks(history: History) -> list[Any]:
    """A rule with words on each day from which something else is measured."""
    days: dict[date, str] = {}
    for one in history.breaks:
        days[one.after.on] = gettext("dasar berganti") if one.why == "basis" else gettext("penyebut berganti")
    if not days:
        return []
    marks = alt.Chart(alt.InlineData(values=[{"on": day.isoformat(), "words": words} for day, words in days.items()]))
    rule = marks.mark_rule(strokeDash=[2, 2], strokeWidth=1.5).encode(x="on:T")
    words = marks.mark_text(align="right", baseline="top", dx=-5, y=2, fontWeight=600).encode(
        x="on:T", text="words:N"
    )
    return [rule, words]
