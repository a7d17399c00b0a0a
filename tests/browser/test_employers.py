"""An employer's month in real browsers: the maker's and the approver's, with mouse and keyboard, file and page."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import OFFICE, Site, Visitor, command
from tests.intake.files import wage_row, xlsx

from naungan.access.models import Role
from naungan.intake.layouts import WAGES

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
MAKER, APPROVER = Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER
DECEMBER, MONTH = date(2022, 12, 1), "/perusahaan/2022-12/"


@pytest.fixture
def database(site: Site, django_db_blocker: Any) -> Callable[[], Any]:
    """Lets a test look into the database under the site."""

    @contextmanager
    def looking() -> Iterator[None]:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            yield

    return looking


@pytest.fixture
def firms(database: Callable[[], Any]) -> list[Any]:
    """Employers of the sandbox that have reported nothing for December yet, smallest first, five workers at least."""
    from django.db.models import Count, Q

    from naungan.employers.models import Report
    from naungan.registry.models import Payer, PayerKind

    with database():
        here = Q(participations__during__contains=date(2022, 12, 31))
        found = Payer.objects.filter(kind=PayerKind.EMPLOYER).exclude(wage_reports__for_month=DECEMBER)
        found = found.exclude(pk__in=Report.objects.values("payer_id")).annotate(
            n=Count("participations", filter=here)
        )
        return list(found.filter(n__gte=5).order_by("n"))


def nobody_paid_for(firms: list[Any], database: Callable[[], Any]) -> Any:
    """The first of them for which no money of December has come in the sandbox."""
    with database():
        return next(one for one in firms if not one.payments.filter(payment_code__startswith="2212").exists())


def rows_of(payer: Any, database: Callable[[], Any]) -> list[list[object]]:
    """The wage file of an employer as HR has it: everybody with their last wage."""
    from naungan.registry.models import Card, Participation

    with database():
        people = Participation.objects.filter(payer=payer, during__contains=date(2022, 12, 31)).select_related(
            "person"
        )
        cards = dict(Card.objects.filter(person__participations__payer=payer).values_list("person_id", "kpj"))
        return [wage_row(kpj=cards[one.person_id], name=one.person.name, wage=one.wage) for one in people]


def office(visitor: Visitor, path: str) -> Page:
    """A page on an office screen."""
    page = visitor.open(path)
    page.set_viewport_size(OFFICE)  # type: ignore[arg-type]
    return page


def shown(visitor: Visitor, name: str) -> None:
    """Nothing is wrong with the page; pictures of it; back to the office screen."""
    visitor.checked()
    visitor.shown(name)
    visitor.page.set_viewport_size(OFFICE)  # type: ignore[arg-type]


def clicked(page: Page, name: str) -> None:
    """Click a button, and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def test_a_month_in_which_nothing_changed_is_three_clicks(visit: Visit, firms: list[Any]) -> None:
    maker, approver = visit(MAKER, payer=firms[0]), visit(APPROVER, payer=firms[0])
    page = office(maker, "/perusahaan/")
    shown(maker, "employer-month")
    clicked(page, "Sama seperti bulan lalu")
    shown(maker, "employer-check-same")
    clicked(page, "Kirim untuk disetujui")
    review = office(approver, "/perusahaan/")
    shown(approver, "employer-review")
    clicked(review, "Finalisasi dan kunci")
    expect(review.get_by_role("heading", level=1)).to_have_text("5. Bayar")
    assert re.fullmatch(r"2212\d{12}", review.locator(".e-code").inner_text())
    shown(approver, "employer-pay")


PAGES = {
    "employer-home": "/perusahaan/",
    "employer-changes-page": MONTH + "perubahan/",
    "employer-newcomer": MONTH + "perubahan/masuk/",
    "employer-wages-page": MONTH + "upah/",
    "employer-check-page": MONTH + "periksa/",
    "employer-finalise-page": MONTH + "finalisasi/",
    "employer-pay-page": MONTH + "bayar/",
    "employer-history": "/perusahaan/riwayat/",
    "employer-bill": "/perusahaan/2022-11/tagihan/",
    "employer-closed-month": "/perusahaan/2022-11/",
    "employer-papers": "/perusahaan/surat/",
    "employer-correction": "/perusahaan/surat/koreksi-upah/",
    "employer-verify": "/perusahaan/sertifikat/?kode=0000000000000000",
}


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_no_page_has_a_barrier_in_either_language(visit: Visit, firms: list[Any], name: str, language: str) -> None:
    visitor = visit(MAKER, payer=firms[4], language=language)
    office(visitor, PAGES[name])
    visitor.checked()
    visitor.shown(f"{name}-{language}")


