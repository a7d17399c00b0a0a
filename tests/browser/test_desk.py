"""The desk in a browser: a branch officer's day, a correction with four eyes, a close that is watched to its end."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.browser.conftest import Site, Visitor

from naungan.access.models import Role

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
BALIKPAPAN, KALTIM = "64.71", "64"


@pytest.fixture
def in_site(site: Site, django_db_blocker: Any) -> Callable[[], Any]:
    """The site's database, to choose whom to work with."""

    @contextmanager
    def inside() -> Iterator[None]:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            yield

    return inside


def region(in_site: Callable[[], Any], code: str) -> Any:
    from naungan.registry.models import Region

    with in_site():
        return Region.objects.get(code=code)


def somebody(in_site: Callable[[], Any]) -> Any:
    """A worker of Balikpapan whose name nobody else there has."""
    from naungan.registry.models import Participation

    with in_site():
        rows = Participation.objects.filter(region__code=BALIKPAPAN, during__endswith=None).select_related("person")
        names = [row.person.name for row in rows]
        return next(row for row in rows if names.count(row.person.name) == 1 and len(row.person.name.split()) > 1)


def a_debtor(in_site: Callable[[], Any]) -> Any:
    """The payer with the oldest unpaid bill of East Kalimantan."""
    from naungan.contributions.models import Bill

    with in_site():
        bills = Bill.objects.filter(settlement__isnull=True, payer__region__code__startswith="64.", payer__kind=1)
        return bills.order_by("month", "payer_id").first().payer


def test_an_officer_finds_a_misspelt_person_and_two_officers_correct_the_name(
    visit: Visit, in_site: Callable[[], Any]
) -> None:
    branch, row = region(in_site, BALIKPAPAN), somebody(in_site)
    maker = visit(Role.BRANCH, region=branch)
    page = maker.open("/kantor/")
    maker.shown("kantor")
    maker.checked()
    misspelt = "Hj. " + row.person.name.replace("u", "oe", 1).replace("i", "y", 1)
    page.get_by_label("Cari orang atau pembayar").fill(f"{misspelt} {row.person.born_on:%Y}")
    page.keyboard.press("Enter")
    page.get_by_role("table", name="Orang").wait_for()
    maker.shown("kantor-cari")
    maker.checked()
    assert row.person.nik not in page.content()
    page.get_by_role("link", name=row.person.name, exact=True).click()
    page.get_by_role("heading", name=row.person.name).wait_for()
    maker.shown("kantor-orang")
    maker.checked()
    page.get_by_role("link", name="Usulkan koreksi data").click()
    page.get_by_label("Nama sesuai KTP").fill(f"{row.person.name} Putra")
    page.get_by_label("Alasan").fill("ya")
    page.get_by_label("Bukti").fill("KTP")
    page.get_by_role("button", name="Usulkan koreksi").click()
    page.get_by_role("link", name=re.compile("Alasan belum diisi")).click()
    assert page.evaluate("document.activeElement.id") == "reason"
    page.get_by_label("Alasan").fill("nama di KTP lebih panjang")
    page.get_by_label("Bukti").fill("KTP asli dilihat di loket")
    page.get_by_role("button", name="Usulkan koreksi").click()
    page.get_by_text("menunggu keputusan petugas lain").wait_for()
    assert page.get_by_role("button", name="Setujui dan jalankan").count() == 0
    address = page.url
    checker = visit(Role.BRANCH, region=branch)
    checker.open("/kantor/usulan/?untuk=saya")
    checker.page.get_by_role("link", name=re.compile("Nomor")).first.click()
    assert checker.page.url == address
    checker.shown("kantor-usulan")
    checker.checked()
    checker.page.get_by_role("button", name="Setujui dan jalankan").click()
    checker.page.get_by_text("Disetujui dan dijalankan.").wait_for()
    checker.open(f"/kantor/orang/{row.person_id}/jejak/")
    checker.page.get_by_role("cell", name=f"{row.person.name} Putra").wait_for()
    checker.shown("kantor-jejak")
    checker.checked()


