"""What people type into forms, read by one declared way of writing and never by guess (ux.md 3).

Every reader takes the text of a field and gives the value, or raises Unreadable: what was read, and how to
write it. The words are of the reader's language.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel.dates import get_month_names

from naungan.errors import Refused
from naungan.saying import gettext
from naungan.web.templatetags import formats

LONGEST = 60  # characters of a field that are said back
_SPACES = re.compile(r"[\s\u00a0]+")
_GROUPED = {"id": re.compile(r"\d{1,3}(\.\d{3})+", re.ASCII), "en": re.compile(r"\d{1,3}(,\d{3})+", re.ASCII)}
_OTHERWISE = re.compile(r"(\d{1,3}([.,]\d{3}){0,4}|\d{1,15})([.,]\d{1,2})?", re.ASCII)
_DAY = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[A-Za-z]+)[-/. ](\d{4})", re.ASCII)
_MONTH = re.compile(r"(\d{1,2}|[A-Za-z]+)[-/. ](\d{4})", re.ASCII)


class Unreadable(Refused):
    """What stands in a field cannot be read as what the field asks for."""


class Missing(Unreadable):
    """A field that must be filled is empty."""


def read_text(text: str, longest: int = 200) -> str:
    """Words, with runs of spaces made one. Raises Missing, or Unreadable where too long or not printable."""
    words = _given(text)
    if len(words) > longest:
        raise Unreadable(
            gettext("Isian terlalu panjang: %(read)d huruf. Paling banyak %(most)d huruf.")
            % {"read": len(words), "most": longest}
        )
    if not words.isprintable():
        raise Unreadable(gettext("Isian memuat huruf yang tidak dapat ditampilkan. Ketik ulang isian ini."))
    return words


def read_whole(text: str) -> int:
    """A whole number: 1234567, or grouped as the page writes numbers (1.234.567; in English 1,234,567)."""
    written = _given(text)
    if written.isascii() and written.isdigit() and len(written) <= 15:
        return int(written)
    if len(written) <= 20 and _GROUPED[formats.language()].fullmatch(written):
        return int(re.sub(r"[.,]", "", written))
    raise Unreadable(
        gettext("Terbaca “%(read)s”. Tulis angka bulat tanpa koma, contoh %(example)s.")
        % {"read": _shown(written), "example": formats.whole(16800)}
    )


def read_rupiah(text: str) -> int:
    """Whole rupiah: 16800, 16.800 or Rp 16.800 (in English 16,800).

    An amount written another way (16,800.00) is never taken: the reading is said back and asked again.
    """
    written = re.sub(r"^(rp\.?|idr)\s*", "", _given(text), flags=re.IGNORECASE)
    try:
        return read_whole(written)
    except Missing:
        raise
    except Unreadable:
        example = formats.rupiah(16800)
        if _OTHERWISE.fullmatch(written) and (amount := _other_way(written)) is not None:
            raise Unreadable(
                gettext("Terbaca %(amount)s. Jika benar, tulis %(digits)s.")
                % {"amount": formats.rupiah(amount), "digits": amount}
            ) from None
        raise Unreadable(
            gettext("Terbaca “%(read)s”. Tulis rupiah penuh tanpa sen, contoh %(example)s.")
            % {"read": _shown(written), "example": example}
        ) from None


def read_day(text: str) -> date:
    """A day: 2022-12-31 as date fields send it, 31-12-2022, 31/12/2022 or 31 Desember 2022."""
    written = _given(text)
    found = _DAY.fullmatch(written)
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", written):
            return date.fromisoformat(written)
        if found:
            return date(int(found[3]), _month_number(found[2]), int(found[1]))
    except ValueError as wrong:
        raise _no_day(written) from wrong
    raise _no_day(written)


def read_month(text: str) -> date:
    """The first day of a month: 2022-12 as month fields send it, 12-2022, 12/2022 or Desember 2022."""
    written = _given(text)
    found = _MONTH.fullmatch(written)
    try:
        if re.fullmatch(r"\d{4}-\d{2}", written):
            return date.fromisoformat(f"{written}-01")
        if found:
            return date(int(found[2]), _month_number(found[1]), 1)
    except ValueError as wrong:
        raise _no_month(written) from wrong
    raise _no_month(written)


def read_nik(text: str) -> str:
    """The 16 digits of a NIK, written with or without spaces, dots or dashes; what they mean is not judged here."""
    written = re.sub(r"[\s\u00a0.\-]", "", _given(text))
    if not (written.isascii() and written.isdigit()):
        raise Unreadable(gettext("NIK hanya berisi angka. Periksa huruf yang mirip angka, misalnya O dan 0."))
    if len(written) != 16:
        raise Unreadable(
            gettext("NIK harus 16 angka. Yang terbaca %(read)d angka. Periksa angka terakhir.")
            % {"read": len(written)}
        )
    return written


def read_phone(text: str) -> str:
    """An Indonesian mobile number as +628...: written 0812-3456-789, 62812... or +62812..."""
    digits = re.sub(r"[\s\u00a0().\-]", "", _given(text))
    found = re.fullmatch(r"(?:\+?62|0)(8\d{7,11})", digits, flags=re.ASCII)
    if not found:
        raise Unreadable(
            gettext("Terbaca “%(read)s”. Tulis nomor telepon genggam, contoh 0812-3456-7890.")
            % {"read": _shown(text)}
        )
    return f"+62{found[1]}"


def _given(text: str) -> str:
    written = _SPACES.sub(" ", text).strip()
    if not written:
        raise Missing(gettext("Isian ini belum diisi."))
    return written


def _shown(written: str) -> str:
    return written if len(written) <= LONGEST else f"{written[:LONGEST]}…"


def _other_way(written: str) -> int | None:
    """The amount in the other language's way of writing, when its decimals are nothing."""
    whole, mark, rest = written, "", ""
    found = re.fullmatch(r"(.*)([.,])(\d{1,2})", written)
    if found:
        whole, mark, rest = found.groups()
    marks = set(re.findall(r"[.,]", whole))
    if len(marks) > 1 or mark in marks or rest.strip("0") or not marks | {mark} - {""}:
        return None
    return int(re.sub(r"[.,]", "", whole))


@cache
def _months() -> dict[str, int]:
    """Every name of a month, in both languages, long and short."""
    extra = {"agt": 8, "ags": 8, "agust": 8, "sept": 9, "pebruari": 2, "nopember": 11}
    return extra | {
        name.lower(): number
        for locale in ("id", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }


def _month_number(written: str) -> int:
    """1 to 12. Raises ValueError."""
    number = int(written) if written.isdigit() else _months().get(written.lower(), 0)
    if not 1 <= number <= 12:
        raise ValueError(written)
    return number


def _no_day(written: str) -> Unreadable:
    return Unreadable(
        gettext("Terbaca “%(read)s”. Tulis tanggal, bulan, tahun, contoh %(example)s.")
        % {"read": _shown(written), "example": formats.day(date(2022, 12, 31))}
    )


def _no_month(written: str) -> Unreadable:
    return Unreadable(
        gettext("Terbaca “%(read)s”. Tulis bulan dan tahun, contoh %(example)s.")
        % {"read": _shown(written), "example": formats.month(date(2022, 12, 1))}
    )
