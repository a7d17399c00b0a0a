"""Paying benefits in a browser: from what is due, by two officers, to what the bank answers; in two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from tests.browser.conftest import Site, Visitor

from naungan.access.models import Role

pytestmark = pytest.mark.slow
Visit = Callable[..., Visitor]
AMOUNT = 42_000_000


@pytest.fixture
def in_site(site: Site, django_db_blocker: Any) -> Callable[[], Any]:
    """The site's database."""

    @contextmanager
    def inside() -> Iterator[None]:
        with django_db_blocker.unblock(), site.databases.using(site.database):
            yield

    return inside


@pytest.fixture
def region(in_site: Callable[[], Any]) -> Any:
    """Balikpapan, with two claims of which one has an account in another name, and money to pay both."""
    from tests.disbursements.money import a_claim, a_source, funds

    from naungan.registry.models import Region

    with in_site():
        place = Region.objects.get(code="64.71")
        funds()
        a_source()
        a_claim({"amount": AMOUNT}, region=place)
        a_claim({"amount": 20_000_000, "account_name": "BUDI SANTOSO"}, region=place)
    return place


def test_two_officers_pay_what_is_due_and_the_bank_answers(
    visit: Visit, in_site: Callable[[], Any], region: Any, tmp_path: Path
) -> None:
    from naungan.disbursements.models import Batch

    maker, releaser, bank = (
        visit(Role.BRANCH, region=region),
        visit(Role.BRANCH, region=region),
        visit(Role.HEAD_OFFICE),
    )
    page = maker.open("/pembayaran-manfaat/")
    maker.shown("pembayaran")
    maker.checked()
    page.get_by_role("button", name="Susun batch").click()
    page.get_by_role("heading", name="BYR-").wait_for()
    maker.shown("pembayaran-batch")
    maker.checked()
    page.get_by_role("link", name="Nilai").click()
    page.get_by_text("BUDI SANTOSO").wait_for()
    maker.shown("pembayaran-nama")
    maker.checked()
    page.get_by_label("milik penerima atau walinya").check()
    page.get_by_label("Bukti yang dilihat").fill("Buku tabungan gabungan")
    page.get_by_role("button", name="Simpan penilaian").click()
    page.get_by_role("button", name="Nyatakan siap").click()
    page.get_by_text("Menunggu petugas lain").wait_for()
    with in_site():
        batch = Batch.objects.latest("id")
        references = list(batch.transfers.order_by("place").values_list("reference", "amount"))
    other = releaser.open(f"/pembayaran-manfaat/batch/{batch.pk}/")
    other.get_by_role("link", name="Tinjau dan lepas").click()
    other.get_by_text("enam puluh dua juta rupiah").wait_for()
    releaser.shown("pembayaran-lepas")
    releaser.checked()
    other.get_by_role("button", name="Lepas ke bank").click()
    other.get_by_text("Dikirim ke bank").first.wait_for()
    releaser.shown("pembayaran-dikirim")
    releaser.checked()
    answered(bank, references, tmp_path)


def answered(bank: Visitor, references: list[tuple[str, int]], folder: Path) -> None:
    """The head office takes in the bank's answer: one transfer is named, the other a person settles."""
    from tests.disbursements.bank import Booked, notice

    (first, amount), (_second, other_amount) = references
    file = folder / "camt054.xml"
    file.write_bytes(
        notice(Booked(amount, names=first, reference="B1"), Booked(other_amount, reference="B2", remark="TRF"))
    )
    page = bank.open("/pembayaran-manfaat/jawaban/")
    page.get_by_label("Berkas dari bank").set_input_files(file)
    page.get_by_role("button", name="Masukkan", exact=True).click()
    page.get_by_role("heading", name="camt054.xml").wait_for()
    bank.shown("pembayaran-jawaban")
    bank.checked()
    page.get_by_role("link", name="Menunggu keputusan").first.click()
    bank.shown("pembayaran-menunggu")
    bank.checked()
    page.get_by_role("link", name="B2").click()
    page.get_by_role("radio").first.check()
    page.get_by_label("Alasan", exact=False).fill("Dipastikan ke bank")
    bank.shown("pembayaran-putuskan")
    bank.checked()
    page.get_by_role("button", name="Simpan keputusan").click()
    page.get_by_text("Semua mutasi dikenali").wait_for()
    page.get_by_role("link", name="Pembuktian").first.click()
    page.get_by_role("heading", name="Pembuktian").wait_for()
    assert page.get_by_text("Berbeda").count() == 0
    bank.shown("pembayaran-pembuktian")
    bank.checked()


def test_the_pages_in_english(visit: Visit, region: Any) -> None:
    reader = visit(Role.HEAD_OFFICE, language="en")
    for path, heading in (
        ("", "Benefit payments"), ("jawaban/", "Bank answers"), ("mutasi/", "Bank lines waiting for a decision"),
        ("pembuktian/", "Proof"),
    ):  # fmt: skip
        reader.open(f"/pembayaran-manfaat/{path}").get_by_role("heading", name=heading, level=1).wait_for()
        reader.shown(f"pembayaran-en-{path.strip('/') or 'beranda'}")
        reader.checked()


def test_a_broken_file_is_said_at_its_field(visit: Visit, region: Any, tmp_path: Path) -> None:
    bank, file = visit(Role.HEAD_OFFICE), tmp_path / "rusak.xml"
    file.write_bytes(b"<rusak")
    page = bank.open("/pembayaran-manfaat/jawaban/")
    page.get_by_label("Berkas dari bank").set_input_files(file)
    page.get_by_role("button", name="Masukkan", exact=True).click()
    page.get_by_role("alert").get_by_text("bukan XML yang utuh").wait_for()
    bank.checked()
