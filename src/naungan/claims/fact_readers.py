"""Reading one answer of a claim from JSON: exactly, or ValueError with words that say how to write it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from naungan.saying import gettext

Reader = Callable[[Any], Any]
LONGEST = 4_000  # characters
MOST_RUPIAH = 10**12
RELATIONS = ("spouse", "children", "parents", "grandchildren", "grandparents", "siblings", "parents_in_law", "will")
_LEVELS = ("TK", "SD", "SMP", "SMA", "S1")
_INJURY = {"injury": str, "side": str, "table_percent": str, "function_lost_percent": int}


def text(value: Any) -> str:
    """Words."""
    if not isinstance(value, str) or not value.strip():
        raise ValueError(gettext("tulis dengan kata-kata."))
    if len(value) > LONGEST:
        raise ValueError(gettext("terlalu panjang; paling banyak %(most)d huruf.") % {"most": LONGEST})
    return "".join(one for one in value if one.isprintable() or one == "\n").strip()


def choice(choices: Mapping[str, object], value: Any) -> str:
    """One of some values."""
    if not isinstance(value, str) or value not in choices:
        raise ValueError(gettext("pilih salah satu: %(names)s.") % {"names": ", ".join(choices)})
    return value


def yes_or_no(value: Any) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError(gettext("jawab ya atau tidak."))
    return value


def rupiah(value: Any) -> int:
    """Whole rupiah, not negative."""
    amount = count(value, MOST_RUPIAH)
    return amount


def count(value: Any, most: int = 10_000) -> int:
    """A whole number, not negative."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise ValueError(gettext("tulis bilangan bulat dari 0."))
    return value


def percent(value: Any) -> int:
    """A whole percentage, 0 to 100."""
    return count(value, 100)


def day(value: Any) -> str:
    """A day, kept as YYYY-MM-DD."""
    try:
        return date.fromisoformat(value.isoformat() if isinstance(value, date) else value).isoformat()
    except (TypeError, ValueError) as wrong:
        raise ValueError(gettext("tulis tanggal, misalnya 2022-12-31.")) from wrong


def nik(value: Any) -> str:
    """Sixteen digits."""
    if not isinstance(value, str) or re.fullmatch(r"[0-9]{16}", value) is None:
        raise ValueError(gettext("NIK terdiri dari 16 angka."))
    return value


def school_year(value: Any) -> str:
    """A school year written 2025/2026."""
    found = re.fullmatch(r"(20[0-9]{2})/(20[0-9]{2})", value) if isinstance(value, str) else None
    if found is None or int(found[2]) != int(found[1]) + 1:
        raise ValueError(gettext("tulis tahun ajaran, misalnya 2025/2026."))
    return str(value)


def family(value: Any) -> dict[str, int]:
    """How many there are of each relation; those that are none are left out."""
    if not isinstance(value, dict) or not set(value) <= set(RELATIONS):
        raise ValueError(gettext("sebut jumlah tiap hubungan: %(names)s.") % {"names": ", ".join(RELATIONS)})
    return {name: count(int(many) if isinstance(many, bool) else many, 30) for name, many in value.items() if many}


def children(value: Any) -> list[dict[str, object]]:
    """Children at school: name, born_on, level, and NIK if known."""
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise ValueError(gettext("sebut nama, tanggal lahir, dan jenjang tiap anak."))
    return [_child(one) for one in value]


def _child(one: dict[str, Any]) -> dict[str, object]:
    if not {"name", "born_on"} <= set(one) <= {"name", "born_on", "level", "nik", "school_year", "married", "works"}:
        raise ValueError(gettext("sebut nama, tanggal lahir, dan jenjang tiap anak."))
    readers: dict[str, Reader] = {
        "name": text,
        "born_on": day,
        "level": lambda level: choice(dict.fromkeys(_LEVELS), level),
        "nik": nik,
        "school_year": school_year,
        "married": yes_or_no,
        "works": yes_or_no,
    }
    return {name: readers[name](given) for name, given in one.items() if given not in (None, "")}


def injuries(value: Any) -> list[dict[str, object]]:
    """Injuries of one accident: `injury` of the law's table, `side`, and percentages where the table has a range."""
    if not isinstance(value, list) or not value or not all(isinstance(one, dict) for one in value):
        raise ValueError(gettext("sebut paling sedikit satu cacat menurut tabel."))
    for one in value:
        if "injury" not in one or not set(one) <= set(_INJURY):
            raise ValueError(gettext("tiap cacat berisi %(names)s.") % {"names": ", ".join(_INJURY)})
        if one.get("side", "right") not in ("right", "left"):
            raise ValueError(gettext("sisi: right atau left."))
        if "function_lost_percent" in one:
            percent(one["function_lost_percent"])
    return [dict(one) for one in value]
