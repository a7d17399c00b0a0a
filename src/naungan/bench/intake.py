"""`naungan bench intake`: a wage file as CSV and as XLSX, judged and stored, beside its bare reading."""

from __future__ import annotations

import csv
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.bench.own_database import own_database
from naungan.bench.own_database import run as sql
from naungan.database import prepare
from naungan.errors import Refused

DATABASE = "naungan_bench_intake"
EMPLOYER = "KT000001"
TODAY = date(2024, 12, 31)
MONTHS = tuple(date(2023 + n // 12, n % 12 + 1, 1) for n in range(24))
RUNS = 5
MOST_XLSX_ROWS = 100_000
FAULTY = 200  # one row in so many has something wrong with it

PAYER = """
WITH payer AS (
    INSERT INTO registry_payer (kind, code, name, region_id, life, registered_on)
    SELECT 1, %(code)s, 'PT Besar', id, '[2015-07-01,)', '2015-07-01' FROM registry_region WHERE code = '64.71'
    RETURNING id
)
INSERT INTO registry_employer (payer_id, npp, division, scale) SELECT id, %(npp)s, '000', 'large' FROM payer
"""
PEOPLE = """
WITH born AS (
    SELECT n, date '1970-01-01' + (n %% 12000)::int AS born_on FROM generate_series(1, %(rows)s) n
)
INSERT INTO registry_person (nik, passport, name, born_on, sex)
SELECT '647101' || to_char(born_on, 'DDMMYY') || lpad((n / 12000 + 1)::text, 4, '0'), '',
       (ARRAY['Siti Aminah', 'Budi Santoso', 'Nur Hidayah', 'Muhammad Rizky', 'Dewi Lestari'])[n %% 5 + 1]
           || ' ' || (ARRAY['Putri', 'Wijaya', 'Rahman', 'Saputra', 'Utami', 'Hasan', 'Lubis'])[n %% 7 + 1],
       born_on, 'L'
FROM born
"""
CARDS = """
INSERT INTO registry_card (kpj, person_id, issued_on) SELECT '20' || lpad(id::text, 9, '0'), id, '2020-01-01'
FROM registry_person
"""
PARTICIPATIONS = """
INSERT INTO registry_participation (person_id, payer_id, segment, programmes, region_id, during, wage)
SELECT h.id, p.id, 1, 15, p.region_id, '[2020-01-01,)', 3500000 + h.id %% 5000 * 1000
FROM registry_person h CROSS JOIN registry_payer p
"""
# As an HR system prints it: by name, not in the order of our tables.
LINES = """
SELECT c.kpj, h.nik, 'TK-' || lpad(p.id::text, 7, '0'), h.name, p.wage, 0 FROM registry_participation p
JOIN registry_person h ON h.id = p.person_id JOIN registry_card c ON c.person_id = h.id ORDER BY h.name, h.nik
"""


class NotStored(Refused):
    """An import that was to be measured did not store what it should have."""


def run(rows: int) -> Measurement:
    """Import a file of `rows` workers of one employer as CSV, and of at most 100,000 as XLSX.

    Best of five, each for another month against the month before, the last of which was just
    reported; one row in 200 has a fault. `bare_read_ratio`: the whole XLSX import over the bare reading
    of the same file. `peak_rss_mb` is that of the CSV imports.
    """
    prepare()
    with own_database(DATABASE), tempfile.TemporaryDirectory() as folder:
        _build(rows)
        months = iter(MONTHS)
        as_csv, as_xlsx = Path(folder, "upah.csv"), Path(folder, "upah.xlsx")
        _write_csv(as_csv)
        _import(as_csv, next(months))  # what a month in use looks like: last month is known
        csv_seconds = min(_import(as_csv, next(months)) for _ in range(RUNS))
        csv_rss = peak_rss_mb()
        xlsx_rows = _write_xlsx(as_xlsx)
        _import(as_xlsx, next(months))
        xlsx_rss = peak_rss_mb()
        # In turn, so that whatever else the machine does weighs on both.
        turns = [(_import(as_xlsx, next(months)), _timed(lambda: _bare_read(as_xlsx))) for _ in range(RUNS)]
        xlsx_seconds, bare = (min(seconds) for seconds in zip(*turns, strict=True))
    return Measurement(
        bench="intake",
        rows=rows,
        seconds=csv_seconds,
        peak_rss_mb=csv_rss,
        ratios={"bare_read_ratio": xlsx_seconds / bare},
        more={
            "csv_rows_per_second": rows / csv_seconds,
            "xlsx_rows": xlsx_rows,
            "xlsx_seconds": xlsx_seconds,
            "xlsx_rows_per_second": xlsx_rows / xlsx_seconds,
            "xlsx_peak_rss_mb": xlsx_rss,
            "bare_read_seconds": bare,
        },
    )


def _build(rows: int) -> None:
    """One employer with so many workers, and what a database does by itself in the days after."""
    from naungan.registry.regions import load_regions

    load_regions()
    sql(PAYER, {"code": f"{EMPLOYER}-000", "npp": EMPLOYER})
    sql(PEOPLE, {"rows": rows})
    sql(CARDS, {})
    sql(PARTICIPATIONS, {})
    sql("VACUUM (ANALYZE)")
    sql("CHECKPOINT")


def _lines(most: int | None = None) -> Iterator[list[object]]:
    """The rows of the file; now and then a wage that is no number, or one that moved a lot."""
    from django.db import connection, transaction

    with transaction.atomic(), connection.connection.cursor(name="lines") as cursor:
        cursor.itersize = 10_000
        cursor.execute(LINES)
        for number, row in enumerate(cursor):
            if most is not None and number >= most:
                return
            line = list(row)
            if number % FAULTY == 0:
                line[4] = "Rp 3.500.000" if number % (2 * FAULTY) else line[4] * 2
            yield line


def _write_csv(path: Path) -> None:
    from naungan.intake.layouts import WAGES

    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(WAGES.headers)
        writer.writerows(_lines())


def _write_xlsx(path: Path) -> int:
    """Write the file as a spreadsheet program does, strings shared; rows written."""
    import xlsxwriter

    from naungan.intake.layouts import WAGES

    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, WAGES.headers)
        rows = 0
        for rows, line in enumerate(_lines(MOST_XLSX_ROWS), start=1):
            for place, cell in enumerate(line):
                if isinstance(cell, int):
                    sheet.write_number(rows, place, cell)
                elif cell:
                    sheet.write_string(rows, place, str(cell))
    return rows


def _import(path: Path, month: date) -> float:
    """Seconds to import the file for a month, committed. Raises NotStored unless every good row is in."""
    from naungan.intake.wages import import_wages

    started = time.perf_counter()
    outcome = import_wages(path, employer=EMPLOYER, month=month, today=TODAY)
    seconds = time.perf_counter() - started
    if outcome.stored != outcome.rows - outcome.hard:
        raise NotStored(f"{path.name}: {outcome.stored} of {outcome.rows} rows stored, {outcome.hard} refused")
    return seconds


def _bare_read(path: Path) -> None:
    from python_calamine import CalamineWorkbook

    CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
