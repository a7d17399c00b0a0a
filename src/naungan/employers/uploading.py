"""A file that came with a form, in a folder of its own for as long as it is looked at."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from naungan.employers.errors import StrangeUpload
from naungan.intake.limits import LIMITS
from naungan.saying import gettext as _

MOST_BYTES = LIMITS.xlsx_bytes
_STRANGE = re.compile(r"[^\w .()+-]+")
LONGEST_STEM = 80


@contextmanager
def received(request: HttpRequest, field: str) -> Iterator[Path]:
    """The file of a form field, under a harmless name that is like its own; gone afterwards, whatever happens.

    Raises StrangeUpload where none came, or one beyond MOST_BYTES; nothing of it has been looked at then.
    """
    file = request.FILES.get(field)
    if not isinstance(file, UploadedFile) or not file.name:
        raise StrangeUpload(_("Belum ada berkas. Pilih berkas .xlsx atau .csv, lalu unggah."))
    if (file.size or 0) > MOST_BYTES:
        raise StrangeUpload(
            _("Berkas %(read)s MB; yang diterima paling besar %(most)s MB. Bagi menjadi beberapa berkas, atau hapus "
              "lembar dan gambar yang tidak perlu.")
            % {"read": (file.size or 0) >> 20, "most": MOST_BYTES >> 20}
        )  # fmt: skip
    with tempfile.TemporaryDirectory(prefix="naungan-unggahan-") as folder:
        path = Path(folder, harmless_name(file.name))
        with path.open("wb") as kept:
            for chunk in file.chunks():
                kept.write(chunk)
        yield path


def harmless_name(name: str) -> str:
    """A file name without anything that a folder, a page or a shell could take for more than a name."""
    bare = Path(name.replace("\\", "/")).name
    stem, dot, suffix = bare.rpartition(".")
    if not dot:
        stem, suffix = bare, ""
    clean = _STRANGE.sub("_", stem).strip(" .")[:LONGEST_STEM] or "berkas"
    ending = re.sub(r"[^A-Za-z0-9]", "", suffix)[:8].lower()
    return f"{clean}.{ending}" if ending else clean
