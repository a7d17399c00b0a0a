"""A file of many rows takes no more memory than one of an eighth of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection
from tests.factories import an_employer

from naungan.registry.models import Payer
from naungan.registry.regions import load_regions

IMPORT = """
import json, resource, sys
from datetime import date
from pathlib import Path
from naungan.database import prepare
prepare()
from naungan.intake.wages import import_wages
outcome = import_wages(Path(sys.argv[1]), employer=sys.argv[2], month=date(2022, 12, 1), today=date(2022, 12, 20),
                       result=Path(sys.argv[3]) if len(sys.argv) > 3 else None)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"peak": peak, "rows": outcome.rows, "stored": outcome.stored, "hard": outcome.hard}))
"""
PEOPLE = """
INSERT INTO registry_person (nik, passport, name, born_on, sex)
SELECT '6471010107' || lpad(n::text, 6, '0'), '', 'Orang ' || n, '1990-07-01', 'L' FROM generate_series(1, %s) n
"""
WORK = """
INSERT INTO registry_participation (person_id, payer_id, segment, programmes, region_id, during, wage)
SELECT h.id, p.id, 1, 15, p.region_id, '[2022-01-01,)', 5000000
FROM registry_person h, registry_payer p WHERE p.id = %s
"""


def staffed(workers: int) -> Payer:
    """An employer with so many workers."""
    load_regions()
    payer = an_employer()
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [workers])
        cursor.execute(WORK, [payer.pk])
        cursor.execute("VACUUM ANALYZE")
    return payer


def imported(url: str, payer: Payer, folder: Path, rows: int, *result: Path) -> dict[str, int]:
    """Import a file in a process of its own, every tenth wage of which is no number."""
    file = folder / f"{rows}.csv"
    with file.open("w") as lines:
        lines.write("KPJ,NIK,KODE_TK,NAMA_LENGKAP,UPAH,RAPEL\n")
        for n in range(1, rows + 1):
            lines.write(f",6471010107{n % 1_000_000:06d},,Orang {n},{'x' if n % 10 == 0 else 5_100_000},0\n")
    done = subprocess.run(
        [sys.executable, "-c", IMPORT, str(file), payer.code, *map(str, result)],
        env={"DATABASE_URL": url, "PATH": "", "NAUNGAN_HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    said: dict[str, int] = json.loads(done.stdout)
    return said


@pytest.mark.slow
def test_eight_times_the_rows_take_no_more_memory(own_database: str, tmp_path: Path) -> None:
    payer = staffed(400_000)
    small = imported(own_database, payer, tmp_path, 50_000)
    large = imported(own_database, payer, tmp_path, 400_000)
    assert (small["rows"], small["hard"]) == (50_000, 5_000)
    assert (large["rows"], large["hard"], large["stored"]) == (400_000, 40_000, 315_000)
    assert large["peak"] <= small["peak"] + 20  # 60 bytes a row would show


@pytest.mark.slow
def test_the_result_of_many_rows_takes_no_more_memory_either(own_database: str, tmp_path: Path) -> None:
    payer = staffed(100_000)
    without = imported(own_database, payer, tmp_path, 99_999)
    written = imported(own_database, payer, tmp_path, 100_000, tmp_path / "hasil.xlsx")
    assert written["peak"] <= without["peak"] + 60
