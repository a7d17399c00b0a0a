"""What keeps a workbook from being read: damage, macros, formulas, and files made to fill the memory.

The reader lays a sheet out as a full grid, so one cell at the far corner of a tiny file would fill the
memory. The bytes of the sheet are therefore looked through before the reader sees them. That costs a
fraction of the reading: the bytes are tested half a megabyte at a time with arrays, and a regular expression
is asked only where the arrays see something that ordinary cells do not have.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import normpath
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

import numpy as np

from naungan.intake.errors import FileRefused
from naungan.intake.limits import Limits
from naungan.intake.read.header import letter
from naungan.saying import gettext

_BLOCK = 1 << 19  # what the caches hold
_LONGEST_TAG = 1 << 20
_SMALL_PART = 4 << 20
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_MACROS = re.compile(r"vbaProject|vbaData|macrosheets/|activeX/", re.IGNORECASE)
_READ_BY_READER = re.compile(r"xl/.*\.(xml|rels)|\[Content_Types\]\.xml|_rels/\.rels", re.IGNORECASE)

_CELL = re.compile(rb"<(?:\w+:)?c(?=[\s/>])([^>]*)>")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']\s*([A-Za-z]{1,8})([0-9]{1,12})\s*["']""")
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_ERROR = re.compile(rb"""\st\s*=\s*["']e["']""")

_LESS, _C, _R, _SPACE, _EQUALS, _QUOTE = b'<cr ="'
_A, _Z, _ZERO, _NINE = b"AZ09"
# How the tags of rows, cells, values and texts begin. A prefix (<x:c>) or a formula (<f>) is none of these.
_PLAIN_TAGS = np.zeros(1 << 16, bool)
for _first, _second in (
    b"ro",
    b"c ",
    b"v>",
    b"is",
    b"t>",
    b"t ",
    b"r>",
    b"rP",
    b"/r",
    b"/c",
    b"/v",
    b"/i",
    b"/t",
    b"/s",
):
    _PLAIN_TAGS[_first << 8 | _second] = True
_SAFE_DIGITS = 5  # a row number of at most five digits is never beyond the limit


def let_through(name: str, content: bytes, limits: Limits) -> None:
    """Return if the workbook may be read. Raises FileRefused (F02; F04 for formulas and error values)."""
    try:
        with ZipFile(BytesIO(content)) as parts:
            _check_parts(name, parts, limits)
            sheet = _first_sheet_part(name, parts)
            for part in parts.namelist():
                if part == sheet:
                    _check_sheet(name, parts, part, limits)
                elif _READ_BY_READER.fullmatch(part):
                    _check_whole(parts, part)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, ElementTree.ParseError, KeyError) as wrong:
        raise FileRefused(
            "F02",
            gettext("%(name)s terpotong atau rusak. Unduh atau simpan ulang sebagai .xlsx, lalu unggah lagi.")
            % {"name": name},
        ) from wrong


def _check_parts(name: str, parts: ZipFile, limits: Limits) -> None:
    names = parts.namelist()
    if any(info.flag_bits & 1 for info in parts.infolist()):
        raise FileRefused("F02", gettext("%(name)s terkunci kata sandi. Hapus kata sandinya.") % {"name": name})
    if "xl/workbook.bin" in names:
        raise FileRefused("F02", gettext("%(name)s berformat .xlsb. Simpan sebagai .xlsx.") % {"name": name})
    if "xl/workbook.xml" not in names:
        raise FileRefused(
            "F02",
            gettext("%(name)s berkas zip, tetapi bukan lembar kerja Excel. Simpan sebagai .xlsx.") % {"name": name},
        )
    if any(_MACROS.search(part) for part in names):
        raise FileRefused("F02", gettext("%(name)s berisi makro. Simpan sebagai .xlsx tanpa makro.") % {"name": name})
    if len(set(names)) != len(names):
        raise FileRefused("F02", gettext("%(name)s rusak: bagian ganda. Simpan ulang.") % {"name": name})
    if sum(info.file_size for info in parts.infolist()) > limits.unpacked_bytes:
        raise FileRefused(
            "F02",
            gettext("%(name)s mengembang lebih dari %(most)s MB. Bagi menjadi beberapa berkas.")
            % {"name": name, "most": limits.unpacked_bytes >> 20},
        )


