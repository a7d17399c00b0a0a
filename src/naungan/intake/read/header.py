"""The header row: present, not renamed, not moved, nothing twice (F01)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from naungan.intake.cells import trimmed
from naungan.intake.errors import FileRefused
from naungan.intake.layouts import Layout
from naungan.intake.limits import Limits
from naungan.wording import whole


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
            f"Berkas berisi {whole(len(header))} kolom; {layout.name} paling banyak {limits.columns}. "
            "Hapus kolom yang tidak perlu.",
            f"{len(header)} columns, at most {limits.columns}",
        )
    if not fits(layout, header):
        raise _misfit(layout, header)
    twice = [name for name, count in Counter(_key(cell) for cell in header if cell).items() if count > 1]
    if twice:
        raise FileRefused(
            "F01",
            f"Kolom {twice[0]} ada {_where(header, twice[0])}. Sisakan satu.",
            f"the header {twice[0]} occurs more than once",
        )
    return header


def _misfit(layout: Layout, header: tuple[str, ...]) -> FileRefused:
    place = next(
        place
        for place, name in enumerate(layout.headers)
        if place >= len(header) or _key(header[place]) != _key(name)
    )
    expected = layout.headers[place] or "(kosong)"
    read = (header[place] if place < len(header) else "") or "(kosong)"
    elsewhere = [letter(at) for at, cell in enumerate(header) if cell and _key(cell) == _key(expected)]
    moved = f" Kolom itu ada di {', '.join(elsewhere)}: kembalikan ke {letter(place)}." if elsewhere else ""
    said = f"Kolom {expected} tidak ada" if not elsewhere else f"Kolom {expected} berpindah"
    return FileRefused(
        "F01",
        f"{said}. Di baris 1 kolom {letter(place)} seharusnya {expected}, terbaca {_short(read)}.{moved} "
        f"Unduh contoh: naungan import template {layout.kind.value} contoh.xlsx",
        f"header cell {letter(place)}1 should be {expected!r}, read {read!r}",
    )


def _where(header: tuple[str, ...], key: str) -> str:
    return "di " + " dan ".join(letter(at) for at, cell in enumerate(header) if _key(cell) == key)


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"


def _key(cell: str) -> str:
    return trimmed(str(cell)).upper()
