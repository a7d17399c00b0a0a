"""`naungan bench law`: one month of PU contributions in every engine, every row checked a second way."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from naungan.bench.law_databases import duckdb_seconds, postgres_seconds
from naungan.bench.law_people import CHUNK, TARGETS, check, people
from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.engines.array_columns import Column, Columns
from naungan.engines.arrays import kernel
from naungan.law.explain import explain
from naungan.law.statute import Law, load

MONTH = "2022-12"
PERSON = {"wage": 7_500_000, "jkk_class": 3, "born": 7_533}
_IMPORT = "import time; start = time.perf_counter(); import naungan.law; print(time.perf_counter() - start)"
_CALCULATE = ["calculate", "contribution", "--month", MONTH, "--wage", "7500000", "--class", "III"]


def run(rows: int) -> Measurement:
    """JKK, JKM, JHT and JP of both payers and their total for `rows` workers; best of several runs each.

    `limit_ratio`: rows a second over what the memory bandwidth, measured here by copying, allows for the
    bytes that one row reads and writes.  Raises NotIdentical if any engine gives another rupiah.
    """
    law = load().of_month(MONTH)
    inputs = people(rows)
    out = {name: np.zeros(rows, dtype=np.int64) for name in TARGETS}
    first, seconds, copy = _arrays(law, inputs, out)
    bandwidth = 2 * sum(source.nbytes for source, _ in _pairs(out)) / copy
    peak = peak_rss_mb()
    check(_parts(out), inputs, law, "Numba")
    out.clear()
    return Measurement(
        bench="law",
        rows=rows,
        seconds=seconds,
        peak_rss_mb=peak,
        ratios={"limit_ratio": rows / seconds / (bandwidth / _bytes_per_row(inputs))},
        more={
            "first_seconds": first,
            "copy_gigabytes_per_second": bandwidth / 1e9,
            "duckdb_rows_per_second": rows / duckdb_seconds(inputs, law),
            "postgres_rows_per_second": rows / postgres_seconds(inputs, law),
            **_one_person(law),
            **_start_up(),
        },
    )


def _arrays(law: Law, inputs: Columns, out: Columns) -> tuple[float, float, float]:
    """Seconds of the first run, compilation included, of the best of the next seven, and of the best copy.

    Copies and runs take turns, so that both meet the same neighbours on the machine.
    """
    worker = kernel(law.program(TARGETS))
    first = _seconds(lambda: worker(inputs, out))
    seconds, copies = [], []
    with ThreadPoolExecutor(2) as threads:
        for _ in range(7):
            copies.append(min(_seconds(lambda: _copy(out)), _seconds(lambda: _copy_in_halves(out, threads))))
            seconds.append(_seconds(lambda: worker(inputs, out)))
    return first, min(seconds), min(copies)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _bytes_per_row(inputs: Columns) -> int:
    return sum(one.itemsize for one in inputs.values()) + 8 * len(TARGETS)


def _pairs(columns: Columns) -> list[tuple[Column, Column]]:
    """Every other column with the one that it is copied over."""
    listed = list(columns.values())
    return list(zip(listed[0::2], listed[1::2], strict=False))


def _copy(columns: Columns) -> None:
    for source, target in _pairs(columns):
        np.copyto(target, source)


def _copy_in_halves(columns: Columns, threads: ThreadPoolExecutor) -> None:
    middle = len(next(iter(columns.values()))) // 2
    halves = ({name: one[part] for name, one in columns.items()} for part in (slice(middle), slice(middle, None)))
    list(threads.map(_copy, halves))


def _parts(out: Columns) -> Iterator[tuple[Column, Columns]]:
    rows = len(out["total"])
    for start in range(0, rows, CHUNK):
        end = min(start + CHUNK, rows)
        yield np.arange(start, end), {name: one[start:end] for name, one in out.items()}


def _one_person(law: Law) -> dict[str, float]:
    compiled = law.compile(TARGETS)
    return {
        "one_person_us": _microseconds(lambda: compiled(**PERSON), 5_000),
        "one_person_explained_us": _microseconds(lambda: explain(law, TARGETS, PERSON), 500),
    }


def _microseconds(work: Callable[[], object], times: int) -> float:
    """Of one call, in the best of five rounds."""

    def round_of_calls() -> None:
        for _ in range(times):
            work()

    return min(_seconds(round_of_calls) for _ in range(5)) / times * 1e6


def _start_up() -> dict[str, float]:
    imports = min(float(_process(["-c", _IMPORT]).stdout) for _ in range(5))
    whole = min(_seconds(lambda: _process(["-m", "naungan.cli", *_CALCULATE])) for _ in range(3))
    return {"import_law_seconds": imports, "calculate_process_seconds": whole}


def _process(arguments: list[str]) -> Any:
    return subprocess.run([sys.executable, *arguments], check=True, capture_output=True, text=True)
