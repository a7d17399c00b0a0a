"""No page of a worker asks the database more for more months, payers, looks and reports; the first one neither."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings
from tests.asking import MOST, asking_more, questions, shown_by
from tests.factories import a_participation, an_employer
from tests.participants.files import a_jpeg
from tests.participants.people import a_worker_with_months, signed_in
from tests.pensions.people import an_officer

from naungan.access.looks import looked
from naungan.access.models import Role
from naungan.participants.card import make_card
from naungan.participants.evidence import add_evidence
from naungan.participants.models import Evidence
from naungan.participants.report import Told, keep_draft, send_report
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
MANY = 16
MONTHS = ("2022-10", "2022-11", "2022-12", *(f"2023-{number:02d}" for number in range(1, 7)))
PLAIN = (
    "home", "months", "savings", "statement", "card", "card_qr", "card_png", "card_pdf", "looks", "reports",
    "report_new", "contact", "guide",
)  # fmt: skip


@pytest.fixture
def person() -> Person:
    """Somebody with many months, many payers and many looks."""
    found, _employer = a_worker_with_months(months=MONTHS, paid=6)
    officer = an_officer(Role.HEAD_OFFICE)
    for _ in range(MANY):
        a_participation(an_employer(), person=found)
        looked(officer, found.pk, "Data peserta")
    return found


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = settings.STORAGES | {"evidence": backend}
    monkeypatch.setattr(Evidence._meta.get_field("file"), "storage", storages["evidence"])


def _at(name: str, *arguments: object) -> str:
    return reverse(f"participants:{name}", args=arguments)


def test_every_page_asks_little_for_many_months_payers_and_looks(client: Client, person: Person) -> None:
    account = signed_in(client, person)
    for _ in range(MANY):
        draft = keep_draft(person_id=person.pk, account_id=account.pk, told=Told("name", name="Siti Aminah"))
        proof = add_evidence(report=draft, sent=SimpleUploadedFile("ktp.jpg", a_jpeg()))
        sent = send_report(report_id=draft.pk, account_id=account.pk)
    draft = keep_draft(person_id=person.pk, account_id=account.pk, told=Told("name", name="Siti Aminah"))
    make_card(person_id=person.pk, account_id=account.pk, today=timezone.localdate())
    pages = {name: _at(name) for name in PLAIN}
    pages |= {"report": _at("report", sent.receipt), "evidence": _at("evidence", proof.pk)}
    assert {f"participants:{name}" for name in pages} == shown_by("participants")
    assert asking_more(client, pages.values()) == {}


@pytest.mark.parametrize("role", [Role.WORKER, Role.HEIR])
def test_the_first_page_after_signing_in_asks_as_little(client: Client, person: Person, role: Role) -> None:
    signed_in(client, person, role)
    assert len(questions(client, _at("home"))) <= MOST
