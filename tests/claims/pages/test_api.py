"""Claims for programs: the same verbs as the pages, in the same scope, once for each key."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
from django.test import Client
from tests.claims.claiming import DIED, a_sent, a_worker
from tests.claims.pages.walking import a_photo
from tests.factories import a_region
from tests.signing_in import a_grant, an_account

from naungan.access.models import Role
from naungan.access.tokens import make_token
from naungan.claims.models import Claim, Paper

pytestmark = pytest.mark.django_db


def token(role: Role, **scope: Any) -> dict[str, str]:
    account = an_account()
    return {"authorization": f"Bearer {make_token(account, a_grant(account, role, **scope), 'klaim')}"}


def post(client: Client, path: str, body: Any, headers: dict[str, str]) -> Any:
    address = f"/api/v1/claims{path}"
    return client.post(address, json.dumps(body), content_type="application/json", headers=headers)


def get(client: Client, path: str, headers: dict[str, str]) -> Any:
    return client.get(f"/api/v1/claims{path}", headers=headers)


PAYEE = {"name": "Siti", "relation": "self", "bank_code": "002", "account_number": "1234567", "account_name": "SITI"}
PAPER = {"kind": "ktp", "name": "ktp.jpg", "content": base64.b64encode(a_photo().read()).decode()}


def test_a_worker_opens_completes_and_sends_a_claim_once(client: Client) -> None:
    worker = a_worker().person
    headers = token(Role.WORKER, person=worker)
    once = headers | {"idempotency-key": "jht-1"}
    body = {"kind": "jht_preparation", "event_on": DIED.isoformat()}
    first, again = post(client, "", body, once), post(client, "", body, once)
    assert (first.status_code, first.json(), Claim.objects.count()) == (201, again.json(), 1)
    number = first.json()["number"]
    assert post(client, f"/{number}/submission", {}, headers).status_code == 409
    assert post(client, f"/{number}/payees", PAYEE, headers).status_code == 201
    assert post(client, f"/{number}/papers", PAPER, headers).json()["kind"] == "ktp"
    assert post(client, f"/{number}/submission", {}, headers).json() == {"number": number, "state": "submitted"}
    told = get(client, f"/{number}", headers).json()
    assert (told["state_words"], told["next_by"], told["net_days"]) == ("Diterima", "Petugas", 0)
    assert [one["number"] for one in get(client, "", headers).json()["claims"]] == [number]


def test_two_officers_decide_and_the_claimant_sees_it_only_then(client: Client) -> None:
    claim = a_sent(a_worker())
    maker, checker = (token(Role.BRANCH, region=a_region()) for _ in range(2))
    assert post(client, f"/{claim.number}/verification", {}, maker).json()["state"] == "verifying"
    made = post(client, f"/{claim.number}/decisions", {}, maker).json()
    assert (made["outcome"], made["total"], made["checks_left"]) == ("approved", 42_000_000, 1)
    assert sum(line["amount"] for line in made["lines"]) == made["total"]
    own = post(client, f"/decisions/{made['id']}/checks", {"agrees": True}, maker)
    assert (own.status_code, own.json()["code"]) == (409, "same-person")
    final = post(client, f"/decisions/{made['id']}/checks", {"agrees": True}, checker)
    assert (final.status_code, final.json()["checks_left"]) == (200, 0)
    seen = get(client, f"/{claim.number}/decision", token(Role.WORKER, person=claim.person))
    assert (seen.status_code, seen.json()["total"]) == (200, 42_000_000)


def test_a_claim_of_elsewhere_is_not_there(client: Client) -> None:
    claim = a_sent(a_worker())
    elsewhere = token(Role.BRANCH, region=a_region("61.71", "Kota Pontianak"))
    for path in (f"/{claim.number}", f"/{claim.number}/decision"):
        assert get(client, path, elsewhere).status_code == 404
    assert post(client, f"/{claim.number}/verification", {}, elsewhere).status_code == 404
    assert get(client, "", elsewhere).json() == {"claims": [], "next": None}


def test_a_claimant_may_not_do_what_officers_do(client: Client) -> None:
    claim = a_sent(a_worker())
    headers = token(Role.WORKER, person=claim.person)
    assert post(client, f"/{claim.number}/decisions", {}, headers).status_code == 403
    assert post(client, f"/{claim.number}/requests", {"reason": "KTP"}, headers).status_code == 403


@pytest.mark.parametrize("content", ["QUJDRA==", "AAAAA", "TVqQAAMAAAA="])
def test_a_paper_that_is_none_is_refused(client: Client, content: str) -> None:
    worker = a_worker().person
    headers = token(Role.WORKER, person=worker)
    number = post(client, "", {"kind": "jht_preparation", "event_on": DIED.isoformat()}, headers).json()["number"]
    answer = post(client, f"/{number}/papers", {**PAPER, "content": content}, headers)
    assert (answer.status_code, answer.json()["code"], Paper.objects.count()) == (409, "bad-paper", 0)


def test_an_officer_asks_for_papers_and_the_clock_stands_still(client: Client) -> None:
    claim = a_sent(a_worker())
    headers = token(Role.BRANCH, region=a_region())
    asked = {"documents": ["family_card"], "reason": "Kartu keluarga belum terbaca."}
    assert post(client, f"/{claim.number}/requests", asked, headers).json()["state"] == "need-doc"
    told = get(client, f"/{claim.number}", headers).json()
    assert (told["stopped"], told["due_on"]) == (True, None)
