"""An heir on a borrowed phone: few steps, each saved, nothing told that was not typed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from tests.claims.pages.walking import (
    PAPERS,
    a_member,
    begun,
    day,
    in_step,
    key_in,
    named_payee,
    post,
    sent_claim,
    sent_papers,
    told_family,
    told_who,
    words_of,
)

from naungan.claims.models import Claim, Paper, State

pytestmark = pytest.mark.django_db
START = "/klaim/baru/meninggal/mulai/"


def test_the_papers_are_told_before_anything_is_asked(client: Client) -> None:
    told = words_of(client.get("/klaim/baru/meninggal/"))
    wanted = ("Surat keterangan atau akta kematian", "Surat keterangan ahli waris")
    assert [paper in told for paper in wanted] == [True, True]
    assert Claim.objects.count() == 0


def test_a_widow_sends_a_claim_from_start_to_receipt(client: Client) -> None:
    claim = sent_claim(client, a_member())
    assert (claim.state, claim.claimant_name, claim.account_id) == (State.SUBMITTED, "Dewi Lestari", None)
    assert sorted(Paper.objects.values_list("kind", flat=True)) == sorted(PAPERS)
    assert [(one.name, one.account_number) for one in claim.payees.all()] == [("Dewi Lestari", "1234567890")]
    receipt = words_of(client.get(f"/klaim/terkirim/{claim.number}/"))
    assert claim.number in receipt
    assert re.search(r"Petugas memeriksa paling lambat \d+ \w+ \d{4}", receipt)


def test_every_step_is_kept_at_once_and_goes_on_from_another_phone(client: Client) -> None:
    address = begun(client, a_member())
    told_who(client, address)
    other = Client()
    assert 'value="Dewi Lestari"' in other.get(address).content.decode()
    assert told_family(other, address).status_code == 302
    assert Claim.objects.get().facts == {"family": {"spouse": 1}}


def test_nothing_of_the_participant_is_told(client: Client) -> None:
    person = a_member(name="Zulkarnain Rahasia", phone="+6281200000009", mother_name="Ibu Rahasia")
    address = begun(client, person)
    told_who(client, address)
    pages = [address, *(in_step(address, step) for step in ("keluarga", "surat", "penerima", "periksa", "peristiwa"))]
    said = " ".join(client.get(page).content.decode() for page in pages)
    assert [secret in said for secret in (person.name, str(person.nik), "Ibu Rahasia", person.phone)] == [False] * 4


@pytest.mark.parametrize("wrong", ["number", "person_born_on_year"])
def test_a_person_who_is_not_found_is_told_the_same_whatever_was_wrong(client: Client, wrong: str) -> None:
    person = a_member()
    fields = {"number": person.nik, **day("person_born_on", person.born_on), **day("event_on", date(2022, 11, 20))}
    fields[wrong] = {"number": "6471010101900009", "person_born_on_year": "1971"}[wrong]
    answer = post(client, START, fields)
    assert (answer.status_code, Claim.objects.count()) == (422, 0)
    assert "tidak cocok dengan peserta mana pun" in words_of(answer)


def test_asking_after_somebody_is_counted_and_ends(client: Client) -> None:
    person = a_member()
    fields = {"number": person.nik, **day("person_born_on", date(1960, 1, 1)), **day("event_on", date(2022, 11, 20))}
    answers = [post(client, START, fields).status_code for _ in range(11)]
    assert (answers[0], answers[-1]) == (422, 429)


def test_what_is_missing_is_said_at_its_field_and_kept(client: Client) -> None:
    answer = post(client, START, {"number": "6471", "event_on_day": "31"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert ['href="#person_born_on"' in said, 'href="#event_on"' in said, 'value="31"' in said] == [True] * 3


@pytest.mark.parametrize("link", ["1", "eyJ0eXAi", "WzEsImEiXQ:1tY:xx"])
def test_a_link_of_ones_own_making_opens_nothing(client: Client, link: str) -> None:
    assert client.get(f"/klaim/isi/{link}/pemohon/").status_code == 404
    assert client.get(f"/klaim/isi/{link}/berkas/1/").status_code == 404


def test_a_link_to_a_step_that_the_claim_does_not_have_opens_nothing(client: Client) -> None:
    assert client.get(in_step(begun(client, a_member()), "kejadian")).status_code == 404


def test_the_same_form_sent_twice_is_done_once(client: Client) -> None:
    person = a_member()
    key = key_in(client.get(START).content.decode())
    days = day("person_born_on", person.born_on) | day("event_on", date(2022, 11, 20))
    fields = {"key": key, "number": person.nik, **days}
    assert [client.post(START, fields).status_code for _ in range(2)] == [302, 302]
    assert Claim.objects.count() == 1


def test_a_file_that_is_no_photo_is_refused_at_its_paper(client: Client) -> None:
    address = in_step(begun(client, a_member()), "surat")
    page = client.get(address).content.decode()
    sent = {"key": key_in(page), "act": "paper", "kind": "family_card"}
    assert client.post(address, sent).status_code == 422
    answer = client.post(address, {**sent, "file": BytesIO(b"MZ program")})
    assert (answer.status_code, Paper.objects.count()) == (422, 0)
    assert "Jenis berkas tidak dikenal" in words_of(answer)


def test_a_photo_is_shown_to_who_has_the_link_and_to_nobody_else(client: Client) -> None:
    address = begun(client, a_member())
    sent_papers(client, address, "family_card")
    paper = Paper.objects.get()
    shown = client.get(in_step(address, f"berkas/{paper.pk}"))
    assert (shown.status_code, shown["Content-Security-Policy"]) == (200, "default-src 'none'; sandbox")
    others = begun(Client(), a_member())
    assert client.get(in_step(others, f"berkas/{paper.pk}")).status_code == 404
    assert client.get(f"/klaim/kantor/berkas/{paper.pk}/").status_code == 302


def test_heirs_at_school_and_minors_are_asked_for_what_they_need(client: Client) -> None:
    address = begun(client, a_member())
    told_who(client, address)
    told_family(client, address, spouse=1, children=1)
    named_payee(client, address)
    child = {
        "name": "Putra", "relation": "children", "level": "SD", "guardian_name": "Dewi Lestari",
        **day("born_on", date(2014, 5, 6)),
    }  # fmt: skip
    assert named_payee(client, address, **child).status_code == 302
    claim = Claim.objects.get()
    assert claim.facts["children"] == [{"name": "Putra", "born_on": "2014-05-06", "level": "SD"}]
    assert "Anak: 1 orang, sudah dicatat 1" in words_of(client.get(in_step(address, "penerima")))


def test_a_payee_is_taken_out_again(client: Client) -> None:
    address = begun(client, a_member())
    told_who(client, address)
    named_payee(client, address)
    payee = Claim.objects.get().payees.get()
    assert post(client, in_step(address, "penerima"), {"remove": payee.pk}).status_code == 302
    assert Claim.objects.get().payees.get().state == "left-out"


def test_a_claim_that_is_not_complete_says_where_it_is_mended(client: Client) -> None:
    address = begun(client, a_member())
    review = in_step(address, "periksa")
    assert post(client, review, {}).status_code == 422
    answer = post(client, review, {"true": "1"})
    assert (answer.status_code, 'href="#ubah-pemohon"' in answer.content.decode()) == (422, True)


def test_a_borrowed_phone_forgets(client: Client) -> None:
    claim = sent_claim(client, a_member())
    assert client.get(f"/klaim/ikuti/{claim.number}/").status_code == 200
    client.post("/klaim/selesai/")
    assert client.get(f"/klaim/ikuti/{claim.number}/").status_code == 302
    assert client.get(f"/klaim/terkirim/{claim.number}/").status_code == 302


def test_no_phone_keeps_a_page_of_a_claim(client: Client) -> None:
    assert "no-store" in client.get(begun(client, a_member()))["Cache-Control"]


def test_an_accident_at_work_asks_for_both_days_and_what_happened(client: Client) -> None:
    person = a_member()
    address = begun(client, person, "meninggal-bekerja", **day("died_on", date(2022, 11, 25)))
    told_who(client, address)
    answer = post(client, in_step(address, "kejadian"), {"circumstance": "commute", "chronology": "Ditabrak truk."})
    assert answer.status_code == 302
    assert Claim.objects.get().facts == {
        "died_on": "2022-11-25",
        "circumstance": "commute",
        "chronology": "Ditabrak truk.",
    }