def test_an_officer_calls_whoever_has_not_paid_by_keyboard_alone(visit: Visit, in_site: Callable[[], Any]) -> None:
    debtor = a_debtor(in_site)
    officer = visit(Role.REGION, region=region(in_site, KALTIM))
    page = officer.open("/kantor/tunggakan/?jenis=pemberi-kerja&urut=lama")
    officer.shown("kantor-tunggakan")
    officer.checked()
    page.get_by_label("Nama atau kode").fill(debtor.code)
    page.keyboard.press("Enter")
    page.wait_for_url("**kata=*")
    page.get_by_role("link", name=debtor.name).press("Enter")
    page.get_by_label("Hasil").select_option("promised")
    page.get_by_label("Catatan").fill("transfer Jumat")
    page.get_by_role("button", name="Catat panggilan").press("Enter")
    page.get_by_role("link", name=re.compile("Janji membayar perlu tanggalnya")).press("Enter")
    page.keyboard.type("01062035")
    page.get_by_role("button", name="Catat panggilan").press("Enter")
    page.get_by_text("Panggilan dicatat.").wait_for()
    assert page.get_by_text("transfer Jumat").count() == 1
    officer.shown("kantor-pembayar")
    officer.checked()
    officer.open(f"/kantor/tunggakan/?kata={debtor.code}&hasil=promised")
    assert page.get_by_role("link", name=debtor.name).count() == 1


def test_a_close_is_asked_for_approved_by_another_and_watched_to_its_end(
    visit: Visit, in_site: Callable[[], Any]
) -> None:
    asker = visit(Role.BRANCH, region=region(in_site, BALIKPAPAN))
    page = asker.open("/kantor/tutup-bulan/")
    assert page.get_by_label("Bulan iuran").input_value() == "2022-12"
    page.get_by_label("Alasan").fill("semua laporan bulan ini sudah masuk")
    page.get_by_label("Bukti").fill("berita acara rekonsiliasi 3/I/2023")
    page.get_by_role("button", name="Minta tutup bulan").click()
    page.get_by_text("menunggu keputusan petugas lain").wait_for()
    address = page.url
    boss = visit(Role.REGION, region=region(in_site, KALTIM))
    boss.page.goto(address)
    boss.page.get_by_role("button", name="Setujui dan jalankan").click()
    boss.page.wait_for_url("**/tutup-bulan/2022-12/")
    boss.shown("kantor-tutup-bulan-berjalan")
    # The page renews itself, and nobody reloads it.
    boss.page.get_by_text("Bulan ini sudah ditutup").wait_for(timeout=60_000)
    assert boss.page.get_by_text("100 persen selesai").count() == 1
    boss.shown("kantor-tutup-bulan-selesai")
    boss.checked()
    boss.open("/kantor/pekerjaan/")
    assert boss.page.get_by_role("link", name="Tutup bulan Desember 2022").count() == 1
    boss.checked()


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_has_a_barrier_in_either_language(visit: Visit, in_site: Callable[[], Any], language: str) -> None:
    row, debtor = somebody(in_site), a_debtor(in_site)
    officer = visit(Role.HEAD_OFFICE, language=language)
    for path in (
        "", "wilayah/", "definisi/", "cari/", "tunggakan/", "tenggang/", "tenggang/?siapa=mandiri", "laporan/",
        "titipan/", "usulan/", "tutup-bulan/", "tutup-bulan/2022-11/", "pekerjaan/", f"pembayar/{debtor.pk}/",
        f"orang/{row.person_id}/", f"orang/{row.person_id}/jejak/", f"orang/{row.person_id}/koreksi/data/",
        f"orang/{row.person_id}/koreksi/meninggal/", f"kepesertaan/{row.pk}/koreksi/upah/?bulan=2022-11",
        f"kepesertaan/{row.pk}/koreksi/masa/",
    ):  # fmt: skip
        officer.open(f"/kantor/{path}")
        name = re.sub(r"[\d?=&/.-]+", "-", path).strip("-") or "awal"
        officer.shown(f"kantor-{language}-{name}")
        officer.checked()


def test_the_close_can_be_read_without_javascript(visit: Visit) -> None:
    auditor = visit(Role.AUDITOR, javascript=False)
    page = auditor.open("/kantor/tutup-bulan/2022-11/")
    assert page.get_by_text("100 persen selesai").count() == 1
    assert page.get_by_role("button", name="Minta tutup bulan").count() == 0
