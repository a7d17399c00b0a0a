"""What the public and programs may ask, and how often; what is over is forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client, RequestFactory
from django.utils import timezone
from tests.access.test_idempotency import an_employers_actor

from naungan.access import limits
from naungan.access.models import Answer, Remembered, Session, Use
from naungan.access.throttles import PublicThrottle, TokenThrottle
from naungan.access.tidy import tidy

pytestmark = pytest.mark.django_db


def test_a_calculator_answers_so_often_a_minute_and_then_says_when_to_come_back(client: Client) -> None:
    question = "/hitung/perlindungan/?people=10"
    for _ in range(limits.CALCULATE.times - 1):
        limits.count(limits.CALCULATE, "address 127.0.0.1")
    assert client.get(question).status_code < 429
    answer = client.get(question)
    assert answer.status_code == 429
    assert 0 < int(answer.headers["Retry-After"]) <= limits.CALCULATE.seconds
    assert client.get("/hitung/perlindungan/").status_code == 200


def test_calls_without_a_token_are_counted_by_the_address_that_really_called() -> None:
    throttle = PublicThrottle("uji", "2/h")
    calls = [RequestFactory(headers={"X-Forwarded-For": f"203.0.113.{number}"}).get("/") for number in range(3)]
    assert [throttle.allow_request(call) for call in calls] == [True, True, False]
    assert 0 < throttle.wait() <= 3600


def test_calls_with_a_token_are_counted_by_its_account() -> None:
    public, throttle = PublicThrottle("uji", "1/h"), TokenThrottle("uji", "1/h")
    for _ in range(2):
        call = RequestFactory().get("/")
        call.auth = an_employers_actor()  # type: ignore[attr-defined]
        assert (public.allow_request(call), throttle.allow_request(call)) == (True, True)
        assert throttle.allow_request(call) is False


def test_what_is_over_is_forgotten_and_the_rest_kept() -> None:
    actor, now = an_employers_actor(), timezone.now()
    for age in (timedelta(0), timedelta(days=40)):
        Use.objects.create(what="uji", who="a", since=now - age, times=1)
        made = Answer.objects.create(account_id=actor.account_id, key=str(age), request_digest="0")
        Answer.objects.filter(pk=made.pk).update(made_at=now - age)
        ends = now + timedelta(days=1) - age
        Session.objects.create(session_key=f"s{age.days}", session_data="", expire_date=ends)
        Remembered.objects.create(cache_key=f"c{age.days}", value="", expires=ends)
    assert tidy() == 4
    assert tidy() == 0
    assert [one.objects.count() for one in (Use, Answer, Session, Remembered)] == [1, 1, 1, 1]
