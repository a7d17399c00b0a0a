"""CSV: UTF-8 with or without BOM, comma or semicolon by its header only, read in constant memory."""

from __future__ import annotations

import csv
import hashlib
from codecs import getincrementaldecoder
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from naungan.intake.errors import FileRefused
from naungan.intake.layouts import Layout
from naungan.intake.limits import Limits
from naungan.intake.read.header import checked_header, fits
from naungan.intake.read.table import BATCH, Batch, Table, is_blank
from naungan.saying import gettext

_BLOCK = 1 << 20
_DELIMITERS = (",", ";")


def open_csv(path: Path, layout: Layout, encoding: str, limits: Limits) -> Table:
    """Go once through the bytes (fingerprint, encoding, line length), then read the header.

    Raises FileRefused (F01, F02).
    """
    codec = "utf-8-sig" if encoding == "utf-8" else "cp1252"
    stat = path.stat()
    sha256 = _inspect(path, codec, limits)
    delimiter, read = _first_row(path, layout, codec)
    header = checked_header(layout, read, limits)

    def batches() -> Iterator[Batch]:
        yield from _batches(path, codec, delimiter, len(header))
        after = path.stat()
        if (after.st_size, after.st_mtime_ns) != (stat.st_size, stat.st_mtime_ns):
            raise FileRefused(
                "F02", gettext("%(path)s berubah ketika sedang dibaca. Unggah lagi.") % {"path": path.name}
            )

    return Table(path, layout, header, sha256, batches)


def _inspect(path: Path, codec: str, limits: Limits) -> str:
    """The fingerprint of the file, if every byte of it is text of this encoding in lines of bounded length."""
    digest = hashlib.sha256()
    decoder = getincrementaldecoder(codec)()
    unbroken = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
            unbroken = _unbroken(unbroken, block)
            if unbroken > limits.csv_line_bytes:
                raise FileRefused(
                    "F02",
                    gettext(
                        "%(path)s berisi baris yang lebih panjang dari %(most)s KB. Simpan ulang dari Excel "
                        "sebagai 'CSV UTF-8'."
                    )
                    % {"path": path.name, "most": limits.csv_line_bytes // 1024},
                )
            try:
                decoder.decode(block)
            except UnicodeDecodeError as wrong:
                raise _not_text(path, codec) from wrong
            if b"\x00" in block:
                raise FileRefused("F02", gettext("%(path)s berisi byte kosong (biner).") % {"path": path.name})
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as wrong:
        raise _not_text(path, codec) from wrong
    return digest.hexdigest()


def _unbroken(before: int, block: bytes) -> int:
    """Bytes since the last line break, given how many there were before this block."""
    last = max(block.rfind(b"\n"), block.rfind(b"\r"))
    return before + len(block) if last < 0 else len(block) - last - 1


def _not_text(path: Path, codec: str) -> FileRefused:
    """The refusal that names the first line which is no text of this encoding."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                line.decode(codec)
            except UnicodeDecodeError as wrong:
                return _not_text_in(path, codec, number, line[wrong.start : wrong.start + 1])
    return _not_text_in(path, codec, 1, b"")


def _not_text_in(path: Path, codec: str, number: int, byte: bytes) -> FileRefused:
    if codec == "cp1252":
        return FileRefused(
            "F02",
            gettext("%(path)s baris %(number)s: byte %(byte)s bukan Windows-1252. Simpan sebagai 'CSV UTF-8'.")
            % {"path": path.name, "number": number, "byte": byte.hex().upper()},
        )
    seen = byte.decode("cp1252", "replace")
    return FileRefused(
        "F02",
        gettext(
            "%(path)s baris %(number)s bukan UTF-8: byte %(byte)s, yang dalam Windows-1252 berarti "
            "%(seen)s. Simpan sebagai 'CSV UTF-8'; atau, bila berkas ini memang Windows-1252, beri "
            "--encoding windows-1252."
        )
        % {"path": path.name, "number": number, "byte": byte.hex().upper(), "seen": repr(seen)},
    )


def _first_row(path: Path, layout: Layout, codec: str) -> tuple[str, Sequence[str]]:
    """The delimiter under which the first row is the header, and that row; else the longer reading."""
    with path.open(encoding=codec, newline="") as file:
        line = file.readline()
    read = {delimiter: _cells_of(line, delimiter) for delimiter in _DELIMITERS}
    for delimiter, cells in read.items():
        if fits(layout, cells):
            return delimiter, cells
    return max(read.items(), key=lambda one: len(one[1]))


def _cells_of(line: str, delimiter: str) -> list[str]:
    with _well_formed(1):
        return next(csv.reader([line], delimiter=delimiter), [])


def _batches(path: Path, codec: str, delimiter: str, width: int) -> Iterator[Batch]:
    with path.open(encoding=codec, newline="") as file:
        reader = csv.reader(file, delimiter=delimiter, strict=True)
        number = 1
        with _well_formed(number):
            next(reader)
        while True:
            with _well_formed(number):
                rows = list(islice(reader, BATCH))
            if not rows:
                return
            numbers: Sequence[int] = range(number + 1, number + 1 + len(rows))
            number += len(rows)
            yield _batch(numbers, rows, width)


def _batch(numbers: Sequence[int], rows: list[list[str]], width: int) -> Batch:
    # A row whose first cell says something is not blank; only the others are looked through.
    if set(map(len, rows)) == {width} and all(row[0] > " " for row in rows):
        return Batch(numbers, rows)
    filled = [(number, row) for number, row in zip(numbers, rows, strict=True) if not is_blank(row)]
    even = [one for one in filled if len(one[1]) == width]
    uneven = [one for one in filled if len(one[1]) != width]
    return Batch([number for number, _ in even], [row for _, row in even], uneven)


@contextmanager
def _well_formed(after: int) -> Iterator[None]:
    try:
        yield
    except csv.Error as wrong:
        raise FileRefused(
            "F02",
            gettext(
                "Tanda kutip CSV tidak berpasangan sesudah baris %(after)s (%(wrong)s). Simpan ulang dari Excel "
                "sebagai 'CSV UTF-8'."
            )
            % {"after": after, "wrong": wrong},
        ) from wrong
