"""Anybody with a browser: coverage from the headline to its source, and both calculators, by keyboard too."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Site, Visitor

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
LANGUAGES = ("id", "en")
OFFICE = {"width": 1366, "height": 768}
RESULT = "/hitung/pu/?bulan=2022-12&upah=5000000&kelompok=II&lahir=1964-08&banding=2025-03"
PLAN = "/hitung/perlindungan/?orang=22121&mulai=2026-01&lama=10&pembayar=APBD&anggaran=2000000000"
PAGES = {
    "public-home": "/",
    "public-ranking": "/cakupan/",
    "public-ranking-provinces": "/cakupan/?tingkat=provinsi&dasar=bps-employed",
    "public-not-computable": "/cakupan/?dasar=bps-formal",
    "public-region": "/cakupan/64/",
    "public-district": "/cakupan/64.72/",
    "public-source": "/cakupan/64/asal/",
    "public-unreadable": "/?dasar=lain",
    "public-no-such-month": "/?bulan=2019-01",
    "public-calculators": "/hitung/",
    "public-calculator": RESULT,
    "public-calculator-mistakes": "/hitung/pu/?bulan=kapan&upah=16,800.00",
    "public-calculator-bpu": "/hitung/bpu/?bulan=2026-05&penghasilan=1000000&sektor=other&pembayar=self",
    "public-calculator-jakon": "/hitung/jakon/?bulan=2022-12&nilai=150000000",
    "public-calculator-pmi": "/hitung/pmi/?bulan=2024-12&lama=24&p3mi=1",
    "public-protection": PLAN,
}


FOCUSED = """() => {
    const at = document.activeElement, title = at.querySelector("title"), label = at.labels && at.labels[0];
    return title ? title.textContent : (label || at).innerText || "";
}"""


def tab_to(page: Page, words: str, most: int = 60) -> None:
    """Press Tab until what is focused says `words`."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if words in page.evaluate(FOCUSED):
            return
    raise AssertionError(f"the keyboard does not reach {words!r}")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_and_every_page_fits_phone_and_office(visit: Visit, name: str, language: str) -> None:
    visitor = visit(language=language)
    visitor.open(PAGES[name])
    visitor.checked()
    visitor.shown(name if language == "id" else f"{name}-en")


def test_from_the_headline_to_the_file_behind_it(visit: Visit, tmp_path: Path) -> None:
    page = visit().open("/")
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    headline = page.locator(".cov-headline", has_text="Kalimantan Timur").locator(".cov-figure").inner_text()
    page.get_by_label("Dihitung terhadap").select_option("bps-employed")
    page.get_by_role("button", name="Tampilkan").click()
    assert "dasar=bps-employed" in page.url
    other = page.locator(".cov-headline", has_text="Kalimantan Timur").locator(".cov-figure").inner_text()
    assert headline != other
    page.get_by_role("link", name=re.compile("^Kota Samarinda: ")).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kota Samarinda")
    rate = page.locator(".n-tile-value").first.inner_text()
    page.get_by_role("link", name="Bagaimana ini dihitung").click()
    assert rate in page.locator(".cov-sum").inner_text()
    assert "penduduk bekerja menurut BPS (Sakernas)" in page.locator("main").inner_text()
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh CSV").click()
    path = tmp_path / "asal.csv"
    started.value.save_as(path)
    lines = path.read_text(encoding="utf-8").splitlines()
    assert any(line.startswith(("# Dasar: bps-employed", '"# Dasar: bps-employed')) for line in lines)
    rows = csv.DictReader(io.StringIO("\n".join(line for line in lines if not line.startswith(("#", '"#')))))
    assert next(rows)["Nilai"].replace(".", ",") == rate.removesuffix("%")