def _first_sheet_part(name: str, parts: ZipFile) -> str:
    """The part that holds the first sheet of the workbook, by its relations."""
    book = ElementTree.fromstring(_small(name, parts, "xl/workbook.xml"))
    relations = ElementTree.fromstring(_small(name, parts, "xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    first = next((one for one in book.iter() if one.tag.rpartition("}")[2] == "sheet"), None)
    if first is None:
        raise FileRefused("F02", gettext("%(name)s tidak berisi lembar kerja.") % {"name": name})
    target = targets[first.get(_RELATION)]
    part = target[1:] if target.startswith("/") else normpath(f"xl/{target}")
    parts.getinfo(part)
    return part


def _small(name: str, parts: ZipFile, part: str) -> bytes:
    if parts.getinfo(part).file_size > _SMALL_PART:
        raise FileRefused("F02", gettext("%(name)s rusak: %(part)s terlalu besar.") % {"name": name, "part": part})
    return parts.read(part)


def _check_whole(parts: ZipFile, part: str) -> None:
    """Unpack a part to its end, so that its length and checksum are known to be as stated."""
    with parts.open(part) as file:
        while file.read(_BLOCK):
            pass


def _check_sheet(name: str, parts: ZipFile, part: str, limits: Limits) -> None:
    for block in _by_tags(parts, part):
        if b"\x00" in block:
            raise FileRefused("F02", gettext("%(name)s memakai UTF-16. Simpan ulang dari Excel.") % {"name": name})
        # What comes before and after the cells (widths of columns, margins) does not look like cells.
        before, _, inside = block.partition(b"<sheetData") if b"<sheetData" in block else (b"", b"", block)
        cells, _, after = inside.partition(b"</sheetData>")
        _look_closely(name, before, limits)
        _look_closely(name, after, limits)
        if not _only_plain_cells(cells):
            _look_closely(name, inside, limits)


def _by_tags(parts: ZipFile, part: str) -> Iterator[bytes]:
    """The bytes of a part in blocks that end with a tag."""
    rest = b""
    with parts.open(part) as file:
        while block := file.read(_BLOCK):
            whole = rest + block
            cut = whole.rfind(b">") + 1
            rest = whole[cut:]
            if len(rest) > _LONGEST_TAG:
                raise BadZipFile("a tag or text of more than a megabyte")
            yield whole[:cut]
    yield rest


def _only_plain_cells(block: bytes) -> bool:
    """Whether every cell is written as `<c r="B12"` near the corner, with no formula and no error value."""
    if b"'" in block or b'"e"' in block:
        return False
    text = np.frombuffer(block + bytes(16), np.uint8)
    tags = np.flatnonzero(text == _LESS)
    kind = text[tags + 1]
    if not _PLAIN_TAGS[kind.astype(np.uint16) << 8 | text[tags + 2]].all():
        return False
    cells = tags[kind == _C]
    plain = (text[cells + 2] == _SPACE) & (text[cells + 3] == _R)
    plain &= (text[cells + 4] == _EQUALS) & (text[cells + 5] == _QUOTE)
    second = _capital(text[cells + 7])
    plain &= _capital(text[cells + 6]) & (~second | (text[cells + 6] == _A))
    digits = cells + 7 + second
    plain &= _digit(text[digits]) & ~_digit(text[digits + _SAFE_DIGITS])
    return bool(plain.all())


def _capital(bytes_: np.ndarray) -> np.ndarray:
    return (bytes_ >= _A) & (bytes_ <= _Z)


def _digit(bytes_: np.ndarray) -> np.ndarray:
    return (bytes_ >= _ZERO) & (bytes_ <= _NINE)


def _look_closely(name: str, block: bytes, limits: Limits) -> None:
    for cell in _CELL.finditer(block):
        reference = _REFERENCE.search(cell[1])
        if reference is None:
            raise FileRefused(
                "F02",
                gettext("%(name)s dibuat program yang tidak menulis alamat sel. Buka di Excel dan simpan ulang.")
                % {"name": name},
            )
        column, row = _place(reference[1]), int(reference[2])
        if column >= limits.columns or row > limits.xlsx_rows:
            where = f"{letter(column)}{row}" if column < 16_384 else gettext("jauh di kanan")
            raise FileRefused(
                "F01",
                gettext(
                    "%(name)s berisi sel %(where)s; paling banyak %(columns)s kolom dan %(rows)s baris. Hapus "
                    "kolom dan baris yang tidak perlu, atau simpan sebagai CSV UTF-8."
                )
                % {"name": name, "where": where, "columns": limits.columns, "rows": limits.xlsx_rows},
            )
    _refuse_formula(name, block)


def _refuse_formula(name: str, block: bytes) -> None:
    for pattern, what in (
        (_FORMULA, gettext("rumus")),
        (_ERROR, gettext("galat rumus (#N/A, #REF! ...)")),
    ):
        found = pattern.search(block)
        if found is None:
            continue
        before = [cell for cell in _CELL.finditer(block, 0, found.end() + 200) if cell.start() <= found.start()]
        reference = _REFERENCE.search(before[-1][1]) if before else None
        where = (reference[1] + reference[2]).decode() if reference else "?"
        raise FileRefused(
            "F04",
            gettext("%(name)s: sel %(where)s berisi %(what)s. Salin kolomnya, lalu Tempel Khusus > Nilai.")
            % {"name": name, "where": where, "what": what},
        )


def _place(letters: bytes) -> int:
    place = 0
    for one in letters.upper():
        place = place * 26 + one - _A + 1
    return place - 1
