"""Who is signed in is read in one question, and it is asked again at every request."""

from __future__ import annotations

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.factories import a_region
from tests.signing_in import PASSWORD, a_grant, sign_in

from naungan.access.actor import CHOSEN
from naungan.access.models import Account, Grant, Role, Session
from naungan.access.session_store import SessionStore

pytestmark = pytest.mark.django_db
DESK = "/penyerahan/"


@pytest.fixture
def account(client: Client) -> Account:
    found = sign_in(client, Role.BRANCH, a_region())
    client.get(DESK)
    return found


def test_the_session_the_account_and_its_grants_are_one_question(client: Client, account: Account) -> None:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(DESK).status_code == 200
    of_access = [one["sql"] for one in asked.captured_queries if "access_" in one["sql"]]
    assert len(of_access) == 1


def test_noting_that_a_session_is_used_is_one_statement(client: Client, account: Account) -> None:
    session = client.session
    session["seen"] -= 120
    session.save()
    with CaptureQueriesContext(connection) as asked:
        client.get(DESK)
    assert asked.captured_queries[-1]["sql"].startswith('UPDATE "access_session"')


def test_a_closed_account_is_out_at_its_next_request(client: Client, account: Account) -> None:
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get(DESK).headers["Location"] == f"/masuk/?next={DESK}"


def test_another_password_ends_the_sessions_that_the_old_one_opened(client: Client, account: Account) -> None:
    account.set_password(f"{PASSWORD}-lain")
    account.save()
    assert client.get(DESK).headers["Location"] == f"/masuk/?next={DESK}"


def test_a_grant_that_ended_opens_nothing_at_the_next_request(client: Client, account: Account) -> None:
    Grant.objects.filter(account=account).update(during=(None, timezone.localdate()))
    assert client.get(DESK).status_code == 403


def test_the_chosen_one_of_several_grants_is_acted_in(client: Client, account: Account) -> None:
    other = a_grant(account, Role.HEAD_OFFICE)
    assert client.get(DESK).wsgi_request.actor.role == Role.BRANCH  # type: ignore[attr-defined]
    session = client.session
    session[CHOSEN] = other.pk
    session.save()
    actor = client.get(DESK).wsgi_request.actor  # type: ignore[attr-defined]
    assert (actor.role, actor.grant_id) == (Role.HEAD_OFFICE, other.pk)


def test_a_session_of_another_account_lends_its_account_to_nobody(client: Client, account: Account) -> None:
    other = Client()
    stranger = sign_in(other, Role.HEAD_OFFICE)
    Session.objects.filter(account_id=account.pk).update(account_id=stranger.pk)
    assert client.get(DESK).wsgi_request.user == account


def test_a_session_that_was_ended_meanwhile_is_not_written_again(client: Client, account: Account) -> None:
    session = SessionStore(client.session.session_key)
    session["seen"] = 1
    Session.objects.filter(account_id=account.pk).delete()
    with pytest.raises(UpdateError):
        session.save()
    assert not Session.objects.filter(account_id=account.pk).exists()
