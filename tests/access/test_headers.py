"""What every answer tells the browser, and what is turned away before it is read."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client
from tests.factories import an_employer
from tests.signing_in import sign_in

from naungan.access.models import Role

pytestmark = pytest.mark.django_db
PAGES = ["/masuk/", "/masuk/peserta/", "/masuk/lupa/", "/akun/", "/tidak-ada/"]


@pytest.fixture
def maker(client: Client) -> Client:
    sign_in(client, Role.EMPLOYER_MAKER, payer=an_employer())
    return client


@pytest.mark.parametrize("address", PAGES)
def test_every_answer_forbids_what_is_not_ours(client: Client, address: str) -> None:
    headers = client.get(address).headers
    policy = headers["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} <= set(
        policy.split("; ")
    )
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("address", PAGES)
def test_no_page_has_script_or_style_of_its_own(maker: Client, address: str) -> None:
    page = maker.get(address, follow=True).content.decode()
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=", page) == []
    scripts = re.findall(r"<script([^>]*)>", page)
    assert [one for one in scripts if "src=" not in one and "application/json" not in one] == []


def test_what_somebody_signed_in_saw_is_kept_by_no_cache(maker: Client) -> None:
    assert "no-store" in maker.get("/akun/").headers["Cache-Control"]


def test_a_form_from_elsewhere_is_refused() -> None:
    strict = Client(enforce_csrf_checks=True)
    sign_in(strict, Role.EMPLOYER_MAKER, payer=an_employer())
    for address in ("/akun/peran/", "/akun/token/", "/akun/sesi/", "/masuk/keluar/"):
        assert strict.post(address).status_code == 403
    assert Client(enforce_csrf_checks=True).post("/masuk/", {"login": "a"}).status_code == 403


def test_a_file_larger_than_anything_is_turned_away_before_it_is_read(maker: Client) -> None:
    class Endless(BytesIO):
        def read(self, *_: object) -> bytes:
            raise AssertionError("read although too large")

    answer = maker.generic("POST", "/akun/token/", CONTENT_LENGTH=str(200 * 2**20), **{"wsgi.input": Endless()})  # type: ignore[arg-type]
    assert answer.status_code == 413
    assert f"{settings.LARGEST_REQUEST // 2**20} MB" in answer.content.decode()


def test_a_form_of_thousands_of_fields_is_turned_away(maker: Client) -> None:
    assert maker.post("/akun/token/", {f"f{number}": "1" for number in range(2_100)}).status_code == 400


@pytest.mark.parametrize("address", ["//evil.test/", "https://evil.test/", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(client: Client, address: str) -> None:
    from tests.signing_in import PASSWORD, an_account

    account = an_account()
    answer = client.post(f"/masuk/?next={address}", {"login": account.email, "password": PASSWORD, "next": address})
    assert answer.headers["Location"] == "/akun/mulai/"


def test_signing_in_changes_the_session_key(client: Client) -> None:
    from tests.signing_in import PASSWORD, an_account

    client.get("/masuk/")
    client.session.save()
    account = an_account()
    before = client.cookies.get(settings.SESSION_COOKIE_NAME)
    client.post("/masuk/", {"login": account.email, "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != (before and before.value)
