"""The charts of growth: the waterfall of a change, what each member adds, and the months ahead."""

from __future__ import annotations

from typing import Any

import altair as alt
from django.utils.translation import gettext

from naungan.coverage.contribution import Contributions, shown_points
from naungan.coverage.decompose import Change
from naungan.coverage.forecast import Forecast
from naungan.coverage.growth_words import REASONS_SHORT, signed
from naungan.web.chart_theme import INK
from naungan.web.charts import Chart
from naungan.web.templatetags import formats

END, UP, DOWN = "end", "up", "down"
SHADES = {
    END: "#4d5a55",
    UP: "#0072b2",
    DOWN: "#d55e00",
}  # told apart by colour-blind readers too; each is also labelled
BAR, WIDE = 22, 300


def waterfall(change: Change) -> Chart:
    """From the first rate by each reason to the last; every bar carries its number."""
    levels = change.levels
    bars = [_bar(formats.day_short(change.before.on), 0, levels[0], END, formats.percent(levels[0], 2))]
    for part, low, high in zip(change.parts, levels, levels[1:], strict=False):
        if part.share:
            kind = UP if part.shown >= 0 else DOWN
            bars.append(_bar(str(REASONS_SHORT[part.kind]), low, high, kind, signed(part.shown)))
    bars.append(_bar(formats.day_short(change.after.on), 0, levels[-1], END, formats.percent(levels[-1], 2)))
    base = alt.Chart(alt.InlineData(values=bars)).encode(
        x=alt.X("what:N", sort=None, title=None, axis=alt.Axis(labelAngle=0, labelLimit=120)),
        tooltip=[alt.Tooltip("what:N", title=gettext("Apa")), alt.Tooltip("label:N", title=gettext("Poin"))],
    )
    drawn = base.mark_bar().encode(
        y=alt.Y("low:Q", title=gettext("Cakupan (persen)"), scale=alt.Scale(domainMin=0, nice=True)),
        y2="high:Q",
        color=alt.Color("kind:N", scale=alt.Scale(domain=list(SHADES), range=list(SHADES.values())), legend=None),
    )
    words = base.mark_text(dy=-8, fontWeight=600).encode(y="top:Q", text="label:N", color=alt.value(INK))
    chart: Chart = alt.layer(drawn, words).properties(width=460, height=280)
    return chart


def contribution_chart(found: Contributions) -> Chart:
    """A bar for each member: the points it adds to the region's change."""
    data = [
        {"region": one.region, "points": float(shown_points(one.total)), "label": signed(shown_points(one.total), 3)}
        for one in found.members
    ]
    reach = max((abs(one["points"]) for one in data), default=0) * 1.3 or 1  # type: ignore[arg-type]
    low = -reach if any(one["points"] < 0 for one in data) else 0  # type: ignore[operator]
    bars = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("region:N", sort=None, title=None, axis=alt.Axis(labelLimit=200)),
        x=alt.X("points:Q", title=gettext("Poin cakupan wilayah"), scale=alt.Scale(domain=[low, reach])),
    )
    after = (
        bars.mark_text(align="left", dx=4, aria=False).encode(text="label:N").transform_filter("datum.points >= 0")
    )
    before = (
        bars.mark_text(align="right", dx=-4, aria=False).encode(text="label:N").transform_filter("datum.points < 0")
    )
    chart: Chart = alt.layer(bars.mark_bar(aria=False), after, before).properties(
        width=WIDE, height=max(len(data), 1) * BAR
    )
    return chart


def forecast_chart(found: Forecast) -> Chart:
    """The months ahead with their interval, from the last month on."""
    last = {
        "on": found.last.isoformat(),
        "people": found.last_people,
        "low": found.last_people,
        "high": found.last_people,
    }
    data = [last] + [
        {"on": one.on.isoformat(), "people": one.people, "low": one.low, "high": one.high} for one in found.ahead
    ]
    base = alt.Chart(alt.InlineData(values=data)).encode(
        x=alt.X("on:T", title=None, axis=alt.Axis(format="%b %Y", labelAngle=0, tickCount="month"))
    )
    people = alt.Y("people:Q", title=gettext("Peserta aktif"), scale=alt.Scale(zero=False))
    band = base.mark_area(opacity=0.25).encode(
        y=alt.Y("low:Q", title=gettext("Peserta aktif"), scale=alt.Scale(zero=False)), y2="high:Q"
    )
    chart: Chart = alt.layer(band, base.mark_line(point=True).encode(y=people)).properties(width=460, height=240)
    return chart


def _bar(what: str, low: Any, high: Any, kind: str, label: str) -> dict[str, Any]:
    return {
        "what": what,
        "low": float(low),
        "high": float(high),
        "top": float(max(low, high)),
        "kind": kind,
        "label": label,
    }
