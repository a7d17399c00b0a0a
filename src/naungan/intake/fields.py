"""Rules for the other cells: given, one of a list, a phone number, an e-mail, a card number, an age."""

from __future__ import annotations

import re
from datetime import date

from django.utils.translation import gettext_noop as _

from naungan.intake.catalogue import Finding, found
from naungan.intake.cells import Number, trimmed
from naungan.intake.layouts import Column
from naungan.law.months import age_on
from naungan.web.sentences import either, words

_PHONE = re.compile(r"08[0-9]{8,11}")
_EMAIL = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;.]+")
_KPJ = re.compile(r"[0-9A-Z]{11}")
_PHONE_HOW = words(_("Tulis 08..., 10 sampai 13 angka, pada kolom berformat Teks agar nol di depan tidak hilang."))
_EMAIL_HOW = words(_("Tulis satu alamat, misalnya nama@contoh.co.id."))


def cell_is_given(row: int, column: Column, cell: str) -> Finding | None:
    """E01: a required cell holds something."""
    if not column.required or cell:
        return None
    return found(row, "E01", column.header, cell, what=column.header)


def cell_is_of_the_list(row: int, column: Column, cell: str) -> Finding | None:
    """E02: a cell with a list of choices holds one of them; capitals do not matter."""
    if not column.choices or not cell or cell.upper() in column.choices:
        return None
    return found(row, "E02", column.header, cell, what=column.header, x=cell, choices=either(column.choices))


def phone_is_given(row: int, column: str, cell: str) -> Finding | None:
    """C01: the phone number is there."""
    return None if cell else found(row, "C01", column, cell, what=words(_("nomor HP")), how=_PHONE_HOW)


def email_is_given(row: int, column: str, cell: str) -> Finding | None:
    """C01: the e-mail address is there."""
    return None if cell else found(row, "C01", column, cell, what=words(_("alamat e-mail")), how=_EMAIL_HOW)


def read_phone(row: int, column: str, cell: str) -> str | Finding:
    """A mobile number as +62..., empty where the cell is; C03 where it cannot be one.

    A spreadsheet drops the leading zero of a number; it is not put back.
    """
    digits = re.sub(r"[\s.\-()]", "", cell)
    national = "0" + digits[3:] if digits.startswith("+62") else digits
    if not digits:
        return ""
    if isinstance(cell, Number) or not _PHONE.fullmatch(national):
        return found(row, "C03", column, cell, what=words(_("Nomor HP")), x=cell, how=_PHONE_HOW)
    return "+62" + national[1:]


def read_email(row: int, column: str, cell: str) -> str | Finding:
    """An e-mail address in small letters, empty where the cell is; C03 where it cannot be one."""
    clean = trimmed(cell).lower()
    if clean and not _EMAIL.fullmatch(clean):
        return found(row, "C03", column, cell, what=words(_("Alamat e-mail")), x=clean, how=_EMAIL_HOW)
    return clean


def read_kpj(row: int, column: str, cell: str) -> str | Finding:
    """A card number, empty where the cell is; K01 where it has not 11 digits or capitals."""
    compact = "".join(cell.split())
    if compact and not _KPJ.fullmatch(compact):
        return found(row, "K01", column, cell, x=compact)
    return compact


def age_is_within(
    row: int, column: str, cell: str, born_on: date, on: date, bounds: tuple[int, int]
) -> Finding | None:
    """D01: the age in whole years on a day lies within the bounds, both included."""
    if bounds[0] <= age_on(born_on, on) <= bounds[1]:
        return None
    return found(row, "D01", column, cell, least=bounds[0], most=bounds[1])
