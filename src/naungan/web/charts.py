"""Charts: one Altair specification, drawn as SVG on the server and made live in a browser that can.

A page shows `<c-chart src="{% url 'coverage:chart' %}" alt="...">`; the view of that address ends with
`return chart_response(request, chart)`. The script asks the same address for `?bentuk=spesifikasi`.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.metadata import version
from typing import Any

import altair as alt
import vl_convert
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from naungan.web.chart_theme import LIKE_NAUNGAN, NUMBERS, TIMES
from naungan.web.templatetags.formats import language

KEPT = 256  # drawn charts kept by one process, some 20 kB each
DRAWN_BY = version("vl-convert-python")
FORM, SPECIFICATION = "bentuk", "spesifikasi"
WIDTH, NARROW = "lebar", "sempit"
NARROW_PIXELS = 340  # all of the picture, on a phone of 390

Chart = alt.Chart | alt.LayerChart | alt.HConcatChart | alt.VConcatChart | alt.FacetChart | alt.ConcatChart


def specification(chart: Chart) -> dict[str, Any]:
    """The Vega-Lite specification of a chart, in Naungan's colours and type."""
    drawn: dict[str, Any] = chart.to_dict(format="vega-lite")
    own = drawn.pop("config", {})
    drawn.pop("usermeta", None)
    return {**drawn, "background": "transparent", "config": _over(LIKE_NAUNGAN, _without_altairs_size(own))}


def narrowed(drawn: dict[str, Any]) -> dict[str, Any]:
    """The same chart fitted to a phone's width; one made of several side by side stays as it is."""
    if not isinstance(drawn.get("width"), int | float) or drawn["width"] <= NARROW_PIXELS / 2:
        return drawn
    return {**drawn, "width": NARROW_PIXELS, "autosize": {"type": "fit-x", "contains": "padding"}}


def svg(chart: Chart) -> str:
    """The chart as an SVG document in the active language's number format; drawn once, then remembered."""
    return _svg(_text(specification(chart)), language())


def chart_response(request: HttpRequest, chart: Chart, seconds: int = 0) -> HttpResponse:
    """The chart as SVG, or as data for the page's script when it asks.

    `seconds` lets everybody's browser and caches keep it that long (public figures only); otherwise it is
    private and asked for again each time, answered 304 while unchanged.
    """
    drawn, words = specification(chart), language()
    text = _text(narrowed(drawn) if request.GET.get(WIDTH) == NARROW else drawn)
    as_data = request.GET.get(FORM) == SPECIFICATION
    draw = _kept_svg if seconds else _svg
    etag = f'"{_key(str(as_data), words, text)}"'
    answer: HttpResponse | HttpResponseNotModified | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = _data(text, words) if as_data else HttpResponse(draw(text, words), content_type="image/svg+xml")
    answer.headers["ETag"] = etag
    answer.headers["Cache-Control"] = f"public, max-age={seconds}" if seconds else "private, no-cache"
    patch_vary_headers(answer, ["Cookie"])
    return answer


def _data(text: str, words: str) -> JsonResponse:
    return JsonResponse({"specification": json.loads(text), "numbers": NUMBERS[words], "times": TIMES[words]})


def _text(drawn: dict[str, Any]) -> str:
    return json.dumps(drawn, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _key(*parts: str) -> str:
    """A name for a drawing that changes with what is drawn and with what draws it."""
    return hashlib.sha256("\0".join((DRAWN_BY, *parts)).encode()).hexdigest()[:40]


def _kept_svg(text: str, words: str) -> str:
    """The drawing of a public figure, which all processes share and which outlives them."""
    key = _key(words, text)
    drawn: str | None = caches["charts"].get(key)
    if drawn is None:
        drawn = _svg(text, words)
        caches["charts"].set(key, drawn)
    return drawn


@lru_cache(maxsize=KEPT)
def _svg(text: str, words: str) -> str:
    return vl_convert.vegalite_to_svg(text, format_locale=NUMBERS[words], time_format_locale=TIMES[words])


def _over(site: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The site's settings with a chart's own put over them, one by one."""
    merged = dict(site)
    for name, value in own.items():
        before = merged.get(name)
        merged[name] = _over(before, value) if isinstance(before, dict) and isinstance(value, dict) else value
    return merged


def _without_altairs_size(config: dict[str, Any]) -> dict[str, Any]:
    """A chart's own settings, without the size that Altair puts into every chart."""
    view = {name: value for name, value in config.get("view", {}).items() if not name.startswith("continuous")}
    return {**config, "view": view}
