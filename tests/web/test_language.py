"""Indonesian first, English by the switch and by nothing else."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.utils import translation

from naungan.web.language import ChosenLanguage


def answered(cookie: str = "", accepts: str = "") -> HttpResponse:
    """A page that says in which language it was made."""
    request = RequestFactory().get("/", headers={"accept-language": accepts} if accepts else {})
    if cookie:
        request.COOKIES[settings.LANGUAGE_COOKIE_NAME] = cookie

    def page(request: HttpRequest) -> HttpResponse:
        return HttpResponse(f"{translation.get_language()} {request.LANGUAGE_CODE}")  # type: ignore[attr-defined]

    return ChosenLanguage(page)(request)


@pytest.mark.parametrize(
    ("cookie", "accepts", "language"),
    [
        ("", "", "id"),
        ("", "en-US,en;q=0.9", "id"),
        ("en", "id", "en"),
        ("id", "en", "id"),
        ("fr", "", "id"),
        ("../etc", "", "id"),
    ],
)
def test_only_the_switch_chooses_english(cookie: str, accepts: str, language: str) -> None:
    answer = answered(cookie, accepts)
    assert (answer.content.decode(), answer.headers["Content-Language"]) == (f"{language} {language}", language)


def test_the_language_of_one_reader_is_not_that_of_the_next() -> None:
    with translation.override("id"):
        answered(cookie="en")
        assert translation.get_language() == "id"


@pytest.mark.django_db
def test_the_switch_turns_the_page_that_one_is_on() -> None:
    reader = Client()
    before = reader.get("/rancangan/")
    turned = reader.post("/bahasa/", {"language": "en", "next": "/rancangan/"})
    after = reader.get("/rancangan/")
    assert (turned.status_code, turned.headers["Location"]) == (302, "/rancangan/")
    assert [("<h1>Rancangan halaman</h1>" in page.content.decode()) for page in (before, after)] == [True, False]
    assert "<h1>Page design</h1>" in after.content.decode()


@pytest.mark.django_db
def test_the_switch_leads_nowhere_else() -> None:
    turned = Client().post("/bahasa/", {"language": "en", "next": "https://elsewhere.example/"})
    assert turned.headers["Location"] == "/"
