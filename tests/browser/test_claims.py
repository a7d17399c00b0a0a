"""A widow with a borrowed phone, two officers, and whoever follows a claim: the whole way in a real browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Request
from tests.browser.conftest import Site, Visitor

from naungan.access.models import Role
from naungan.claims.models import Claim
from naungan.registry.models import Participation, Person, Region

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
LIGHT = 150_000  # bytes (ux.md 6)
DIED_ON = date(2022, 11, 20)
BORN = date(1985, 2, 3)
# Whoever was covered, worked for an employer and is alive in the registry: the death is the claim's to tell.
COVERED = """
SELECT p.id FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
WHERE p.segment = 1 AND p.during @> DATE '2022-11-20' AND h.died_on IS NULL AND h.nik IS NOT NULL
AND NOT EXISTS (SELECT FROM claims_claim c WHERE c.person_id = h.id)
ORDER BY p.id OFFSET %s LIMIT 1
"""
SMALL = """() => [...document.querySelectorAll(
        'main a, main button, main summary, main select, main input')]
    .filter(e => !['hidden', 'radio', 'checkbox'].includes(e.type))
    .filter(e => e.offsetParent && !e.closest('.n-errors') && e.getBoundingClientRect().height < 48)
    .map(e => e.outerHTML.slice(0, 80) + ' ' + e.getBoundingClientRect().height)"""
OPEN_PAGES = ("", "baru/meninggal/", "baru/meninggal/mulai/", "baru/hari-tua/", "ikuti/")


@pytest.fixture
def covered(site: Site, django_db_blocker: Any) -> Callable[[int], Participation]:
    """Somebody of the sandbox who was covered in November 2022."""

    def find(place: int) -> Participation:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            with connection.cursor() as cursor:
                cursor.execute(COVERED, [place])
                (number,) = cursor.fetchone()
            return Participation.objects.select_related("person", "payer", "region").get(pk=number)

    return find


@pytest.fixture
def branch(site: Site, django_db_blocker: Any) -> Callable[[str], Region]:
    """The region of the branch that handles a claim."""

    def find(number: str) -> Region:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            return Claim.objects.select_related("region").get(number=number).region

    return find


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper as a phone photographs it."""
    picture = Image.new("RGB", (1500, 2000), (238, 234, 224))
    pen = ImageDraw.Draw(picture)
    for line in range(14):
        pen.text((140, 180 + 110 * line), "SURAT KETERANGAN  474.3 / 001 / KEL", fill=(45, 45, 45), font_size=48)
    path = tmp_path_factory.mktemp("foto") / "surat.jpg"
    picture.save(path, quality=92)
    return path


def write_day(page: Page, name: str, day: date) -> None:
    page.locator(f"#{name}").fill(str(day.day))
    page.locator(f"#{name}_month").fill(str(day.month))
    page.locator(f"#{name}_year").fill(str(day.year))


def save(page: Page, words: str = "Simpan dan lanjut") -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=words, exact=True).click()


def tells_who(heir: Visitor, person: Person) -> None:
    page = heir.page
    page.get_by_label("NIK atau nomor kartu (KPJ)").fill(str(person.nik))
    write_day(page, "person_born_on", person.born_on)
    write_day(page, "event_on", DIED_ON)
    save(page)
    page.get_by_label("Nama lengkap Anda").fill("Dewi Lestari")
    page.get_by_label("Anda siapanya?").select_option("spouse")
    write_day(page, "claimant_born_on", BORN)
    page.get_by_label("Nomor telepon").fill("0812-3456-7890")
    heir.checked()
    heir.shown("klaim-anda")
    save(page)
    page.get_by_label("Istri atau suami").fill("1")
    save(page)


def sends_papers(heir: Visitor, photo: Path) -> None:
    page = heir.page
    for kind in ("death_certificate", "heir_ktp", "family_card", "heirs_statement"):
        page.locator(f"#file-{kind}").set_input_files(photo)
        if (
            kind == "death_certificate"
            and page.evaluate("document.documentElement.className").find("n-with-script") > -1
        ):
            page.locator(f"#surat-{kind} canvas").wait_for()
            heir.shown("klaim-surat")
        with page.expect_navigation():
            page.locator(f"#surat-{kind} button").first.click()
    assert "4 dari" in page.locator(".k-progress").inner_text()
    heir.checked()
    save(page, "Lanjut")


