"""The pages of a sponsor: its year, a list, a ruling, a decree, the planner; and nobody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.contributions.closing import close
from tests.factories import a_payment, a_person
from tests.signing_in import sign_in
from tests.sponsorship.people import a_file, a_government, a_list, a_row, a_scheme, born, nik
from tests.sponsorship.test_flow import TODAY, a_decree

from naungan.access.models import Grant, Look, Role
from naungan.registry.models import Participation, Payer, Region
from naungan.sponsorship.enrol import enrol
from naungan.sponsorship.models import BudgetLine, Candidate, CandidateList, Commitment, Decree, Realisation, Scheme

pytestmark = pytest.mark.django_db


def a_visitor(payer: Payer) -> Client:
    """A budget officer of a sponsor."""
    client = Client()
    sign_in(client, Role.SPONSOR, payer=payer)
    return client


def path(name: str, *arguments: object) -> str:
    """An address of the room."""
    return reverse(f"sponsorship:{name}", args=arguments)


def text_of(client: Client, address: str, status: int = 200) -> str:
    """A page as text."""
    answer = client.get(address)
    assert answer.status_code == status, answer.content[:300]
    return answer.content.decode().replace("\u00a0", " ")


def test_the_year_on_one_page_from_money_to_people(tmp_path: Path) -> None:
    scheme = a_scheme()
    client = a_visitor(scheme.payer)
    assert client.get(path("home")).url == path("year", scheme.payer_id)  # type: ignore[attr-defined]
    assert "Belum ada baris anggaran" in text_of(client, f"{path('year', scheme.payer_id)}?tahun=2023")
    line = {"rekening": "510202020006", "uraian": "Iuran JKK", "dana": "apbd", "dokumen": "DPA 1", "mulai": "2023-01"}
    assert client.post(path("budget", scheme.payer_id), line | {"jumlah": "16.800,5"}).status_code == 422
    assert client.post(path("budget", scheme.payer_id), line | {"jumlah": "Rp 1.000.000"}).status_code == 302
    assert BudgetLine.objects.get().amount == 1_000_000
    enrol(a_decree(tmp_path, scheme))
    close("2023-01")
    payment = a_payment(scheme.payer, 50_400, TODAY)
    sent = {"baris": BudgetLine.objects.get().pk, "pembayaran": payment.pk, "sp2d": "SP2D 9"}
    client.post(path("paid_from", scheme.payer_id), sent)
    assert Realisation.objects.get().amount == 50_400
    sent = {"baris": sent["baris"], "jumlah": "600.000", "keterangan": "PKS"}
    client.post(path("commit", scheme.payer_id, scheme.pk), sent)
    assert Commitment.objects.get().amount == 600_000
    page = text_of(client, f"{path('year', scheme.payer_id)}?tahun=2023")
    told = ("Rp 1.000.000", "5.1.02.02.02.0006", scheme.name, "Rp 50.400", "Masa tenggang sampai", "Rp 3.000.000.000")
    for words in told:
        assert words in page, words


def test_a_list_is_uploaded_judged_ruled_and_decreed(tmp_path: Path) -> None:
    scheme = a_scheme(highest_decile=4)
    payer = scheme.payer
    client = a_visitor(payer)
    file = a_file(tmp_path, [a_row(1, "Siti Aminah"), a_row(2, "Budi", decile=""), a_row(3, "Kaya", decile="9")])
    sent = {"sumber": "Dinsos", "penyerah": "Camat", "berkas": SimpleUploadedFile("calon.csv", file.read_bytes())}
    answer = client.post(path("upload", payer.pk, scheme.pk), sent)
    listing = CandidateList.objects.get()
    assert (answer.url, listing.name) == (path("list", payer.pk, listing.pk), "calon.csv")  # type: ignore[attr-defined]
    page = text_of(client, path("list", payer.pk, listing.pk))
    assert "Desil 9; skema menerima sampai desil 4." in page
    assert nik(1, born(1)) not in page
    waiting = Candidate.objects.get(name="Budi")
    assert "Budi" in text_of(client, f"{path('list', payer.pk, listing.pk)}?putusan=review")
    refused = client.post(path("candidate", payer.pk, waiting.pk), {"putusan": "terima", "alasan": ""})
    assert refused.status_code == 422
    client.post(path("candidate", payer.pk, waiting.pk), {"putusan": "terima", "alasan": "Desil 2 di DTSEN"})
    client.post(path("quota", payer.pk, scheme.pk), {"kabupaten": "64.09", "orang": "1"})
    sent = {"nomor": "188/3", "tanggal": "2022-12-20", "penanda_tangan": "Bupati"}
    answer = client.post(path("make_decree", payer.pk, scheme.pk), sent)
    decree = Decree.objects.get()
    assert (decree.people, decree.reserve) == (1, 1)
    client.post(path("enrol", payer.pk, decree.pk))
    assert Participation.objects.filter(payer=payer).count() == 1
    assert "terdaftar sejak" in text_of(client, path("decree", payer.pk, decree.pk))
    line = decree.lines.get(reserve=False)
    client.post(path("replace", payer.pk, decree.pk), {"baris": line.pk, "sebab": "moved", "mulai": "2023-03"})
    assert "digantikan" in text_of(client, path("decree", payer.pk, decree.pk))
    for name, start in (("sk.pdf", b"%PDF"), ("sk.xlsx", b"PK"), ("ditolak.xlsx", b"PK"), ("audit.zip", b"PK")):
        assert client.get(path("paper", payer.pk, decree.pk, name)).content.startswith(start)
    assert client.get(path("paper", payer.pk, decree.pk, "lain.pdf")).status_code == 404


def test_the_person_beside_a_candidate_is_shown_masked_and_the_look_is_kept(tmp_path: Path) -> None:
    scheme = a_scheme()
    person = a_person(born(1), nik=nik(1, born(1)), name="Siti Aminah")
    a_list(tmp_path, scheme, [a_row(1, "Siti Aminah")])
    page = text_of(a_visitor(scheme.payer), path("candidate", scheme.payer_id, Candidate.objects.get().pk))
    assert "Pada daftar peserta" in page
    assert nik(1, born(1)) not in page
    assert Look.objects.get().person_id == person.pk


def test_the_planner_answers_with_reasons_and_without_javascript(tmp_path: Path) -> None:
    scheme = a_scheme()
    client = a_visitor(scheme.payer)
    address = path("planner", scheme.payer_id)
    asked = "uang=3.000.000.000&orang=15000&mulai=2025-01&lama=12&paling_sedikit=12"
    page = text_of(client, f"{address}?{asked}&sasaran=12000&jkm=3400&pekerja=80000")
    for words in ("14.880", "kurang Rp 24.000.000", "Rp 2.419.200.000", "15.000 orang, Rp 2.412.000.000"):
        assert words in page, words
    assert client.get(f"{path('frontier', scheme.payer_id)}?{asked}").content.startswith(b"<svg")
    wrong = text_of(client, f"{address}?uang=abc&mulai=2025-01&lama=40&orang=5", 422)
    assert "Tulis rupiah penuh" in wrong
    assert client.get(f"{path('frontier', scheme.payer_id)}?uang=x").status_code == 404
    a_list(tmp_path, scheme, [a_row(1, "Siti"), a_row(2, "Budi", occupation="Ojek")])
    page = text_of(client, f"{address}?uang=201600&daftar={CandidateList.objects.get().pk}&mulai=2025-01&lama=12")
    assert "nelayan, desil 1, 64.09" in page


@pytest.mark.parametrize("name", ["year", "scheme", "list", "candidate", "decree", "paper", "planner"])
def test_another_sponsors_pages_are_not_found(name: str, tmp_path: Path) -> None:
    scheme, decree = others(tmp_path)
    numbers = {
        "scheme": [scheme.pk], "list": [CandidateList.objects.get().pk], "decree": [decree.pk],
        "candidate": [Candidate.objects.order_by("pk")[0].pk], "paper": [decree.pk, "audit.zip"],
    }  # fmt: skip
    stranger = a_visitor(a_government())
    assert stranger.get(path(name, scheme.payer_id, *numbers.get(name, []))).status_code == 404
    own = Payer.objects.get(pk=Grant.objects.latest("pk").payer_id)
    if name in numbers:
        assert stranger.get(path(name, own.pk, *numbers[name])).status_code == 404


def others(folder: Path) -> tuple[Scheme, Decree]:
    """The scheme and decree of somebody else."""
    scheme = a_scheme()
    return scheme, a_decree(folder, scheme)


def test_the_branch_of_the_region_reads_and_another_does_not_and_neither_writes(tmp_path: Path) -> None:
    scheme, decree = others(tmp_path)
    here, elsewhere = Client(), Client()
    sign_in(here, Role.BRANCH, region=scheme.payer.region)
    sign_in(elsewhere, Role.BRANCH, region=Region.objects.get(code="61.71", valid__contains=TODAY))
    address = path("decree", scheme.payer_id, decree.pk)
    assert (here.get(address).status_code, elsewhere.get(address).status_code) == (200, 404)
    assert scheme.payer.name in text_of(here, path("home"))
    assert here.post(path("enrol", scheme.payer_id, decree.pk)).status_code == 403
    assert Participation.objects.count() == 0
