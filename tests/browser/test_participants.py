"""A worker, an heir and a third party with phones: covered or not, the money, the card, a wrong wage."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from playwright.sync_api import Request
from tests.browser.conftest import Site, Visitor
from tests.participants.files import a_png
from tests.participants.reading_pdf import words_of

from naungan.access.models import Role
from naungan.registry.models import Person

pytestmark = pytest.mark.slow

Visit = Callable[..., Visitor]
LIGHT = 150_000  # bytes (ux.md 6)
PAGES = (
    "", "bulan/", "jht/", "kartu/", "dilihat/", "laporan/", "laporan/baru/", "laporan/baru/?kind=wage", "kontak/",
    "panduan/",
)  # fmt: skip
STANDING = """
SELECT s.person_id FROM contributions_standing s JOIN registry_person h ON h.id = s.person_id
JOIN registry_participation p ON p.id = s.participation_id AND p.during @> DATE '2022-11-30'
WHERE s.month = '2022-11-01' AND s.segment = %s AND s.standing = %s AND h.name LIKE '%% %%'
ORDER BY s.person_id LIMIT 1
"""
DEAD = """
SELECT h.id FROM registry_person h JOIN registry_participation p ON p.person_id = h.id
WHERE h.died_on IS NOT NULL AND p.segment = 1 ORDER BY h.id LIMIT 1
"""


@pytest.fixture
def person(site: Site, django_db_blocker: Any) -> Callable[..., Person]:
    """Somebody of the sandbox: by segment and standing of the last closed month, or who died."""

    def find(segment: int = 1, standing: int = 1, dead: bool = False, **facts: str) -> Person:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            with connection.cursor() as cursor:
                cursor.execute(*((DEAD,) if dead else (STANDING, [segment, standing])))
                (number,) = cursor.fetchone()
            if facts:
                Person.objects.filter(pk=number).update(**facts)
            return Person.objects.get(pk=number)

    return find


def signed_in_by_code(visitor: Visitor, person: Person) -> None:
    """As the participant does it: NIK, birth date, phone, and the code that comes to it."""
    page = visitor.open("/masuk/peserta/")
    page.get_by_label("NIK").fill(person.nik or "")
    page.get_by_label("Tanggal lahir").fill(f"{person.born_on:%d-%m-%Y}")
    page.get_by_label("Nomor HP atau e-mail Anda").fill(person.phone)
    page.get_by_role("button", name="Kirim kode").click()
    page.get_by_role("heading", name="Tulis kode").wait_for()
    codes = re.findall(rf"{re.escape(person.phone)}.*?(\d{{6}})", visitor.site.log.read_text())
    page.get_by_label("Kode yang kami kirim").fill(codes[-1])
    page.get_by_role("button", name="Masuk", exact=True).click()
    page.wait_for_url("**/saya/")


def test_a_worker_from_sign_in_to_a_report_and_a_third_party_with_the_card(
    visit: Visit, person: Callable[..., Person], tmp_path: Path
) -> None:
    somebody, worker = person(phone="+6281234567001"), visit()
    signed_in_by_code(worker, somebody)
    reads_cover_and_months(worker)
    downloads_the_statement(worker, somebody, tmp_path / "saldo.pdf")
    third_party_checks(visit(), makes_a_card(worker), somebody)
    reports_a_wrong_wage(worker, tmp_path / "slip.png")


def reads_cover_and_months(worker: Visitor) -> None:
    page = worker.page
    assert "Ya, terlindungi pada 30 November 2022" in page.locator(".p-answer-sentence").inner_text()
    worker.checked()
    worker.shown("peserta-beranda")
    page.get_by_role("link", name=re.compile("Bulan dan iuran")).click()
    page.wait_for_url("**/bulan/")
    assert page.locator("tbody tr").count() >= 1
    worker.checked()
    worker.shown("peserta-bulan")


def downloads_the_statement(worker: Visitor, somebody: Person, paper: Path) -> None:
    page = worker.open("/saya/jht/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Unduh pernyataan saldo (PDF)").click()
    waiting.value.save_as(paper)
    said = words_of(paper.read_bytes())
    assert somebody.name in said
    assert str(somebody.nik) not in said
    worker.shown("peserta-jht")


def makes_a_card(worker: Visitor) -> str:
    page = worker.open("/saya/kartu/")
    page.get_by_role("button", name="Buat kartu").click()
    page.locator("img.p-qr").evaluate("image => image.decode()")
    worker.checked()
    worker.shown("peserta-kartu")
    address = page.get_by_role("link", name="Lihat apa yang dilihat orang lain").get_attribute("href")
    assert address is not None
    return address


def third_party_checks(guard: Visitor, address: str, somebody: Person) -> None:
    answer = guard.page.goto(address)
    assert answer is not None
    assert answer.status == 200
    shown = guard.page.locator("main").inner_text()
    assert "Terlindungi" in shown
    assert somebody.name not in shown
    assert str(somebody.nik) not in guard.page.content()
    guard.checked()
    guard.shown("kartu-diperiksa")


def reports_a_wrong_wage(worker: Visitor, slip: Path) -> None:
    slip.write_bytes(a_png(600, 400))
    page = worker.open("/saya/laporan/")
    page.get_by_role("link", name="Buat laporan").click()
    page.get_by_role("link", name="Upah tidak sesuai").click()
    page.get_by_label("Pemberi kerja atau pembayar").select_option(index=1)
    page.get_by_label("Bulan yang upahnya salah").fill("November 2022")
    page.get_by_label("Foto atau PDF bukti").set_input_files(slip)
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_role("alert").wait_for()
    assert page.evaluate("document.activeElement.className") == "n-errors"
    worker.checked()
    worker.shown("peserta-laporan-keliru")
    page.get_by_label("Upah sebulan yang benar").fill("6.750.000")
    page.get_by_role("button", name="Kirim laporan").click()
    page.get_by_text("Simpan nomor tanda terima").wait_for()
    assert re.fullmatch(r"LD-\d{4}-\d{7}-\d{2}", page.locator(".n-kicker").inner_text())
    assert "slip.png" in page.locator("main").inner_text()
    worker.checked()
    worker.shown("peserta-laporan")


def test_everything_works_without_javascript_and_by_keyboard(visit: Visit, person: Callable[..., Person]) -> None:
    worker = visit(Role.WORKER, javascript=False, person=person(segment=2))
    page = worker.open("/saya/")
    assert "Ya, terlindungi" in page.locator(".p-answer-sentence").inner_text()
    page.get_by_role("link", name=re.compile("Kartu saya")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Buat kartu").focus()
    page.keyboard.press("Enter")
    page.locator("img.p-qr").wait_for()
    worker.open("/saya/laporan/baru/?kind=name")
    page.get_by_label("Nama yang benar sesuai KTP").focus()
    page.keyboard.type("Siti Aminah")
    page.get_by_role("button", name="Simpan draf").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Buang draf ini").wait_for()
    assert page.get_by_label("Nama yang benar sesuai KTP").input_value() == "Siti Aminah"
    page.get_by_role("button", name="Kirim laporan").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Simpan nomor tanda terima").wait_for()
    assert "Diterima" in page.locator("main").inner_text()


@pytest.mark.parametrize("language", ["id", "en"])
def test_axe_finds_nothing_on_any_page_of_a_worker(
    visit: Visit, person: Callable[..., Person], language: str
) -> None:
    worker = visit(Role.WORKER, language=language, person=person())
    for path in PAGES:
        worker.open(f"/saya/{path}")
        assert worker.page.locator("html").get_attribute("lang") == language
        worker.checked()


@pytest.mark.parametrize(
    ("name", "segment", "standing", "word"),
    [("tenggang", 2, 2, "Masih"), ("menunggu", 2, 0, "Tidak"), ("mandiri", 2, 1, "Ya")],
)
def test_other_answers(
    visit: Visit, person: Callable[..., Person], name: str, segment: int, standing: int, word: str
) -> None:
    worker = visit(Role.WORKER, person=person(segment, standing))
    assert worker.open("/saya/").locator(".p-answer-word").inner_text() == word
    worker.checked()
    worker.shown(f"peserta-{name}")


@pytest.mark.parametrize("language", ["id", "en"])
def test_an_heir_learns_whether_there_was_cover_and_which_papers_to_bring(
    visit: Visit, person: Callable[..., Person], language: str
) -> None:
    somebody = person(dead=True)
    heir = visit(Role.HEIR, language=language, person=somebody)
    page = heir.open("/saya/")
    assert somebody.name in page.locator("h1").inner_text()
    heir.checked()
    heir.shown(f"ahli-waris-beranda-{language}")
    heir.open("/saya/panduan/")
    heir.checked()
    heir.shown(f"ahli-waris-panduan-{language}")
    heir.open("/saya/bulan/")
    heir.checked()


def test_targets_are_large_enough_for_a_thumb(visit: Visit, person: Callable[..., Person]) -> None:
    worker = visit(Role.WORKER, person=person())
    small = """() => [...document.querySelectorAll(
            'main a, main button, main summary, main input:not([type=hidden]), main select')]
        .filter(e => e.offsetParent && e.getBoundingClientRect().height < 48)
        .map(e => e.outerHTML.slice(0, 80) + ' ' + e.getBoundingClientRect().height)"""
    for path in PAGES:
        worker.open(f"/saya/{path}")
        assert (path, worker.page.evaluate(small)) == (path, [])


def test_the_first_page_of_a_worker_is_light(visit: Visit, person: Callable[..., Person]) -> None:
    worker = visit(Role.WORKER, person=person())
    came: list[int] = []

    def keep(request: Request) -> None:
        sizes = request.sizes()
        came.append(sizes["responseBodySize"] + sizes["responseHeadersSize"])

    worker.page.on("requestfinished", keep)
    worker.open("/saya/")
    worker.page.wait_for_load_state("networkidle")
    print(f"{len(came)} answers, {sum(came)} bytes")
    assert 0 < sum(came) < LIGHT