def names_the_account(heir: Visitor) -> None:
    page = heir.page
    page.get_by_label("Bank", exact=True).select_option("002")
    page.get_by_label("Nomor rekening").fill("1234-5678-90")
    heir.checked()
    heir.shown("klaim-penerima")
    save(page, "Simpan penerima ini")
    page.get_by_role("link", name="Lanjut", exact=True).click()
    page.get_by_role("heading", name="Periksa lagi, lalu kirim").wait_for()


def claims(heir: Visitor, person: Person, photo: Path) -> str:
    """The whole way of an heir; the number of the claim."""
    page = heir.open("/klaim/")
    page.get_by_role("link", name="Meninggal karena sakit atau sebab lain").click()
    page.get_by_role("heading", name="Surat yang diperlukan").wait_for()
    page.get_by_role("link", name="Mulai mengisi").click()
    tells_who(heir, person)
    sends_papers(heir, photo)
    names_the_account(heir)
    save(page, "Kirim klaim")
    assert "Beri tanda" in page.locator(".n-errors").inner_text()
    page.get_by_label("Yang saya tulis ini benar").check()
    heir.checked()
    heir.shown("klaim-periksa")
    save(page, "Kirim klaim")
    heir.checked()
    heir.shown("klaim-terkirim")
    return str(page.locator(".k-number").inner_text())


def decides(officer: Visitor, number: str) -> None:
    page = officer.open("/klaim/kantor/")
    officer.checked()
    officer.shown("klaim-antrean")
    page.get_by_role("link", name=number).click()
    save(page, "Mulai memeriksa")
    officer.checked()
    officer.shown("klaim-meja")
    while page.get_by_role("button", name="Simpan: ").count():
        row = page.locator(".k-signal form").first
        row.locator("input[name=said]").fill("Sudah dicocokkan dengan pemberi kerja.")
        with page.expect_navigation():
            row.locator("button").click()
    page.locator(".k-judge button").first.click()
    save(page, "Putuskan: setuju menurut aturan")
    page.get_by_role("link", name="Buka putusan yang menunggu pemeriksa kedua").click()
    page.get_by_role("heading", name="Ini putusan Anda").or_(page.get_by_text("Ini putusan Anda")).first.wait_for()
    assert page.get_by_role("button", name="Setuju", exact=True).count() == 0


def agrees_by_keyboard(officer: Visitor, number: str) -> None:
    """The approver, without a mouse."""
    page = officer.open("/klaim/kantor/putusan/")
    officer.checked()
    officer.shown("klaim-periksa-ulang")
    page.get_by_role("link", name=number).focus()
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Periksa putusan ini").wait_for()
    officer.checked()
    officer.shown("klaim-putusan")
    page.get_by_role("button", name="Setuju", exact=True).focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "Disetujui" in page.locator("main").inner_text()


def follows(somebody: Visitor, number: str) -> Page:
    page = somebody.open("/klaim/ikuti/")
    page.get_by_label("Nomor klaim").fill(number.lower())
    write_day(page, "born_on", BORN)
    save(page, "Lihat klaim")
    return page


def test_from_the_widows_phone_to_the_second_officer(
    visit: Visit,
    covered: Callable[[int], Participation],
    branch: Callable[[str], Region],
    photo: Path,
) -> None:
    number = claims(visit(), covered(0).person, photo)
    here = branch(number)
    decides(visit(Role.BRANCH, region=here), number)
    agrees_by_keyboard(visit(Role.BRANCH, region=here), number)
    other = visit()
    page = follows(other, number)
    assert "Disetujui" in page.locator(".k-standing-word").inner_text()
    assert "42.000.000" in page.locator("main").inner_text()
    other.checked()
    other.shown("klaim-disetujui")
    page.get_by_role("button", name="Selesai di telepon ini").click()
    page.get_by_role("heading", name="Selesai di telepon ini").wait_for()
    assert other.open(f"/klaim/ikuti/{number}/").url.endswith("/klaim/ikuti/")
    head = visit(Role.BRANCH, region=here)
    head.open("/klaim/kantor/waktu-layanan/")
    head.checked()
    head.shown("klaim-waktu-layanan")


