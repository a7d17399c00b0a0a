"""Tables to take away: the same digits as page and verb, and lines that say what they are."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from decimal import Decimal

import openpyxl
import pytest
from django.test import Client
from tests.coverage.closed import write_closed_months
from tests.coverage.people import YEAR_END

from naungan.coverage.report import coverage_table


@pytest.fixture(scope="module")
def closed_months(for_this_module: Callable[[], AbstractContextManager[None]]) -> Iterator[None]:
    with for_this_module():
        write_closed_months()
        yield


pytestmark = pytest.mark.usefixtures("closed_months", "db")


def table(client: Client, address: str) -> tuple[list[str], list[dict[str, str]]]:
    """The lines that say what it is, and the rows by column."""
    text = b"".join(client.get(address)).decode()
    about = [line for line in text.splitlines() if line.startswith(("#", '"#'))]
    rest = "\n".join(line for line in text.splitlines() if line not in about)
    return about, list(csv.DictReader(io.StringIO(rest)))


def test_the_csv_holds_the_verb_s_rows_to_the_last_digit(client: Client) -> None:
    _, rows = table(client, "/cakupan/peringkat.csv")
    assert [
        (
            row["Peringkat"],
            row["Kode wilayah"],
            row["Cakupan (persen)"],
            row["Pembilang (orang)"],
            row["Penyebut (orang)"],
        )
        for row in rows
    ] == [
        (str(row.rank), row.region_code, str(row.rate), str(row.numerator), str(row.denominator))
        for row in coverage_table(YEAR_END, by="district")
    ]


def test_the_terminal_says_the_same(client: Client, capsys: pytest.CaptureFixture[str]) -> None:
    from naungan.coverage.commands import coverage

    class Alone:
        invoked_subcommand = None

    coverage(Alone(), as_of="2022-12-31", by="district", as_json=True)  # type: ignore[arg-type]
    told = json.loads(capsys.readouterr().out)
    _, rows = table(client, "/cakupan/peringkat.csv")
    assert [(row["region_code"], row["rate"], row["numerator"], row["denominator"]) for row in told] == [
        (
            row["Kode wilayah"],
            float(row["Cakupan (persen)"]),
            int(row["Pembilang (orang)"]),
            int(row["Penyebut (orang)"]),
        )
        for row in rows
    ]


def test_the_first_lines_say_day_basis_definition_source_and_warning(client: Client) -> None:
    about, _ = table(client, "/cakupan/peringkat.csv?dasar=bps-employed")
    said = "\n".join(about)
    for part in (
        "Per tanggal: 31 Desember 2022",
        "Dasar: bps-employed: penduduk bekerja menurut BPS (Sakernas)",
        "Tidak termasuk: penganggur",
        "Definisi aktif: active-or-grace: aktif atau dalam masa tenggang",
        "Segmen: ALL: semua segmen",
        "Sumber: dihitung dari status peserta bulan 2022-12",
        "Diambil pada:",
        "Peringatan: data contoh (sandbox 1:100); orang-orang ini tidak ada",
    ):
        assert part in said


def test_the_workbook_holds_numbers_codes_as_text_and_a_sheet_about_itself(client: Client) -> None:
    answer = client.get("/cakupan/peringkat.xlsx?tingkat=provinsi")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer)))
    data, about = book.worksheets
    first = [cell.value for cell in data[2]]
    assert first[:6] == [1, "64", "Kalimantan Timur", 66, 8_967, 13_586]
    assert ("Per tanggal", "31 Desember 2022") in {(row[0].value, row[1].value) for row in about.iter_rows()}


def test_everything_behind_a_figure_can_be_taken_away(client: Client) -> None:
    _, rows = table(client, "/cakupan/64/asal.csv")
    values = {row["Bagian"]: (row["Nilai"], row["Asal"]) for row in rows}
    assert values["Cakupan (persen)"][0] == "66.00"
    assert values["Pembilang (orang)"][0] == "8967"
    assert values["Pembilang: penerima upah (PU)"][0] == "8467"
    assert values["Pekerja yang dapat menjadi peserta"][0] == "1358610.000000"
    assert "selasar.co" in values["Pekerja yang dapat menjadi peserta"][1]
    assert values["Versi hukum tutup bulan"][0] == "abc123"


def test_a_figure_without_a_rate_says_why_in_the_file(client: Client) -> None:
    _, rows = table(client, "/cakupan/64.72/asal.csv?dasar=bps-formal")
    assert (rows[0]["Nilai"], rows[0]["Asal"][:24]) == ("", "Tidak ada penyebut “pend")


def test_the_history_numbers_its_runs_so_that_nobody_joins_them(client: Client) -> None:
    _, rows = table(client, "/cakupan/64/riwayat.csv")
    by_run: dict[str, set[tuple[str, str]]] = {}
    for row in rows:
        by_run.setdefault(row["Seri"], set()).add((row["Jenis"], row["Dasar"]))
    assert all(len(kinds) == 1 for kinds in by_run.values())
    computed = [row for row in rows if row["Jenis"] == "dihitung"]
    assert [(row["Per tanggal"], Decimal(row["Cakupan (persen)"])) for row in computed] == [
        ("2022-11-30", Decimal("60.85")),
        ("2022-12-31", Decimal("66.00")),
    ]


def test_published_figures_come_with_their_check_and_source(client: Client) -> None:
    _, rows = table(client, "/cakupan/64/terbitan.csv")
    june = next(row for row in rows if row["Periode"] == "2020-06" and row["Angka"] == "Cakupan")
    assert (june["Nilai"], june["Dihitung ulang (persen)"], june["Hasil"]) == (
        "58.950000",
        "58.95",
        "cocok dengan angkanya sendiri",
    )
    assert june["Sumber"].startswith("https://apindokaltim.com/")