def test_a_wage_is_typed_and_saved_by_keyboard_alone(visit: Visit, firms: list[Any]) -> None:
    page = office(visit(MAKER, payer=firms[2]), MONTH + "upah/")
    row = page.locator("tbody tr").first
    name = row.locator("th").inner_text().splitlines()[0]
    while page.evaluate("document.activeElement.getAttribute('aria-label')") != f"Upah {name}":
        page.keyboard.press("Tab")
    known = re.sub(r"\D", "", row.locator("td").nth(1).inner_text())
    page.keyboard.type(known)
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Tersimpan")


def test_everything_works_without_javascript(visit: Visit, firms: list[Any]) -> None:
    page = office(visit(MAKER, payer=firms[3], javascript=False), MONTH + "upah/")
    first = page.locator("tbody tr").first
    first.get_by_label(re.compile("^Upah ")).fill("lima juta")
    first.get_by_role("button", name=re.compile("^Simpan")).click()
    expect(page.get_by_role("status").first).to_contain_text("Tulis angka saja")
    page.goto(page.url.replace("upah/", ""))
    page.get_by_role("button", name="Sama seperti bulan lalu").click()
    page.get_by_role("button", name="Kirim untuk disetujui").click()
    expect(page.locator("main")).to_contain_text("Menunggu persetujuan")


# The last: it closes December for everybody.
def test_a_month_from_leavers_to_the_ledger(
    visit: Visit, site: Site, firms: list[Any], database: Callable[[], Any], tmp_path: Path
) -> None:
    payer = nobody_paid_for(firms, database)
    maker, approver = visit(MAKER, payer=payer), visit(APPROVER, payer=payer)
    page = office(maker, MONTH + "perubahan/")
    shown(maker, "employer-changes")
    rows = rows_of(payer, database)
    leaver = str(rows.pop()[3])
    report_leaver(page, maker, leaver)
    wages = [str(row[4]) for row in rows]
    upload(page, maker, wage_file(tmp_path, rows))
    repair_in_place(page, wages[0])
    repair_by_result(page, tmp_path)
    confirm(page, maker)
    page.goto(site.path(MONTH + "periksa/"))
    clicked(page, "Hitung iuran")
    shown(maker, "employer-check")
    send(page)
    decide = office(approver, MONTH + "finalisasi/")
    decide.locator("summary", has_text="Kembalikan kepada penyusun").click()
    decide.get_by_label("Apa yang perlu diperbaiki").fill("Periksa upah baris pertama")
    clicked(decide, "Kembalikan")
    page.goto(site.path(MONTH + "periksa/"))
    page.locator("summary", has_text="Siapa melakukan apa").click()
    expect(page.get_by_text("Periksa upah baris pertama")).to_be_visible()
    clicked(page, "Hitung iuran")
    send(page)
    decide.goto(site.path(MONTH + "finalisasi/"))
    clicked(decide, "Finalisasi dan kunci")
    page.goto(site.path(MONTH + "upah/"))
    assert page.get_by_role("button", name=re.compile("^Simpan")).count() == 0
    pay_short_and_then_the_rest(site, payer, decide, approver, database, tmp_path)
    close_december(site, decide)


def send(page: Page) -> None:
    """Send it. Who left in the month worked in it, and is counted with the wage of the month before."""
    page.get_by_label(re.compile(r"^Saya setuju \d+ pekerja")).check()
    clicked(page, "Kirim untuk disetujui")


def report_leaver(page: Page, maker: Visitor, name: str) -> None:
    """Somebody left on the 20th."""
    page.get_by_role("link", name="Laporkan pekerja keluar").click()
    page.get_by_label("Nama, KPJ, atau NIK").fill(name)
    clicked(page, "Cari")
    shown(maker, "employer-leaver")
    page.get_by_role("link", name=re.compile("^Laporkan keluar")).first.click()
    page.get_by_label("Mengundurkan diri").check()
    page.get_by_label(re.compile("^Hari terakhir bekerja")).fill("2022-12-20")
    shown(maker, "employer-leaving")
    clicked(page, "Laporkan keluar")
    expect(page.get_by_role("status")).to_contain_text("dilaporkan keluar")


def wage_file(folder: Path, rows: list[list[object]]) -> Path:
    """The wage file with two rows that cannot be taken and one that is unusual."""
    rows[0][4] = "Rp5.000.000"
    rows[1][4] = 350
    rows[2][4] = int(str(rows[2][4])) * 2
    return xlsx(folder / "upah desember.xlsx", WAGES, rows)


