"""How numbers, money, days and months are written for people, and read from a command line (ux.md 3)."""

from __future__ import annotations

import re
from datetime import date

from naungan.errors import WrongUse

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_NO_BREAK = "\u00a0"


def whole(number: int) -> str:
    """1234567 as 1.234.567."""
    return f"{number:,}".replace(",", ".")


def rupiah(amount: int) -> str:
    """16800 as Rp 16.800, with a space that does not break."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{_NO_BREAK}{whole(abs(amount))}"


def month_words(month: date) -> str:
    """2022-12-01 as Desember 2022."""
    return f"{MONTHS[month.month - 1]} {month.year}"


def day_words(day: date) -> str:
    """2022-12-31 as 31 Desember 2022."""
    return f"{day.day} {month_words(day)}"


def month_of_text(text: str) -> date:
    """The first day of the month written YYYY-MM. Raises WrongUse."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found:
        raise WrongUse(f"Bulan terbaca {text!r}. Tulis TTTT-BB, contoh 2022-12.")
    return date(int(found[1]), int(found[2]), 1)


def day_of(text: str) -> date:
    """The day written YYYY-MM-DD. Raises WrongUse."""
    try:
        return date.fromisoformat(text)
    except ValueError as wrong:
        raise WrongUse(f"Tanggal terbaca {text!r}. Tulis TTTT-BB-HH, contoh 2022-12-31.") from wrong
