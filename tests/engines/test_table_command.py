"""`naungan law table` at a terminal, and in little memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest
from pyarrow import csv

from naungan.engines.commands import table
from naungan.errors import WrongUse

MEASURED = r"""
import re, sys
from datetime import date
from pathlib import Path
from naungan.engines.tables import compute
compute(Path(sys.argv[1]), Path(sys.argv[2]), date(2022, 12, 1))
print(int(re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())[1]) // 1024)
"""


def people(path: Path, rows: int) -> Path:
    places = np.arange(rows)
    columns = {"nama": np.char.add("pekerja ", places.astype(str)), "upah": places * 7919 % 20_000_000}
    csv.write_csv(pa.table({**columns, "kelas_jkk": places % 5 + 1}), path)
    return path


def megabytes(source: Path, destination: Path) -> int:
    command = [sys.executable, "-c", MEASURED, str(source), str(destination)]
    return int(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def test_the_command_says_what_it_wrote_and_what_it_took_for_granted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table(people(tmp_path / "in.csv", 1234), tmp_path / "out.parquet", "2022-12")
    said = capsys.readouterr().err
    assert "1.234 baris ditulis ke" in said
    assert "Tanpa kolom, dianggap biasa: upah yang dibayar untuk bulan itu (dasar JP), tanggal lahir" in " ".join(
        said.split()
    )


@pytest.mark.parametrize("month", ["2022-13", "12-2022", "Desember"])
def test_a_month_written_otherwise_is_wrong_use(tmp_path: Path, month: str) -> None:
    with pytest.raises(WrongUse, match="Tulis TTTT-BB"):
        table(tmp_path / "in.csv", tmp_path / "out.csv", month)


@pytest.mark.slow
def test_ten_times_the_rows_need_no_more_memory(tmp_path: Path) -> None:
    some = megabytes(people(tmp_path / "some.csv", 300_000), tmp_path / "some.parquet")
    many = megabytes(people(tmp_path / "many.csv", 3_000_000), tmp_path / "many.parquet")
    assert many < some * 1.3
