"""The header row: what it must be, and what is said when it is not (F01)."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from tests.intake.files import WAGES, as_csv, wage_row, worker_row, xlsx

from naungan.intake.errors import FileRefused
from naungan.intake.layouts import WORKERS
from naungan.intake.read import open_table
from naungan.intake.read.header import letter

HEADER = list(WAGES.headers)


def said_of(path: Path, header: list[object]) -> str:
    file = xlsx(path / "upah.xlsx", WAGES, [wage_row()], header)
    with pytest.raises(FileRefused) as refused:
        open_table(file, WAGES)
    assert refused.value.code == "F01"
    return str(refused.value)


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    said = said_of(tmp_path, [name for name in HEADER if name != "NAMA_LENGKAP"])
    assert "Kolom NAMA_LENGKAP tidak ada. Di baris 1 kolom D seharusnya NAMA_LENGKAP, terbaca UPAH." in said
    assert "naungan import template wages" in said


def test_a_renamed_column_is_named_with_what_was_read(tmp_path: Path) -> None:
    said = said_of(tmp_path, [*HEADER[:3], "NAMA LENGKAP", *HEADER[4:]])
    assert "seharusnya NAMA_LENGKAP, terbaca NAMA LENGKAP" in said


def test_a_moved_column_is_named_with_both_places(tmp_path: Path) -> None:
    said = said_of(tmp_path, ["NIK", "KPJ", *HEADER[2:]])
    assert "Kolom KPJ berpindah." in said
    assert "Kolom itu ada di B: kembalikan ke A." in said


def test_a_column_twice_is_refused(tmp_path: Path) -> None:
    assert "Kolom UPAH ada di E dan G" in said_of(tmp_path, [*HEADER, "upah"])


def test_a_header_further_down_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Laporan upah PT Sawit Jaya"])
    book.active.append(HEADER)
    book.save(tmp_path / "upah.xlsx")
    with pytest.raises(FileRefused, match="terbaca Laporan upah PT Sawit Jaya"):
        open_table(tmp_path / "upah.xlsx", WAGES)


def test_a_table_that_begins_in_column_b_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for place, name in enumerate(HEADER, start=2):
        book.active.cell(1, place, name)
    book.save(tmp_path / "upah.xlsx")
    with pytest.raises(FileRefused, match="Kolom KPJ berpindah"):
        open_table(tmp_path / "upah.xlsx", WAGES)


def test_an_empty_sheet_is_refused(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "upah.xlsx")
    with pytest.raises(FileRefused, match="seharusnya KPJ, terbaca \\(kosong\\)"):
        open_table(tmp_path / "upah.xlsx", WAGES)


def test_ten_thousand_columns_are_refused_in_a_workbook(tmp_path: Path) -> None:
    said = said_of(tmp_path, [*HEADER, *(f"K{n}" for n in range(9_994))])
    assert "paling banyak 52 kolom" in said


def test_ten_thousand_columns_are_refused_in_a_csv(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row()])
    extra = ",".join(f"K{n}" for n in range(9_994))
    file.write_text(file.read_text().replace("RAPEL", f"RAPEL,{extra}"))
    with pytest.raises(FileRefused, match=r"10\.000 kolom"):
        open_table(file, WAGES)


@pytest.mark.parametrize("header", [HEADER, [name.lower() for name in HEADER], [f" {name} " for name in HEADER]])
def test_capitals_and_blanks_around_do_not_matter(tmp_path: Path, header: list[object]) -> None:
    assert len(open_table(xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()], header), WAGES).header) == 6


def test_columns_behind_those_of_the_layout_are_carried_along(tmp_path: Path) -> None:
    file = xlsx(tmp_path / "upah.xlsx", WAGES, [[*wage_row(), "catatan"]], [*HEADER, "catatan HR"])
    table = open_table(file, WAGES)
    [batch] = table.batches()
    assert (table.header[6], batch.rows[0][6]) == ("catatan HR", "catatan")


def test_the_empty_column_of_the_worker_file_must_stay(tmp_path: Path) -> None:
    header = [name for name in WORKERS.headers if name]
    file = xlsx(tmp_path / "tk.xlsx", WORKERS, [[cell for cell in worker_row() if cell != ""]], header)
    with pytest.raises(FileRefused, match=r"kolom F seharusnya \(kosong\), terbaca TELEPON_AREA_KANTOR"):
        open_table(file, WORKERS)


def test_the_worker_file_has_33_columns_up_to_ag() -> None:
    assert (len(WORKERS.headers), letter(len(WORKERS.headers) - 1), WORKERS.headers[5]) == (33, "AG", "")


@pytest.mark.parametrize(
    ("place", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (16_383, "XFD")]
)
def test_columns_are_lettered_as_spreadsheets_do(place: int, name: str) -> None:
    assert letter(place) == name