def test_the_same_way_without_javascript(visit: Visit) -> None:
    page = visit(javascript=False).open("/")
    page.get_by_label("Dihitung terhadap").select_option("bps-labour-force")
    page.get_by_role("button", name="Tampilkan").click()
    page.get_by_role("link", name="Semua kabupaten dan kota").click()
    assert "dasar=bps-labour-force" in page.url
    page.get_by_role("link", name="Kota Balikpapan", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kota Balikpapan")
    expect(page.get_by_role("img", name=re.compile("Riwayat cakupan"))).to_be_visible()


def test_a_chart_comes_alive_where_one_can_point(visit: Visit) -> None:
    visitor = visit()
    visitor.page.set_viewport_size({"width": 1600, "height": 1000})
    page = visitor.open("/cakupan/64/")
    page.get_by_role("heading", name="Riwayat").scroll_into_view_if_needed()
    expect(page.locator(".n-chart-live canvas").first).to_be_visible(timeout=15_000)
    assert visitor.complaints == []


def test_the_map_is_reached_and_opened_by_keyboard(visit: Visit) -> None:
    page = visit().open("/")
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    tab_to(page, "Kota Bontang: ", most=120)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kota Bontang")


def test_a_contribution_is_calculated_by_keyboard_alone(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/hitung/pu/")
    tab_to(page, "Bulan iuran")
    page.keyboard.press("Control+A")
    page.keyboard.type("Desember 2022")
    tab_to(page, "Upah sebulan")
    page.keyboard.type("5.000.000")
    tab_to(page, "Kelompok risiko")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to(page, "Tanggal lahir")
    page.keyboard.type("17-08-1990")
    page.keyboard.press("Enter")
    expect(page.locator(".calc-total")).to_have_text(re.compile("Rp\\s477.000"))
    assert page.url.split("?")[1].startswith("bulan=2022-12&upah=5000000&kelompok=II&lahir=1990-08")
    assert "1990-08-17" not in page.content()
    visitor.checked()


def test_a_result_is_the_same_for_whoever_opens_its_address(visit: Visit) -> None:
    first = visit().open(RESULT)
    shared = first.get_by_label("Alamat hasil ini").input_value()
    other = visit(javascript=False).page
    other.goto(shared)
    assert other.locator(".calc-total").inner_text() == first.locator(".calc-total").inner_text()


def test_mistakes_are_summed_up_lead_to_their_field_and_can_be_mended(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/hitung/pu/?bulan=Desember+2022&upah=16,800.00&kelompok=I")
    summary = page.get_by_role("alert")
    expect(summary).to_be_focused()
    page.get_by_role("link", name=re.compile("Jika benar, tulis 16800")).click()
    field = page.get_by_label("Upah sebulan", exact=False).first
    expect(field).to_be_focused()
    field.fill("16800")
    page.get_by_role("button", name="Hitung iuran").click()
    expect(page.locator(".calc-total")).to_be_visible()


def test_what_protection_costs_and_the_file_for_the_budget(visit: Visit, tmp_path: Path) -> None:
    page = visit().open("/hitung/perlindungan/")
    page.get_by_label("Jumlah orang").fill("22.121")
    page.get_by_label("Mulai bulan").fill("Maret 2025")
    page.get_by_label("Lama, bulan").fill("10")
    page.get_by_role("button", name="Hitung biaya").click()
    expect(page.locator(".calc-total")).to_have_text(re.compile("Rp\\s3.716.328.000"))
    with page.expect_download() as started:
        page.get_by_role("link", name="Unduh per bulan (XLSX)").click()
    started.value.save_as(tmp_path / "biaya.xlsx")
    assert (tmp_path / "biaya.xlsx").stat().st_size > 5_000


@pytest.fixture
def boundaries(site: Site, tmp_path: Path) -> Iterator[None]:
    """The site with boundaries of its own, squares around the centroids, until the test ends."""
    import json

    from tests.browser.conftest import command
    from tests.coverage.test_boundaries import a_collection

    path = tmp_path / "batas.geojson"
    path.write_text(json.dumps(a_collection()))
    command(site.databases.url(site.database), "regions", "boundaries", str(path))
    yield
    command(site.databases.url(site.database), "regions", "boundaries", "--remove")


@pytest.mark.usefixtures("boundaries")
def test_the_operator_s_boundaries_take_the_place_of_the_tiles(visit: Visit) -> None:
    visitor = visit()
    page = visitor.open("/")
    assert page.locator(".cov-map-outlined path").count() == 56
    assert "batas.geojson" in page.locator(".cov-map").inner_text()
    visitor.checked()
