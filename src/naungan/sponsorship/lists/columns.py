"""Which heading of a list is which field: the aliases that local governments' files really use."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from naungan.intake.errors import FileRefused
from naungan.saying import gettext as _
from naungan.yaml_text import from_yaml

NEEDED = ("name",)
HEADER_WITHIN = 15  # rows; above it lists have a title, a decree, an empty row or two
_NOT_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the fields are: place by field, heading by field, and the headings that nothing needs."""

    row: int
    places: dict[str, int]
    read_as: dict[str, str]
    ignored: tuple[str, ...]


@cache
def aliases() -> dict[str, str]:
    """Field by heading, both plain."""
    text = files("naungan.sponsorship").joinpath("data", "columns.yaml").read_text(encoding="utf-8")
    return {alias: field for field, known in from_yaml(text).items() for alias in known}


def plain(heading: str) -> str:
    """A heading without capitals, blanks and marks: `Tgl. Lahir ` is `tgllahir`."""
    return _NOT_LETTERS.sub("", heading.lower())


def find_columns(name: str, rows: Sequence[Sequence[str]]) -> Columns:
    """The heading row of a list, wherever in its first rows it stands: the one with most known headings.

    The first of two columns with the same meaning counts. Raises FileRefused (F01).
    """
    known = aliases()
    scored = [(sum(1 for cell in row if plain(cell) in known), -place) for place, row in enumerate(rows)]
    best, place = max(scored, default=(0, 0))
    header = rows[-place] if best else []
    places: dict[str, int] = {}
    read_as: dict[str, str] = {}
    ignored: list[str] = []
    for at, cell in enumerate(header):
        field = known.get(plain(cell))
        if field and field not in places:
            places[field], read_as[cell] = at, field
        elif cell.strip():
            ignored.append(cell.strip())
    missing = [field for field in NEEDED if field not in places]
    if missing or len(places) < 2:
        raise FileRefused(
            "F01",
            _(
                "%(name)s: baris judul tidak ditemukan pada %(rows)s baris pertama. Beri kolom judul, "
                "paling sedikit NIK dan NAMA."
            )
            % {"name": name, "rows": HEADER_WITHIN},
        )
    return Columns(-place + 1, places, read_as, tuple(ignored))
