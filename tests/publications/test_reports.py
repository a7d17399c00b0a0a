"""The reports: the founding figure with its basis, every number traced, the same content kept once."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.utils import translation
from pypdf import PdfReader
from tests.coverage.people import YEAR_END
from tests.publications.pictures import same_as_kept
from tests.signing_in import sign_in

from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.coverage.errors import NotComputedYet, UnknownRegion
from naungan.mandates.facts import duties
from naungan.publications.build import MAKERS, publish
from naungan.publications.errors import NoSuchReport
from naungan.publications.governor import governor_report
from naungan.publications.models import Kind, Publication, PublishedFile
from naungan.publications.open_data import open_data
from naungan.publications.suppress import rule

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("closed_months")]


def text_of(made: Publication, ending: str = ".pdf") -> list[str]:
    """The text of each page of a publication's PDF."""
    file = next(file for file in made.files.all() if file.name.endswith(ending))
    return [page.extract_text() for page in PdfReader(io.BytesIO(bytes(file.content))).pages]


def book_of(made: Publication) -> openpyxl.Workbook:
    file = next(file for file in made.files.all() if file.name.endswith(".xlsx"))
    return openpyxl.load_workbook(io.BytesIO(bytes(file.content)))


@pytest.fixture(scope="module")
def governor(closed_months: None, django_db_blocker: object) -> Publication:
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        return publish(Kind.GOVERNOR, "64", YEAR_END)


def test_the_founding_scene_stands_on_the_governors_first_page(governor: Publication) -> None:
    first, _second = text_of(governor)
    plain = " ".join(first.split())
    assert "66,00%" in plain
    assert "8.967 dari 13.586 pekerja yang dapat menjadi peserta menurut BP Jamsostek" in plain
    assert "Peringkat 1 dari 5 provinsi di Kalimantan; pangsa terbesar, 34,5% dari peserta wilayah" in plain
    assert "yang terbit per 31 Desember 2022 pada dasar yang sama: 66,0%" in plain
    assert "Basis data contoh (sandbox 1:100)" in plain
    assert "Tidak termasuk: kantor tidak menerbitkan siapa yang dikeluarkan" in plain


@pytest.mark.parametrize("province", ["61", "62", "63", "64", "65"])
def test_every_provinces_report_is_two_pages(province: str) -> None:
    assert len(text_of(publish(Kind.GOVERNOR, province, YEAR_END))) == 2


def test_every_address_on_it_opens_and_every_number_has_one(governor: Publication, client: Client) -> None:
    sources = governor.trail["sources"]
    assert {one["source"] for one in governor.trail["numbers"]} <= set(range(1, len(sources) + 1))
    opened = {one["address"]: client.get(one["address"]).status_code for one in sources}
    # Whom the next point is with is for officers: others are asked to sign in.
    assert {status for address, status in opened.items() if "/poin/" not in address} == {200}
    assert {status for address, status in opened.items() if "/poin/" in address} == {302}


def test_the_number_on_paper_is_the_number_behind_its_address(governor: Publication, client: Client) -> None:
    rate = next(one for one in governor.trail["numbers"] if one["what"] == "Cakupan Kalimantan Timur")
    page = client.get(governor.trail["sources"][rate["source"] - 1]["address"]).content.decode()
    assert rate["written"] in page


def test_what_it_costs_is_what_the_law_asks_of_each_month() -> None:
    report = governor_report("64", YEAR_END)
    gap = report.costs["gap"]
    assert gap.people == 13_586 - 8_967
    assert gap.total == gap.people * 16_800 * 12
    assert [one.month for one in gap.each.months] == list(range(2023 * 12, 2024 * 12))


def test_the_next_report_is_due_on_the_tenth(governor: Publication) -> None:
    assert "2022-Q4 kepada Mendagri paling lambat 10 Januari 2023" in " ".join(text_of(governor)[1].split())


def test_it_is_formal_indonesian_whoever_makes_it(governor: Publication) -> None:
    with translation.override("en"):
        assert publish(Kind.GOVERNOR, "64", YEAR_END).reference == governor.reference


def test_the_same_content_is_kept_once_and_never_rewritten(governor: Publication) -> None:
    assert governor.reference == "GUB-64-20221231-01"
    assert publish(Kind.GOVERNOR, "64", date(2023, 1, 14)).pk == governor.pk
    with connection.cursor() as cursor:
        for table in ("publications_publication", "publications_publishedfile"):
            with pytest.raises(DatabaseError, match="not rewritten"), transaction.atomic():
                cursor.execute(f"DELETE FROM {table}")


@pytest.mark.parametrize(("page", "name"), [(1, "governor-64-1"), (2, "governor-64-2")])
def test_the_governors_pages_look_as_they_were_approved(page: int, name: str) -> None:
    assert same_as_kept("64", YEAR_END, page, name) == ""


