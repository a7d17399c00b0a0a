"""Groups of people from a table that a planning office keeps: one line a group."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from naungan.saying import gettext as _
from naungan.sponsorship.planner.request import BadPlan, Group

NEEDED = ("kabupaten", "pekerjaan", "desil", "risiko", "orang")
MORE = ("terlindungi", "dilanjutkan", "sektor")


def read_groups(path: Path) -> tuple[Group, ...]:
    """The groups of a CSV file, by the columns NEEDED and, where known, MORE.

    Raises BadPlan naming line and column.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            missing = [name for name in NEEDED if name not in (reader.fieldnames or ())]
            if missing:
                raise BadPlan(
                    "groups",
                    _("%(path)s: kolom %(missing)s tidak ada di baris pertama.")
                    % {"path": path.name, "missing": ", ".join(missing)},
                )
            return tuple(_groups(path.name, reader))
    except (OSError, UnicodeDecodeError, csv.Error) as wrong:
        raise BadPlan(
            "groups",
            _("%(path)s tidak dapat dibaca sebagai CSV UTF-8: %(wrong)s") % {"path": path.name, "wrong": wrong},
        ) from wrong


def _groups(name: str, rows: Iterable[dict[str, str]]) -> Iterable[Group]:
    for number, row in enumerate(rows, start=2):

        def whole(column: str, ordinary: str = "", row: dict[str, str] = row, number: int = number) -> int:
            text = (row.get(column) or ordinary).strip()
            if not (text.isascii() and text.isdigit()):
                raise BadPlan(
                    "groups",
                    _("%(name)s baris %(number)s, %(column)s: terbaca %(text)s. Tulis angka bulat.")
                    % {"name": name, "number": number, "column": column, "text": repr(text)},
                )
            return int(text)

        yield Group(
            district=(row["kabupaten"] or "").strip(),
            occupation=(row["pekerjaan"] or "").strip(),
            decile=whole("desil", "0"),
            risk=whole("risiko"),
            people=whole("orang"),
            covered=whole("terlindungi", "0"),
            continuing=whole("dilanjutkan", "0"),
            sector=(row.get("sektor") or "other").strip(),
        )
