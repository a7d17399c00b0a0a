"""The same request with the same key is done once and answered the same; another request is refused."""

from __future__ import annotations

import threading

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import an_employer
from tests.signing_in import a_grant, an_account

from naungan.access.actor import Actor, actor_as
from naungan.access.errors import OtherRequest
from naungan.access.idempotency import Given, answered_once
from naungan.access.models import Answer, Role
from naungan.access.scope import scoped

DONE: list[bytes] = []


def an_employers_actor() -> Actor:
    account = an_account()
    return actor_as(account, a_grant(account, Role.EMPLOYER_MAKER, payer=an_employer()))


def asked(actor: Actor, key: str, request: bytes) -> Given:
    def work() -> Given:
        DONE.append(request)
        return Given(201, "application/json", b'{"number": %d}' % len(DONE))

    with scoped(actor):
        return answered_once(actor, key, request, work)


@pytest.fixture(autouse=True)
def _nothing_done() -> None:
    DONE.clear()


@pytest.mark.django_db
def test_the_second_time_the_first_answer_is_given_and_nothing_is_done() -> None:
    actor = an_employers_actor()
    assert asked(actor, "k", b"a") == asked(actor, "k", b"a")
    assert DONE == [b"a"]


@pytest.mark.django_db
def test_the_same_key_for_another_request_is_refused() -> None:
    actor = an_employers_actor()
    asked(actor, "k", b"a")
    with pytest.raises(OtherRequest):
        asked(actor, "k", b"b")
    assert DONE == [b"a"]


@pytest.mark.django_db
def test_two_accounts_may_use_the_same_key() -> None:
    asked(an_employers_actor(), "k", b"a")
    asked(an_employers_actor(), "k", b"b")
    assert DONE == [b"a", b"b"]


@pytest.mark.django_db
def test_work_that_fails_frees_its_key() -> None:
    actor = an_employers_actor()

    def fails() -> Given:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), scoped(actor):
        answered_once(actor, "k", b"a", fails)
    assert Answer.objects.count() == 0
    assert asked(actor, "k", b"b").status == 201


@pytest.mark.django_db
@pytest.mark.parametrize("key", ["", "k" * 201])
def test_a_key_has_a_length(key: str) -> None:
    with pytest.raises(OtherRequest):
        asked(an_employers_actor(), key, b"a")


@pytest.mark.django_db
@settings(max_examples=30, deadline=None)
@given(requests=st.lists(st.tuples(st.sampled_from("kl"), st.sampled_from([b"a", b"b"])), max_size=8))
def test_each_key_is_worked_on_once_whatever_comes(requests: list[tuple[str, bytes]]) -> None:
    with transaction.atomic():
        DONE.clear()
        actor, first = an_employers_actor(), dict[str, bytes]()
        for key, request in requests:
            if first.setdefault(key, request) == request:
                asked(actor, key, request)
            else:
                with pytest.raises(OtherRequest), transaction.atomic():
                    asked(actor, key, request)
        assert sorted(DONE) == sorted(first.values())
        transaction.set_rollback(True)


def test_two_at_the_same_moment_are_done_once(own_database: str) -> None:
    actor, answers = an_employers_actor(), list[Given]()
    begun = threading.Event()

    def slow() -> Given:
        DONE.append(b"slow")
        begun.set()
        threading.Event().wait(0.3)
        return Given(201, "text/plain", b"once")

    def second() -> None:
        begun.wait()
        try:
            with scoped(actor):
                answers.append(answered_once(actor, "k", b"a", slow))
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with scoped(actor):
        answers.append(answered_once(actor, "k", b"a", slow))
    other.join()
    assert answers == [Given(201, "text/plain", b"once")] * 2
    assert DONE == [b"slow"]
