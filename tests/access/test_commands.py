"""`naungan access` makes accounts, gives roles and takes them back."""

from __future__ import annotations

import pytest
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
