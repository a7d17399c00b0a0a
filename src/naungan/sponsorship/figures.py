"""The planner's frontier drawn: rupiah against person-months and against coverage points."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import altair as alt
from django.utils.translation import gettext as _

from naungan.sponsorship.planner.frontier import Point
from naungan.web.charts import Chart

MILLION = 1_000_000


def frontier_chart(points: Sequence[Point], money: int) -> Chart:
    """Two lines over the same money; the money that was asked about is marked."""
    rows = [
        {
            "money": str(Decimal(one.money) / MILLION),
            "months": one.person_months,
            "points": str(round(Decimal(one.points.numerator) / Decimal(one.points.denominator), 3)),
            "asked": one.money == money,
        }
        for one in points
    ]
    base = alt.Chart(alt.Data(values=rows)).encode(  # type: ignore[no-untyped-call]
        x=alt.X("money:Q", title=_("Uang (juta rupiah)"))
    )
    parts = []
    for field, title in (("months", _("Orang-bulan")), ("points", _("Poin cakupan pada akhir masa"))):
        drawn = base.encode(
            y=alt.Y(f"{field}:Q", title=title),
            tooltip=[
                alt.Tooltip("money:Q", title=_("Uang (juta rupiah)"), format=",.0f"),
                alt.Tooltip(f"{field}:Q", title=title, format=",.2f" if field == "points" else ",.0f"),
            ],
        )
        marked = drawn.mark_point(size=160, filled=True).transform_filter("datum.asked")
        parts.append(alt.layer(drawn.mark_line(point=True), marked).properties(width=520, height=180))
    return alt.vconcat(*parts)
