"""Take in a photo or file that shows what a report says: judged by its content, not by its name."""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from naungan.participants.errors import BadEvidence
from naungan.participants.models import DataReport, Evidence, ReportState
from naungan.saying import gettext

LARGEST = 5 * 1024 * 1024  # bytes
MOST = 5  # files a report
WIDEST = 12_000  # pixels a side
SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
# What a PDF may do beside being read; looked for outside its streams, whose bytes may spell anything.
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|AA|XFA)\b")
_STREAMS = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)


def add_evidence(report: DataReport, sent: UploadedFile[bytes]) -> Evidence:
    """Keep a file with a draft. The same content again changes nothing.

    JPEG, PNG or PDF of at most 5 MB. Raises BadEvidence saying what was read and what to do.
    """
    if report.state != ReportState.DRAFT:
        raise BadEvidence(gettext("Laporan sudah dikirim: bukti tidak dapat ditambah lagi."))
    content = _read(sent)
    content_type = _kind_of(content)
    digest = hashlib.sha256(content).hexdigest()
    with transaction.atomic():
        held = list(Evidence.objects.filter(report=report))
        same = next((one for one in held if one.sha256 == digest), None)
        if same is not None:
            return same
        if len(held) >= MOST:
            raise BadEvidence(gettext("Paling banyak %(most)s berkas. Hapus salah satu dahulu.") % {"most": MOST})
        made = Evidence(
            report=report, name=_plain_name(sent.name), content_type=content_type, size=len(content), sha256=digest
        )
        made.file.save(f"{digest[:32]}{SUFFIX[content_type]}", ContentFile(content), save=False)
        made.save(force_insert=True)
    return made


def _read(sent: UploadedFile[bytes]) -> bytes:
    if sent.size is not None and sent.size > LARGEST:
        raise BadEvidence(_too_large(sent.size))
    content: bytes = sent.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise BadEvidence(_too_large(len(content)))
    if not content:
        raise BadEvidence(gettext("Berkas kosong. Pilih foto atau PDF lain."))
    return content


def _too_large(size: int) -> str:
    return gettext("Berkas %(size)s MB terlalu besar: paling besar 5 MB. Perkecil foto, lalu kirim lagi.") % {
        "size": -(-size // (1024 * 1024))
    }


def _kind_of(content: bytes) -> str:
    for kind, (begins, whole) in _KINDS.items():
        if content.startswith(begins):
            if not whole(content):
                raise BadEvidence(
                    gettext(
                        "Berkas rusak atau memuat isi yang tidak diterima. Foto ulang, atau simpan lagi sebagai PDF."
                    )
                )
            return kind
    raise BadEvidence(gettext("Jenis berkas tidak dikenal. Kirim foto (JPEG atau PNG) atau PDF."))


def _jpeg(content: bytes) -> bool:
    """Whether segments follow each other up to the picture, whose sides are not absurd, and it ends."""
    place = 2
    while place + 9 < len(content) and content[place] == 0xFF:
        marker, length = content[place + 1], int.from_bytes(content[place + 2 : place + 4])
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            return _sensible(width, height) and b"\xff\xd9" in content[-64:]
        place += 2 + length
    return False


def _png(content: bytes) -> bool:
    if len(content) < 45 or content[12:16] != b"IHDR" or b"IEND" not in content[-16:]:
        return False
    width, height = struct.unpack(">II", content[16:24])
    return _sensible(width, height)


def _sensible(width: int, height: int) -> bool:
    """Whether a picture can be shown without filling the memory of whoever opens it."""
    return 0 < width <= WIDEST and 0 < height <= WIDEST


def _pdf(content: bytes) -> bool:
    readable = _STREAMS.sub(b"", content)
    return b"%%EOF" in content[-1024:] and _ACTIVE.search(readable) is None


_KINDS: Mapping[str, tuple[bytes, Callable[[bytes], bool]]] = {
    "image/jpeg": (b"\xff\xd8\xff", _jpeg),
    "image/png": (b"\x89PNG\r\n\x1a\n", _png),
    "application/pdf": (b"%PDF-", _pdf),
}


def _plain_name(name: str | None) -> str:
    """The last part of the name as the device gave it, without what cannot be written."""
    last = PurePosixPath((name or "").replace("\\", "/")).name
    return "".join(one for one in last if one.isprintable())[:120] or "berkas"
