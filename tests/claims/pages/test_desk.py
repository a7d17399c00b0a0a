"""The officer's desk: the list, the papers beside the benefit, every act, and the second pair of eyes."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from tests.claims.claiming import a_sent, a_worker, an_office, approved, by
from tests.claims.pages.walking import a_photo, key_in, words_of
from tests.factories import a_region
from tests.signing_in import sign_in

from naungan.access.models import Look, Role
from naungan.claims.models import Claim, Decision, Paper, State, Step
from naungan.claims.papers import receive_paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(client: Client) -> Client:
    sign_in(client, Role.BRANCH, region=a_region())
    return client


@pytest.fixture
def second() -> Client:
    other = Client()
    sign_in(other, Role.BRANCH, region=a_region())
    return other


def sends(client: Client, claim: Claim, act: str, **fields: Any) -> Any:
    """An officer sends a form of the desk."""
    page = client.get(f"/klaim/kantor/{claim.pk}/").content.decode()
    return client.post(f"/klaim/kantor/{claim.pk}/", {"key": key_in(page), "act": act, **fields})


def state_of(claim: Claim) -> str:
    return Claim.objects.values_list("state", flat=True).get(pk=claim.pk)


def test_the_list_shows_what_is_to_be_done_and_finds_by_number_and_name(officer: Client) -> None:
    claim = a_sent(a_worker())
    other = a_sent(a_worker())
    told = words_of(officer.get("/klaim/kantor/"))
    assert (claim.number in told, other.number in told) == (True, True)
    told = words_of(officer.get("/klaim/kantor/", {"cari": claim.number.lower()}))
    assert (claim.number in told, other.number in told) == (True, False)
    told = words_of(officer.get("/klaim/kantor/", {"cari": other.person.name}))
    assert (claim.number in told, other.number in told) == (False, True)


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ({"keadaan": "need-doc"}, False),
        ({"jenis": "jkk"}, False),
        ({"jenis": "jkm"}, True),
        ({"keadaan": "semua"}, True),
        ({"batas": "lewat"}, False),
        ({"isyarat": "ada", "keadaan": "paid"}, False),
    ],
)
def test_the_list_is_narrowed(officer: Client, asked: dict[str, str], there: bool) -> None:
    claim = a_sent(a_worker())
    assert (claim.number in words_of(officer.get("/klaim/kantor/", asked))) is there


def test_papers_and_the_amount_the_law_gives_stand_side_by_side(officer: Client) -> None:
    claim = a_sent(a_worker())
    receive_paper(claim.pk, by(None), "death_certificate", a_photo())
    told = words_of(officer.get(f"/klaim/kantor/{claim.pk}/"))
    shown = ("Surat keterangan atau akta kematian", "42.000.000", "PP 82/2019")
    assert [words in told for words in shown] == [True, True, True]
    look = Look.objects.latest("id")
    assert (look.person_id, look.what) == (claim.person_id, "Halaman klaim di meja klaim")


def test_a_paper_is_served_only_to_who_may_see_the_claim_and_with_safe_headers(officer: Client) -> None:
    claim = a_sent(a_worker())
    paper = receive_paper(claim.pk, by(None), "death_certificate", a_photo())
    answer = officer.get(f"/klaim/kantor/berkas/{paper.pk}/")
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["Cache-Control"] == "private, no-store"
    elsewhere = Client()
    sign_in(elsewhere, Role.BRANCH, region=a_region("61.71", "Kota Pontianak"))
    assert elsewhere.get(f"/klaim/kantor/berkas/{paper.pk}/").status_code == 404
    assert elsewhere.get(f"/klaim/kantor/{claim.pk}/").status_code == 404
    assert Client().get(f"/klaim/kantor/berkas/{paper.pk}/").status_code == 302


def test_one_officer_decides_and_another_agrees(officer: Client, second: Client) -> None:
    claim = a_sent(a_worker())
    assert sends(officer, claim, "verify").status_code == 302
    assert sends(officer, claim, "decide").status_code == 302
    decision = Decision.objects.get(claim=claim)
    address = f"/klaim/kantor/putusan/{decision.pk}/"
    own = officer.get(address)
    assert ("Ini putusan Anda" in words_of(own), 'value="agree"' in own.content.decode()) == (True, False)
    refused = officer.post(address, {"key": "0" * 8 + "-0000-4000-8000-" + "0" * 12, "act": "agree"})
    assert (refused.status_code, state_of(claim)) == (422, State.CHECKING)
    page = second.get(address).content.decode()
    assert second.post(address, {"key": key_in(page), "act": "agree"}).status_code == 302
    assert state_of(claim) == State.APPROVED


def test_a_second_officer_sends_a_decision_back_with_words(officer: Client, second: Client) -> None:
    claim = a_sent(a_worker())
    sends(officer, claim, "verify")
    sends(officer, claim, "decide")
    address = f"/klaim/kantor/putusan/{Decision.objects.get(claim=claim).pk}/"
    key = key_in(second.get(address).content.decode())
    assert second.post(address, {"key": key, "act": "disagree"}).status_code == 422
    assert second.post(address, {"key": key, "act": "disagree", "said": "Nama berbeda"}).status_code == 302
    assert state_of(claim) == State.VERIFYING


def test_a_form_of_an_older_version_changes_nothing(officer: Client) -> None:
    claim = a_sent(a_worker())
    answer = sends(officer, claim, "verify", version="0")
    assert (answer.status_code, state_of(claim)) == (422, State.SUBMITTED)
    assert "baru saja diubah" in words_of(answer)


ASKED = {"ask_reason": "Surat belum ditandatangani lurah.", "documents": ["heirs_statement"]}


@pytest.mark.parametrize(
    ("act", "fields", "after"),
    [
        ("ask", ASKED, State.NEED_DOC),
        ("schedule", {"at": "2099-01-05T09:30", "place": "Kantor Balikpapan"}, State.SCHEDULED),
        ("investigate", {"investigate_reason": "Cocokkan tanggal dengan rumah sakit."}, State.INVESTIGATING),
    ],
)
def test_acts_of_the_desk_move_the_claim(officer: Client, act: str, fields: dict[str, Any], after: State) -> None:
    claim = a_sent(a_worker())
    assert sends(officer, claim, act, **fields).status_code == 302
    assert state_of(claim) == after


@pytest.mark.parametrize("act", ["ask", "schedule", "investigate", "", "delete"])
def test_an_act_without_its_words_is_said_at_the_field_and_changes_nothing(officer: Client, act: str) -> None:
    claim = a_sent(a_worker())
    answer = sends(officer, claim, act)
    assert (answer.status_code, state_of(claim)) == (422, State.SUBMITTED)
    assert "Ada yang perlu diperbaiki" in words_of(answer)


def test_a_paper_that_must_be_replaced_says_why(officer: Client) -> None:
    claim = a_sent(a_worker())
    paper = receive_paper(claim.pk, by(None), "family_card", a_photo())
    assert sends(officer, claim, "replace", paper=paper.pk).status_code == 422
    assert sends(officer, claim, "replace", paper=paper.pk, reason="Buram").status_code == 302
    assert Paper.objects.values_list("state", "reason").get() == ("refused", "Buram")


def test_a_refusal_for_another_reason_names_article_fact_and_next_step(officer: Client) -> None:
    claim = a_sent(a_worker())
    sends(officer, claim, "verify")
    assert sends(officer, claim, "refuse", article="PP 44/2015 pasal 34").status_code == 422
    told = {"article": "PP 44/2015 pasal 34", "fact": "Bukan ahli waris.", "next_step": "Bawa penetapan."}
    assert sends(officer, claim, "refuse", **told).status_code == 302
    assert Decision.objects.values_list("outcome", "fact").get() == ("refused", "Bukan ahli waris.")


def test_an_auditor_works_a_decision_out_again_and_changes_nothing(client: Client) -> None:
    decision = approved(a_worker(), an_office())
    sign_in(client, Role.AUDITOR)
    told = words_of(client.get(f"/klaim/kantor/putusan/{decision.pk}/hitung-ulang/"))
    assert "Sama sampai rupiah terakhir" in told
    before = Step.objects.count()
    assert client.post(f"/klaim/kantor/{decision.claim_id}/", {"act": "reopen"}).status_code == 403
    assert client.post(f"/klaim/kantor/putusan/{decision.pk}/", {"act": "agree"}).status_code == 403
    assert Step.objects.count() == before
