"""The result file: the rows as they came, a verdict for each, and nothing in it that runs."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WAGES, WORKERS, as_csv, worker_row, xlsx
from tests.intake.test_wages import wages_in_force

from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.intake.models import Upload
from naungan.intake.wages import import_wages
from naungan.intake.workers import import_workers

pytestmark = pytest.mark.slow

HOSTILE = ["=cmd|'/c calc'!A1", "+1+1", "-2+3", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1+1}", "http://x.id/a b"]


def rows_of(path: Path, sheet: str | None = None) -> list[list[object]]:
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in (book[sheet] if sheet else book.active).iter_rows()]


def test_every_row_comes_back_with_its_verdict(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    outcome = mill.upload(
        [mill.row(0), mill.row(1, name="Agus Salim"), mill.row(2, nik="12", wage="Rp 1")], result=result
    )
    header, good, soft, hard = rows_of(result)
    assert header == [*WAGES.headers, "status", "kode", "penjelasan", "usulan perbaikan"]
    assert good == [*good[:5], 0, "DITERIMA", None, None, None]
    assert soft[6:] == [
        "DITERIMA, PERLU DIKONFIRMASI",
        "M03",
        "NAMA_LENGKAP: Nama terdaftar: Budi Santoso. Orang yang sama?",
        "Periksa apakah baris bergeser ketika menyalin.",
    ]
    assert hard[6:8] == ["DITOLAK", "N01, W01"]
    assert str(hard[8]).startswith("NIK: NIK harus 16 angka. Terbaca 2 angka. UPAH: Tulis angka saja")
    assert "tulis 1." in str(hard[9])
    assert outcome.result == result


def test_rows_that_wait_say_so(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    mill.upload([mill.row(0, wage=9_000_000)], result=result, hold_soft=True)
    assert rows_of(result)[1][6] == "MENUNGGU KONFIRMASI"


def test_rows_keep_their_numbers(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    mill.upload([mill.row(0), [], [], mill.row(1, wage="x")], result=result)
    assert [row[6] for row in rows_of(result)] == ["status", "DITERIMA", None, None, "DITOLAK"]


def test_numbers_of_people_are_text_and_wages_are_numbers(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    mill.upload([mill.row(0, code=17)], result=result)
    sheet = openpyxl.load_workbook(result).active
    kpj, nik, code, _, wage, _ = list(sheet[2])[:6]
    assert [cell.data_type for cell in (kpj, nik, code, wage)] == ["s", "s", "s", "n"]
    assert (nik.number_format, nik.value, wage.value) == ("@", mill.people[0].nik, 5_000_000)


def test_days_stay_days(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    row = worker_row(TANGGAL_LAHIR=date(1990, 8, 17), TGL_AWAL_BEKERJA=date(1900, 1, 1))
    file = xlsx(mill.folder / "baru.xlsx", WORKERS, [row])
    import_workers(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    cells = dict(zip(*rows_of(result), strict=True))
    assert cells["TANGGAL_LAHIR"] == datetime(1990, 8, 17)  # noqa: DTZ001


@pytest.mark.parametrize("name", HOSTILE)
def test_a_name_that_is_a_formula_comes_back_as_text(mill: Mill, name: str) -> None:
    result = mill.folder / "hasil.xlsx"
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0, name=name)])
    import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    cell = openpyxl.load_workbook(result).active["D2"]
    assert (cell.data_type, cell.value, cell.hyperlink) == ("s", name, None)


@pytest.mark.parametrize("name", HOSTILE[:5])
def test_a_name_that_is_a_formula_is_disarmed_in_a_csv_and_read_back_whole(mill: Mill, name: str) -> None:
    result = mill.folder / "hasil.csv"
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0, name=name)])
    import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    with result.open(encoding="utf-8-sig", newline="") as written:
        assert list(csv.reader(written))[1][3] == f"'{name}"
    again = mill.folder / "lagi.csv"
    import_wages(result, employer=mill.payer.code, month=DECEMBER, result=again, today=TODAY)
    with again.open(encoding="utf-8-sig", newline="") as written:
        assert list(csv.reader(written))[1][3] == f"'{name}"


def test_what_was_found_in_the_whole_file_is_on_a_sheet_of_its_own(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    mill.upload(mill.rows(), month=date(2022, 11, 1))
    mill.upload([mill.row(0)], result=result)
    [[code, said, names, repair]] = rows_of(result, "Catatan")
    assert (code, said) == ("W05", "2 pekerja bulan lalu tidak ada. Keluar atau lupa?")
    assert names == "Budi Santoso, Nur Hidayah"
    assert repair is not None


def test_the_result_of_a_file_seen_before_can_be_had_again(mill: Mill) -> None:
    first = mill.upload([mill.row(0), mill.row(1, wage="x")])
    result = mill.folder / "hasil.xlsx"
    mill.upload_same(first, result=result)
    assert [row[6] for row in rows_of(result)] == ["status", "DITERIMA", "DITOLAK"]


def test_columns_of_hr_come_back_too(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    file = xlsx(mill.folder / "upah.xlsx", WAGES, [[*mill.row(0), "cabang Timur"]], [*WAGES.headers, "catatan HR"])
    import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    assert rows_of(result)[1][6:8] == ["cabang Timur", "DITERIMA"]


@pytest.mark.parametrize(
    ("name", "said"), [("hasil.pdf", ".xlsx atau .csv"), ("tidak/ada/hasil.xlsx", "tidak ada atau tidak dapat")]
)
def test_a_result_that_cannot_be_written_is_wrong_use_and_nothing_is_stored(mill: Mill, name: str, said: str) -> None:
    with pytest.raises(NoSuchFile, match=said):
        mill.upload(mill.rows(), result=mill.folder / name)
    assert not Upload.objects.exists()


def test_the_result_never_overwrites_the_file_itself(mill: Mill) -> None:
    with pytest.raises(NoSuchFile, match="menimpa"):
        mill.upload(mill.rows(), result=mill.folder / "upah.xlsx")
    assert wages_in_force() == {}


def test_a_refused_file_leaves_neither_a_result_nor_a_draft(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    result.write_bytes(b"dari bulan lalu")
    with pytest.raises(FileRefused):
        mill.upload([], result=result)
    assert result.read_bytes() == b"dari bulan lalu"
    assert sorted(path.name for path in mill.folder.iterdir()) == ["hasil.xlsx", "upah.xlsx"]


def test_cells_longer_than_a_spreadsheet_holds_are_cut(mill: Mill) -> None:
    result = mill.folder / "hasil.xlsx"
    file = as_csv(mill.folder / "upah.csv", WAGES, [mill.row(0, name="A" * 40_000)])
    import_wages(file, employer=mill.payer.code, month=DECEMBER, result=result, today=TODAY)
    assert rows_of(result)[1][3] == "A" * 32_000
