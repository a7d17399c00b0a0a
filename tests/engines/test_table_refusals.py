"""What a table must not hold: said with the row, the column, what was read and what to do."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from naungan.engines.errors import TableRefused, TableWrongUse
from naungan.engines.tables import compute
from naungan.law.errors import LawError

DECEMBER = date(2022, 12, 1)
GOOD = {"upah": [5_000_000, 4_000_000], "kelas_jkk": [2, 1]}


def computed(folder: Path, columns: dict[str, object]) -> Path:
    source = folder / "in.parquet"
    parquet.write_table(pa.table(columns), source)
    compute(source, folder / "out.parquet", DECEMBER)
    return folder / "out.parquet"


def written(folder: Path, text: str | bytes, name: str = "in.csv") -> Path:
    source = folder / name
    source.write_bytes(text.encode() if isinstance(text, str) else text)
    return source


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"upah": [5_000_000, None]}, "Baris data 2, kolom upah: kosong; isi selnya, atau hapus barisnya."),
        ({"upah": [-1, 5]}, "Baris data 1, kolom upah: terbaca -1; isi dengan nol atau lebih"),
        ({"upah": [5e6, 4e6]}, "Kolom upah berjenis double; ubah menjadi bilangan bulat"),
        ({"upah": [Decimal("5.0"), Decimal("4.0")]}, r"Kolom upah berjenis decimal128\(2, 1\)"),
        ({"upah": ["5000000", "5.000.000"]}, "Baris data 2, kolom upah: terbaca '5.000.000'; tulis bilangan bulat"),
        ({"upah": ["5000000", "lima juta"]}, "Baris data 2, kolom upah: terbaca 'lima juta'"),
        ({"upah": ["5e6", "1"]}, "terbaca '5e6'"),
        ({"upah": ["", "1"]}, "Baris data 1, kolom upah: kosong"),
        ({"upah": [10**15, 1]}, "terbaca 1000000000000000; paling besar 249.280.325.320.385"),
        ({"upah": pa.array([2**63, 1], pa.uint64())}, "terbaca 9223372036854775808; paling besar"),
        (
            {"kelas_jkk": [1, 6]},
            "Baris data 2, kolom kelas_jkk: terbaca 6; isi dengan kelas 1 sampai 5 atau I",
        ),
        ({"kelas_jkk": ["I", "VI"]}, "terbaca 'VI'; isi dengan kelas 1 sampai 5"),
        ({"kelas_jkk": [1.0, 2.0]}, "Kolom kelas_jkk berjenis double; isi dengan kelas"),
        ({"tanggal_lahir": ["1990-08-17", "17/08/1990"]}, "terbaca '17/08/1990'; tulis tanggal yang ada, TTTT-BB-HH"),
        ({"tanggal_lahir": ["1990-08-17", "1991-02-29"]}, "Baris data 2, kolom tanggal_lahir: terbaca '1991-02-29'"),
        ({"tanggal_lahir": [7533, 0]}, "Kolom tanggal_lahir berjenis int64; ubah menjadi tanggal"),
        ({"tanggal_lahir": [datetime(1990, 8, 17, tzinfo=UTC)] * 2}, "Kolom tanggal_lahir berjenis timestamp"),
        ({"wna": ["ya", "mungkin"]}, "Baris data 2, kolom wna: terbaca 'mungkin'; isi dengan ya atau tidak"),
        ({"wna": [0, 2]}, "Baris data 2, kolom wna: terbaca 2; isi dengan ya"),
        ({"wna": [0.0, 1.0]}, "Kolom wna berjenis double; isi dengan ya"),
    ],
)
def test_a_cell_that_is_no_answer_is_refused(tmp_path: Path, changed: dict[str, object], said: str) -> None:
    with pytest.raises(TableRefused, match=said):
        computed(tmp_path, {**GOOD, **changed})
    assert os.listdir(tmp_path) == ["in.parquet"]


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        (
            {"kelas_jkk": [1]},
            "Kolom upah sebulan.* tidak ada. Beri nama salah satu dari: wage, upah",
        ),
        ({"upah": [1], "kelas": [1]}, "wage|jkk_class, kelas_jkk, kelompok_risiko. Kolom yang terbaca: upah, kelas"),
        ({"upah": [1], "Wage": [1], "kelas_jkk": [1]}, "Kolom upah dan Wage sama-sama berarti upah sebulan"),
        ({"upah": [1], "kelas_jkk": [1], "total": [1]}, "Kolom total akan ditambahkan, tetapi sudah ada"),
    ],
)
def test_columns_that_do_not_fit_are_wrong_use(tmp_path: Path, columns: dict[str, object], said: str) -> None:
    with pytest.raises(TableWrongUse, match=said):
        computed(tmp_path, columns)


def test_two_columns_of_one_name_are_wrong_use(tmp_path: Path) -> None:
    source = written(tmp_path, "upah,kelas_jkk,cabang,cabang\n5,1,A,B\n")
    with pytest.raises(TableWrongUse, match="Kolom cabang ada lebih dari satu"):
        compute(source, tmp_path / "out.csv", DECEMBER)


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        (b"<!DOCTYPE html><table>", "in.csv", r"berakhiran \.csv, tetapi isinya HTML\. Simpan ulang sebagai CSV"),
        (b"\n  <html>", "in.csv", "tetapi isinya HTML"),
        (b"PK\x03\x04rest", "in.csv", "tetapi isinya XLSX"),
        (b"PAR1rest", "in.csv", "tetapi isinya Parquet"),
        (b"", "in.csv", "kosong"),
        (b"upah,kelas_jkk\n5,1\n", "in.parquet", "rusak atau terpotong"),
        (b"PAR1 and no more", "in.parquet", "rusak atau terpotong"),
        (b"ARROW1 and no more", "in.arrow", "rusak atau terpotong"),
        ("upah,kelas_jkk,nama\n5,1,Andr\u00e9\n".encode("cp1252"), "in.csv", "bukan UTF-8"),
        ("upah,kelas_jkk,nam\u00e9\n5,1,A\n".encode("cp1252"), "in.csv", "bukan UTF-8"),
        (b"upah,kelas_jkk\n5,1\n5,1,7\n", "in.csv", "rusak atau terpotong"),
    ],
)
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, text: bytes, name: str, said: str) -> None:
    source = written(tmp_path, text, name)
    with pytest.raises(TableRefused, match=said):
        compute(source, tmp_path / "out.csv", DECEMBER)
    assert os.listdir(tmp_path) == [name]


def test_a_parquet_cut_off_in_the_middle_is_refused(tmp_path: Path) -> None:
    parquet.write_table(pa.table(GOOD), tmp_path / "in.parquet")
    whole = (tmp_path / "in.parquet").read_bytes()
    written(tmp_path, whole[: len(whole) // 2], "in.parquet")
    with pytest.raises(TableRefused, match="rusak atau terpotong"):
        compute(tmp_path / "in.parquet", tmp_path / "out.csv", DECEMBER)


@pytest.mark.parametrize(
    ("source", "destination", "said"),
    [
        ("in.xlsx", "out.csv", r"Akhiran berkas in\.xlsx tidak dikenal"),
        ("in.csv", "out.xlsx", r"Akhiran berkas out\.xlsx tidak dikenal"),
        ("missing.csv", "out.csv", "missing.csv tidak ada"),
        ("in.csv", "nowhere/out.csv", "nowhere tidak ada"),
        ("in.csv", "in.csv", "Keluaran sama dengan masukan"),
    ],
)
def test_a_file_named_wrongly_is_wrong_use(tmp_path: Path, source: str, destination: str, said: str) -> None:
    written(tmp_path, "upah,kelas_jkk\n5,1\n")
    with pytest.raises(TableWrongUse, match=said):
        compute(tmp_path / source, tmp_path / destination, DECEMBER)
    assert os.listdir(tmp_path) == ["in.csv"]


def test_a_segment_that_is_none_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(TableWrongUse, match=r"Segmen terbaca 'asn'\. Pilih pu, bpu"):
        compute(tmp_path / "in.csv", tmp_path / "out.csv", DECEMBER, "asn")


def test_a_month_before_the_law_is_refused(tmp_path: Path) -> None:
    source = written(tmp_path, "upah,kelas_jkk\n5,1\n")
    with pytest.raises(LawError, match="berlaku"):
        compute(source, tmp_path / "out.csv", date(2015, 6, 1))


def test_a_refusal_late_in_the_file_names_its_row_and_leaves_the_old_result(tmp_path: Path) -> None:
    rows = 200_000
    wage = [5_000_000] * rows
    wage[150_000] = -7
    parquet.write_table(pa.table({"upah": wage, "kelas_jkk": [1] * rows}), tmp_path / "in.parquet")
    (tmp_path / "out.csv").write_text("hasil lama", "utf-8")
    with pytest.raises(TableRefused, match=r"Baris data 150\.001, kolom upah: terbaca -7"):
        compute(tmp_path / "in.parquet", tmp_path / "out.csv", DECEMBER)
    assert (tmp_path / "out.csv").read_text("utf-8") == "hasil lama"
    assert sorted(os.listdir(tmp_path)) == ["in.parquet", "out.csv"]


def test_a_column_that_a_csv_cannot_hold_is_refused(tmp_path: Path) -> None:
    parquet.write_table(pa.table({**GOOD, "daftar": [[1], [2]]}), tmp_path / "in.parquet")
    with pytest.raises(TableRefused, match="CSV tidak dapat menyimpan salah satu kolom"):
        compute(tmp_path / "in.parquet", tmp_path / "out.csv", DECEMBER)
    assert os.listdir(tmp_path) == ["in.parquet"]