def test_what_is_missing_is_asked_for_once_and_sent_without_javascript(
    visit: Visit,
    covered: Callable[[int], Participation],
    branch: Callable[[str], Region],
    photo: Path,
) -> None:
    number = walk_without_pictures(visit(javascript=False), covered(3).person, photo)
    officer = visit(Role.BRANCH, region=branch(number))
    page = officer.open(f"/klaim/kantor/?cari={number}")
    page.get_by_role("link", name=number).click()
    page.get_by_text("Minta kelengkapan kepada pemohon").click()
    page.get_by_label("Buku tabungan").check()
    page.get_by_label("Apa yang kurang dan mengapa").fill("Halaman pertama buku tabungan belum terkirim.")
    save(page, "Kirim permintaan")
    phone = visit(javascript=False)
    page = follows(phone, number)
    told = page.locator("main").inner_text()
    assert ["Perlu dilengkapi" in told, "Halaman pertama buku tabungan belum terkirim" in told] == [True, True]
    page.locator("#file-bank_book").set_input_files(photo)
    with page.expect_navigation():
        page.locator("#surat-bank_book button").first.click()
    save(page, "Sudah lengkap, lanjutkan klaim")
    assert "Diterima" in page.locator(".k-standing-word").inner_text()


def walk_without_pictures(heir: Visitor, person: Person, photo: Path) -> str:
    """The heir's way on a phone without JavaScript, no screenshots."""
    page = heir.open("/klaim/baru/meninggal/mulai/")
    page.get_by_label("NIK atau nomor kartu (KPJ)").fill(str(person.nik))
    write_day(page, "person_born_on", person.born_on)
    write_day(page, "event_on", DIED_ON)
    save(page)
    page.get_by_label("Nama lengkap Anda").fill("Dewi Lestari")
    page.get_by_label("Anda siapanya?").select_option("spouse")
    write_day(page, "claimant_born_on", BORN)
    page.get_by_label("Nomor telepon").fill("0812-3456-7890")
    save(page)
    page.get_by_label("Istri atau suami").fill("1")
    save(page)
    page.locator("#file-death_certificate").set_input_files(photo)
    with page.expect_navigation():
        page.locator("#surat-death_certificate button").first.click()
    save(page, "Lanjut")
    page.get_by_label("Bank", exact=True).select_option("002")
    page.get_by_label("Nomor rekening").fill("9876543210")
    save(page, "Simpan penerima ini")
    page.get_by_role("link", name="Lanjut", exact=True).click()
    page.get_by_label("Yang saya tulis ini benar").check()
    save(page, "Kirim klaim")
    return str(page.locator(".k-number").inner_text())


def test_a_worker_sees_amount_and_tax_before_claiming(visit: Visit, covered: Callable[[int], Participation]) -> None:
    worker = visit(Role.WORKER, person=covered(6).person)
    page = worker.open("/klaim/saya/")
    worker.checked()
    page.get_by_role("link", name="Tabungan hari tua (JHT)").click()
    page.get_by_label("JHT sebagian: persiapan hari tua").check()
    write_day(page, "event_on", timezone.localdate())
    worker.checked()
    worker.shown("klaim-jht-alasan")
    save(page)
    save(page)
    page.get_by_role("heading", name="Perkiraan").wait_for()
    worker.checked()
    worker.shown("klaim-jht-perkiraan")


@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_on_open_pages_and_targets_are_large(visit: Visit, language: str) -> None:
    heir = visit(language=language)
    for path in OPEN_PAGES:
        page = heir.open(f"/klaim/{path}")
        assert page.locator("html").get_attribute("lang") == language
        heir.checked()
        assert (path, page.evaluate(SMALL)) == (path, [])
        heir.shown(f"klaim-{path.strip('/').replace('/', '-') or 'mulai'}-{language}")


def test_the_first_page_of_an_heir_is_light(visit: Visit) -> None:
    heir, came = visit(), list[int]()

    def keep(request: Request) -> None:
        sizes = request.sizes()
        came.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    heir.page.on("requestfinished", keep)
    heir.open("/klaim/baru/meninggal/")
    heir.page.wait_for_load_state("networkidle")
    print(f"{len(came)} answers, {sum(came)} bytes")
    assert 0 < sum(came) < LIGHT


def test_an_employer_reports_an_accident(visit: Visit, covered: Callable[[int], Participation]) -> None:
    working = covered(9)
    employer = visit(Role.EMPLOYER_MAKER, payer=working.payer)
    page = employer.open("/klaim/kecelakaan/")
    page.get_by_label("NIK atau nomor kartu (KPJ) pekerja").fill(str(working.person.nik))
    write_day(page, "event_on", DIED_ON)
    page.get_by_label("Di jalan pergi atau pulang kerja").check()
    page.get_by_label("Apa yang terjadi").fill("Tertabrak sepeda motor di depan pabrik.")
    employer.checked()
    employer.shown("klaim-kecelakaan")
    save(page, "Kirim laporan")
    employer.checked()
    assert page.locator(".k-number").inner_text().startswith("JKK-")
