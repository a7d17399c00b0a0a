"""The header row: present, not renamed, not moved, nothing twice (F01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from naungan.intake.cells import trimmed
from naungan.intake.errors import FileRefused
from naungan.intake.layouts import Layout
from naungan.intake.limits import Limits
from naungan.saying import gettext as _
from naungan.web.templatetags import formats


def letter(place: int) -> str:
    """The letter of a column, counted from 0: A, Z, AA."""
    name = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def fits(layout: Layout, read: Sequence[str]) -> bool:
    """Whether a header row begins with the columns of the layout; capitals do not matter."""
    return [_key(cell) for cell in read[: len(layout.headers)]] == [_key(name) for name in layout.headers]


def checked_header(layout: Layout, read: Sequence[str], limits: Limits) -> tuple[str, ...]:
    """The header row as read. Raises FileRefused (F01) naming the column that was expected."""
    header = tuple(trimmed(str(cell)) for cell in read)
    if len(header) > limits.columns:
        raise FileRefused(
            "F01",
            _("Berkas berisi %(count)s kolom; %(layout)s paling banyak %(most)s. Hapus kolom yang tidak perlu.")
            % {"count": formats.whole(len(header)), "layout": layout.name, "most": limits.columns},
        )
    if not fits(layout, header):
        raise _misfit(layout, header)
    twice = [name for name, count in Counter(_key(cell) for cell in header if cell).items() if count > 1]
    if twice:
        raise FileRefused(
            "F01",
            _("Kolom %(name)s ada di %(places)s. Sisakan satu.")
            % {"name": twice[0], "places": _(" dan ").join(_places(header, twice[0]))},
        )
    return header


def _misfit(layout: Layout, header: tuple[str, ...]) -> FileRefused:
    place = next(
        place
        for place, name in enumerate(layout.headers)
        if place >= len(header) or _key(header[place]) != _key(name)
    )
    expected = layout.headers[place] or _("(kosong)")
    read = (header[place] if place < len(header) else "") or _("(kosong)")
    elsewhere = _places(header, _key(expected))
    moved = _("Kolom %(name)s berpindah. Kolom itu ada di %(places)s: kembalikan ke %(place)s.")
    said = moved if elsewhere else _("Kolom %(name)s tidak ada.")
    return FileRefused(
        "F01",
        _(
            "%(said)s Di baris 1 kolom %(place)s seharusnya %(expected)s, terbaca %(read)s. "
            "Unduh contoh: naungan import template %(kind)s contoh.xlsx"
        )
        % {
            "said": said % {"name": expected, "places": ", ".join(elsewhere), "place": letter(place)},
            "place": letter(place),
            "expected": expected,
            "read": _short(read),
            "kind": layout.kind.value,
        },
    )


def _places(header: tuple[str, ...], key: str) -> list[str]:
    return [letter(at) for at, cell in enumerate(header) if cell and _key(cell) == key]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _key(cell: str) -> str:
    return trimmed(str(cell)).upper()
