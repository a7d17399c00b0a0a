"""One employer's wage file for a month as HR would send it: a real XLSX, with the mistakes HR makes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import connection

from naungan.intake.layouts import WAGES
from naungan.law.months import first_day, month_of
from naungan.registry.minimum_wages import minimum_wage
from naungan.registry.numbers import split_employer_code
from naungan.sandbox.errors import CannotWrite, SandboxMissing
from naungan.wording import rupiah

SHOWN_IN = "64.71"  # Balikpapan
MIDDLING = (20, 200)
LEAST_ROWS = 8

# A Balikpapan employer of middling size without a report of the month; best one that reported the month before.
WITHOUT_REPORT = """
SELECT p.code FROM registry_payer p
JOIN registry_employer e ON e.payer_id = p.id
JOIN registry_region r ON r.id = p.region_id AND r.code = %(region)s
CROSS JOIN LATERAL (
    SELECT count(*) AS people FROM registry_participation q
    WHERE q.payer_id = p.id AND q.during && daterange(%(month)s, %(next_month)s)) AS s
WHERE NOT EXISTS (SELECT 1 FROM intake_wagereport w WHERE w.payer_id = p.id AND w.for_month = %(month)s)
  AND s.people >= %(least_rows)s
ORDER BY s.people NOT BETWEEN %(least)s AND %(most)s, NOT EXISTS (
    SELECT 1 FROM intake_wagereport w WHERE w.payer_id = p.id AND w.for_month = %(month_before)s), p.id
LIMIT 1
"""
WORKERS = """
SELECT coalesce(k.kpj, ''), coalesce(h.nik, ''), 'TK-' || lpad(q.id::text, 7, '0'), upper(h.name), q.wage
FROM registry_participation q
JOIN registry_person h ON h.id = q.person_id
JOIN registry_payer p ON p.id = q.payer_id
LEFT JOIN LATERAL (
    SELECT kpj FROM registry_card k WHERE k.person_id = h.id ORDER BY issued_on DESC, id DESC LIMIT 1) k ON true
WHERE p.code = %(code)s AND q.during && daterange(%(month)s, %(next_month)s) AND h.nationality = 'ID'
  AND (h.died_on IS NULL OR h.died_on >= %(month)s)
ORDER BY q.id
"""
PLACE = """
SELECT p.name, r.code FROM registry_payer p JOIN registry_region r ON r.id = p.region_id
WHERE p.code = %(code)s AND p.kind = 1
"""

Cells = list[str | int]
Parameter = str | int | date
KPJ, NIK, STAFF, NAME, WAGE, BACK_PAY = range(len(WAGES.columns))


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake in the file: the row as the spreadsheet counts it (0: one is missing), and what is wrong."""

    row: int
    what: str


@dataclass(frozen=True, slots=True)
class WageFile:
    """What was written: for whom, which month, where, rows below the header, mistakes."""

    code: str
    name: str
    month: date
    path: Path
    rows: int
    mistakes: tuple[Mistake, ...]


def write_wage_file(month: date, path: Path, code: str | None = None) -> WageFile:
    """Write the wage file of an employer (`code` is NPP or NPP-division) for a month (its first day).

    Without a code an employer of Balikpapan is taken that has not reported the month. Raises
    SandboxMissing where there is no such employer, or one with too few people for every mistake, and
    CannotWrite for a path that is no XLSX or has no folder.
    """
    if path.suffix.lower() != ".xlsx" or not path.parent.is_dir():
        raise CannotWrite(f"Tidak dapat menulis {path}: namanya harus berakhir .xlsx dan foldernya harus sudah ada.")
    chosen = "-".join(split_employer_code(code)) if code else _without_report(month)
    name, region = _place(chosen)
    least = minimum_wage(region, month.year)
    rows: list[Cells] = [[*row, 0] for row in _query(WORKERS, _bounds(month) | {"code": chosen})]
    if len(rows) < LEAST_ROWS:
        raise SandboxMissing(
            f"Pemberi kerja {chosen} hanya mempunyai {len(rows)} pekerja pada {month:%Y-%m}; berkas dengan "
            f"kesalahan memerlukan sedikitnya {LEAST_ROWS}. Pilih NPP lain, atau bangun sandbox yang lebih besar."
        )
    mistakes = _spoil(rows, least.rupiah if least else int(rows[0][WAGE]))
    _write(path, rows)
    return WageFile(chosen, name, month, path, len(rows), mistakes)


