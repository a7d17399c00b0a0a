"""A worker's own claims, and the accident that an employer reports."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.claims.claiming import a_sent, a_worker
from tests.claims.pages.walking import a_photo, day, in_step, key_in, post, words_of
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.claims.models import Claim, Origin, State
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def working() -> Participation:
    return a_worker()


@pytest.fixture
def worker(client: Client, working: Participation) -> Client:
    sign_in(client, Role.WORKER, person=working.person)
    return client


def begins(client: Client, what: str, kind: str) -> Any:
    return post(client, f"/klaim/saya/ajukan/{what}/", {"kind": kind, **day("event_on", TODAY)})


def test_the_amount_and_what_is_against_it_are_told_before_claiming(worker: Client) -> None:
    answer = begins(worker, "jht", "jht_preparation")
    assert answer.status_code == 302
    address = answer.headers["Location"]
    assert post(worker, address, {"has_npwp": "ya", "amount": "1.000.000"}).status_code == 302
    assert Claim.objects.get().facts == {"amount": 1_000_000, "has_npwp": True}
    told = words_of(worker.get(in_step(address, "perkiraan")))
    assert "Perkiraan" in told
    assert "langkah)" in told


def test_a_worker_sends_a_claim_and_finds_it_again(worker: Client, working: Participation) -> None:
    address = begins(worker, "jht", "jht_preparation").headers["Location"]
    account = {"bank_code": "008", "account_number": "1400-0001", "account_name": working.person.name}
    assert post(worker, in_step(address, "rekening"), {**account, "bank_code": ""}).status_code == 422
    assert post(worker, in_step(address, "rekening"), account).status_code == 302
    sent = {"kind": "ktp", "act": "paper", "file": a_photo()}
    assert post(worker, in_step(address, "surat"), sent).status_code == 302
    assert post(worker, in_step(address, "periksa"), {"true": "1"}).status_code == 302
    claim = Claim.objects.get()
    assert (claim.state, claim.claimant_relation, claim.payees.get().account_number) == (
        "submitted",
        "self",
        "14000001",
    )
    assert claim.number in words_of(worker.get("/klaim/saya/"))
    assert "Diterima" in words_of(worker.get(f"/klaim/saya/{claim.pk}/"))


def test_a_draft_goes_on_where_it_stopped(worker: Client) -> None:
    begins(worker, "jkp", "jkp")
    answer = worker.get(f"/klaim/saya/{Claim.objects.get().pk}/")
    assert (answer.status_code, answer.headers["Location"].endswith("/kejadian/")) == (302, True)


@pytest.mark.parametrize(
    "fields", [{}, {"kind": "jkm"}, {"kind": "jkp", **day("event_on", TODAY + timedelta(days=400))}]
)
def test_what_a_worker_cannot_begin_is_said_and_opens_nothing(worker: Client, fields: dict[str, str]) -> None:
    assert post(worker, "/klaim/saya/ajukan/jkp/", fields).status_code == 422
    assert Claim.objects.count() == 0
    assert worker.get("/klaim/saya/ajukan/apa-saja/").status_code == 404


def test_the_link_of_an_accounts_draft_opens_for_that_account_alone(worker: Client) -> None:
    address = begins(worker, "jkp", "jkp").headers["Location"]
    assert worker.get(address).status_code == 200
    assert Client().get(address).status_code == 404


def test_nobody_reads_or_acts_on_a_claim_of_somebody_else(worker: Client) -> None:
    other = a_sent(a_worker())
    assert worker.get(f"/klaim/saya/{other.pk}/").status_code == 404
    assert worker.post(f"/klaim/saya/{other.pk}/", {"act": "withdraw"}).status_code == 404


def test_a_worker_reads_a_claim_about_them_but_does_not_act_on_it(worker: Client, working: Participation) -> None:
    claim = a_sent(working)
    page = worker.get(f"/klaim/saya/{claim.pk}/")
    assert (page.status_code, "Tarik klaim" in words_of(page)) == (200, False)
    assert worker.post(f"/klaim/saya/{claim.pk}/", {"act": "withdraw", "key": "0"}).status_code == 403
    assert Claim.objects.get().state == State.SUBMITTED


ACCIDENT = {"circumstance": "commute", "chronology": "Jatuh dari motor.", **day("event_on", TODAY)}


@pytest.fixture
def employer(working: Participation) -> Client:
    client = Client()
    sign_in(client, Role.EMPLOYER_MAKER, payer=working.payer)
    return client


def test_an_employer_reports_its_workers_accident_and_gets_a_receipt(
    employer: Client, working: Participation
) -> None:
    assert "48 jam" in words_of(employer.get("/klaim/kecelakaan/"))
    answer = post(employer, "/klaim/kecelakaan/", {"number": working.person.nik, **ACCIDENT})
    assert answer.status_code == 302
    claim = Claim.objects.get()
    assert (claim.kind, claim.origin, claim.state) == ("jkk", Origin.EMPLOYER, State.SUBMITTED)
    assert claim.number in words_of(employer.get(answer.headers["Location"]))


def test_the_same_report_sent_twice_is_one_claim(employer: Client, working: Participation) -> None:
    key = key_in(employer.get("/klaim/kecelakaan/").content.decode())
    sent = {"key": key, "number": working.person.nik, **ACCIDENT}
    assert [employer.post("/klaim/kecelakaan/", sent).status_code for _ in range(2)] == [302, 302]
    assert Claim.objects.count() == 1


def test_a_worker_of_another_employer_cannot_be_reported(employer: Client) -> None:
    stranger = a_worker().person
    answer = post(employer, "/klaim/kecelakaan/", {"number": stranger.nik, **ACCIDENT})
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert stranger.name not in words_of(answer)
