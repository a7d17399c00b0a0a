"""`naungan access` makes accounts, gives roles and takes them back."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from tests.signing_in import an_account
from typer.testing import CliRunner

from naungan.access.commands import app
from naungan.access.errors import BadGrant
from naungan.access.models import Account, Role

pytestmark = pytest.mark.django_db
run = CliRunner()


def test_from_an_account_to_a_role_and_back() -> None:
    secret = "kata-sandi-yang-panjang"
    made = run.invoke(app, ["account", "--name", "Lia", "--email", "lia@contoh.test"], input=f"{secret}\n{secret}\n")
    assert made.output.endswith("Akun Lia dibuat.\n")
    assert Account.objects.get().check_password(secret)
    given = run.invoke(app, ["grant", "lia@contoh.test", "auditor"])
    assert given.exit_code == 0
    number = given.output.split()[1]
    assert "Pemeriksa" in run.invoke(app, ["list"]).output
    assert run.invoke(app, ["revoke", number]).exit_code == 0
    assert "Pemeriksa" not in run.invoke(app, ["list"]).output


def test_a_role_that_cannot_be_given_is_refused() -> None:
    an_account(email="lia@contoh.test")
    refused = run.invoke(app, ["grant", "lia@contoh.test", Role.BRANCH])
    assert isinstance(refused.exception, BadGrant)


def test_an_unknown_role_is_wrong_use() -> None:
    assert run.invoke(app, ["grant", "lia@contoh.test", "raja"]).exit_code == 2


def test_a_new_officer_gets_a_role_in_one_step_and_makes_the_password_by_mail(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    assert run.invoke(app, ["grant", "rina@contoh.test", "auditor", "--name", "Rina"]).exit_code == 0
    client.post("/masuk/lupa/", {"email": "Rina@contoh.test"})
    address = re.findall(r"http://testserver(/masuk/lupa/\S+)", caplog.messages[-1])[0]
    form = client.get(address, follow=True)
    secret = "kalimat yang mudah diingat"
    client.post(form.request["PATH_INFO"], {"password1": secret, "password2": secret})
    assert Account.objects.get(email="rina@contoh.test").check_password(secret)


def test_a_short_or_common_password_is_refused(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    an_account(email="lia@contoh.test")
    client.post("/masuk/lupa/", {"email": "lia@contoh.test"})
    form = client.get(re.findall(r"http://testserver(/masuk/lupa/\S+)", caplog.messages[-1])[0], follow=True)
    for weak in ("pendek", "password1234", "lia@contoh.test"):
        client.post(form.request["PATH_INFO"], {"password1": weak, "password2": weak})
        assert not Account.objects.get().check_password(weak)
