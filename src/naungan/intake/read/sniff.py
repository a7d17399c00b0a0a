"""What a file really is, by its first bytes; and why most kinds are refused."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from naungan.intake.errors import FileRefused

_LOOK = 4096
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|\?xml|meta|style|script|!--)", re.IGNORECASE)
_RESAVE = "Buka di Excel, lalu simpan sebagai .xlsx."


class Kind(Enum):
    """The two kinds that can be read."""

    XLSX = "xlsx"
    CSV = "csv"


def kind_of(path: Path) -> Kind:
    """XLSX or CSV, where content and name agree. Raises FileRefused (F02) for anything else."""
    with path.open("rb") as file:
        start = file.read(_LOOK)
    content = _content(path, start)
    named = path.suffix.lower()
    if content is Kind.XLSX and named != ".xlsx":
        raise _refused(path, f"isinya XLSX tetapi namanya {named or 'tanpa akhiran'}. {_RESAVE}", "an XLSX")
    if content is Kind.CSV and named not in (".csv", ".txt"):
        raise _refused(path, f"isinya teks biasa tetapi namanya {named or 'tanpa akhiran'}. {_RESAVE}", "plain text")
    return content


def _content(path: Path, start: bytes) -> Kind:
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _refused(path, "kosong. Unduh contoh, isi, lalu unggah lagi.", "empty")
    if start.startswith(b"PK"):
        return Kind.XLSX
    for found, said, english in _REFUSED:
        if found(start):
            raise _refused(path, said, english)
    return Kind.CSV


def _is_old_office(start: bytes) -> bool:
    return start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_encrypted_office(start: bytes) -> bool:
    # The directory of an encrypted workbook names its stream in UTF-16; in small files it is near.
    return _is_old_office(start) and "EncryptedPackage".encode("utf-16-le") in start


def _is_markup(start: bytes) -> bool:
    return _MARKUP.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


_REFUSED = (
    (_is_encrypted_office, "terkunci kata sandi. Hapus kata sandinya, lalu simpan lagi.", "encrypted"),
    (
        _is_old_office,
        f"berkas Excel lama (.xls) atau terkunci kata sandi. {_RESAVE}",
        "an old .xls or an encrypted workbook",
    ),
    (
        _is_markup,
        f"sebenarnya halaman web (HTML/XML), bukan lembar kerja. {_RESAVE}",
        "HTML or XML, not a workbook",
    ),
    (lambda start: start.startswith(b"%PDF"), "berkas PDF, bukan lembar kerja.", "a PDF"),
    (
        lambda start: start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64],
        "teks UTF-16 atau berkas biner. Simpan sebagai 'CSV UTF-8' atau .xlsx.",
        "UTF-16 text or binary",
    ),
)


def _refused(path: Path, said: str, english: str) -> FileRefused:
    return FileRefused("F02", f"{path.name}: {said}", f"{path.name} is {english}")
