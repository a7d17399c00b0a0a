"""Charts as pictures and as data: drawn on the server, in the reader's numbers, kept while unchanged."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import altair as alt
import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import RequestFactory, override_settings
from django.utils import translation

from naungan.web import charts
from naungan.web.chart_theme import CATEGORIES, LIKE_NAUNGAN, RAMP, SHADE
from naungan.web.charts import NARROW_PIXELS, chart_response, narrowed, specification, svg

ROWS = [{"daerah": "Kota <b>Contoh</b>", "orang": 1_234_567}, {"daerah": "Kabupaten Misal", "orang": 890}]


def bars(rows: list[dict[str, object]] = ROWS) -> alt.Chart:  # type: ignore[assignment]
    """Bars of people by region."""
    data = alt.Data(values=rows)
    return (
        alt.Chart(data)
        .mark_bar()
        .encode(x=alt.X("orang:Q", axis=alt.Axis(format=",.0f", values=[0, 1_000_000])), y="daerah:N")
        .properties(width=500)
    )


def asked(query: str = "", **headers: str) -> HttpResponse:
    """What the address of a chart answers."""
    return chart_response(RequestFactory().get(f"/grafik/?{query}", headers=headers), bars(), seconds=0)


def words(drawn: str) -> list[str]:
    """Every text of a picture."""
    return [one.text or "" for one in ET.fromstring(drawn).iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_is_a_picture_with_numbers_as_the_reader_writes_them() -> None:
    with translation.override("id"):
        indonesian = words(svg(bars()))
    with translation.override("en"):
        english = words(svg(bars()))
    assert ("1.000.000" in indonesian, "1,000,000" in english) == (True, True)


def test_what_data_says_stays_text() -> None:
    assert "Kota <b>Contoh</b>" in words(svg(bars()))


def test_the_colours_are_those_of_the_site_and_nothing_comes_from_elsewhere() -> None:
    drawn = svg(bars())
    assert f'fill="{SHADE}"' in drawn
    assert set(re.findall(r"https?://[^\"' )]+", drawn)) == {
        "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink",
    }  # fmt: skip


def lightness(colour: str) -> float:
    """Relative luminance of a colour, as WCAG reckons it."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_ramp_grows_darker_at_every_step() -> None:
    steps = [lightness(colour) for colour in RAMP]
    assert steps == sorted(steps, reverse=True)


def test_no_two_categories_are_alike() -> None:
    assert len(set(CATEGORIES)) == len(CATEGORIES)


def test_a_chart_answers_as_a_picture_that_is_asked_for_again() -> None:
    answer = asked()
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/svg+xml")
    assert (answer.headers["Cache-Control"], answer.headers["Vary"]) == ("private, no-cache", "Cookie")


def test_an_unchanged_chart_is_not_sent_again() -> None:
    first = asked()
    again = asked(**{"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content, again.headers["ETag"]) == (304, b"", first.headers["ETag"])


@pytest.mark.parametrize("query", ["bentuk=spesifikasi", "lebar=sempit"])
def test_each_form_of_a_chart_has_a_mark_of_its_own(query: str) -> None:
    assert asked(query).headers["ETag"] != asked().headers["ETag"]


@pytest.fixture
def drawings(tmp_path: Path) -> Iterator[Path]:
    """The folder in which drawings of public figures are kept."""
    kept = {**settings.CACHES, "charts": {**settings.CACHES["charts"], "LOCATION": str(tmp_path)}}
    with override_settings(CACHES=kept):
        yield tmp_path


def test_a_drawing_of_public_figures_is_made_once_for_all_processes(drawings: Path) -> None:
    def public() -> HttpResponse:
        return chart_response(RequestFactory().get("/"), bars(), seconds=300)

    drawn = public().content
    assert len(list(drawings.glob("*.djcache"))) == 1
    charts._svg.cache_clear()
    assert (public().content, charts._svg.cache_info().misses) == (drawn, 0)


def test_a_drawing_that_only_one_may_see_is_left_on_no_disk(drawings: Path) -> None:
    chart_response(RequestFactory().get("/"), bars())
    assert list(drawings.iterdir()) == []


@pytest.mark.usefixtures("drawings")
def test_public_figures_may_be_kept_by_everybody() -> None:
    answer = chart_response(RequestFactory().get("/"), bars(), seconds=300)
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_script_gets_the_same_chart_as_data() -> None:
    told = json.loads(asked("bentuk=spesifikasi").content)
    assert told["specification"] == specification(bars())
    assert (told["numbers"]["decimal"], told["times"]["months"][11]) == (",", "Desember")


def test_on_a_phone_a_chart_is_drawn_narrow() -> None:
    root = ET.fromstring(asked("lebar=sempit").content)
    assert root.get("width") == str(NARROW_PIXELS)


def test_charts_side_by_side_stay_as_they_are() -> None:
    drawn = specification(bars() | bars())
    assert narrowed(drawn) == drawn


def test_a_chart_keeps_its_own_settings_over_the_sites() -> None:
    drawn = specification(bars().configure_axis(labelFontSize=20))
    assert drawn["config"] == LIKE_NAUNGAN | {"axis": LIKE_NAUNGAN["axis"] | {"labelFontSize": 20}}
