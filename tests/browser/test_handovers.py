"""A symbolic handover in a browser: planned, agreed to, printed, held, recorded, and a name taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from tests.browser.conftest import Site, Visitor

from naungan.access.models import Role

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
BALIKPAPAN = "64.71"


@pytest.fixture
def in_site(site: Site, django_db_blocker: Any) -> Callable[[], Any]:
    """The site's database, to choose whom to work with."""

    @contextmanager
    def inside() -> Iterator[None]:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            yield

    return inside


def region(in_site: Callable[[], Any]) -> Any:
    from naungan.registry.models import Region

    with in_site():
        return Region.objects.get(code=BALIKPAPAN, valid__endswith=None)


def granted(in_site: Callable[[], Any], name: str) -> Any:
    """The payee of a granted claim of Balikpapan."""
    from tests.handovers.people import a_granted_claim

    with in_site():
        payee = a_granted_claim(name)
        return payee.claim.number


def plan(visitor: Visitor) -> str:
    """Plan an event of last December; its address."""
    page = visitor.open("/penyerahan/baru/")
    page.get_by_label("Nama acara").fill("Kunjungan kerja gubernur")
    page.get_by_label("Tempat").fill("Aula kantor wilayah, Balikpapan")
    page.get_by_label("Hari").fill("2022-12-31")
    page.get_by_label("Jam mulai").fill("09.30")
    page.get_by_label("Tuan rumah yang menyerahkan").fill(
        "Rahmat Hidayat, Gubernur\nDewi Lestari, Kepala Kantor Wilayah"
    )
    page.get_by_role("button", name="Simpan acara").click()
    page.get_by_role("heading", name="Kunjungan kerja gubernur").wait_for()
    return page.url


def test_an_officer_takes_a_handover_from_plan_to_record(visit: Visit, in_site: Callable[[], Any]) -> None:
    number = granted(in_site, "Aminah")
    officer = visit(Role.BRANCH, region=region(in_site))
    officer.open("/penyerahan/")
    officer.checked()
    address = plan(officer)
    page = officer.page
    page.get_by_role("button", name="Undang", exact=True).click()
    page.get_by_role("link", name="Isian ini belum diisi.").click()
    assert page.evaluate("document.activeElement.id") == "number"
    page.get_by_label("Nomor klaim").fill(number)
    page.get_by_label("Kisah singkat").fill("Suaminya nelayan di Manggar.")
    page.get_by_role("button", name="Undang", exact=True).click()
    page.get_by_text("Tanpa persetujuan: tidak dicantumkan").wait_for()
    page.get_by_role("link", name="Catat persetujuan Aminah").click()
    officer.shown("penyerahan-persetujuan")
    officer.checked()
    for what in ("Nama", "Jumlah manfaat", "Kisah singkat"):
        page.get_by_label(what, exact=True).check()
    page.get_by_label("Di mana kertas bertanda tangannya disimpan").fill("map 12")
    page.get_by_role("button", name="Catat persetujuan").click()
    page.get_by_text("Ada persetujuan").wait_for()
    officer.shown("penyerahan-acara")
    officer.checked()
    page.get_by_role("button", name="Acara sudah berlangsung").click()
    page.get_by_text("Acara dicatat sudah berlangsung.").wait_for()
    page.get_by_role("group").get_by_text("Catat penyerahan").first.click()
    page.get_by_role("button", name="Catat penyerahan Aminah").click()
    page.get_by_text("Penyerahan dicatat.").wait_for()
    officer.shown("penyerahan-sesudah")
    officer.checked()
    page.get_by_role("button", name="Tarik persetujuan Aminah").click()
    page.get_by_text("Persetujuan ditarik. Namanya tidak dicetak lagi.").wait_for()
    assert page.url == address
    assert page.get_by_role("link", name="Piagam Aminah").count() == 0


@pytest.mark.parametrize("language", ["id", "en"])
def test_no_page_has_a_barrier_in_either_language(visit: Visit, in_site: Callable[[], Any], language: str) -> None:
    from tests.factories import a_sponsor
    from tests.handovers.people import a_beneficiary, a_granted_claim, an_event

    with in_site():
        sponsor = a_sponsor()
        event = an_event()
        agreed = a_beneficiary(event, payee=a_granted_claim("Rukmini"), sponsor=sponsor)
        a_beneficiary(event, payee=a_granted_claim("Salamah"), shows=None)
    officer = visit(Role.HEAD_OFFICE, language=language)
    for path in ("", "baru/", f"{event.pk}/", f"{event.pk}/ubah/", f"{event.pk}/{agreed.pk}/persetujuan/"):
        officer.open(f"/penyerahan/{path}")
        officer.checked()
    officer.open(f"/penyerahan/{event.pk}/")
    officer.shown(f"penyerahan-{language}")
    reader = visit(Role.SPONSOR, language=language, payer=sponsor)
    reader.open("/penyerahan/penanggung/")
    reader.shown(f"penyerahan-penanggung-{language}")
    reader.checked()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pages_of_pensions_have_no_barrier(visit: Visit, in_site: Callable[[], Any], language: str) -> None:
    from datetime import date

    from tests.factories import month
    from tests.pensions.people import a_pension

    from naungan.pensions.models import Run
    from naungan.pensions.run import pay_month

    with in_site():
        award = a_pension(starts=date(2024, 12, 1), decided_on=date(2024, 1, 10))
        if not Run.objects.exists():
            for one in ("2024-12", "2025-01", "2025-02"):
                pay_month(month(one))
        else:
            pay_month(month("2025-03"))
        pensioner_is = award.person
    officer = visit(Role.HEAD_OFFICE, language=language)
    for path in ("", "ditahan/", f"{award.pk}/"):
        officer.open(f"/pensiun/{path}")
        officer.shown(f"pensiun-{language}-{path.strip('/').replace(str(award.pk), 'satu') or 'awal'}")
        officer.checked()
    pensioner = visit(Role.WORKER, language=language, person=pensioner_is)
    pensioner.open("/pensiun/saya/")
    pensioner.shown(f"pensiun-{language}-saya")
    pensioner.checked()
