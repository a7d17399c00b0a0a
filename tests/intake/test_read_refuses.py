"""Files that cannot be taken: each is refused by name, with what to do, and read no further."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import openpyxl
import pytest
from tests.intake.files import SHEET, WAGES, as_csv, rewritten, wage_row, xlsx

from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.intake.limits import Limits
from naungan.intake.read import open_table

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(path: Path, **options: object) -> FileRefused:
    """The refusal of a file, wherever in it the reader gets stuck."""
    with pytest.raises(FileRefused) as refused:
        for _ in open_table(path, WAGES, **options).batches():  # type: ignore[arg-type]
            pass
    return refused.value


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("upah.xlsx", b"<html><body><table><tr><td>KPJ</td></tr></table>", "halaman web"),
        ("upah.csv", b"\xef\xbb\xbf  <!DOCTYPE html><table>", "halaman web"),
        ("upah.xls", OLE + bytes(600), "Excel lama"),
        ("upah.xlsx", OLE + bytes(600), "Excel lama"),
        ("upah.xlsx", OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        ("upah.xlsx", b"", "kosong"),
        ("upah.csv", b"\xef\xbb\xbf\r\n", "kosong"),
        ("upah.xlsx", b"%PDF-1.7", "PDF"),
        ("upah.csv", "KPJ,NIK\n".encode("utf-16"), "UTF-16"),
        ("upah.xlsx", b"KPJ,NIK,KODE_TK,NAMA_LENGKAP,UPAH,RAPEL\n", "isinya teks biasa"),
        ("upah.xlsx", b"PK\x03\x04 and nothing more", "terpotong"),
    ],
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, name: str, content: bytes, said: str) -> None:
    refused = refusal(written(tmp_path / name, content))
    assert refused.code == "F02"
    assert said in str(refused)
    assert name in str(refused)


def test_a_workbook_named_csv_is_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()])
    assert "isinya XLSX" in str(refusal(book.rename(tmp_path / "upah.csv")))


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "upah.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("upah.csv", "KPJ,NIK")
    assert "bukan lembar kerja" in str(refusal(path))


@pytest.mark.parametrize("kept", [30, 50, 90, 99])
def test_a_truncated_workbook_is_refused(tmp_path: Path, kept: int) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj=f"{n:011d}") for n in range(300)])
    content = book.read_bytes()
    refused = refusal(written(book, content[: len(content) * kept // 100]))
    assert (refused.code, "terpotong" in str(refused)) == ("F02", True)


def test_a_workbook_with_one_damaged_byte_is_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj=f"{n:011d}") for n in range(300)])
    with zipfile.ZipFile(book) as parts:
        info = parts.getinfo(SHEET)
    content = bytearray(book.read_bytes())
    content[info.header_offset + 60 + info.compress_size // 2] ^= 0xFF
    assert refusal(written(book, bytes(content))).code == "F02"


def test_a_sheet_that_ends_in_the_middle_of_a_whole_zip_is_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(kpj=f"{n:011d}") for n in range(300)])
    with zipfile.ZipFile(book) as parts:
        sheet = parts.read(SHEET)
    refused = refusal(rewritten(book, SHEET, sheet, sheet[: len(sheet) // 2]))
    assert (refused.code, "rusak" in str(refused)) == ("F02", True)


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(tmp_path: Path, part: str) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()])
    with zipfile.ZipFile(book, "a") as parts:
        parts.writestr(part, b"Sub Hapus()")
    assert "makro" in str(refusal(book))


def test_a_workbook_over_the_limit_is_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()])
    with zipfile.ZipFile(book, "a", zipfile.ZIP_STORED) as parts:
        parts.writestr("docProps/thumbnail.jpeg", random.Random(1).randbytes(10 * 2**20))
    assert "10 MB" in str(refusal(book))


def test_a_workbook_that_swells_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()])
    with zipfile.ZipFile(book, "a", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("xl/sharedStrings2.xml", bytes(3 * 2**20))
    assert "mengembang" in str(refusal(book, limits=Limits(unpacked_bytes=2 * 2**20)))


@pytest.mark.parametrize(
    ("reference", "said"), [("XFD2", "sel XFD2"), ("A1048576", "sel A1048576"), ("BA2", "sel BA2")]
)
def test_one_cell_in_the_far_corner_cannot_fill_the_memory(tmp_path: Path, reference: str, said: str) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(code="P1")])
    refused = refusal(rewritten(book, SHEET, b'r="C2"', f'r="{reference}"'.encode()))
    assert (refused.code, said in str(refused)) == ("F01", True)


@pytest.mark.parametrize("disguise", [b"<x:c\tr = 'XFD2'", b'<c   r="xfd2"', b'<c cm="1" r="XFD2"'])
def test_a_far_cell_is_seen_however_it_is_written(tmp_path: Path, disguise: bytes) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(code="P1")])
    assert "sel XFD2" in str(refusal(rewritten(book, SHEET, b'<c r="C2"', disguise)))


def test_cells_without_addresses_are_refused(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(code="P1")])
    assert "alamat sel" in str(refusal(rewritten(book, SHEET, b'<c r="C2"', b"<c")))


def test_a_formula_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(), wage_row(wage="=E2*2")])
    refused = refusal(book)
    assert (refused.code, "sel E3 berisi rumus" in str(refused)) == ("F04", True)


def test_an_error_value_is_refused_with_its_cell(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row(back_pay="#N/A")])
    refused = refusal(book)
    assert (refused.code, "sel F2 berisi galat" in str(refused)) == ("F04", True)


def test_a_hidden_first_sheet_is_refused(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(WAGES.headers)
    book.create_sheet("Lain")
    book.active.sheet_state = "hidden"
    book.save(tmp_path / "upah.xlsx")
    assert "tersembunyi" in str(refusal(tmp_path / "upah.xlsx"))


def test_windows_1252_is_recognised_and_refused_with_its_line(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row(), wage_row(name="André")], encoding="cp1252")
    said = str(refusal(file))
    assert "baris 3 bukan UTF-8: byte E9" in said
    assert "'é'" in said
    assert "--encoding windows-1252" in said


def test_windows_1252_is_read_when_asked_for(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row(name="André")], encoding="cp1252")
    [batch] = open_table(file, WAGES, encoding="windows-1252").batches()
    assert batch.rows[0][3] == "André"


def test_bytes_that_windows_1252_does_not_know_are_refused(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row(name="X")])
    written(file, file.read_bytes().replace(b"X", b"\x81"))
    assert "byte 81 bukan Windows-1252" in str(refusal(file, encoding="windows-1252"))


def test_a_text_cut_in_the_middle_of_a_letter_is_refused(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row(name="é")])
    written(file, file.read_bytes().split(b"\xc3")[0] + b"\xc3")
    assert "baris 2 bukan UTF-8" in str(refusal(file))


def test_an_encoding_is_refused_for_a_workbook(tmp_path: Path) -> None:
    book = xlsx(tmp_path / "upah.xlsx", WAGES, [wage_row()])
    assert "hanya untuk CSV" in str(refusal(book, encoding="utf-8"))


@pytest.mark.parametrize("wrong", ["latin1", "utf-16", "x"])
def test_an_unknown_encoding_is_wrong_use(tmp_path: Path, wrong: str) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row()])
    with pytest.raises(NoSuchFile, match="windows-1252"):
        open_table(file, WAGES, encoding=wrong)


def test_an_open_quote_is_refused(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row()])
    written(file, file.read_bytes() + b'"1,2,3,4,5,6\r\n' * 3)
    assert "Tanda kutip" in str(refusal(file))


def test_a_line_without_end_is_refused(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row(name="A" * 3_000_000)])
    assert "lebih panjang" in str(refusal(file))


def test_a_missing_file_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(NoSuchFile, match="tidak ada"):
        open_table(tmp_path / "tidak-ada.xlsx", WAGES)


def test_a_csv_that_changes_while_it_is_read_is_refused(tmp_path: Path) -> None:
    file = as_csv(tmp_path / "upah.csv", WAGES, [wage_row()])
    batches = open_table(file, WAGES).batches()
    next(batches)
    written(file, file.read_bytes() + b"x")
    with pytest.raises(FileRefused, match="berubah"):
        list(batches)
