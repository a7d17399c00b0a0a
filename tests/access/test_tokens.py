"""Tokens: shown once, kept as a digest, good for one grant until they expire or are revoked."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories import an_employer
from tests.signing_in import a_grant, an_account, sign_in

from naungan.access.errors import NotYours
from naungan.access.models import Account, Grant, Role, Token
from naungan.access.tokens import actor_of_token, make_token, revoke_token

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant() -> Grant:
    return a_grant(an_account(), Role.EMPLOYER_MAKER, payer=an_employer())


def test_a_token_acts_as_its_grant(grant: Grant) -> None:
    actor = actor_of_token(make_token(grant.account, grant, "penggajian"))
    assert actor is not None
    assert (actor.account_id, actor.role, actor.payer_id) == (grant.account_id, Role.EMPLOYER_MAKER, grant.payer_id)


def test_the_token_itself_is_kept_nowhere(grant: Grant) -> None:
    shown = make_token(grant.account, grant, "penggajian")
    kept = Token.objects.values_list("digest", "name").get()
    assert shown not in str(kept)
    assert len(shown) > 40


@pytest.mark.parametrize("wrong", ["", "naungan_", "x" * 5_000, "naungan_\x00", "' OR 1=1 --"])
def test_an_unknown_token_is_nobody(grant: Grant, wrong: str) -> None:
    make_token(grant.account, grant, "penggajian")
    assert actor_of_token(wrong) is None


def test_revoked_expired_or_without_its_grant_it_is_nobody(grant: Grant) -> None:
    shown = [make_token(grant.account, grant, name) for name in ("a", "b", "c")]
    tokens = list(Token.objects.order_by("id"))
    revoke_token(grant.account, tokens[0].pk)
    Token.objects.filter(pk=tokens[1].pk).update(
        made_at=timezone.now() - timedelta(days=3), expires_at=timezone.now() - timedelta(seconds=1)
    )
    assert [actor_of_token(one) is None for one in shown] == [True, True, False]
    Account.objects.update(is_active=False)
    assert actor_of_token(shown[2]) is None
    Account.objects.update(is_active=True)
    grant.during = type(grant.during)(grant.during.lower, grant.during.lower, "[)")
    grant.save()
    assert actor_of_token(shown[2]) is None


def test_nobody_makes_or_revokes_a_token_for_another(grant: Grant) -> None:
    other = an_account()
    with pytest.raises(NotYours):
        make_token(other, grant, "x")
    make_token(grant.account, grant, "x")
    with pytest.raises(NotYours):
        revoke_token(other, Token.objects.get().pk)


@pytest.mark.parametrize(("name", "days"), [("", 90), ("  ", 90), ("x", 0), ("x", -1), ("x", 366)])
def test_a_token_has_a_name_and_an_end(grant: Grant, name: str, days: int) -> None:
    with pytest.raises(NotYours):
        make_token(grant.account, grant, name, days)
    assert Token.objects.count() == 0


def test_the_page_shows_a_new_token_once_and_revokes_it(client: Client) -> None:
    account = sign_in(client, Role.EMPLOYER_MAKER, payer=an_employer())
    account.set_password("kata-sandi-yang-panjang")
    account.save()
    session = client.session
    session["_auth_user_hash"] = account.get_session_auth_hash()
    session.save()
    mine = account.grants.get()
    made = client.post("/akun/token/", {"name": "gaji", "grant": mine.pk, "days": "30"}).content.decode()
    shown = re.findall(r"naungan_[\w-]{40,}", made)
    assert len(shown) == 1
    assert actor_of_token(shown[0]) is not None
    assert shown[0] not in client.get("/akun/").content.decode()
    client.post("/akun/token/cabut/", {"token": Token.objects.get().pk})
    assert actor_of_token(shown[0]) is None


def test_the_page_makes_no_token_for_anothers_grant(client: Client, grant: Grant) -> None:
    sign_in(client, Role.EMPLOYER_MAKER, payer=an_employer())
    assert client.post("/akun/token/", {"name": "x", "grant": grant.pk, "days": "30"}).status_code == 409
    assert Token.objects.count() == 0


def test_staff_make_tokens_only_with_their_second_factor(client: Client) -> None:
    account = an_account()
    mine = a_grant(account, Role.HEAD_OFFICE)
    client.force_login(account, backend="naungan.access.backend.Accounts")
    answer = client.post("/akun/token/", {"name": "x", "grant": mine.pk, "days": "30"})
    assert answer.headers["Location"] == "/akun/faktor-kedua/"
    assert Token.objects.count() == 0
