"""The rows of a file on their way: prepared ahead in a thread, copied into a temporary table in batches."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

from django.utils.translation import activate, get_language
from django.utils.translation import gettext as _

from naungan.intake.ahead import ahead
from naungan.intake.catalogue import Finding, found
from naungan.intake.errors import FileRefused
from naungan.intake.layouts import Layout
from naungan.intake.read import Batch, Table, open_table
from naungan.intake.uploads import Policy, Receipt
from naungan.web.sentences import Part

Cursor: TypeAlias = Any
_COPY_FINDINGS = """
COPY intake_finding (upload_id, row, level, code, "column", read, words, advice, parts, waits) FROM STDIN
"""
_LONGEST_READ = 200
_BATCHES_TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Prepared:
    """A batch judged cell by cell: its lines for COPY by table (tab between cells, empty for NULL) and findings."""

    rows: int
    lines: Mapping[str, str]
    findings: Sequence[Finding]


Prepare: TypeAlias = Callable[[Batch], Prepared]


@contextmanager
def reading(
    path: Path, layout: Layout, encoding: str | None
) -> Iterator[tuple[Callable[[], Table], Callable[[Prepare], Iterator[Prepared]]]]:
    """Open a file and judge its cells in a thread of its own, while the caller asks the database.

    Yields how to wait for the opened table (with the errors of `open_table`), and how to begin judging.
    """
    # A thread begins in the ordinary language; this one refuses in that of whoever is served.
    pool = ThreadPoolExecutor(1, "naungan-read-ahead", initializer=activate, initargs=(get_language(),))
    try:
        opening = pool.submit(open_table, path, layout, encoding=encoding)
        yield opening.result, lambda prepare: ahead(pool, _preparing(opening.result(), prepare))
    finally:
        pool.shutdown(cancel_futures=True)


def _preparing(table: Table, prepare: Prepare) -> Iterator[Prepared]:
    """Every batch of a file judged cell by cell, several of them together.

    Each hand-over to the thread that copies costs a switch of threads, far more than a batch.
    """
    batches = (_prepared(batch, len(table.header), prepare) for batch in table.batches())
    while several := list(islice(batches, _BATCHES_TOGETHER)):
        tables = dict.fromkeys(table for one in several for table in one.lines)
        yield Prepared(
            sum(one.rows for one in several),
            {table: "".join(one.lines.get(table, "") for one in several) for table in tables},
            [finding for one in several for finding in one.findings],
        )


def _prepared(batch: Batch, width: int, prepare: Prepare) -> Prepared:
    """A batch judged cell by cell; rows with too many or too few cells are only reported."""
    prepared = prepare(batch) if batch.numbers else Prepared(0, {}, ())
    uneven = [found(number, "F03", "", " | ".join(cells), n=len(cells), m=width) for number, cells in batch.uneven]
    return Prepared(prepared.rows + len(uneven), prepared.lines, [*prepared.findings, *uneven])


def fresh(cursor: Cursor, table: str, columns: str) -> None:
    """A new, empty temporary table that goes with the transaction."""
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    cursor.execute(f"CREATE TEMP TABLE {table} ({columns}) ON COMMIT DROP")


def fresh_as(cursor: Cursor, table: str, query: str, parameters: object = None) -> int:
    """A new temporary table of a query's rows, and how many they are."""
    cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{table}")
    cursor.execute(f"CREATE TEMP TABLE {table} ON COMMIT DROP AS {query}", parameters)
    return int(cursor.rowcount)


def load(
    cursor: Cursor,
    batches: Iterator[Prepared],
    receipt: Receipt,
    policy: Policy,
) -> int:
    """Copy the prepared rows into their tables, and what was found in their cells into the record; rows read.

    A file that only confirms its waiting rows keeps the findings of its first reading. Raises FileRefused
    for a file without rows.
    """
    rows = 0
    for batch in batches:
        rows += batch.rows
        for table, lines in batch.lines.items():
            with cursor.copy(f"COPY {table} FROM STDIN (NULL '')") as copy:
                copy.write(lines)
        if batch.findings and receipt.new:
            store_findings(cursor, receipt.upload_id, batch.findings, policy)
    if not rows:
        raise FileRefused("F02", _("Berkas hanya berisi judul kolom, tanpa satu baris pun."))
    return rows


def store_findings(cursor: Cursor, upload_id: int, findings: Sequence[Finding], policy: Policy) -> None:
    """Write findings into the record of a file."""
    with cursor.copy(_COPY_FINDINGS) as copy:
        for one in findings:
            rule = one.rule
            copy.write_row(
                (
                    upload_id, one.row, rule.level.value, one.code, one.column,
                    _clean(one.read)[:_LONGEST_READ], one.words, one.advice, _as_json(one.parts),
                    policy.waits(rule) and one.row > 0,
                )
            )  # fmt: skip


def _as_json(parts: Mapping[str, Part]) -> str:
    return json.dumps({name: _clean(part) if isinstance(part, str) else part for name, part in parts.items()})


def _clean(text: str) -> str:
    return str(text).replace("\x00", "")
