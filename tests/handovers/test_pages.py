"""The pages of handovers: the whole flow by forms, who may come in, and that others see nothing."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.factories import a_region, a_sponsor
from tests.handovers.people import a_beneficiary, a_granted_claim, an_event
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.handovers.models import Beneficiary, Consent, Event, HandedOver

pytestmark = pytest.mark.django_db
PLAN = {
    "title": "Kunjungan kerja", "place": "Aula", "on": "2022-12-31", "starts_at": "09.30",
    "hosts": "Rahmat Hidayat, Gubernur",
}  # fmt: skip


@pytest.fixture
def desk() -> Client:
    """A branch officer's browser."""
    client = Client()
    sign_in(client, Role.BRANCH, a_region())
    return client


def test_an_event_goes_from_plan_to_record(desk: Client) -> None:
    payee = a_granted_claim()
    page = desk.post("/penyerahan/baru/", PLAN)
    event = Event.objects.get()
    assert page.headers["Location"] == f"/penyerahan/{event.pk}/"
    desk.post(f"/penyerahan/{event.pk}/undang/", {"number": payee.claim.number.lower(), "story": "Nelayan."})
    one = Beneficiary.objects.get()
    agreed = {"shows": ["name", "amount"], "given_by": "Aminah", "given_on": "2022-12-20", "paper": "map 1"}
    desk.post(f"/penyerahan/{event.pk}/{one.pk}/persetujuan/", agreed)
    assert Consent.objects.get().shows == ["amount", "name"]
    shown = desk.get(f"/penyerahan/{event.pk}/").content.decode().replace("\u00a0", " ")
    assert "Rp 42.000.000" in shown
    for paper in ("daftar-acara.pdf", f"{one.pk}/piagam.pdf", f"{one.pk}/cek.pdf"):
        answer = desk.get(f"/penyerahan/{event.pk}/{paper}")
        assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    desk.post(f"/penyerahan/{event.pk}/berlangsung/")
    handed = {"by": "Gubernur", "to": "Aminah", "what": "piagam"}
    desk.post(f"/penyerahan/{event.pk}/{one.pk}/serah/", handed)
    assert HandedOver.objects.get().by == "Gubernur"
    desk.post(f"/penyerahan/{event.pk}/{one.pk}/tarik/")
    assert desk.get(f"/penyerahan/{event.pk}/{one.pk}/piagam.pdf").status_code == 302


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("title", "", "belum diisi"), ("on", "besok", "Terbaca"), ("starts_at", "pagi", "09.30"),
        ("hosts", " ", "tuan rumah"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_read_says_where(desk: Client, field: str, value: str, said: str) -> None:
    answer = desk.post("/penyerahan/baru/", PLAN | {field: value})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Event.objects.exists()


def test_a_claim_nobody_knows_is_said_at_its_field(desk: Client) -> None:
    event = an_event()
    answer = desk.post(f"/penyerahan/{event.pk}/undang/", {"number": "JKM-2022-999999"})
    assert answer.status_code == 422
    assert "tidak ditemukan" in answer.content.decode()


def test_officers_of_another_region_find_nothing() -> None:
    found = a_beneficiary()
    other = Client()
    sign_in(other, Role.BRANCH, a_region("64.72", "Kota Samarinda"))
    for path in ("", "daftar-acara.pdf", f"{found.pk}/piagam.pdf", f"{found.pk}/persetujuan/"):
        assert other.get(f"/penyerahan/{found.event_id}/{path}").status_code == 404
    assert "Kunjungan" not in other.get("/penyerahan/").content.decode()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.WORKER])
def test_who_does_not_plan_cannot_open_the_form(role: Role) -> None:
    from tests.factories import a_person

    client = Client()
    sign_in(client, role, person=a_person() if role == Role.WORKER else None)
    assert client.get("/penyerahan/baru/").status_code == 403


def test_an_auditor_reads_and_has_no_form() -> None:
    found = a_beneficiary()
    client = Client()
    sign_in(client, Role.AUDITOR)
    page = client.get(f"/penyerahan/{found.event_id}/").content.decode()
    assert (found.payee.name in page, '<form method="post" action="/penyerahan/' in page) == (True, False)


def test_a_sponsor_reads_of_its_own_people_what_they_agreed_to() -> None:
    mine, other = a_sponsor(), a_sponsor()
    event = an_event()
    a_beneficiary(event, payee=a_granted_claim("Rukmini"), sponsor=mine)
    a_beneficiary(event, payee=a_granted_claim("Salamah"), sponsor=other)
    client = Client()
    sign_in(client, Role.SPONSOR, payer=mine)
    page = client.get("/penyerahan/penanggung/").content.decode()
    assert ("Rukmini" in page, "Salamah" in page) == (True, False)
    assert client.get(f"/penyerahan/{event.pk}/").status_code == 403
