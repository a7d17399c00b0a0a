"""Disbursing as REST: batches in one's scope, and the door of the bank's answers."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, an_officer, funds, officers, references, sent
from tests.factories import a_region

from naungan.access.actor import Actor
from naungan.access.models import Account, Grant, Role
from naungan.access.tokens import make_token
from naungan.disbursements.models import Batch, Transfer

pytestmark = pytest.mark.django_db
AMOUNT = 42_000_000
ROOT = "/api/v1/disbursements"


def calling(actor: Actor) -> dict[str, str]:
    """The header of somebody's token."""
    made = make_token(Account.objects.get(pk=actor.account_id), Grant.objects.get(pk=actor.grant_id), "uji")
    return {"HTTP_AUTHORIZATION": f"Bearer {made}"}


def get(actor: Actor, path: str) -> tuple[int, Any]:
    answer = Client().get(f"{ROOT}{path}", **calling(actor))  # type: ignore[arg-type]
    return answer.status_code, answer.json()


def post(actor: Actor, content: bytes, key: str = "") -> tuple[int, Any]:
    headers = calling(actor) | ({"HTTP_IDEMPOTENCY_KEY": key} if key else {})
    body = json.dumps({"name": "bank.xml", "content": content.decode()})
    answer = Client().post(f"{ROOT}/answers", body, content_type="application/json", **headers)  # type: ignore[arg-type]
    return answer.status_code, answer.json()


@pytest.fixture
def batch() -> Batch:
    funds()
    a_claim({"amount": AMOUNT})
    return sent(officers())[0]


def test_a_batch_is_told_with_its_transfers_and_without_their_accounts(batch: Batch) -> None:
    status, told = get(an_officer(), f"/batches/{batch.number}")
    assert (status, told["batch"]["total"], told["batch"]["state"]) == (200, AMOUNT, "sent")
    (transfer,) = told["transfers"]
    assert (transfer["reference"], transfer["state"]) == (references(batch)[0], "sent")
    assert Transfer.objects.get().account_number not in json.dumps(told)


def test_batches_come_in_pages(batch: Batch) -> None:
    a_claim()
    sent(officers())
    status, first = get(an_officer(), "/batches?limit=1")
    assert (status, len(first["batches"])) == (200, 1)
    _status, second = get(an_officer(), f"/batches?limit=1&cursor={first['next']}")
    assert ([one["number"] for one in second["batches"]], second["next"]) == ([batch.number], "")


def test_another_branch_does_not_see_it(batch: Batch) -> None:
    other = an_officer(a_region("64.72", "Kota Samarinda"))
    assert get(other, f"/batches/{batch.number}")[0] == 404
    assert get(other, "/batches")[1]["batches"] == []


def test_an_answer_of_the_bank_pays_and_the_same_again_changes_nothing(batch: Batch) -> None:
    content = notice(Booked(AMOUNT, names=references(batch)[0], reference="B1"))
    bank = an_officer(role=Role.HEAD_OFFICE)
    status, told = post(bank, content, "K1")
    assert (status, told["paid"], told["already_seen"]) == (201, 1, False)
    assert post(bank, content, "K1") == (status, told)
    assert post(bank, content)[1]["already_seen"] is True
    assert Transfer.objects.get().state == "paid"


def test_a_broken_answer_is_a_problem_and_a_stranger_is_kept_out(batch: Batch) -> None:
    status, told = post(an_officer(role=Role.HEAD_OFFICE), b"<rusak")
    assert (status // 100, "bukan XML yang utuh" in told["detail"]) == (4, True)
    assert post(an_officer(role=Role.AUDITOR), b"<rusak")[0] == 403
    assert Client().get(f"{ROOT}/batches").status_code == 401
