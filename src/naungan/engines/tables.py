"""A table in, a table out: the contributions of a month beside every row, in constant memory."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa

from naungan.engines.arrays import Kernel, kernel
from naungan.engines.errors import TableWrongUse
from naungan.engines.inputs import completed
from naungan.engines.segments import SEGMENTS
from naungan.engines.table_columns import Found, find_columns, read_column
from naungan.engines.table_files import reading, writing
from naungan.law.statute import Statute, load

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Done:
    """What was written: rows, the columns read as inputs, and the inputs that took their ordinary value."""

    rows: int
    read: tuple[Found, ...]
    ordinary: tuple[str, ...]
    targets: tuple[str, ...]


def compute(
    source: Path,
    destination: Path,
    month: date,
    segment: str = "pu",
    statute: Statute | None = None,
    progress: Progress | None = None,
) -> Done:
    """Write `source` again as `destination`, with the targets of a segment as further columns.

    Every column of the source is kept as it was; `progress` is told how much of how much has been read.
    A file already there is replaced when all is written; a refusal leaves it alone.  Raises
    TableWrongUse and TableRefused, in Indonesian, LawError if the segment has no law in that month.
    """
    if segment not in SEGMENTS:
        raise TableWrongUse(f"Segmen terbaca {segment!r}. Pilih {', '.join(SEGMENTS)}.")
    if destination.resolve() == source.resolve():
        raise TableWrongUse(f"Keluaran sama dengan masukan ({source}). Pilih nama lain.")
    program = (statute or load()).of_month(month).program(SEGMENTS[segment])
    with reading(source) as table:
        _refuse_names(table.schema.names, program.targets)
        found = find_columns(table.schema.names, program.inputs)
        worker = kernel(program)
        schema = _with_targets(table.schema, program.targets)
        rows = 0
        with writing(destination, schema, table.delimiter) as write:
            for batch, done in table.batches:
                write(_computed(batch, schema, worker, found, rows))
                rows += len(batch)
                if progress:
                    progress(done, table.size)
    given = {one.input for one in found}
    return Done(rows, tuple(found), tuple(name for name in program.inputs if name not in given), program.targets)


def _computed(
    batch: pa.RecordBatch, schema: pa.Schema, worker: Kernel, found: Sequence[Found], start: int
) -> pa.RecordBatch:
    read = {one.input: read_column(one, batch.column(one.place), worker.bounds, start) for one in found}
    # Ordinary values become columns too: whatever a table leaves out, the loop to compile is the same.
    inputs = {
        name: one if isinstance(one, np.ndarray) else np.full(len(batch), one)
        for name, one in completed(worker.program, read).items()
    }
    columns = [pa.array(one) for one in worker(inputs).values()]
    return pa.RecordBatch.from_arrays([*batch.columns, *columns], schema=schema)


def _with_targets(schema: pa.Schema, targets: Sequence[str]) -> pa.Schema:
    for target in targets:
        schema = schema.append(pa.field(target, pa.int64(), nullable=False))
    return schema


def _refuse_names(names: Sequence[str], targets: Sequence[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise TableWrongUse(f"Kolom {', '.join(twice)} ada lebih dari satu. Beri nama yang berbeda.")
    taken = [name for name in targets if name in names]
    if taken:
        raise TableWrongUse(f"Kolom {', '.join(taken)} akan ditambahkan, tetapi sudah ada. Ganti namanya.")
