"""Guessing is stopped; whoever is locked out is told the way out."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import an_employer
from tests.signing_in import PASSWORD, a_grant, an_account

from naungan.access.errors import TooOften
from naungan.access.limits import Limit, count
from naungan.access.models import Account, Role, Use

pytestmark = pytest.mark.django_db


@pytest.fixture
def account() -> Account:
    made = an_account()
    a_grant(made, Role.EMPLOYER_MAKER, payer=an_employer())
    return made


def attempt(client: Client, account: Account, password: str) -> int:
    return client.post("/masuk/", {"login": str(account.email), "password": password}).status_code


def test_five_wrong_passwords_lock_and_the_right_one_is_then_refused_too(client: Client, account: Account) -> None:
    assert [attempt(client, account, "salah-sekali-ini") for _ in range(5)] == [200, 200, 200, 200, 429]
    answer = client.post("/masuk/", {"login": str(account.email), "password": PASSWORD})
    assert answer.status_code == 429
    assert "/masuk/lupa/" in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_somebody_at_another_address_is_not_locked_out(client: Client, account: Account) -> None:
    for _ in range(5):
        attempt(client, account, "salah-sekali-ini")
    assert attempt(Client(REMOTE_ADDR="203.0.113.9"), account, PASSWORD) == 302


def test_others_at_the_same_address_are_not_locked_out(client: Client, account: Account) -> None:
    for _ in range(5):
        attempt(client, account, "salah-sekali-ini")
    assert attempt(Client(), an_account(), PASSWORD) == 302


def test_guessing_one_account_from_everywhere_is_stopped_as_well(account: Account) -> None:
    for number in range(20):
        attempt(Client(REMOTE_ADDR=f"203.0.113.{number}"), account, "salah-sekali-ini")
    assert attempt(Client(REMOTE_ADDR="198.51.100.1"), account, PASSWORD) == 200


def test_a_right_password_forgets_the_wrong_ones(client: Client, account: Account) -> None:
    for _ in range(2):
        assert [attempt(Client(), account, "salah-sekali-ini") for _ in range(4)] == [200] * 4
        assert attempt(Client(), account, PASSWORD) == 302


def test_an_address_is_not_believed_from_a_header_without_a_proxy(client: Client, account: Account) -> None:
    tries = [
        Client(HTTP_X_FORWARDED_FOR=f"203.0.113.{number}").post(
            "/masuk/", {"login": str(account.email), "password": "salah-sekali-ini"}
        )
        for number in range(5)
    ]
    assert tries[-1].status_code == 429


def test_a_limit_lets_through_so_many_and_tells_how_long_to_wait() -> None:
    limit = Limit("uji", 3, 3600)
    for _ in range(3):
        count(limit, "a")
    with pytest.raises(TooOften) as refused:
        count(limit, "a")
    assert 0 < refused.value.seconds <= 3600
    count(limit, "b")


def test_a_new_window_counts_anew() -> None:
    limit = Limit("uji", 1, 60)
    count(limit, "a")
    Use.objects.update(since="2020-01-01T00:00:00Z")
    count(limit, "a")


def test_who_is_counted_is_kept_as_a_digest() -> None:
    count(Limit("uji", 1, 60), "6471010101900001")
    assert "6471010101900001" not in Use.objects.get().who