def upload(page: Page, maker: Visitor, path: Path) -> None:
    """Upload it: both counts are said, and the refused rows are there to be repaired."""
    page.get_by_role("link", name="Lanjut ke upah").click()
    shown(maker, "employer-wages")
    page.get_by_label("Berkas upah").set_input_files(path)
    clicked(page, "Unggah")
    expect(page.get_by_role("status").first).to_contain_text("2 baris perlu diperbaiki")
    shown(maker, "employer-rows")


def repair_in_place(page: Page, wage: str) -> None:
    """One row is repaired in the page, without the page being loaded again."""
    row = page.locator(".e-row").first
    assert "Tulis angka saja" in row.inner_text()
    row.get_by_label("UPAH").fill(wage)
    row.get_by_role("button", name="Periksa lagi baris ini").click()
    expect(page.get_by_text("Baris 2 diterima.")).to_be_visible()


def repair_by_result(page: Page, folder: Path) -> None:
    """The other row is repaired in the result file, which is uploaded again."""
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("^Unduh hasil-upah")).first.click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    book = openpyxl.load_workbook(path)
    refused = [row for row in book.active.iter_rows(min_row=2) if row[6].value == "DITOLAK" and row[7].value == "W04"]
    refused[0][4].value = 3_500_000
    book.save(path)
    page.get_by_role("link", name="Kembali ke daftar upah").click()
    page.get_by_label("Berkas upah").set_input_files(path)
    clicked(page, "Unggah")


def confirm(page: Page, maker: Visitor) -> None:
    """What is unusual is confirmed with its reason."""
    page.get_by_role("link", name=re.compile("^Perlu dikonfirmasi")).click()
    shown(maker, "employer-unusual")
    page.get_by_label("Alasan", exact=True).fill("Naik jabatan sejak Desember")
    clicked(page, "Konfirmasikan")
    while page.get_by_role("button", name="Konfirmasikan").count():
        page.get_by_label("Alasan", exact=True).fill("Paruh waktu")
        clicked(page, "Konfirmasikan")
    expect(page.get_by_text("Tidak ada baris yang menunggu")).to_be_visible()


def pay_short_and_then_the_rest(
    site: Site, payer: Any, page: Page, approver: Visitor, database: Callable[[], Any], folder: Path
) -> None:
    """The bank brings too little, then the rest; the page says so each time."""
    page.goto(site.path(MONTH + "bayar/"))
    code = page.locator(".e-code").inner_text()
    amount = int(re.sub(r"\D", "", page.locator(".n-fact dd").first.inner_text().split("(")[0]))
    arrive(site, folder, [(code, amount - 1_000, "A")])
    page.reload()
    expect(page.locator("main")).to_contain_text("Kurang Rp\u00a01.000")
    shown(approver, "employer-pay-short")
    arrive(site, folder, [(code, 1_000, "B"), *debts(payer, database)])
    page.reload()
    expect(page.locator("main")).to_contain_text("Pembayaran diterima")
    shown(approver, "employer-paid")


def debts(payer: Any, database: Callable[[], Any]) -> list[tuple[str, int, str]]:
    """What the employer still owes for earlier months: it is settled first."""
    from naungan.contributions.models import Bill

    with database():
        bills = Bill.objects.filter(payer=payer, settlement__isnull=True)
        return [(bill.payment_code, bill.total, f"C{bill.pk}") for bill in bills if bill.total]


def arrive(site: Site, folder: Path, payments: list[tuple[str, int, str]]) -> None:
    """Payments as the bank tells of them."""
    path = folder / "pembayaran.csv"
    lines = [f"{code},{amount},2022-12-28,UJI-{reference}-{code}" for code, amount, reference in payments]
    path.write_text("\n".join(["kode_bayar,jumlah,tanggal_bayar,referensi_bank", *lines]) + "\n")
    command(site.databases.url(site.database), "import", "payments", str(path))


def close_december(site: Site, page: Page) -> None:
    """The close posts it; the bill, the history and the certificate follow."""
    command(site.databases.url(site.database), "close-month", "2022-12")
    page.goto(site.path(MONTH + "bayar/"))
    expect(page.locator("main")).to_contain_text("Tercatat")
    page.goto(site.path("/perusahaan/riwayat/"))
    expect(page.get_by_role("row", name=re.compile("^Desember 2022"))).to_contain_text("Tercatat")
