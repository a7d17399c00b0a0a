"""What sponsorship and the rooms below refuse, on the pages of a budget officer who reads English."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories import a_participation, a_person, a_sponsor
from tests.sponsorship.people import a_list, a_row, a_scheme
from tests.sponsorship.test_flow import a_decree
from tests.sponsorship.test_pages import a_visitor, path, text_of

from naungan.sponsorship.models import Candidate, Enrolment, Scheme

pytestmark = pytest.mark.django_db


@pytest.fixture
def scheme(db: None) -> Scheme:
    """A scheme to be read about."""
    return a_scheme()


@pytest.fixture
def reader(scheme: Scheme) -> Client:
    """A budget officer of its sponsor who has switched to English."""
    client = a_visitor(scheme.payer)
    client.cookies["django_language"] = "en"
    return client


def test_a_budget_line_is_refused_in_english(scheme: Scheme, reader: Client) -> None:
    line = {"rekening": "51A", "uraian": "x", "dana": "apbd", "dokumen": "DPA", "mulai": "2023-01", "jumlah": "1000"}
    answer = reader.post(path("budget", scheme.payer_id), line)
    assert answer.status_code == 422
    assert "The account code reads &#x27;51A&#x27;. Write digits with dots" in answer.content.decode()


def test_a_list_that_cannot_be_read_is_refused_in_english(scheme: Scheme, reader: Client) -> None:
    file = SimpleUploadedFile("calon.csv", b"a;b\n1;2\n")
    sent = {"sumber": "Dinsos", "penyerah": "Camat", "berkas": file}
    answer = reader.post(path("upload", scheme.payer_id, scheme.pk), sent, follow=True)
    assert "no heading was found in the first 15 rows. Give the columns headings" in answer.content.decode()


def test_why_somebody_is_not_eligible_is_said_in_the_readers_language(
    scheme: Scheme, reader: Client, tmp_path: Path
) -> None:
    a_list(tmp_path, scheme, [a_row(1, "Siti", number="123")])
    address = path("candidate", scheme.payer_id, Candidate.objects.get().pk)
    assert "A NIK has 16 digits. It reads 3 digits." in text_of(reader, address)
    reader.cookies["django_language"] = "id"
    assert "NIK harus 16 angka. Terbaca 3 angka." in text_of(reader, address)


def test_a_plan_that_the_law_or_the_planner_refuses_is_refused_in_english(scheme: Scheme, reader: Client) -> None:
    asked = f"{path('planner', scheme.payer_id)}?uang=1000000&orang=100&lama=12&mulai="
    assert "The plan must last 1 to 24 months." in text_of(
        reader, asked.replace("lama=12", "lama=40") + "2025-01", 422
    )
    assert "the law is answered from 2015-07-01" in text_of(reader, asked + "2014-01", 422)


def test_why_somebody_could_not_be_enrolled_is_kept_in_indonesian_whoever_enrols(
    scheme: Scheme, reader: Client, tmp_path: Path
) -> None:
    decree = a_decree(tmp_path, scheme)
    line = decree.lines.filter(reserve=False).select_related("candidate").order_by("serial")[0]
    assert line.candidate.born_on is not None
    person = a_person(line.candidate.born_on, nik=line.candidate.nik, name=line.candidate.name)
    a_participation(a_sponsor(), person=person)
    reader.post(path("enrol", scheme.payer_id, decree.pk))
    kept = Enrolment.objects.get(line=line).refused
    assert kept.startswith(f"{line.candidate.name} sudah ditanggung pada ")
    assert f'<span lang="id">{kept}</span>' in text_of(reader, path("decree", scheme.payer_id, decree.pk))
