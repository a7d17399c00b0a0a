"""A governor's staff, an officer and the public: why a figure changed, mandates from evidence to proof, reports."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import Site, Visitor, command

from naungan.access.models import Role

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
LANGUAGES = ("id", "en")
PUBLIC = {
    "reports-change": "/cakupan/64/perubahan/",
    "reports-targets": "/cakupan/61/target/?anggap=1",
    "reports-mandates-public": "/mandat/",
    "reports-basis": "/mandat/dasar/",
    "reports-open": "/laporan/",
}
OFFICERS = {
    "reports-next-point": "/cakupan/64/poin/",
    "reports-mandates": "/mandat/",
    "reports-government": "/mandat/64/",
    "reports-commitment": "/mandat/64.09/komitmen/",
    "reports-builder": "/laporan/",
}


@pytest.fixture(scope="module", autouse=True)
def mandates_opened(site: Site, django_db_blocker: Any) -> None:
    """What the sandbox's governments are asked, up to this year."""
    from django.utils import timezone

    for year in (2022, timezone.localdate().year):
        command(site.databases.url(site.database), "mandates", "open", "--year", str(year))


@pytest.fixture
def of(site: Site, django_db_blocker: Any) -> Callable[[str], Any]:
    """The region of a code, in the site's database."""
    from naungan.registry.models import Region

    def find(code: str) -> Any:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            return Region.objects.filter(code=code).latest("id")

    return find


@pytest.fixture
def government(site: Site, django_db_blocker: Any, of: Callable[[str], Any]) -> Any:
    """The payer by which East Kalimantan's government signs in."""
    from django.db.backends.postgresql.psycopg_any import DateRange

    from naungan.registry.models import Payer, PayerKind, Sponsor

    region = of("64")
    with django_db_blocker.unblock(), site.databases.using(site.database):
        since = region.valid.lower or date(2015, 7, 1)
        found, new = Payer.objects.get_or_create(
            code="PEMDA-64-UJI",
            defaults={"kind": PayerKind.SPONSOR, "name": "Pemprov Kaltim", "region": region,
                      "life": DateRange(since, None), "registered_on": since},
        )  # fmt: skip
        if new:
            Sponsor.objects.create(payer=found, fund_source="apbd")
        return found


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC)
def test_no_public_page_has_a_barrier(visit: Visit, name: str, language: str) -> None:
    visitor = visit(language=language)
    visitor.open(PUBLIC[name])
    visitor.checked()
    visitor.shown(name if language == "id" else f"{name}-en")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", OFFICERS)
def test_no_officers_page_has_a_barrier(visit: Visit, of: Callable[[str], Any], name: str, language: str) -> None:
    visitor = visit(Role.REGION, region=of("64"), language=language)
    visitor.open(OFFICERS[name])
    visitor.checked()
    visitor.shown(name if language == "id" else f"{name}-en")


def test_why_seventy_became_more_than_fifty(visit: Visit) -> None:
    page = visit().open("/cakupan/64/")
    page.set_viewport_size({"width": 1366, "height": 768})
    page.get_by_role("link", name="Mengapa berubah").click()
    words = page.locator("main").inner_text()
    assert "70,86% menjadi lebih dari 50,00%: -20,86 poin" in words
    table = page.get_by_role("table", name="Bagian perubahan, dalam poin")
    told = dict(re.findall(r"^(Orang|Pekerja|Dasar): [^\t]+\t([+-][0-9,]+)", table.inner_text(), re.MULTILINE))
    assert told == {"Orang": "+1,43", "Pekerja": "-6,35", "Dasar": "-15,94"}


def test_from_the_governments_evidence_to_the_officers_word(
    visit: Visit, government: Any, of: Callable[[str], Any]
) -> None:
    maker = visit(Role.SPONSOR, payer=government)
    page = maker.open("/mandat/64/")
    page.get_by_role("link", name="Menyusun dan menetapkan regulasi").click()
    page.get_by_label("Jenis bukti").select_option("perkada")
    page.get_by_label("Nomor", exact=True).fill("Pergub 19/2023")
    page.get_by_label("Judul", exact=True).fill("Perlindungan pekerja rentan")
    page.get_by_label("Tanggal", exact=True).fill("2023-07-05")
    page.get_by_label("Nomor dan judulnya boleh dilihat umum").check()
    page.get_by_role("button", name="Tambah bukti").click()
    page.get_by_role("button", name="Kirim untuk diperiksa").click()
    expect(page.get_by_text("Dikirim untuk diperiksa.")).to_be_visible()
    expect(page.get_by_role("button", name="Nyatakan terbukti")).to_have_count(0)
    address = page.url
    maker.checked()
    maker.shown("reports-obligation")

    checker = visit(Role.REGION, region=of("64"))
    page = checker.open(address.removeprefix(checker.site.address))
    page.get_by_role("button", name="Nyatakan terbukti").click()
    expect(page.get_by_text("Dinyatakan terbukti.")).to_be_visible()
    checker.checked()
    public = visit().open("/mandat/64/")
    expect(public.get_by_role("row", name=re.compile("Menyusun dan menetapkan regulasi"))).to_contain_text(
        "Pergub 19/2023"
    )


def test_a_commitment_from_the_first_talk_to_the_first_payment(visit: Visit, of: Callable[[str], Any]) -> None:
    visitor = visit(Role.REGION, region=of("64"))
    page = visitor.open("/mandat/64.09/komitmen/")
    page.get_by_label("Kesempatan").fill("Rapat APPSI")
    page.get_by_label("Apa yang diminta").fill("15.000 pekerja rentan")
    page.get_by_label("Tahap").select_option("approached")
    page.get_by_label("Tanggal").fill("2024-11-02")
    page.get_by_label("Apa yang dikatakan").fill("Bupati menyambut, minta hitungan biaya")
    page.get_by_role("button", name="Catat komitmen").click()
    page.get_by_role("link", name="15.000 pekerja rentan").click()
    page.get_by_label("Tahap").select_option("budget")
    page.get_by_label("Tanggal").fill("2024-11-30")
    page.get_by_label("Apa yang dikatakan").fill("Disepakati dalam APBD 2025")
    page.get_by_label("Nomor dokumen").fill("Perda APBD 2025")
    page.get_by_label("Rupiah").fill("3.000.000.000")
    page.get_by_role("button", name="Catat tahap").click()
    expect(page.get_by_text("Rp 3.000.000.000")).to_be_visible()
    visitor.checked()
    visitor.shown("reports-commitment-history")


def test_the_builder_makes_the_governors_report_and_each_number_leads_back(
    visit: Visit, of: Callable[[str], Any]
) -> None:
    visitor = visit(Role.REGION, region=of("64"))
    page = visitor.open("/laporan/")
    page.get_by_label("Laporan", exact=True).select_option("governor")
    page.get_by_label("Wilayah").select_option("64")
    page.get_by_role("button", name="Buat laporan").click()
    expect(page.get_by_text(re.compile("Laporan GUB-64-20221130-01 siap"))).to_be_visible()
    visitor.checked()
    visitor.shown("reports-publication")
    first = page.get_by_role("region", name="Sumber 1", exact=True)
    first.get_by_text(re.compile(r"^\d+ angka$")).click()
    rate = re.search(r"Cakupan Kalimantan Timur\s+([0-9]+,[0-9]{2}%)", first.inner_text())
    assert rate is not None
    first.get_by_role("link").click()
    expect(page.locator("main")).to_contain_text(rate[1])
