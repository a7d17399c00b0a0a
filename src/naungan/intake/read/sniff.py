"""What a file really is, by its first bytes; and why most kinds are refused."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

from django.utils.translation import gettext_noop as _

from naungan.intake.errors import FileRefused
from naungan.saying import gettext

_LOOK = 4096
_MARKUP = re.compile(rb"\s*<(!doctype|html|head|body|table|\?xml|meta|style|script|!--)", re.IGNORECASE)


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
        raise _refused(
            path, _("{name}: isinya XLSX tetapi namanya {named}. Buka di Excel, lalu simpan sebagai .xlsx.")
        )
    if content is Kind.CSV and named not in (".csv", ".txt"):
        raise _refused(
            path, _("{name}: isinya teks biasa tetapi namanya {named}. Buka di Excel, lalu simpan sebagai .xlsx.")
        )
    return content


def _content(path: Path, start: bytes) -> Kind:
    if not start.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _refused(path, _("{name}: kosong. Unduh contoh, isi, lalu unggah lagi."))
    if start.startswith(b"PK"):
        return Kind.XLSX
    for found, said in _REFUSED:
        if found(start):
            raise _refused(path, said)
    return Kind.CSV


def _is_old_office(start: bytes) -> bool:
    return start.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def _is_encrypted_office(start: bytes) -> bool:
    # The directory of an encrypted workbook names its stream in UTF-16; in small files it is near.
    return _is_old_office(start) and "EncryptedPackage".encode("utf-16-le") in start


def _is_markup(start: bytes) -> bool:
    return _MARKUP.match(start.removeprefix(b"\xef\xbb\xbf")) is not None


_REFUSED = (
    (_is_encrypted_office, _("{name}: terkunci kata sandi. Hapus kata sandinya, lalu simpan lagi.")),
    (
        _is_old_office,
        _("{name}: berkas Excel lama (.xls) atau terkunci kata sandi. Buka di Excel, lalu simpan sebagai .xlsx."),
    ),
    (
        _is_markup,
        _("{name}: sebenarnya halaman web (HTML/XML), bukan lembar kerja. Buka di Excel, lalu simpan sebagai .xlsx."),
    ),
    (lambda start: start.startswith(b"%PDF"), _("{name}: berkas PDF, bukan lembar kerja.")),
    (
        lambda start: start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in start[:64],
        _("{name}: teks UTF-16 atau berkas biner. Simpan sebagai 'CSV UTF-8' atau .xlsx."),
    ),
)


def _refused(path: Path, said: str) -> FileRefused:
    return FileRefused(
        "F02", gettext(said).format(name=path.name, named=path.suffix.lower() or gettext("tanpa akhiran"))
    )
