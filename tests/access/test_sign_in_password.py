"""Staff and employers sign in by e-mail and password; staff with a second factor."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.test import Client
from tests.factories import a_region, an_employer
from tests.signing_in import PASSWORD, a_grant, an_account

from naungan.access.models import Account, Role

pytestmark = pytest.mark.django_db
OnCommit = Callable[..., AbstractContextManager[list[Any]]]
BEGIN = "/akun/mulai/"


def code_now(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, list(yield_hotp_counters_from_time())[1]))


def sign_in_by_password(client: Client, account: Account, password: str = PASSWORD) -> str:
    answer = client.post("/masuk/", {"login": account.email, "password": password})
    return answer.headers.get("Location", str(answer.status_code))


def test_an_employer_signs_in_with_a_password(client: Client) -> None:
    account = an_account()
    a_grant(account, Role.EMPLOYER_MAKER, payer=an_employer())
    assert sign_in_by_password(client, account) == BEGIN
    assert client.get("/akun/").status_code == 200


def test_the_e_mail_may_be_written_in_capitals(client: Client) -> None:
    account = an_account(email="rina@contoh.test")
    answer = client.post("/masuk/", {"login": "RINA@Contoh.test", "password": PASSWORD})
    assert answer.headers["Location"] == BEGIN
    assert client.session["_auth_user_id"] == str(account.pk)


def test_a_wrong_password_and_an_unknown_e_mail_are_answered_the_same(client: Client) -> None:
    account = an_account()
    pages = [
        client.post("/masuk/", {"login": login, "password": "bukan-kata-sandi"}).content.decode()
        for login in (account.email, "tidak.ada@contoh.test")
    ]
    known, unknown = (re.sub(r'value="[^"]*"|"X-CSRFToken": "[^"]*"', "", one) for one in pages)
    assert known == unknown


def test_staff_without_a_second_factor_are_led_to_setting_it_up(client: Client) -> None:
    account = an_account()
    a_grant(account, Role.BRANCH, region=a_region())
    sign_in_by_password(client, account)
    assert client.get("/akun/nik/1/").headers["Location"] == "/akun/faktor-kedua/"
    assert client.get("/akun/faktor-kedua/").status_code == 200


def test_staff_who_set_up_an_application_may_go_on_at_once(
    client: Client, django_capture_on_commit_callbacks: OnCommit
) -> None:
    account = an_account()
    a_grant(account, Role.HEAD_OFFICE)
    sign_in_by_password(client, account)
    assert client.get("/akun/faktor/aplikasi/").headers["Location"].startswith("/akun/pastikan/")
    client.post("/akun/pastikan/", {"password": PASSWORD})
    client.get("/akun/faktor/aplikasi/")
    secret = client.session["mfa.totp.secret"]
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/akun/faktor/aplikasi/", {"code": code_now(secret)})
    with_codes = client.get("/akun/faktor/cadangan/")
    assert len(re.findall(r"<li><code>", with_codes.content.decode())) == 10
    assert client.get("/akun/nik/1/").status_code == 404


def test_a_second_factor_once_set_up_is_asked_at_every_sign_in(client: Client) -> None:
    account, secret = with_totp(Role.HEAD_OFFICE)
    assert sign_in_by_password(client, account) == "/masuk/faktor/"
    assert client.get("/akun/").headers["Location"].startswith("/masuk/")
    assert client.post("/masuk/faktor/", {"code": "000000"}).status_code == 200
    assert client.post("/masuk/faktor/", {"code": code_now(secret)}).headers["Location"] == BEGIN
    assert client.get("/akun/nik/1/").status_code == 404


def test_a_code_is_good_once(client: Client) -> None:
    account, secret = with_totp(Role.HEAD_OFFICE)
    code = code_now(secret)
    sign_in_by_password(client, account)
    client.post("/masuk/faktor/", {"code": code})
    other = Client()
    sign_in_by_password(other, account)
    assert other.post("/masuk/faktor/", {"code": code}).status_code == 200
    assert "_auth_user_id" not in other.session


def test_the_secret_of_an_application_is_not_kept_readable() -> None:
    account, secret = with_totp(Role.HEAD_OFFICE)
    kept = Authenticator.objects.get(user=account).data["secret"]
    assert secret not in kept


def with_totp(role: Role) -> tuple[Account, str]:
    from allauth.mfa.totp.internal.auth import TOTP

    account = an_account()
    a_grant(account, role)
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return account, secret
