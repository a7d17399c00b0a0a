"""Following a claim by its number and a birth date: plain words, the clock, and what can be done there."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.claims.claiming import WIFE_BORN, a_sent, a_worker, an_office, approved, by, verified
from tests.claims.pages.walking import a_photo, day, key_in, words_of

from naungan.claims.decide import Refusal, check, refuse
from naungan.claims.models import Claim, Paper, State
from naungan.claims.money import mark_paying, mark_returned
from naungan.claims.verify import ask_for, schedule

pytestmark = pytest.mark.django_db


def following(claim: Claim, born_on: Any = WIFE_BORN) -> Client:
    """A phone in which number and birth date were given."""
    phone = Client()
    answer = phone.post("/klaim/ikuti/", {"number": f" {claim.number.lower()} ", **day("born_on", born_on)})
    assert answer.status_code == 302
    return phone


def shown(phone: Client, claim: Claim) -> str:
    return words_of(phone.get(f"/klaim/ikuti/{claim.number}/"))


def does(phone: Client, claim: Claim, act: str, **fields: Any) -> Any:
    address = f"/klaim/ikuti/{claim.number}/"
    page = phone.get(address).content.decode()
    return phone.post(address, {"key": key_in(page), "act": act, **fields})


def state_of(claim: Claim) -> str:
    return Claim.objects.values_list("state", flat=True).get(pk=claim.pk)


@pytest.mark.parametrize("wrong", [{"number": "JKM-2026-999999"}, {"born_on_year": "1992"}])
def test_the_same_words_whichever_of_the_two_is_wrong(client: Client, wrong: dict[str, str]) -> None:
    claim = a_sent(a_worker())
    answer = client.post("/klaim/ikuti/", {"number": claim.number, **day("born_on", WIFE_BORN), **wrong})
    assert (answer.status_code, "tidak cocok" in words_of(answer)) == (422, True)
    assert client.get(f"/klaim/ikuti/{claim.number}/").status_code == 302


def test_the_state_the_promise_and_the_clock_are_told(client: Client) -> None:
    claim = a_sent(a_worker())
    told = shown(following(claim), claim)
    wanted = ("Diterima", "Diperiksa paling lambat", "0 dari 3 hari kerja", "Langkah berikutnya oleh Petugas")
    assert [words in told for words in wanted] == [True] * 4


def test_the_participants_birth_date_opens_a_glimpse_and_no_more(client: Client) -> None:
    worker = a_worker()
    claim = a_sent(worker)
    phone = following(claim, worker.person.born_on)
    told = shown(phone, claim)
    assert ["Diterima" in told, "Sari Dewi" in told, "Penerima" in told] == [True, False, False]
    assert phone.post(f"/klaim/ikuti/{claim.number}/", {"act": "withdraw"}).status_code == 200
    assert state_of(claim) == State.SUBMITTED


def test_a_missing_paper_is_sent_and_the_claim_goes_on(client: Client) -> None:
    claim = a_sent(a_worker())
    office = an_office()
    ask_for(claim.pk, by(office.maker), ["bank_book"], "Halaman pertama belum terbaca.")
    phone = following(claim)
    assert "Halaman pertama belum terbaca" in shown(phone, claim)
    assert does(phone, claim, "paper", kind="bank_book", file=a_photo()).status_code == 302
    assert Paper.objects.values_list("kind", flat=True).get() == "bank_book"
    assert does(phone, claim, "answer").status_code == 302
    assert state_of(claim) == State.SUBMITTED


def test_a_returned_transfer_is_mended_by_the_claimant(client: Client) -> None:
    claim = approved(a_worker(), an_office()).claim
    mark_paying([claim.pk])
    mark_returned([claim.pk], "rekening ditutup")
    phone = following(claim)
    assert "Bank mengembalikan transfer: rekening ditutup" in shown(phone, claim)
    payee = claim.payees.get()
    account = {"payee": payee.pk, "bank_code": "002", "account_number": "55 66 77", "account_name": "Sari Dewi"}
    assert does(phone, claim, "mend", **{**account, "bank_code": ""}).status_code == 422
    assert does(phone, claim, "mend", **account).status_code == 302
    payee.refresh_from_db()
    assert (payee.account_number, state_of(claim)) == ("556677", State.APPROVED)


def test_a_refusal_is_explained_and_can_be_appealed_against(client: Client) -> None:
    office = an_office()
    claim = verified(a_sent(a_worker()), office)
    why = Refusal("PP 44/2015 pasal 34", "Surat ahli waris tidak sah.", "Bawa penetapan pengadilan.")
    check(refuse(claim.pk, by(office.maker), why).pk, by(office.checker), agrees=True)
    phone = following(claim)
    told = shown(phone, claim)
    assert [words in told for words in ("Surat ahli waris tidak sah", "PP 44/2015 pasal 34", "Bawa penetapan")] == [
        True
    ] * 3
    assert does(phone, claim, "appeal").status_code == 422
    assert does(phone, claim, "appeal", grounds="Suratnya sah.").status_code == 302
    assert (state_of(claim), "Keberatan dijawab paling lambat" in shown(phone, claim)) == (State.APPEALED, True)


def test_an_interview_is_moved_by_the_claimant(client: Client) -> None:
    claim = a_sent(a_worker())
    schedule(claim.pk, by(an_office().maker), timezone.now() + timedelta(days=3), "Kantor cabang")
    phone = following(claim)
    assert "Wawancara" in shown(phone, claim)
    assert does(phone, claim, "reschedule", at="kapan saja").status_code == 422
    assert does(phone, claim, "reschedule", at="2099-03-02T10:00").status_code == 302
    assert "2 Maret 2099 pukul 10.00" in shown(phone, claim)


def test_an_approved_claim_shows_every_part_of_the_money(client: Client) -> None:
    claim = approved(a_worker(), an_office()).claim
    told = shown(following(claim), claim)
    wanted = (
        "Santunan sekaligus",
        "Santunan berkala",
        "Biaya pemakaman",
        "Rp 42.000.000",
        "empat puluh dua juta rupiah",
    )
    assert [words in told.replace("\xa0", " ") for words in wanted] == [True] * 5


def test_what_nobody_offers_is_refused_and_changes_nothing(client: Client) -> None:
    claim = a_sent(a_worker())
    phone = following(claim)
    assert does(phone, claim, "approve").status_code == 422
    assert does(phone, claim, "appeal", grounds="x").status_code == 422
    assert state_of(claim) == State.SUBMITTED


def test_asking_too_often_ends(client: Client) -> None:
    claim = a_sent(a_worker())
    wrong = {"number": claim.number, **day("born_on", timezone.localdate())}
    answers = [client.post("/klaim/ikuti/", wrong).status_code for _ in range(11)]
    assert (answers[0], answers[-1]) == (422, 429)


def test_a_paper_is_shown_to_the_claimant_alone(client: Client) -> None:
    claim = a_sent(a_worker())
    phone = following(claim)
    does(phone, claim, "paper", kind="bank_book", file=a_photo())
    address = f"/klaim/ikuti/{claim.number}/berkas/{Paper.objects.get().pk}/"
    assert (phone.get(address).status_code, client.get(address).status_code) == (200, 404)
    other = a_sent(a_worker())
    stolen = f"/klaim/ikuti/{other.number}/berkas/{Paper.objects.get().pk}/"
    assert following(other).get(stolen).status_code == 404