@pytest.mark.parametrize(
    ("kind", "region", "error"),
    [
        (Kind.GOVERNOR, "64.72", NoSuchReport), (Kind.GOVERNOR, "KAL", NoSuchReport),
        (Kind.QUARTER, "KAL", NoSuchReport), (Kind.OPEN_DATA, "64", NoSuchReport),
        (Kind.BRANCH, "99", UnknownRegion), ("lain", "64", NoSuchReport),
    ],
)  # fmt: skip
def test_a_report_that_is_not_made_for_a_place_is_refused(kind: str, region: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        publish(kind, region, YEAR_END)


@pytest.mark.parametrize("kind", list(MAKERS))
def test_no_report_of_a_month_that_is_not_closed(kind: Kind) -> None:
    with pytest.raises(NotComputedYet):
        publish(kind, "KAL" if kind == Kind.OPEN_DATA else "64", date(2023, 6, 30))
    assert not Publication.objects.filter(as_of=date(2023, 6, 30)).exists()


def test_the_quarters_pack_holds_cover_duties_and_what_cannot_be_computed() -> None:
    book = book_of(publish(Kind.QUARTER, "64", YEAR_END))
    assert book.sheetnames == ["Keterangan", "Cakupan", "Ditanggung", "Kewajiban", "Indikator", "Sumber"]
    about = {row[0].value: row[1].value for row in book["Keterangan"].iter_rows()}
    assert about["Paling lambat"] == "10 Januari 2023"
    assert "Bina Keuangan Daerah" in about["Kepada"]
    last = [cell.value for cell in list(book["Cakupan"].iter_rows())[-1]]
    assert last[:2] + last[6:8] == ["64", "Kalimantan Timur", 8_967, 13_586]
    assert last[8] == 66
    codes = {row[0].value for row in book["Kewajiban"].iter_rows(min_row=2)}
    assert codes == {code for code, duty in duties().items() if duty.seen}
    values = {row[0].value: row[2].value for row in book["Indikator"].iter_rows(min_row=2)}
    assert values["Non-ASN aktif"] == "tidak dapat dihitung"
    assert book["Sumber"].max_row > 10


def test_the_branchs_sheet_is_a_workbook_and_one_page() -> None:
    made = publish(Kind.BRANCH, "64.72", YEAR_END)
    assert sorted(file.name.rpartition(".")[2] for file in made.files.all()) == ["pdf", "xlsx"]
    pages = text_of(made)
    assert len(pages) == 1
    assert "Lembar bulanan Kota Samarinda Desember 2022" in " ".join(pages[0].split())
    assert book_of(made).sheetnames == ["Keterangan", "Cakupan", "Target", "Iuran", "Terdekat", "Sumber"]


def rows_of(files: dict[str, bytes], kind: str) -> list[dict[str, str]]:
    name = next(name for name in files if name.endswith(f"{kind}.csv"))
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_open_data_leaves_small_numbers_out_of_both_tables() -> None:
    files = {file.name: file.content for file in open_data("KAL", YEAR_END).files("X")}
    people, rates = rows_of(files, "peserta"), rows_of(files, "cakupan")
    shown = [int(row["peserta_aktif"]) for row in people if row["peserta_aktif"]]
    assert min(value for value in shown if value) >= rule().minimum
    hidden = {(row["kode_wilayah"], row["segmen"]) for row in people if not row["peserta_aktif"]}
    assert all(row["keterangan"] for row in people if not row["peserta_aktif"])
    for row in rates:
        segment = {"bps-formal": "PU", "bps-informal": "BPU"}.get(row["dasar"], "ALL")
        assert (row["pembilang"] == "") == ((row["kode_wilayah"], segment) in hidden)
        if row["pembilang"] == "":
            assert row["persen"] == ""
    kaltim = next(row for row in rates if (row["kode_wilayah"], row["dasar"]) == ("64", "bpjs-eligible"))
    assert Decimal(kaltim["persen"]) == 66


def test_open_data_says_what_every_column_is() -> None:
    files = {file.name: file.content for file in open_data("KAL", YEAR_END).files("X")}
    assert len(files) == 4
    for name, content in files.items():
        if name.endswith(".json"):
            told = json.loads(content)
            head = next(csv.reader(io.StringIO(files[told["url"]].decode())))
            assert [one["name"] for one in told["tableSchema"]["columns"]] == head
            assert set(told["tableSchema"]["primaryKey"]) <= set(head)
            assert {"konsep", "definisi", "klasifikasi", "ukuran", "satuan"} <= set(told["satudata"])


def test_only_open_data_is_seen_by_everybody(governor: Publication) -> None:
    opened = publish(Kind.OPEN_DATA, "KAL", YEAR_END)
    with scoped(None):
        assert set(Publication.objects.values_list("kind", flat=True)) == {Kind.OPEN_DATA}
        assert PublishedFile.objects.count() == opened.files.count()
    with pytest.raises(DatabaseError, match="publication_only_open_data_is_public"), transaction.atomic():
        Publication.objects.create(
            reference="GUB-64-20221231-99", kind=Kind.GOVERNOR, region=governor.region, as_of=YEAR_END, title="x",
            public=True, digest="x", trail={},
        )  # fmt: skip


def test_a_reports_page_and_file_are_not_found_by_those_who_may_not_see_them(
    governor: Publication, client: Client
) -> None:
    file = governor.files.get()
    address = f"/laporan/{governor.reference}/"
    assert client.get(address).status_code == 404
    assert client.get(f"{address}berkas/{file.pk}/").status_code == 404
    sign_in(client, Role.REGION, region=governor.region)
    assert client.get(address).status_code == 200
    answer = client.get(f"{address}berkas/{file.pk}/")
    assert (answer.status_code, answer["Content-Type"], answer.content) == (
        200,
        "application/pdf",
        bytes(file.content),
    )


def test_the_builder_makes_what_was_chosen_and_only_for_ones_own_regions(
    governor: Publication, client: Client
) -> None:
    sign_in(client, Role.REGION, region=governor.region)
    chosen = {"jenis": "branch", "wilayah": "64.74", "tanggal": "2022-12-31"}
    answer = client.post("/laporan/buat/", chosen)
    assert answer["Location"] == "/laporan/CAB-64.74-20221231-01/"
    assert "Lembar bulanan" in client.get(answer["Location"]).content.decode()
    before = Publication.objects.count()
    answer = client.post("/laporan/buat/", chosen | {"wilayah": "61"}, follow=True)
    assert "bukan wewenang Anda" in answer.content.decode()
    assert Publication.objects.count() == before
