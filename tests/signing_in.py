"""Somebody signed in, for Django's test client: an account, a grant, and for staff a second factor."""

from __future__ import annotations

import time
from itertools import count

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from tests.factories import lasting

from naungan.access.models import STAFF, Account, Grant, Role
from naungan.registry.models import Payer, Person, Region

PASSWORD = "rahasia-yang-panjang-7"
BACKEND = "naungan.access.backend.Accounts"
_serial = count(time.time_ns())  # on a database that is kept, other than those of an earlier run


def an_account(name: str = "", **facts: str | None) -> Account:
    """An account that signs in with PASSWORD; invented name and address unless told."""
    serial = next(_serial)
    ordinary: dict[str, str | None] = {"email": f"akun{serial}@contoh.test"}
    return Account.objects.create_user(password=PASSWORD, name=name or f"Rina Contoh {serial}", **(ordinary | facts))


def a_grant(
    account: Account,
    role: Role,
    region: Region | None = None,
    payer: Payer | None = None,
    person: Person | None = None,
) -> Grant:
    """A grant from today on."""
    return Grant.objects.create(
        account=account, role=role, region=region, payer=payer, person=person, during=lasting(timezone.localdate())
    )


def sign_in(
    client: Client,
    role: Role,
    region: Region | None = None,
    payer: Payer | None = None,
    person: Person | None = None,
) -> Account:
    """Sign somebody new in as this role; staff as after their second factor."""
    account = an_account()
    a_grant(account, role, region, payer, person)
    _force_login(client, account)
    if role in STAFF:
        session = client.session
        session["account_authentication_methods"] = [
            {"method": "password", "at": time.time()},
            {"method": "mfa", "at": time.time(), "type": "totp", "id": 1},
        ]
        session["account_authentication_methods_user"] = str(account.pk)
        session.save()
    return account


def _force_login(client: Client, account: Account) -> None:
    """As the client's own force_login, from an address: who counts attempts asks for one."""
    request = HttpRequest()
    request.META["REMOTE_ADDR"] = "127.0.0.1"
    request.session = client.session
    login(request, account, backend=BACKEND)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
