"""The page of the components, and what a reader sees when there is no page."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation
from tests.web.conftest import Elements

TEMPLATES = Path(__file__).parents[2] / "src" / "naungan" / "web" / "templates"
ERRORS = ("400", "403", "403_csrf", "404", "429", "500")
LANGUAGES = ("id", "en")


@pytest.mark.django_db
def test_the_design_page_shows_every_component() -> None:
    used = {
        name.replace("-", "_")
        for path in (TEMPLATES / "web").rglob("*.html")
        for name in re.findall(r"<c-([a-z-]+)", path.read_text("utf-8"))
    }
    inside = {"field_words", "icon", "site_header", "site_footer"}  # parts of others
    assert {path.stem for path in (TEMPLATES / "cotton").glob("*.html")} - used - inside == set()
    assert Client().get("/rancangan/").status_code == 200


@pytest.mark.django_db
def test_the_design_page_asks_the_database_nothing(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]
        Client().get("/rancangan/")


@pytest.mark.django_db
def test_the_chart_of_the_design_page_is_a_picture() -> None:
    answer = Client().get("/rancangan/grafik/")
    assert (answer.headers["Content-Type"], answer.content[:4]) == ("image/svg+xml", b"<svg")


def headings(html: str) -> list[int]:
    """The levels of a page's headings, in order."""
    return [int(tag[1]) for tag, _ in Elements(html).all if re.fullmatch(r"h[1-6]", tag)]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_skip_no_level_and_ids_are_used_once(language: str) -> None:
    reader = Client()
    reader.cookies["django_language"] = language
    html = reader.get("/rancangan/").content.decode()
    levels = headings(html)
    assert (levels[0], levels.count(1)) == (1, 1)
    assert [later for earlier, later in pairwise(levels) if later > earlier + 1] == []
    ids = [attrs["id"] for _, attrs in Elements(html).all if "id" in attrs]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ERRORS)
def test_a_page_for_every_refusal_in_both_languages(name: str, language: str, request_: HttpRequest) -> None:
    with translation.override(language):
        html = render_to_string(f"{name}.html", request=request_)
    assert f'<html lang="{language}">' in html
    assert headings(html)[0] == 1
    assert ("Ke halaman depan" in html, "To the front page" in html) == (language == "id", language == "en")


@pytest.mark.parametrize("name", ERRORS)
def test_a_refusal_can_be_shown_where_even_the_request_is_lost(name: str) -> None:
    assert headings(render_to_string(f"{name}.html"))[0] == 1


@pytest.mark.django_db
def test_an_address_of_nothing_is_answered_with_the_sites_own_page() -> None:
    answer = Client().get("/tidak-ada/")
    assert answer.status_code == 404
    assert "Halaman tidak ditemukan" in answer.content.decode()
    assert "tidak-ada" not in re.sub(r'name="next" value="[^"]*"', "", answer.content.decode())


@pytest.mark.django_db
def test_a_form_without_its_token_is_answered_with_the_sites_own_page() -> None:
    answer = Client(enforce_csrf_checks=True).post("/bahasa/", {"language": "en"})
    assert answer.status_code == 403
    assert "Halaman sudah terlalu lama terbuka" in answer.content.decode()