def _without_report(month: date) -> str:
    least, most = MIDDLING
    bounds: dict[str, Parameter] = {"region": SHOWN_IN, "least": least, "most": most, "least_rows": LEAST_ROWS}
    found = _query(WITHOUT_REPORT, _bounds(month) | bounds)
    if not found:
        raise SandboxMissing(
            f"Tidak ada pemberi kerja di Balikpapan yang belum melaporkan {month:%Y-%m}. "
            "Bangun dahulu: naungan sandbox build --scale 0.01 --from 2022-10 --to 2023-03"
        )
    return str(found[0][0])


def _place(code: str) -> tuple[str, str]:
    found = _query(PLACE, {"code": code})
    if not found:
        raise SandboxMissing(f"Pemberi kerja {code} tidak terdaftar di basis data ini. Tulis NPP, misalnya KI000354.")
    name, region = found[0]
    return str(name), str(region)


def _bounds(month: date) -> dict[str, Parameter]:
    number = month_of(month)
    return {"month": month, "month_before": first_day(number - 1), "next_month": first_day(number + 1)}


def _round_nik(rows: list[Cells], _: int) -> Mistake:
    """A number instead of text: the spreadsheet keeps fifteen digits. No card number says who it is."""
    rows[1][KPJ], rows[1][NIK] = "", int(str(rows[1][NIK])[:15] + "0")
    return Mistake(3, "NIK sebagai angka, dibulatkan lembar kerja")


def _write_words(rows: list[Cells], _: int) -> Mistake:
    rows[2][WAGE] = rupiah(int(rows[2][WAGE])).replace("\u00a0", " ")
    return Mistake(4, f"upah tertulis {rows[2][WAGE]!r}")


def _pay_too_little(rows: list[Cells], least: int) -> Mistake:
    rows[3][WAGE] = least * 85 // 100 // 1000 * 1000
    return Mistake(5, "upah di bawah upah minimum")


def _count_in_thousands(rows: list[Cells], _: int) -> Mistake:
    rows[4][WAGE] = 950
    return Mistake(6, "upah dalam ribuan")


def _repeat(rows: list[Cells], _: int) -> Mistake:
    rows.append(list(rows[5]))
    return Mistake(len(rows) + 1, "orang yang sama dengan baris 7")


def _add_stranger(rows: list[Cells], least: int) -> Mistake:
    """A NIK that can be one, of nobody in the registry: a serial that no sandbox reaches."""
    rows.append(["", "6471011708909876", "TK-BARU", "PEKERJA YANG BELUM TERDAFTAR", least, 0])
    return Mistake(len(rows) + 1, "pekerja yang belum terdaftar")


def _leave_out(rows: list[Cells], _: int) -> Mistake:
    name = rows.pop(6)[NAME]
    return Mistake(0, f"{name} tidak ada di berkas")


# In this order, because leaving a row out and adding rows moves the others.
MISTAKES: tuple[Callable[[list[Cells], int], Mistake], ...] = (
    _leave_out,
    _round_nik,
    _write_words,
    _pay_too_little,
    _count_in_thousands,
    _repeat,
    _add_stranger,
)


def _spoil(rows: list[Cells], least: int) -> tuple[Mistake, ...]:
    return tuple(mistake(rows, least) for mistake in MISTAKES)


def _write(path: Path, rows: list[Cells]) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Upah")
    sheet.write_row(0, 0, WAGES.headers, book.add_format({"bold": True}))
    text = book.add_format({"num_format": "@"})
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(number, column, cell, text)
            else:
                sheet.write_number(number, column, cell)
    sheet.autofit()
    book.close()


def _query(query: str, parameters: Mapping[str, Parameter]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())
