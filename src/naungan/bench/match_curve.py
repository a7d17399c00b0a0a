"""Precision against recall as a picture, for the documentation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import altair
import vl_convert

if TYPE_CHECKING:
    from naungan.bench.match import Point

LEAST = 0.85
MOST_POINTS = 300


def draw(curves: Mapping[str, Sequence[Point]], path: Path) -> None:
    """Draw one line for each curve, from a recall of 0.85 on, and write it as SVG."""
    rows = [
        {"kurva": name, "presisi": point.precision, "jangkauan": point.recall}
        for name, points in curves.items()
        for point in _thinned([point for point in points if point.recall >= LEAST])
    ]
    chart = (
        altair.Chart(altair.InlineData(values=rows), width=560, height=340)
        .mark_line(strokeWidth=2)
        .encode(
            x=altair.X("jangkauan:Q", title="jangkauan (recall)", scale=altair.Scale(domain=[LEAST, 1])),
            y=altair.Y("presisi:Q", title="presisi (precision)", scale=altair.Scale(domain=[0.95, 1], clamp=True)),
            color=altair.Color("kurva:N", title=None, legend=altair.Legend(orient="bottom-left")),
            strokeDash=altair.StrokeDash("kurva:N", legend=None),
            order="jangkauan:Q",
        )
    )
    path.write_text(vl_convert.vegalite_to_svg(chart.to_json()), encoding="utf-8")


def _thinned(points: Sequence[Point]) -> Sequence[Point]:
    step = max(len(points) // MOST_POINTS, 1)
    return [*points[::step], *points[-1:]]
