"""A public page is rendered once for everybody, and holds nothing of anybody."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.test import Client, RequestFactory
from pytest_django import Settings
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.coverage.models import PopulationScale
from naungan.coverage.version import figures_version
from naungan.web.kept import kept_page

PAGE = engines["django"].from_string("<form>{% csrf_token %}</form><p>{{ said }}</p>")
WRITTEN = re.compile(r'csrfmiddlewaretoken" value="([A-Za-z0-9]+)"')


@pytest.fixture
def kept(settings: Settings) -> Iterator[None]:
    settings.CACHES = settings.CACHES | {
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "kept in a test"}
    }
    yield
    caches["pages"].clear()


def page(request: HttpRequest, said: str, version: str = "1", status: int = 200) -> HttpResponse:
    answer = kept_page(request, version, lambda: HttpResponse(PAGE.render({"said": said}, request), status=status))
    assert isinstance(answer, HttpResponse)
    return answer


def asked(path: str = "/", **cookies: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    return request


@pytest.mark.usefixtures("kept")
def test_the_second_reader_gets_what_the_first_was_shown() -> None:
    page(asked(), "first")
    assert b"first" in page(asked(), "second").content


@pytest.mark.usefixtures("kept")
def test_every_reader_has_a_token_of_their_own() -> None:
    requests = [asked(), asked()]
    tokens = [WRITTEN.findall(page(request, "said").content.decode())[0] for request in requests]
    assert [len(token) for token in tokens] == [64, 64]
    secrets = [request.META["CSRF_COOKIE"] for request in requests]
    assert secrets[0] != secrets[1]
    assert tokens[0] != tokens[1]
    assert get_token(requests[1]) != get_token(requests[0])


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(
    ("path", "version", "cookies"),
    [("/?by=district", "1", {}), ("/", "2", {}), ("/", "1", {"sessionid": "somebody"})],
    ids=["another address", "newer figures", "somebody with a session"],
)
def test_what_differs_is_made_anew(path: str, version: str, cookies: dict[str, str]) -> None:
    page(asked(), "first")
    assert b"second" in page(asked(path, **cookies), "second", version).content


@pytest.mark.usefixtures("kept")
def test_a_page_of_somebody_with_a_session_is_not_kept() -> None:
    page(asked(sessionid="somebody"), "theirs")
    assert b"public" in page(asked(), "public").content


@pytest.mark.usefixtures("kept")
def test_a_refusal_is_not_kept() -> None:
    page(asked(), "refused", status=404)
    assert b"found" in page(asked(), "found").content


@pytest.mark.usefixtures("kept")
@pytest.mark.django_db
def test_a_form_of_a_kept_page_can_be_sent() -> None:
    for reader in (Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)):
        token = WRITTEN.findall(reader.get("/cakupan/").content.decode())[0]
        answer = reader.post("/bahasa/", {"language": "en", "next": "/", "csrfmiddlewaretoken": token})
        assert answer.status_code == 302


@pytest.mark.usefixtures("kept")
@pytest.mark.django_db
def test_somebody_signed_in_sees_their_menu_and_the_public_does_not(client: Client) -> None:
    sign_in(client, Role.BRANCH, region=a_region())
    shown = [reader.get("/cakupan/").content.decode() for reader in (client, Client())]
    assert ["Meja kerja" in page for page in shown] == [True, False]


@pytest.mark.django_db
def test_the_version_changes_with_what_is_shown() -> None:
    before = figures_version()
    PopulationScale.objects.create(numerator=1, denominator=100)
    assert figures_version() != before
