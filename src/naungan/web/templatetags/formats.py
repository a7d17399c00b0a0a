"""How numbers, money, days and NIKs are written on a page, in the page's language (ux.md 3).

Every filter writes None as a dash: what is not known is never shown as nothing or as zero.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import TypeVar

from babel.dates import format_date
from babel.numbers import format_decimal
from django import template
from django.utils import timezone
from django.utils.translation import get_language
from num2words import num2words

register = template.Library()

NO_BREAK = "\u00a0"
UNKNOWN = "–"

Value = TypeVar("Value")


def language() -> str:
    """The language a page is written in: id, or en."""
    return "en" if (get_language() or "").startswith("en") else "id"


def dash_for_none(write: Callable[[Value], str]) -> Callable[[Value | None], str]:
    """The filter, with a dash for what is not known."""

    @wraps(write)
    def inside(value: Value | None) -> str:
        return UNKNOWN if value is None else write(value)

    return inside


@register.filter
@dash_for_none
def whole(number: int) -> str:
    """1234567 as 1.234.567 (id) or 1,234,567 (en). Raises TypeError for what is not an integer."""
    if isinstance(number, bool) or not isinstance(number, int):
        raise TypeError(f"whole: an integer is needed, not {number!r}")
    return str(format_decimal(number, format="#,##0", locale=language()))


@register.filter
@dash_for_none
def rupiah(amount: int) -> str:
    """16800 as Rp 16.800, with a space that does not break. Raises TypeError for what is not an integer."""
    written = whole(amount)
    return f"-Rp{NO_BREAK}{written[1:]}" if written.startswith("-") else f"Rp{NO_BREAK}{written}"


@register.filter
def percent(value: Decimal | int | float | None, places: int | None = None) -> str:
    """32.15 as 32,15%: two decimals at most, half up; exactly `places` when given."""
    if value is None:
        return UNKNOWN
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-(2 if places is None else places)), ROUND_HALF_UP)
    decimals = "##" if places is None else "0" * places
    pattern = f"#,##0.{decimals}" if decimals else "#,##0"
    return f"{format_decimal(exact, format=pattern, locale=language())}%"


@register.filter
@dash_for_none
def day(value: date) -> str:
    """2022-12-31 as 31 Desember 2022."""
    return str(format_date(value, "d MMMM y", locale=language()))


@register.filter
@dash_for_none
def day_short(value: date) -> str:
    """2022-12-31 as 31 Des 2022."""
    return str(format_date(value, "d MMM y", locale=language()))


@register.filter
@dash_for_none
def month(value: date) -> str:
    """2022-12-01 as Desember 2022."""
    return str(format_date(value, "MMMM y", locale=language()))


@register.filter
@dash_for_none
def moment(value: datetime) -> str:
    """A moment as 15 Juli 2026 pukul 09.30 WITA: in the active time zone, which is always named."""
    local = timezone.localtime(value)
    clock = f"pukul {local:%H.%M}" if language() == "id" else f"at {local:%H:%M}"
    return f"{day(local.date())} {clock} {local.tzname()}"


@register.filter
@dash_for_none
def when(value: datetime | date | str) -> str:
    """A moment or a day as `moment` and `day` write it; words stay as they are."""
    if isinstance(value, str):
        return value
    return moment(value) if isinstance(value, datetime) else day(value)


@register.filter
@dash_for_none
def nik_masked(nik: str) -> str:
    """6472015708900001 as 6472********0001; anything shorter is hidden whole."""
    return f"{nik[:4]}********{nik[-4:]}" if len(nik) == 16 else "*" * len(nik)


@register.filter
@dash_for_none
def nik_groups(nik: str) -> str:
    """6472015708900001 as 6472 01 570890 0001: region, district, birth, serial."""
    return NO_BREAK.join((nik[:4], nik[4:6], nik[6:12], nik[12:])) if len(nik) == 16 else nik


@register.filter
@dash_for_none
def phone(number: str) -> str:
    """+628123456789 as 0812-3456-789."""
    local = re.sub(r"^\+62", "0", number)
    return "-".join(filter(None, (local[:4], local[4:8], local[8:])))


@register.filter
@dash_for_none
def kpj(number: str) -> str:
    """A participant card number as 22A 1234 5678: 11 characters in groups of 3, 4 and 4."""
    return NO_BREAK.join((number[:3], number[3:7], number[7:])) if len(number) == 11 else number


@register.filter
@dash_for_none
def in_words(number: int) -> str:
    """1100000 as satu juta seratus ribu (terbilang)."""
    words = str(num2words(abs(number), lang=language()))
    return f"minus {words}" if number < 0 else words
