"""Tables as files, read and written in batches: Parquet, CSV and Arrow, by the ending of the name."""

from __future__ import annotations

import csv as lines
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import csv, ipc, parquet

from naungan.engines.errors import TableRefused, TableWrongUse

ROWS = 131_072
# The reader keeps up to 32 blocks ahead, so this decides how much memory a CSV takes; no line may be longer.
CSV_BLOCK = 2 << 20
_DELIMITERS = (",", ";", "\t")

# What a file is by its first bytes, whatever its name says.
_MAGIC = {
    b"PAR1": "Parquet",
    b"ARROW1": "Arrow",
    b"PK\x03\x04": "XLSX",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"\x1f\x8b": "GZIP",
    b"%PDF": "PDF",
    b"<": "HTML",
}
_KINDS = {".parquet": "Parquet", ".csv": "CSV", ".arrow": "Arrow", ".feather": "Arrow"}

Batches = Iterator[tuple[pa.RecordBatch, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """A table being read: `batches` gives each batch and how much of `size` has been read by then.

    In a CSV every column is text, so that no cell is taken for a number, a date or a flag by guessing;
    `delimiter` is the one it uses.
    """

    schema: pa.Schema
    size: int
    batches: Batches
    delimiter: str = ""


def kind_of(path: Path) -> str:
    """Parquet, CSV or Arrow, by the ending.  Raises TableWrongUse for another ending."""
    kind = _KINDS.get(path.suffix.lower())
    if kind is None:
        raise TableWrongUse(f"Akhiran berkas {path.name} tidak dikenal. Pakai {', '.join(_KINDS)}.")
    return kind


@contextmanager
def reading(path: Path) -> Iterator[Source]:
    """Open a table.

    Raises TableWrongUse for an unknown ending or a missing file, TableRefused for contents that are
    something else, in another encoding, or cut off.
    """
    kind = kind_of(path)
    if not path.is_file():
        raise TableWrongUse(f"Berkas {path} tidak ada. Periksa nama dan foldernya.")
    _refuse_other_contents(path, kind)
    with pa.OSFile(str(path)) as file:
        try:
            source = _READERS[kind](file, path)
        except pa.ArrowInvalid as wrong:
            raise _broken(path, wrong) from wrong
        yield Source(source.schema, source.size, _checked(source.batches, path), source.delimiter)


def _refuse_other_contents(path: Path, kind: str) -> None:
    with path.open("rb") as file:
        head = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    found = next((name for magic, name in _MAGIC.items() if head.startswith(magic)), kind)
    if not head:
        raise TableRefused(f"Berkas {path} kosong.")
    if found != kind:
        raise TableRefused(
            f"Berkas {path} berakhiran {path.suffix}, tetapi isinya {found}. Simpan ulang sebagai {kind}."
        )


def _checked(batches: Batches, path: Path) -> Batches:
    try:
        yield from batches
    except pa.ArrowInvalid as wrong:
        raise _broken(path, wrong) from wrong


def _broken(path: Path, wrong: pa.ArrowInvalid) -> TableRefused:
    if "UTF8" in str(wrong):
        return _not_utf8(path)
    return TableRefused(f"Berkas {path} rusak atau terpotong ({wrong}). Simpan ulang dari sumbernya.")


def _not_utf8(path: Path) -> TableRefused:
    return TableRefused(f"Berkas {path} bukan UTF-8 (mungkin Windows-1252). Simpan ulang sebagai CSV UTF-8.")


def _read_parquet(file: pa.NativeFile, path: Path) -> Source:
    table = parquet.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20)

    def batches() -> Batches:
        done = 0
        for batch in table.iter_batches(batch_size=ROWS):
            done += len(batch)
            yield batch, done

    return Source(table.schema_arrow, table.metadata.num_rows, batches())


def _read_arrow(file: pa.NativeFile, path: Path) -> Source:
    table = ipc.open_file(file)

    def batches() -> Batches:
        for place in range(table.num_record_batches):
            batch = table.get_batch(place)
            for start in range(0, len(batch), ROWS):
                yield batch.slice(start, ROWS), place + 1

    return Source(table.schema, table.num_record_batches, batches())


def _read_csv(file: pa.NativeFile, path: Path) -> Source:
    delimiter, names = _header(path)
    table = csv.open_csv(
        file,
        csv.ReadOptions(block_size=CSV_BLOCK),
        csv.ParseOptions(delimiter=delimiter, newlines_in_values=True),
        csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False),
    )

    def batches() -> Batches:
        for batch in table:
            for start in range(0, len(batch), ROWS):
                yield batch.slice(start, ROWS), file.tell()

    return Source(table.schema, path.stat().st_size, batches(), delimiter)


def _header(path: Path) -> tuple[str, list[str]]:
    """The delimiter, which is the one that the first line holds most of, and the names in that line."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            first = file.readline()
            delimiter = max(_DELIMITERS, key=first.count)
            file.seek(0)
            return delimiter, next(lines.reader(file, delimiter=delimiter))
    except UnicodeDecodeError as wrong:
        raise _not_utf8(path) from wrong


_READERS: dict[str, Callable[[pa.NativeFile, Path], Source]] = {
    "Parquet": _read_parquet,
    "CSV": _read_csv,
    "Arrow": _read_arrow,
}


@contextmanager
def writing(path: Path, schema: pa.Schema, delimiter: str = "") -> Iterator[Callable[[pa.RecordBatch], None]]:
    """Give a function that appends a batch; the file appears under its name only when all is written.

    Raises TableWrongUse for an unknown ending or a folder that is not there, TableRefused for a column
    that the format cannot hold.
    """
    kind = kind_of(path)
    if not path.parent.is_dir():
        raise TableWrongUse(f"Folder {path.parent} tidak ada. Buat dulu, atau pilih folder lain.")
    unfinished = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with _writer(kind, unfinished, schema, delimiter) as writer:
            yield writer.write_batch
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _writer(kind: str, path: Path, schema: pa.Schema, delimiter: str) -> Any:
    try:
        if kind == "Parquet":
            return parquet.ParquetWriter(path, schema, compression="zstd")
        if kind == "Arrow":
            return ipc.new_file(str(path), schema)
        options = csv.WriteOptions(delimiter=delimiter or ",", quoting_style="needed")
        return csv.CSVWriter(str(path), schema, write_options=options)
    except (pa.ArrowInvalid, pa.ArrowNotImplementedError) as wrong:
        raise TableRefused(f"{kind} tidak dapat menyimpan salah satu kolom ({wrong}). Pakai .arrow.") from wrong
