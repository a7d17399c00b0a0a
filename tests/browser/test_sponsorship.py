"""A budget officer with a browser: from a messy file to a decree, and the planner with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Site, Visitor, command

from naungan.access.models import Role
from naungan.registry.models import Payer

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
SPONSOR = "PEMDA-64.09"
PLAN = "rencana/?uang=3.000.000.000&orang=15000&mulai=2025-01&lama=12&paling_sedikit=12"


@pytest.fixture(scope="module")
def government(site: Site, django_db_blocker: Any) -> Payer:
    """The government of Penajam in the sandbox."""
    with django_db_blocker.unblock(), site.databases.using(site.database):
        return Payer.objects.select_related("region").get(code=SPONSOR)


@pytest.fixture
def officer(visit: Visit, government: Payer) -> Visitor:
    """Its budget officer."""
    return visit(Role.SPONSOR, payer=government)


def fill(page: Page, **fields: str) -> None:
    """Type into fields by their names."""
    for name, text in fields.items():
        page.locator(f"[name={name}]").first.fill(text)


def test_from_a_messy_file_to_a_decree_with_its_papers(
    officer: Visitor, government: Payer, site: Site, tmp_path: Path
) -> None:
    file = tmp_path / "data final (2).xlsx"
    command(site.databases.url(site.database), "sandbox", "candidate-list", "--out", str(file))
    page = officer.open("/penanggung/")
    officer.checked()
    page.get_by_role("link", name="Skema baru").click()
    fill(page, nama="Pekerja rentan 2023", mulai="Januari 2023", lama="12", desil="5")
    officer.checked()
    page.get_by_role("button", name="Buka skema").click()
    fill(page, sumber="DTSEN", penyerah="Camat Penajam")
    page.locator("[name=berkas]").set_input_files(file)
    page.get_by_role("button", name="Unggah dan nilai").click()
    officer.checked()
    officer.shown("sponsorship-list")
    expect(page.get_by_text("Desil 6; skema menerima sampai desil 5.").first).to_be_visible()
    while (waiting := page.get_by_role("link", name=re.compile("Perlu dilihat orang"))).count():
        waiting.click()
        page.locator("tbody tr th a").first.click()
        if page.locator("[name=sama]").count():
            page.locator("[name=sama][value=tidak]").check()
        fill(page, alasan="Tidak dapat dipastikan")
        page.get_by_role("button", name="Tolak").click()
        page.get_by_role("link", name="Semua").click()
    page.get_by_role("link", name="Pekerja rentan 2023").click()
    fill(page, nomor="188/77/2023", tanggal="2022-12-20", penanda_tangan="Bupati")
    officer.checked()
    officer.shown("sponsorship-scheme")
    page.get_by_role("button", name="Buat SK").click()
    page.get_by_role("button", name=re.compile("Daftarkan")).click()
    expect(page.get_by_text("terdaftar sejak").first).to_be_visible()
    officer.checked()
    officer.shown("sponsorship-decree")
    with page.expect_download() as kept:
        page.get_by_role("link", name="Berkas audit (ZIP)").click()
    assert kept.value.path().read_bytes().startswith(b"PK")


def test_the_planner_answers_the_slider_and_says_why(officer: Visitor, government: Payer) -> None:
    page = officer.open(f"/penanggung/{government.pk}/{PLAN}")
    expect(page.get_by_text("kurang Rp 24.000.000")).to_be_visible()
    officer.checked()
    officer.shown("sponsorship-planner")
    slider = page.locator("[name=paling_sedikit]")
    slider.evaluate("(one) => { one.value = 11; one.dispatchEvent(new Event('input', {bubbles: true})); }")
    expect(page.locator("#paling_sedikit-hint")).to_have_text("11")
    slider.evaluate("(one) => one.dispatchEvent(new Event('change', {bubbles: true}))")
    expect(page.locator("#hasil .n-tile-value").first).to_have_text("15.000")


def test_the_planner_is_a_form_without_javascript(visit: Visit, government: Payer) -> None:
    officer = visit(Role.SPONSOR, javascript=False, payer=government)
    page = officer.open(f"/penanggung/{government.pk}/rencana/")
    fill(page, uang="3.000.000.000", orang="15000", mulai="Januari 2025")
    page.get_by_role("button", name="Rencanakan").click()
    expect(page.get_by_text("kurang Rp 24.000.000")).to_be_visible()


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_year_has_no_barriers_in_either_language(visit: Visit, government: Payer, language: str) -> None:
    officer = visit(Role.SPONSOR, language=language, payer=government)
    for place in ("?tahun=2022", "anggaran/", "skema/", PLAN):
        officer.open(f"/penanggung/{government.pk}/{place}")
        officer.checked()
    officer.open(f"/penanggung/{government.pk}/?tahun=2022")
    officer.shown(f"sponsorship-year-{language}")


def test_an_officer_of_the_branch_reads_the_sponsors_of_the_region(visit: Visit, government: Payer) -> None:
    visitor = visit(Role.BRANCH, region=government.region)
    page = visitor.open("/penanggung/")
    page.get_by_role("link", name=government.name).click()
    visitor.checked()
    assert page.get_by_role("link", name="Tambah anggaran").count() == 0
