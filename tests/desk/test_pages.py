"""Every page of the desk for every role: who may come in, what each sees, and how much is asked of the database."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from tests.desk.conftest import OCTOBER, TODAY, Branch, an_officer
from tests.factories import a_payment, an_open_month
from tests.signing_in import sign_in

from naungan.access.models import STAFF, Look, Role
from naungan.contributions.models import Bill
from naungan.desk.changes.person import proposal
from naungan.desk.counting import keep_counts
from naungan.desk.day import desk_state
from naungan.desk.models import Call, Command, Contact, State
from naungan.desk.propose import propose
from naungan.intake.models import Upload

pytestmark = pytest.mark.django_db
MOST_QUERIES = 15
OUTSIDE = (Role.EMPLOYER_MAKER, Role.WORKER, Role.SPONSOR)
Begin = Callable[..., Client]

PLAIN = (
    "", "wilayah/", "definisi/", "cari/", "tunggakan/", "tunggakan/?umur=1-3&urut=lama&hasil=belum&tindak=hari-ini",
    "tunggakan/unduh.csv", "tunggakan/unduh.xlsx", "tenggang/", "tenggang/?siapa=mandiri&unduh=xlsx", "laporan/",
    "titipan/", "usulan/", "usulan/?untuk=saya&keadaan=proposed&jenis=wage", "usulan/?unduh=csv", "tutup-bulan/",
    "tutup-bulan/2022-10/", "tutup-bulan/2022-10/kemajuan/", "pekerjaan/",
)  # fmt: skip


def about(branch: Branch) -> list[str]:
    """The pages about somebody of a branch."""
    person, work = branch.person.pk, branch.worker.pk
    command = Command.objects.filter(person=person).first() or propose(
        actor=an_officer(region=branch.region), proposal=proposal(branch.person, {"name": "Siti"}), reason="nama KTP",
        evidence="KTP asli", key=uuid4(), today=TODAY,
    )  # fmt: skip
    upload = Upload.objects.create(
        kind="wages", payer=branch.employer, month=OCTOBER, file_name="a.xlsx", sha256=uuid4().hex
    )
    return [
        f"pembayar/{branch.employer.pk}/", f"orang/{person}/", f"orang/{person}/jejak/",
        f"usulan/{command.pk}/", f"laporan/berkas/{upload.pk}/",
    ] + [
        f"orang/{person}/koreksi/{what}/" for what in ("data", "meninggal", "batal-meninggal")
    ] + [f"kepesertaan/{work}/koreksi/{what}/" for what in ("upah", "masa")]  # fmt: skip


def read(pages: list[str]) -> list[str]:
    return [page for page in pages if "koreksi" not in page]


@pytest.mark.parametrize("role", STAFF)
def test_staff_see_every_page_with_few_questions(
    branch: Branch, signed_in: Begin, role: Role, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    a_payment(None, 5_000, OCTOBER)
    client = signed_in(role, branch.region if role in (Role.BRANCH, Role.REGION) else None)
    keep_counts(desk_state(TODAY), timezone.now())
    pages = about(branch)
    for page in [*PLAIN, *(pages if role in (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE) else read(pages))]:
        with django_assert_max_num_queries(MOST_QUERIES, info=page):
            assert (page, client.get(f"/kantor/{page}").status_code) == (page, 200)


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_who_only_reads_gets_no_form_and_may_not_send_one(branch: Branch, signed_in: Begin, role: Role) -> None:
    client = signed_in(role)
    pages = about(branch)
    for page in (page for page in pages if "koreksi" in page):
        assert (page, client.get(f"/kantor/{page}").status_code) == (page, 403)
    for page in ("panggilan/", "narahubung/"):
        assert client.post(f"/kantor/pembayar/{branch.employer.pk}/{page}", {"key": uuid4()}).status_code == 403
    assert client.post(f"/kantor/{pages[3]}putuskan/", {"act": "approve"}).status_code == 403
    assert (Call.objects.count(), Contact.objects.count(), Command.objects.get().state) == (0, 0, State.PROPOSED)


@pytest.mark.parametrize("role", OUTSIDE)
def test_nobody_else_comes_in(branch: Branch, role: Role) -> None:
    client = Client()
    sign_in(
        client, role, payer=branch.employer if role != Role.WORKER else None,
        person=branch.person if role == Role.WORKER else None,
    )  # fmt: skip
    for page in [*PLAIN, *about(branch)]:
        assert (page, client.get(f"/kantor/{page}").status_code) == (page, 403)


def test_the_public_is_asked_to_sign_in(branch: Branch, client: Client) -> None:
    for page in [*PLAIN, *about(branch)]:
        answer = client.get(f"/kantor/{page}")
        assert (page, answer.status_code, "next=" in answer.headers["Location"]) == (page, 302, True)


def test_what_is_elsewhere_is_not_there(branch: Branch, elsewhere: Branch, signed_in: Begin) -> None:
    pages = about(elsewhere)
    client = signed_in(Role.BRANCH, branch.region)
    for page in pages:
        assert (page, client.get(f"/kantor/{page}").status_code) == (page, 404)
    assert client.post(f"/kantor/{pages[3]}putuskan/", {"act": "approve"}).status_code == 404
    for page in ("panggilan/", "narahubung/"):
        assert client.post(f"/kantor/pembayar/{elsewhere.employer.pk}/{page}", {"key": uuid4()}).status_code == 404


def test_the_list_of_one_branch_holds_nobody_of_another(branch: Branch, elsewhere: Branch, signed_in: Begin) -> None:
    told = signed_in(Role.BRANCH, elsewhere.region).get("/kantor/tunggakan/").content.decode()
    assert branch.employer.code not in told
    assert branch.employer.code in signed_in(Role.BRANCH, branch.region).get("/kantor/tunggakan/").content.decode()


def test_the_tile_the_list_and_the_download_say_the_same(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    home = client.get("/kantor/")
    listed = client.get("/kantor/tunggakan/")
    file = b"".join(client.get("/kantor/tunggakan/unduh.csv").streaming_content).decode()  # type: ignore[attr-defined]
    total = sum(Bill.objects.values_list("total", flat=True))
    assert (home.context["numbers"].owing, listed.context["sums"].total) == (total, total)
    assert f",{total}," in file


def test_every_look_at_a_person_is_recorded_once_a_page(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    client.get(f"/kantor/orang/{branch.person.pk}/")
    client.get(f"/kantor/orang/{branch.person.pk}/jejak/")
    client.post("/kantor/cari/", {"words": "siti aminah"})
    assert list(Look.objects.filter(person=branch.person).order_by("id").values_list("what", flat=True)) == [
        "Halaman orang di meja kerja",
        "Jejak orang di meja kerja",
        "Hasil pencarian di meja kerja (NIK disamarkan)",
    ]


def test_no_nik_is_shown_and_none_is_in_an_address(branch: Branch, signed_in: Begin) -> None:
    client = signed_in(Role.BRANCH, branch.region)
    nik = str(branch.person.nik)
    shown = client.post("/kantor/cari/", {"words": nik})
    assert branch.person.name in shown.content.decode()
    for page in [f"/kantor/{page}" for page in about(branch)]:
        assert nik not in client.get(page).content.decode()
    assert nik not in shown.content.decode().replace(f'value="{nik}"', "")
    assert client.get("/kantor/cari/", {"words": nik}).context["form"].sent == {}


@pytest.mark.parametrize(
    "page",
    [
        "tunggakan/?sesudah=abc", "tunggakan/?wilayah=xx&umur=lama&baris=9999&urut=x", "laporan/?mulai=-1",
        "usulan/?keadaan=apa&jenis=apa", "tenggang/?siapa=kami", "tutup-bulan/2022-13/", "tutup-bulan/1999-01/",
        "orang/1/koreksi/apa/", "pembayar/99999999999/", "titipan/0/", "laporan/data/1/",
    ],
)  # fmt: skip
def test_an_address_that_somebody_changed_is_answered_calmly(branch: Branch, signed_in: Begin, page: str) -> None:
    assert signed_in(Role.BRANCH, branch.region).get(f"/kantor/{page}").status_code < 500


def test_without_any_month_or_figure_the_first_screen_says_so(signed_in: Begin, db: None) -> None:
    told = signed_in(Role.HEAD_OFFICE).get("/kantor/").content.decode()
    assert "Angka ada sesudah bulan pertama ditutup." in told
    an_open_month("2022-10")
    assert signed_in(Role.HEAD_OFFICE).get("/kantor/tutup-bulan/2022-10/").status_code == 200
