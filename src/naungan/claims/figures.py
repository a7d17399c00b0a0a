"""The chart of service times: how long half and nine of ten claims of a kind took, against what is promised."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt
from django.utils.translation import gettext

from naungan.claims.ageing import Took
from naungan.web.charts import Chart

BAR = 34  # pixels of a kind with its gap
WIDE = 420


def service_chart(rows: Sequence[Took]) -> Chart:
    """A bar to the middle claim, a stroke at nine of ten, a diamond at the promise; net days."""
    measures = {
        "median": gettext("Setengah klaim"),
        "p90": gettext("Sembilan dari sepuluh"),
        "promised": gettext("Janji"),
    }
    data = [
        {
            "kind": str(row.kind.label),
            "measure": words,
            "days": getattr(row, name) if name != "promised" else row.promised.days,
        }
        for row in rows
        for name, words in measures.items()
    ]
    base = alt.Chart(alt.InlineData(values=data)).encode(
        y=alt.Y("kind:N", sort=None, title=None, axis=alt.Axis(labelLimit=240)),
        x=alt.X("days:Q", title=gettext("Hari bersih"), scale=alt.Scale(domainMin=0)),
        tooltip=[
            alt.Tooltip("kind:N", title=gettext("Jenis")),
            alt.Tooltip("measure:N", title=gettext("Ukuran")),
            alt.Tooltip("days:Q", title=gettext("Hari bersih")),
        ],
    )
    legend = alt.Legend(orient="bottom", title=None)
    names = list(measures.values())
    bars = base.transform_filter(alt.datum.measure == names[0]).mark_bar(height=16, opacity=0.35, aria=False)
    points = base.mark_point(size=110, filled=True, opacity=1, aria=False).encode(
        shape=alt.Shape(
            "measure:N",
            sort=names,
            scale=alt.Scale(domain=names, range=["circle", "square", "diamond"]),
            legend=legend,
        ),
        color=alt.Color("measure:N", sort=names, scale=alt.Scale(domain=names), legend=legend),
    )
    chart: Chart = alt.layer(bars, points).properties(width=WIDE, height=max(len(rows), 1) * BAR)
    return chart
