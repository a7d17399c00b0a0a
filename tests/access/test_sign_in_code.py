"""Workers and heirs sign in with NIK, birth date and a code; nothing tells whether somebody was found."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from tests.factories import a_person
from tests.signing_in import a_grant, an_account

from naungan.access import senders
from naungan.access.models import Account, Grant, Role
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
PHONE, EMAIL = "0812-3456-7890", "siti@contoh.test"
SENT: list[tuple[str, str]] = []


def remember(address: str, subject: str, words: str) -> None:
    SENT.append((address, words))


@pytest.fixture(autouse=True)
def messages(settings: object) -> list[tuple[str, str]]:
    SENT.clear()
    settings.NAUNGAN_CODE_SENDER = f"{__name__}.remember"  # type: ignore[attr-defined]
    return SENT


@pytest.fixture
def person() -> Person:
    return a_person(phone="081234567890", email="Siti@contoh.test")


def ask(client: Client, person: Person, contact: str = PHONE, **other: str) -> int:
    facts = {"nik": str(person.nik), "born_on": f"{person.born_on:%d-%m-%Y}", "contact": contact} | other
    return client.post("/masuk/peserta/", facts).status_code


def code_sent() -> str:
    return re.findall(r"\b\d{6}\b", SENT[-1][1])[0]


def signed_in(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


@pytest.mark.parametrize(("contact", "address"), [(PHONE, "+6281234567890"), (EMAIL.upper(), EMAIL)])
def test_a_worker_signs_in_by_a_code_to_phone_or_e_mail(
    client: Client, person: Person, contact: str, address: str
) -> None:
    assert ask(client, person, contact) == 302
    assert SENT[0][0] == address
    assert client.post("/masuk/kode/", {"code": code_sent()}).headers["Location"] == "/akun/mulai/"
    account = Account.objects.get(pk=signed_in(client))
    assert [(one.role, one.person_id) for one in account.grants.all()] == [(Role.WORKER, person.pk)]


def test_the_second_time_it_is_the_same_account(client: Client, person: Person) -> None:
    for browser in (client, Client()):
        ask(browser, person)
        browser.post("/masuk/kode/", {"code": code_sent()})
    assert Grant.objects.filter(person=person).count() == 1


def test_what_does_not_fit_is_answered_the_same_and_nothing_is_sent(client: Client, person: Person) -> None:
    pages = set()
    for other in (
        {},
        {"nik": "6471010101900009"},
        {"born_on": "01-01-1999"},
        {"contact": "0899-9999-9999"},
        {"contact": "orang@lain.test"},
    ):
        browser = Client()
        answer = browser.post(
            "/masuk/peserta/",
            {"nik": str(person.nik), "born_on": f"{person.born_on:%d-%m-%Y}", "contact": PHONE} | other,
            follow=True,
        )
        page = re.sub(r'"X-CSRFToken": "[^"]*"|value="[^"]*"', "", answer.content.decode())
        pages.add((answer.status_code, str(answer.redirect_chain), page))
    assert len(pages) == 1
    assert len(SENT) == 1


def test_without_a_match_no_code_opens_anything(client: Client, person: Person) -> None:
    ask(client, person, born_on="01-01-1999")
    for code in ("", "000000", "None"):
        client.post("/masuk/kode/", {"code": code})
    assert signed_in(client) is None


def test_three_wrong_codes_end_the_attempt(client: Client, person: Person) -> None:
    ask(client, person)
    right = code_sent()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    for _ in range(3):
        client.post("/masuk/kode/", {"code": wrong})
    client.post("/masuk/kode/", {"code": right})
    assert signed_in(client) is None


def test_five_codes_an_hour_for_one_nik(client: Client, person: Person) -> None:
    assert [ask(Client(), person) for _ in range(6)] == [302, 302, 302, 302, 302, 429]


def test_a_person_who_died_signs_in_no_more_but_a_granted_heir_does(client: Client, person: Person) -> None:
    person.died_on = date(2022, 5, 1)
    person.save()
    ask(client, person)
    assert SENT == []
    heir = an_account(email="ahli@waris.test", phone="+6281100000000")
    a_grant(heir, Role.HEIR, person=person)
    ask(client, person, "0811-0000-0000")
    client.post("/masuk/kode/", {"code": code_sent()})
    assert signed_in(client) == str(heir.pk)


def test_a_closed_account_or_an_ended_grant_gets_no_code(client: Client, person: Person) -> None:
    ask(client, person)
    Account.objects.filter(grants__person=person).update(is_active=False)
    SENT.clear()
    ask(Client(), person)
    assert SENT == []


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"nik": "<script>alert(1)</script>", "born_on": "x", "contact": "y"},
        {"nik": "1" * 10_000, "born_on": "31-02-1990", "contact": "@" * 5_000},
        {"nik": "６４７１０１１５０３９０００１２", "born_on": "15-03-1990", "contact": "0812"},
        {"nik": "6471011503900012\x00", "born_on": "\x00", "contact": "a@b\x00.c"},
    ],
)
def test_hostile_fields_are_said_at_the_field(client: Client, facts: dict[str, str]) -> None:
    answer = client.post("/masuk/peserta/", facts)
    assert answer.status_code == 422
    assert b"<script>alert" not in answer.content


def test_the_code_comes_in_words_without_nik_or_name(client: Client, person: Person) -> None:
    ask(client, person)
    words = SENT[-1][1]
    assert str(person.nik) not in words
    assert person.name not in words
    assert len(words) <= 160


def test_a_sender_of_mail_refuses_a_phone() -> None:
    with pytest.raises(senders.NotSent):
        senders.by_email("+62811", "Kode", "123456")
