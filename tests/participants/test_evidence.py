"""Evidence is taken in by what it is, and shown to whom it concerns."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.factories import a_person, a_region
from tests.participants.files import a_jpeg, a_pdf, a_png
from tests.participants.people import a_worker, signed_in
from tests.signing_in import sign_in

from naungan.access.models import Account, Look, Role
from naungan.participants.errors import BadEvidence
from naungan.participants.evidence import LARGEST, _plain_name, add_evidence
from naungan.participants.models import DataReport, Evidence
from naungan.participants.report import Told, keep_draft, send_report
from naungan.registry.models import Person

pytestmark = pytest.mark.django_db
FORM = "participants:report_new"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    kept = dict(settings.STORAGES)
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = kept | {"evidence": backend}
    field = Evidence._meta.get_field("file")
    before = field.storage
    field.storage = storages["evidence"]
    yield tmp_path
    field.storage = before


@pytest.fixture
def worker(client: Client) -> tuple[Person, Account]:
    person, _ = a_worker()
    return person, signed_in(client, person)


def a_draft(worker: tuple[Person, Account]) -> DataReport:
    person, account = worker
    return keep_draft(person_id=person.pk, account_id=account.pk, told=Told("name", name="Siti Aminah"))


def sent(content: bytes, name: str = "slip.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="image/jpeg")


def stored(folder: Path) -> list[Path]:
    return [one for one in folder.rglob("*") if one.is_file()]


@pytest.mark.parametrize(
    ("content", "kind", "suffix"),
    [(a_png(), "image/png", ".png"), (a_jpeg(), "image/jpeg", ".jpg"), (a_pdf(), "application/pdf", ".pdf")],
)
def test_the_kind_is_read_from_the_content_whatever_the_name_says(
    worker: tuple[Person, Account], folder: Path, content: bytes, kind: str, suffix: str
) -> None:
    kept = add_evidence(a_draft(worker), sent(content, "apa-saja.exe"))
    assert (kept.content_type, kept.size, kept.name) == (kind, len(content), "apa-saja.exe")
    (path,) = stored(folder)
    assert path.suffix == suffix
    assert path.read_bytes() == content


HOSTILE = {
    "a page": b"<html><script>alert(1)</script></html>",
    "a picture with script": b'<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>',
    "a program": b"MZ\x90\x00" + b"\x00" * 200,
    "an archive": b"PK\x03\x04" + b"\x00" * 200,
    "nothing": b"",
    "a cut JPEG": a_jpeg()[:-2],
    "a JPEG of which only the mark is true": b"\xff\xd8\xff" + b"<script>" * 20,
    "a cut PNG": a_png()[:-12],
    "a PNG of a billion pixels": a_png(100_000, 100_000),
    "a PNG without sides": a_png(0, 0),
    "a JPEG of a billion pixels": a_jpeg(65_000, 65_000),
    "a PDF that runs a script": a_pdf(b"/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"),
    "a PDF that starts a program": a_pdf(b"/AA << /O << /S /Launch >> >>"),
    "a PDF with a file in it": a_pdf(b"/Names << /EmbeddedFiles 3 0 R >>"),
    "a cut PDF": a_pdf()[:-6],
    "too large": a_jpeg() + b"\x00" * LARGEST,
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_files_are_refused_and_leave_nothing(
    client: Client, worker: tuple[Person, Account], folder: Path, what: str
) -> None:
    response = client.post(
        reverse(FORM), {"kind": "name", "name": "Siti", "evidence": sent(HOSTILE[what]), "send": "1"}
    )
    assert response.status_code in (200, 302, 400)
    assert not Evidence.objects.exists()
    assert stored(folder) == []
    if HOSTILE[what]:
        assert '<a href="#evidence">' in response.content.decode()
        assert DataReport.objects.get().state == "draft"


def test_bytes_in_a_stream_that_spell_an_action_are_no_action(worker: tuple[Person, Account]) -> None:
    assert add_evidence(a_draft(worker), sent(a_pdf(stream=b"x /JS y"))).content_type == "application/pdf"


def test_names_of_devices_are_cut_to_their_last_part(worker: tuple[Person, Account]) -> None:
    draft = a_draft(worker)
    kept = add_evidence(draft, sent(a_png(), "x"))
    assert kept.name == "x"
    assert _plain_name("../../etc/passwd") == "passwd"
    assert _plain_name("C:\\Users\\siti\\slip upah.jpg") == "slip upah.jpg"
    assert _plain_name("a\u202egpj.exe\x00") == "agpj.exe"
    assert _plain_name(None) == "berkas"


def test_the_same_content_is_kept_once_and_five_files_at_most(worker: tuple[Person, Account]) -> None:
    draft = a_draft(worker)
    first = add_evidence(draft, sent(a_png()))
    assert add_evidence(draft, sent(a_png())).pk == first.pk
    for width in range(3, 7):
        add_evidence(draft, sent(a_png(width)))
    with pytest.raises(BadEvidence, match="Paling banyak 5"):
        add_evidence(draft, sent(a_png(9)))


def test_nothing_is_added_once_sent(worker: tuple[Person, Account]) -> None:
    report = send_report(report_id=a_draft(worker).pk, account_id=worker[1].pk)
    with pytest.raises(BadEvidence, match="sudah dikirim"):
        add_evidence(report, sent(a_png()))


def test_a_file_is_shown_to_the_worker_and_the_desk_and_nobody_else(
    client: Client, worker: tuple[Person, Account]
) -> None:
    draft = a_draft(worker)
    kept = add_evidence(draft, sent(a_png()))
    address = reverse("participants:evidence", args=[kept.pk])
    desk, elsewhere, heir, other = Client(), Client(), Client(), Client()
    sign_in(desk, Role.BRANCH, region=a_region())
    sign_in(elsewhere, Role.BRANCH, region=a_region("62.71", "Kota Palangka Raya"))
    signed_in(heir, worker[0], Role.HEIR)
    signed_in(other, a_person())
    assert [one.get(address).status_code for one in (client, desk, heir, other, Client())] == [
        200,
        404,
        404,
        404,
        302,
    ]
    send_report(report_id=draft.pk, account_id=worker[1].pk)
    assert [one.get(address).status_code for one in (client, desk, elsewhere, heir, other)] == [
        200,
        200,
        404,
        404,
        404,
    ]
    assert Look.objects.filter(person=worker[0]).count() == 1
    response = client.get(address)
    assert b"".join(response.streaming_content) == a_png()  # type: ignore[attr-defined]
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def test_a_file_can_be_taken_out_of_a_draft_and_is_gone(
    client: Client, worker: tuple[Person, Account], folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    kept = add_evidence(a_draft(worker), sent(a_png()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(reverse("participants:evidence_remove", args=[kept.pk]))
    assert not Evidence.objects.exists()
    assert stored(folder) == []


def test_a_discarded_draft_leaves_no_file(
    client: Client, worker: tuple[Person, Account], folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    add_evidence(a_draft(worker), sent(a_png()))
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        client.post(reverse("participants:report_discard"))
    assert stored(folder) == []
    assert not transaction.get_connection().needs_rollback
