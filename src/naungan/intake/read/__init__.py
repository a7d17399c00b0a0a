"""One reader for XLSX and CSV: a file is recognised by what it is, not by its name, or refused."""

from __future__ import annotations

from pathlib import Path

from naungan.intake.errors import FileRefused, NoSuchFile
from naungan.intake.layouts import Layout
from naungan.intake.limits import LIMITS, Limits
from naungan.intake.read.csv_file import open_csv
from naungan.intake.read.sniff import Kind, kind_of
from naungan.intake.read.table import Batch, Table
from naungan.intake.read.xlsx_file import open_xlsx
from naungan.saying import gettext as _

__all__ = ["Batch", "Table", "open_table"]

ENCODINGS = ("utf-8", "windows-1252")


def open_table(path: Path, layout: Layout, *, encoding: str | None = None, limits: Limits = LIMITS) -> Table:
    """Open a file of this layout and check all of it that can be checked without reading its rows.

    `encoding` is for CSV only: UTF-8 unless Windows-1252 is asked for. Raises NoSuchFile, and
    FileRefused (F01 header, F02 kind of file, F04 formulas and errors).
    """
    if not path.is_file():
        raise NoSuchFile(_("Berkas %(path)s tidak ada. Periksa nama dan foldernya.") % {"path": path})
    if encoding is not None and encoding.lower() not in ENCODINGS:
        raise NoSuchFile(
            _("Pengodean %(encoding)s tidak dikenal. Pilih %(known)s.")
            % {"encoding": repr(encoding), "known": ", ".join(ENCODINGS)}
        )
    if kind_of(path) is Kind.XLSX:
        if encoding is not None:
            raise FileRefused("F02", _("%(path)s adalah XLSX; --encoding hanya untuk CSV.") % {"path": path.name})
        return open_xlsx(path, layout, limits)
    return open_csv(path, layout, (encoding or "utf-8").lower(), limits)
