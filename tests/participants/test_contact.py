"""Phone and e-mail change only by the code that was sent to the new one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.factories import a_person
from tests.participants.people import signed_in

from naungan.access.models import Account
from naungan.participants.contact import TRIES, ask_change, confirm_change, try_code, waiting_change
from naungan.participants.errors import BadContact, WrongCode
from naungan.participants.models import ContactChange
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
SENT: list[tuple[str, str]] = []


def to_list(address: str, subject: str, words: str) -> None:
    SENT.append((address, words))


@pytest.fixture(autouse=True)
def sender(settings: Settings) -> None:
    SENT.clear()
    settings.NAUNGAN_CODE_SENDER = f"{__name__}.to_list"


@pytest.fixture
def worker(client: Client) -> tuple[Person, Account]:
    person = a_person(phone="+6281211112222")
    return person, signed_in(client, person)


def code_sent() -> str:
    found = re.search(r"\b(\d{6})\b", SENT[-1][1])
    assert found is not None
    return found[1]


def test_a_new_number_is_recorded_once_its_code_comes_back_and_the_old_one_is_told(
    client: Client, worker: tuple[Person, Account]
) -> None:
    person, _ = worker
    client.post(reverse("participants:contact_new"), {"field": "phone", "value": "0813-3333-4444"})
    assert [address for address, _ in SENT] == ["+6281333334444"]
    person.refresh_from_db()
    assert person.phone == "+6281211112222"
    client.post(reverse("participants:contact_code"), {"code": code_sent()})
    person.refresh_from_db()
    assert person.phone == "+6281333334444"
    assert [address for address, _ in SENT] == ["+6281333334444", "+6281211112222"]
    assert "diubah" in SENT[-1][1]


def test_an_email_is_kept_in_small_letters(client: Client, worker: tuple[Person, Account]) -> None:
    client.post(reverse("participants:contact_new"), {"field": "email", "value": "Siti@Contoh.ID"})
    client.post(reverse("participants:contact_code"), {"code": f" {code_sent()[:3]} {code_sent()[3:]} "})
    worker[0].refresh_from_db()
    assert worker[0].email == "siti@contoh.id"


def test_wrong_codes_are_counted_and_then_none_is_good(client: Client, worker: tuple[Person, Account]) -> None:
    client.post(reverse("participants:contact_new"), {"field": "phone", "value": "081333334444"})
    right = code_sent()
    wrong = f"{(int(right) + 1) % 1_000_000:06d}"
    answers = [client.post(reverse("participants:contact_code"), {"code": wrong}) for _ in range(TRIES)]
    assert {one.status_code for one in answers} == {400}
    assert "Sisa 0 kali" in answers[-1].content.decode()
    client.post(reverse("participants:contact_code"), {"code": right})
    worker[0].refresh_from_db()
    assert worker[0].phone == "+6281211112222"


def test_a_code_is_good_for_fifteen_minutes_and_once(worker: tuple[Person, Account]) -> None:
    person, account = worker
    now = timezone.now()
    change = ask_change(person=person, account_id=account.pk, field="phone", value="+6281333334444", now=now)
    code = code_sent()
    assert not try_code(change=change, code=code, now=now + timedelta(minutes=15))
    assert try_code(change=change, code=code, now=now + timedelta(minutes=14))
    confirm_change(change=change, now=now)
    with pytest.raises(WrongCode):
        confirm_change(change=change, now=now)
    assert waiting_change(person.pk, account.pk, now) is None


def test_the_code_is_not_kept_in_the_clear(worker: tuple[Person, Account]) -> None:
    person, account = worker
    ask_change(person=person, account_id=account.pk, field="phone", value="+6281333334444", now=timezone.now())
    assert code_sent() not in ContactChange.objects.get().code_hash


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("phone", "12345"),
        ("phone", "+1 202 555 0100"),
        ("phone", "+6281211112222"),
        ("email", "bukan surel"),
        ("email", "a@b"),
        ("email", "a@b.c\nBcc: x@y.z"),
        ("nik", "6471010101900001"),
        ("phone", ""),
    ],
)
def test_what_cannot_be_a_contact_is_refused_and_nothing_is_sent(
    client: Client, worker: tuple[Person, Account], field: str, value: str
) -> None:
    response = client.post(reverse("participants:contact_new"), {"field": field, "value": value})
    assert response.status_code == 400
    assert SENT == []


def test_a_later_request_gives_up_the_earlier_one(worker: tuple[Person, Account]) -> None:
    person, account = worker
    for value in ("+6281333334444", "+6281333335555"):
        ask_change(person=person, account_id=account.pk, field="phone", value=value, now=timezone.now())
    assert ContactChange.objects.get().value == "+6281333335555"


def test_a_code_without_a_request_changes_nothing(client: Client, worker: tuple[Person, Account]) -> None:
    assert client.post(reverse("participants:contact_code"), {"code": "000000"}).status_code == 400


def test_an_unknown_field_is_refused_by_the_verb(worker: tuple[Person, Account]) -> None:
    with pytest.raises(BadContact):
        ask_change(person=worker[0], account_id=worker[1].pk, field="name", value="X", now=timezone.now())
