"""Sign-ins of a sandbox: one for each role, the same every time, and never on a real database."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.factories import a_participation, a_person, a_region, a_sponsor, an_employer

from naungan.access.grants import grants
from naungan.access.models import STAFF, Account, Role
from naungan.coverage.models import PopulationScale
from naungan.sandbox.errors import NotASandbox
from naungan.sandbox.signins import SignIn, sandbox_sign_ins, signins

pytestmark = pytest.mark.django_db


@pytest.fixture
def peopled() -> None:
    a_region("64", "Kalimantan Timur")
    a_region("64.71")
    a_participation(an_employer(), person=a_person(phone="081234567890"))
    a_participation(a_sponsor(), 1_000_000, person=a_person(died_on=date(2022, 12, 1)))


@pytest.fixture
def sandbox(peopled: None) -> list[SignIn]:
    PopulationScale.objects.create(numerator=1, denominator=100)
    return signins()


def test_a_real_database_gets_no_known_sign_ins(peopled: None) -> None:
    with pytest.raises(NotASandbox):
        signins()
    assert sandbox_sign_ins() == []
    assert (Account.objects.count(), grants()) == (0, [])


def test_every_role_has_one(sandbox: list[SignIn]) -> None:
    assert {one.role for one in sandbox} == set(Role)


def test_asked_again_they_are_the_same(sandbox: list[SignIn]) -> None:
    accounts = Account.objects.count()
    assert [(one.email, one.password, one.nik) for one in signins()] == [
        (one.email, one.password, one.nik) for one in sandbox
    ]
    assert Account.objects.count() == accounts


def test_staff_come_in_with_the_code_that_is_told(sandbox: list[SignIn]) -> None:
    for one in sandbox:
        if one.role in STAFF:
            browser = Client()
            browser.post("/masuk/", {"login": one.email, "password": one.password})
            assert browser.post("/masuk/faktor/", {"code": one.code}).headers["Location"] == "/akun/mulai/"


def test_employers_come_in_with_the_password_that_is_told(sandbox: list[SignIn]) -> None:
    for one in sandbox:
        if one.role in (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR):
            answer = Client().post("/masuk/", {"login": one.email, "password": one.password})
            assert answer.headers["Location"] == "/akun/mulai/"


@pytest.mark.parametrize("role", [Role.WORKER, Role.HEIR])
def test_participants_come_in_with_the_facts_that_are_told(
    sandbox: list[SignIn], role: Role, caplog: pytest.LogCaptureFixture
) -> None:
    one = next(found for found in sandbox if found.role == role)
    browser = Client()
    browser.post("/masuk/peserta/", {"nik": one.nik, "born_on": one.born_on, "contact": one.contact})
    code = next(word for word in caplog.messages[-1].split() if word.isdigit() and len(word) == 6)
    assert browser.post("/masuk/kode/", {"code": code}).headers["Location"] == "/akun/mulai/"


def test_the_sign_in_page_says_that_this_is_a_sandbox(sandbox: list[SignIn], client: Client) -> None:
    for address in ("/masuk/", "/masuk/peserta/"):
        assert "Ini basis data contoh" in client.get(address).content.decode()


def test_a_real_database_says_nothing_of_the_kind(client: Client) -> None:
    assert "contoh" not in client.get("/masuk/").content.decode().replace("Contoh:", "")
