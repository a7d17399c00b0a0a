"""An empty file to fill in: header, text columns, drop-down lists, and a sheet that explains."""

from __future__ import annotations

from pathlib import Path

import xlsxwriter

from naungan.intake.layouts import LAYOUTS, Column
from naungan.intake.limits import LIMITS
from naungan.intake.models import UploadKind
from naungan.intake.result import placing

VERSION = "1"
_FILLED_ROWS = 10_000
_INSTRUCTIONS = (
    "Isi mulai baris 2; jangan mengubah, memindahkan, atau menghapus judul kolom di baris 1.",
    "NIK, KPJ, dan nomor HP ditulis sebagai teks: kolomnya sudah berformat Teks.",
    "Upah ditulis angka saja, rupiah penuh: 3500000.",
    "Tanggal ditulis HH/BB/TTTT atau sebagai tanggal Excel.",
    "Jangan memakai rumus: salin, lalu Tempel Khusus > Nilai.",
    f"Simpan sebagai .xlsx, paling besar {LIMITS.xlsx_bytes >> 20} MB; lebih besar dari itu sebagai CSV UTF-8.",
)


def write_template(kind: UploadKind, path: Path) -> Path:
    """Write the empty file of a kind as XLSX. Raises NoSuchFile where it cannot be written."""
    layout = LAYOUTS[kind]
    with placing(path, path.parent / "none") as draft:
        assert draft is not None
        with xlsxwriter.Workbook(str(draft)) as book:
            sheet = book.add_worksheet("Data")
            formats = {
                "bold": book.add_format({"bold": True, "bg_color": "#DDEBF7", "num_format": "@"}),
                "text": book.add_format({"num_format": "@"}),
            }
            for place, column in enumerate(layout.columns):
                _write_column(sheet, place, column, formats)
            sheet.freeze_panes(1, 0)
            _write_instructions(book, layout.columns, formats)
            version = book.add_worksheet("_versi")
            version.write_string(0, 0, f"{layout.kind.value} {VERSION}")
            version.very_hidden()
    return path


def _write_column(
    sheet: xlsxwriter.worksheet.Worksheet, place: int, column: Column, formats: dict[str, object]
) -> None:
    sheet.set_column(place, place, max(10, len(column.header) + 2), formats["text"] if column.as_text else None)
    sheet.write_string(0, place, column.header, formats["bold"])
    if column.choices:
        sheet.data_validation(
            1,
            place,
            _FILLED_ROWS,
            place,
            {
                "validate": "list",
                "source": list(column.choices),
                "error_title": column.header,
                "error_message": f"Pilih {' atau '.join(column.choices)}.",
            },
        )


def _write_instructions(book: xlsxwriter.Workbook, columns: tuple[Column, ...], formats: dict[str, object]) -> None:
    sheet = book.add_worksheet("Petunjuk")
    for line, text in enumerate(_INSTRUCTIONS):
        sheet.write_string(line, 0, text)
    top = len(_INSTRUCTIONS) + 1
    for place, name in enumerate(("Kolom", "Wajib", "Arti", "Contoh")):
        sheet.write_string(top, place, name, formats["bold"])
    for line, column in enumerate(columns, start=top + 1):
        required = "ya" if column.required else ""
        for place, text in enumerate((column.header or "(kosong)", required, column.meaning, column.example)):
            sheet.write_string(line, place, text)
    sheet.set_column(0, 0, 28)
    sheet.set_column(2, 3, 48)
