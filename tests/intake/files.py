"""Files as HR makes them: real XLSX and CSV, written in the test."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl

from naungan.intake.layouts import BPU, SPONSORED, WAGES, WORKERS, Layout

Cells = Sequence[object]


def xlsx(path: Path, layout: Layout, rows: Iterable[Cells], header: Sequence[object] | None = None) -> Path:
    """A workbook with the header of the layout (or another) and these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(list(layout.headers if header is None else header))
    for row in rows:
        sheet.append(list(row))
    book.save(path)
    return path


def as_csv(
    path: Path, layout: Layout, rows: Iterable[Cells], *, delimiter: str = ",", encoding: str = "utf-8"
) -> Path:
    """A CSV with the header of the layout and these rows."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(layout.headers)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


def wage_row(
    kpj: object = "", nik: object = "", name: object = "Siti Aminah", wage: object = 5_000_000,
    back_pay: object = 0, code: object = "",
) -> list[object]:  # fmt: skip
    """A row of the wage file; ordinary cells unless told."""
    return [kpj, nik, code, name, wage, back_pay]


def worker_row(**cells: object) -> list[object]:
    """A good row of the new-worker file for December 2022; cells by header replace it."""
    ordinary: dict[str, object] = {
        "NO_PEGAWAI": "P-1",
        "NAMA_LENGKAP": "Dewi Lestari",
        "HP": "081234567890",
        "EMAIL": "dewi@contoh.co.id",
        "TANGGAL_LAHIR": "17/08/1990",
        "NAMA_IBU_KANDUNG": "Fatimah",
        "JENIS_IDENTITAS": "KTP",
        "NO_IDENTITAS": "6471015708900001",
        "JENIS_KELAMIN": "P",
        "TANGGAL_KEPESERTAAN": "2022-12-01",
        "KODE_NEGARA": "ID",
        "UPAH": "4000000",
        "LOKASI_PEKERJAAN": "64.71",
        "STATUS_PEGAWAI": "PKWTT",
        "TGL_AWAL_BEKERJA": "2022-12-01",
        "RAPEL": "",
        "NATIONALITY": "WNI",
    }
    return _row(WORKERS, ordinary | cells)


def bpu_row(**cells: object) -> list[object]:
    """A good row of the list of self-paying people for December 2022; cells by header replace it."""
    ordinary: dict[str, object] = {
        "NIK": "6471015708900001",
        "NAMA_LENGKAP": "Dewi Lestari",
        "TANGGAL_LAHIR": "17/08/1990",
        "JENIS_KELAMIN": "P",
        "NAMA_IBU_KANDUNG": "Fatimah",
        "HP": "081234567890",
        "KODE_KABUPATEN": "64.71",
        "PEKERJAAN": "Pedagang",
        "PENGHASILAN": "1500000",
        "PROGRAM": "JKK+JKM",
        "TANGGAL_KEPESERTAAN": "2022-12-01",
    }
    return _row(BPU, ordinary | cells)


def sponsored_row(**cells: object) -> list[object]:
    """A good row of a sponsor's list for December 2022; cells by header replace it."""
    ordinary: dict[str, object] = {
        "nik": "6471015708900001",
        "nama": "Dewi Lestari",
        "tanggal_lahir": "17/08/1990",
        "jenis_kelamin": "P",
        "kode_desa": "64.71.01.1001",
        "pekerjaan": "Nelayan",
        "sumber_data": "DTSEN",
        "penanggung": "PEMDA-64.71",
        "periode_mulai": "2022-12-01",
    }
    return _row(SPONSORED, ordinary | cells)


def _row(layout: Layout, cells: dict[str, object]) -> list[object]:
    unknown = set(cells) - set(layout.headers)
    assert not unknown, f"no such column: {unknown}"
    return [cells.get(header, "") for header in layout.headers]


def rewritten(path: Path, part: str, old: bytes, new: bytes) -> Path:
    """The same workbook with some bytes of a part replaced."""
    parts = {}
    with zipfile.ZipFile(path) as book:
        for name in book.namelist():
            parts[name] = book.read(name)
    assert old in parts[part]
    parts[part] = parts[part].replace(old, new)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


SHEET = "xl/worksheets/sheet1.xml"

__all__ = [
    "BPU",
    "SHEET",
    "SPONSORED",
    "WAGES",
    "WORKERS",
    "as_csv",
    "bpu_row",
    "rewritten",
    "sponsored_row",
    "wage_row",
    "worker_row",
    "xlsx",
]
