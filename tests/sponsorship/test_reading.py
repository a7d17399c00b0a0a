"""Real files, as messy as they come: titles above, merged headings, other columns, numbers for NIK, any mark."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from naungan.intake.cells import Number
from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.sponsorship.lists.columns import aliases, plain
from naungan.sponsorship.lists.reading import ListRow, read_list
from naungan.sponsorship.lists.values import born_text, district_of, read_birth, read_decile, read_sex


def a_book(path: Path, rows: list[list[object]], beside: str = "") -> Path:
    """A workbook with these rows from B2 on, and another sheet."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Data Final FIX (3)")
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row, start=1):
                sheet.write(number, place, cell)
        book.add_worksheet("Sheet2").write(0, 0, beside)
    return path


def test_a_workbook_with_titles_signatures_and_an_empty_column_is_read(tmp_path: Path) -> None:
    path = a_book(
        tmp_path / "data final.xlsx",
        [
            ["PEMERINTAH KABUPATEN"], [""], ["No", "NIK", " Nama  Lengkap ", "Tgl. Lahir", "", "Kab/Kota", "Sakit"],
            [1, 6409010101850001, "SITI  AMINAH", "20/03/1985", "", "PENAJAM PASER UTARA", "ya"],
            [2, "6409-0101-0185-0002", "Budi", 31126, "", "Kab. Penajam Paser Utara", "tidak"],
            [""], ["", "", "", "", "", "Mengetahui, Camat"],
        ],
    )  # fmt: skip
    read = read_list(path)
    assert (read.columns.row, read.columns.ignored) == (4, ("No", "Sakit"))
    first, second = read.rows
    assert (first.line, first.cell("name"), isinstance(first.cell("nik"), Number)) == (5, "SITI AMINAH", True)
    assert {district_of(first), district_of(second)} == {"64.09"}


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_text_is_read_whatever_its_mark_and_encoding(tmp_path: Path, mark: str, encoding: str) -> None:
    path = tmp_path / "calon.csv"
    lines = (mark.join(cells) for cells in (["nama", "nik", "desil"], ["Né", "1", "2"]))
    path.write_bytes("\n".join(lines).encode(encoding))
    assert read_list(path).rows[0].cells == {"name": "Né", "nik": "1", "decile": "2"}


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("x.csv", b"satu;dua\n1;2\n", "baris judul tidak ditemukan"),
        ("x.csv", b"nama;nik\n;\n", "tidak ada baris"),
        ("x.xlsx", b"PK\x03\x04rusak", "x.xlsx"),
        ("x.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, "simpan sebagai .xlsx"),
        ("x.csv", b"%PDF-1.7", "PDF"),
        ("x.csv", b"", "kosong"),
    ],
)
def test_what_is_no_list_is_refused_with_what_to_do(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused) as refused:
        read_list(path)
    assert said in str(refused.value)


def test_a_file_that_is_not_there_and_one_with_formulas_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile):
        read_list(tmp_path / "tidak-ada.csv")
    path = tmp_path / "rumus.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["nama", "nik"])
        sheet.write_formula(1, 0, '=HYPERLINK("http://x")')
    with pytest.raises(FileRefused, match="F04"):
        read_list(path)


def test_every_known_heading_is_plain_and_means_one_field() -> None:
    assert [one for one in aliases() if plain(one) != one] == []
    assert {aliases()[plain(one)] for one in ("N I K", "no. KTP", "r104", "Nomor Induk Kependudukan")} == {"nik"}
    assert {aliases()[plain(one)] for one in ("DESIL", "desil_dtsen", "Desil Nasional")} == {"decile"}


@pytest.mark.parametrize(
    ("text", "known", "read"),
    [
        ("20/03/1985", None, (date(1985, 3, 20), True)),
        ("03/04/1990", None, (date(1990, 4, 3), False)),
        ("03/04/1990", date(1990, 4, 3), (date(1990, 4, 3), True)),
        ("04/03/1990", date(1990, 4, 3), (date(1990, 4, 3), True)),
        ("5 Agt 1979", None, (date(1979, 8, 5), True)),
        ("17 Pebruari 1980", None, (date(1980, 2, 17), True)),
        ("30 Februari 1980", None, (None, False)),
        ("tidak tahu", None, (None, False)),
        ("", None, (None, True)),
    ],
)
def test_a_birth_day_is_read_and_never_guessed(text: str, known: date | None, read: tuple[date | None, bool]) -> None:
    assert read_birth(text, known) == read


def test_place_and_day_in_one_cell_sex_and_decile_are_read() -> None:
    assert born_text(ListRow(1, {"birth_place_and_day": "Penajam, 20-03-1985"})) == "20-03-1985"
    assert [read_sex(one) for one in ("L", "Perempuan", "LAKI-LAKI", "?", "")] == ["L", "P", "L", "", ""]
    assert [read_decile(one) for one in ("1", "Desil 10", "desil3", "11", "0", "x")] == [1, 10, 3, None, None, None]


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({"village_code": "64.09.01.1001"}, "64.09"),
        ({"village_code": "6409011001"}, "64.09"),
        ({"district": "6471"}, "64.71"),
        ({"district": "KOTA BALIKPAPAN"}, "64.71"),
        ({"district": "balikpapan"}, "64.71"),
        ({"district": "Atlantis"}, ""),
        ({}, ""),
    ],
)
def test_a_district_is_found_by_village_code_or_name(cells: dict[str, str], code: str) -> None:
    assert district_of(ListRow(1, cells)) == code
