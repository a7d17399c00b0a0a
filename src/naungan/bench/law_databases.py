"""The work of `naungan bench law` inside DuckDB and PostgreSQL: a table in, a table out."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from pyarrow import csv

from naungan.bench.law_people import CHUNK, TARGETS, check
from naungan.database import prepare
from naungan.engines.array_columns import Column, Columns
from naungan.engines.sql import select_sql
from naungan.law.statute import Law

GIVEN = {"wage": "wage", "jkk_class": "jkk_class", "born": "born"}
_HEADER = 19  # bytes before the first row of PostgreSQL's binary COPY
_TRAILER = 2


def duckdb_seconds(inputs: Columns, law: Law) -> float:
    """Best of three, every row checked."""
    statement = select_sql(law.program(TARGETS), "duckdb", GIVEN, "people", keep=["place"])
    with duckdb.connect() as connection:
        connection.register("given", pa.table({"place": np.arange(len(inputs["wage"])), **inputs}))
        connection.execute("CREATE TABLE people AS FROM given")
        seconds = min(_timed(connection, f"CREATE OR REPLACE TABLE owed AS {statement}") for _ in range(3))
        owed: Any = connection.sql("FROM owed")
        check((_of_batch(one) for one in owed.to_arrow_reader(CHUNK)), inputs, law, "DuckDB")
    return seconds


def _of_batch(batch: pa.RecordBatch) -> tuple[Column, Columns]:
    columns = {name: batch.column(name).to_numpy() for name in batch.schema.names}
    return columns.pop("place"), columns


def postgres_seconds(inputs: Columns, law: Law) -> float:
    """Best of three into an unlogged table, with parallel workers; every row checked."""
    prepare()
    from django.db import connection

    statement = select_sql(law.program(TARGETS), "postgres", GIVEN, "bench_people", keep=["place"])
    with connection.cursor() as cursor:
        try:
            _load(cursor, inputs)
            cursor.execute("SET max_parallel_workers_per_gather = 2")
            seconds = min(_owed(cursor, statement) for _ in range(3))
            check(_read_back(cursor), inputs, law, "PostgreSQL")
        finally:
            cursor.execute("DROP TABLE IF EXISTS bench_people, bench_owed")
    return seconds


def _load(cursor: Any, inputs: Columns) -> None:
    cursor.execute("DROP TABLE IF EXISTS bench_people, bench_owed")
    cursor.execute("CREATE UNLOGGED TABLE bench_people (place bigint, wage bigint, born integer, jkk_class smallint)")
    options = csv.WriteOptions(include_header=False)
    with cursor.copy("COPY bench_people (place, wage, jkk_class, born) FROM STDIN (FORMAT csv)") as copy:
        for start in range(0, len(inputs["wage"]), CHUNK):
            part = {name: one[start : start + CHUNK] for name, one in inputs.items()}
            lines = io.BytesIO()
            csv.write_csv(pa.table({"place": np.arange(start, start + len(part["wage"])), **part}), lines, options)
            copy.write(lines.getbuffer())
    cursor.execute("VACUUM ANALYZE bench_people")


def _owed(cursor: Any, statement: str) -> float:
    cursor.execute("DROP TABLE IF EXISTS bench_owed")
    return _timed(cursor, f"CREATE UNLOGGED TABLE bench_owed AS {statement}")


def _timed(connection: Any, statement: str) -> float:
    start = time.perf_counter()
    connection.execute(statement)
    return time.perf_counter() - start


def _read_back(cursor: Any) -> Iterator[tuple[Column, Columns]]:
    """Binary COPY: of every row the number of its cells, then each cell's length and big-endian value."""
    names = ("place", *TARGETS)
    cells = [cell for name in names for cell in ((f"{name}_length", ">i4"), (name, ">i8"))]
    row = np.dtype([("cells", ">i2"), *cells])
    with cursor.copy("COPY bench_owed TO STDOUT (FORMAT binary)") as copy:
        waiting = bytearray()
        header = _HEADER
        for data in copy:
            waiting += bytes(data)[header:]
            header = 0
            if len(waiting) >= CHUNK * row.itemsize:
                yield _of_rows(np.frombuffer(bytes(waiting), dtype=row))
                waiting.clear()
        whole = len(waiting) // row.itemsize * row.itemsize
        if len(waiting) - whole != _TRAILER:
            raise ValueError(f"binary COPY ended with {len(waiting) - whole} bytes of no row")
        yield _of_rows(np.frombuffer(bytes(waiting[:whole]), dtype=row))


def _of_rows(rows: Any) -> tuple[Column, Columns]:
    return rows["place"].astype(np.int64), {name: rows[name].astype(np.int64) for name in TARGETS}
