"""What a file really is, by its content: a JPEG, a PNG or a PDF that does nothing but be read.

What phones write behind a picture is cut off; a picture or PDF that is something else at the same time (an
archive, a page, a program) is refused. Nothing is unpacked beyond fixed limits.
"""

from __future__ import annotations

import io
import re
import warnings
from dataclasses import dataclass

from PIL import Image, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, PdfObject

from naungan.claims.errors import BadPaper
from naungan.saying import gettext as _

LARGEST = 10 * 1024**2  # bytes
MOST_PIXELS = 60_000_000
MOST_PAGES = 100
MOST_OBJECTS = 20_000
SUFFIX = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}
_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png"}
# Beginnings and markers of what is no picture: archives, programs, pages, scripts.
_FOREIGN = re.compile(
    rb"PK\x03\x04|PK\x05\x06|\x7fELF|Rar!\x1a|7z\xbc\xaf|<script|<\?php|<html|<svg|%PDF-1|#!/", re.I
)
_PAGE_CODE = re.compile(rb"<script|<\?php|<html|<svg", re.I)
_ARCHIVE_END = b"PK\x05\x06"
# What a PDF may do beside being read.
_ACTIVE = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFile", "/EmbeddedFiles", "/RichMedia", "/XFA", "/AA"}
_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition", "/Movie", "/Sound"}


@dataclass(frozen=True, slots=True)
class Judged:
    """The bytes that are kept, and what they are."""

    content: bytes
    content_type: str


def judge(content: bytes) -> Judged:
    """The picture or PDF that a file is. Raises BadPaper."""
    if content.startswith(b"%PDF-"):
        _judge_pdf(content)
        return Judged(content, "application/pdf")
    if not content.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        raise BadPaper(_("Jenis berkas tidak dikenal. Kirim foto (JPEG atau PNG) atau PDF."))
    picture = _picture_alone(content)
    return Judged(picture, _judge_picture(picture))


def _broken() -> BadPaper:
    return BadPaper(_("Berkas rusak atau tidak lengkap. Foto ulang, atau simpan lagi sebagai PDF."))


def _harmful() -> BadPaper:
    return BadPaper(_("Berkas memuat isi yang tidak diterima, misalnya program atau arsip. Foto ulang kertasnya."))


def _judge_picture(content: bytes) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as image:
                kind, (width, height) = _FORMATS[str(image.format)], image.size
                if width * height > MOST_PIXELS:
                    raise BadPaper(_("Foto terlalu lebar untuk dibuka. Perkecil, lalu kirim lagi."))
                image.verify()
            with Image.open(io.BytesIO(content), formats=tuple(_FORMATS)) as image:
                image.draft("L", (256, 256))
                image.load()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as bomb:
        raise BadPaper(_("Foto terlalu lebar untuk dibuka. Perkecil, lalu kirim lagi.")) from bomb
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as wrong:
        raise _broken() from wrong
    return kind


def _picture_alone(content: bytes) -> bytes:
    """The picture without what comes behind it; BadPaper if that, or what is written inside, is foreign."""
    end = _jpeg_end(content) if content.startswith(b"\xff\xd8") else _png_end(content)
    if _FOREIGN.search(content[end:]) or _PAGE_CODE.search(content[:end]) or _ARCHIVE_END in content[:end]:
        raise _harmful()
    return content[:end]


def _jpeg_end(content: bytes) -> int:
    """Where a JPEG ends: segments by their lengths, picture data up to the next marker."""
    place = 2
    while place + 2 <= len(content):
        marker = content[place + 1]
        if content[place] != 0xFF:
            raise _broken()
        if marker == 0xD9:
            return place + 2
        if marker == 0xFF:
            place += 1
            continue
        place += 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == 0xDA:
            place = _next_marker(content, place)
    raise _broken()


def _next_marker(content: bytes, place: int) -> int:
    while (place := content.find(b"\xff", place)) >= 0 and place + 1 < len(content):
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2
    raise _broken()


def _png_end(content: bytes) -> int:
    place = 8
    while place + 12 <= len(content):
        length, kind = int.from_bytes(content[place : place + 4]), content[place + 4 : place + 8]
        place += 12 + length
        if kind == b"IEND" and place <= len(content):
            return place
    raise _broken()


def _judge_pdf(content: bytes) -> None:
    if b"%%EOF" not in content[-1024:]:
        raise _broken()
    if _ARCHIVE_END in content[-66_000:] or content[:1024].count(b"\xff\xd8\xff"):
        raise _harmful()
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise BadPaper(_("PDF dikunci dengan sandi. Simpan lagi tanpa sandi, atau foto kertasnya."))
        if not 1 <= len(reader.pages) <= MOST_PAGES:
            raise BadPaper(_("PDF harus berisi 1 sampai %(most)d halaman.") % {"most": MOST_PAGES})
        if _does_something(reader):
            raise _harmful()
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
    ) as wrong:
        raise _broken() from wrong


def _does_something(reader: PdfReader) -> bool:
    """Whether any object that can be reached from the trailer acts, or carries a file."""
    seen: set[tuple[int, int]] = set()
    waiting: list[PdfObject | None] = [reader.trailer]
    looked_at = 0
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            if (one.idnum, one.generation) in seen:
                continue
            seen.add((one.idnum, one.generation))
            one = one.get_object()
        looked_at += 1
        if looked_at > MOST_OBJECTS * 10 or len(seen) > MOST_OBJECTS:
            raise BadPaper(_("PDF terlalu rumit untuk diperiksa. Foto kertasnya, atau cetak ulang sebagai PDF."))
        if isinstance(one, DictionaryObject):
            if set(one) & _ACTIVE or ("/S" in one and one.raw_get("/S") in _ACTIONS):
                return True
            waiting.extend(one.values())
        elif isinstance(one, ArrayObject):
            waiting.extend(one)
    return False
