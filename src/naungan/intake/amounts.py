"""Rules for rupiah in a cell: digits and nothing else, or a question. Never a guess of a unit."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.utils.translation import gettext_noop as _

from naungan.intake.catalogue import Finding, found
from naungan.intake.cells import trimmed
from naungan.intake.limits import LEAST_AMOUNT, MOST_AMOUNT
from naungan.web.sentences import Part, amount, words

_DIGITS = re.compile(r"[0-9]{1,30}")
_NEGATIVE = re.compile(r"(?:Rp\.?\s*)?(?:-\s*[0-9.,]+|\([0-9.,]+\))", re.IGNORECASE)
_CURRENCY = re.compile(r"^(?:rp\.?|idr)\s*|\s*,-$", re.IGNORECASE)
# Two groups of thousands or more can be read in one way only; a lone 16.800 could be 16,8.
_GROUPED = re.compile(r"[0-9]{1,3}(?:(?:\.[0-9]{3}){2,}|(?:,[0-9]{3}){2,}|(?:\.[0-9]{3})+,00|(?:,[0-9]{3})+\.00)")

Rule = Callable[[int, str, str], Finding | None]


def amount_is_given(row: int, column: str, cell: str) -> Finding | None:
    """E01: an empty cell is not zero."""
    return None if cell else found(row, "E01", column, cell, what=column)


def amount_is_not_negative(row: int, column: str, cell: str) -> Finding | None:
    """W06: neither -3500000 nor the accountant's (3500000)."""
    return found(row, "W06", column, cell, x=cell) if _NEGATIVE.fullmatch(cell) else None


def amount_is_plain_digits(row: int, column: str, cell: str) -> Finding | None:
    """W01: no dots, commas, letters or "Rp"; the reading is proposed, and never taken."""
    return None if _DIGITS.fullmatch(cell) else found(row, "W01", column, cell, reading=_reading(cell))


def amount_is_not_in_thousands(row: int, column: str, cell: str) -> Finding | None:
    """W04: below 1,000 rupiah the unit is in doubt."""
    return found(row, "W04", column, cell) if int(cell) < LEAST_AMOUNT else None


def amount_is_no_slip(row: int, column: str, cell: str) -> Finding | None:
    """W07: above ten trillion rupiah a month somebody leant on a key."""
    return found(row, "W07", column, cell, x=amount(int(cell))) if int(cell) > MOST_AMOUNT else None


WAGE_RULES: tuple[Rule, ...] = (
    amount_is_given,
    amount_is_not_negative,
    amount_is_plain_digits,
    amount_is_not_in_thousands,
    amount_is_no_slip,
)


def read_wage(row: int, column: str, cell: str) -> int | Finding:
    """The wage in rupiah, or the first rule that it breaks."""
    clean = trimmed(cell)
    for rule in WAGE_RULES:
        finding = rule(row, column, clean)
        if finding is not None:
            return finding
    return int(clean)


def read_back_pay(row: int, column: str, cell: str) -> int | Finding:
    """Back pay in rupiah; an empty cell and zero both mean none."""
    clean = trimmed(cell)
    if not clean or (_DIGITS.fullmatch(clean) and int(clean) == 0):
        return 0
    return read_wage(row, column, clean)


def _reading(cell: str) -> Part:
    """The proposed repair of an amount that is not plain digits."""
    bare = _CURRENCY.sub("", _CURRENCY.sub("", cell)).replace("\u00a0", "").replace(" ", "")
    if _DIGITS.fullmatch(bare):
        return _proposed(int(bare))
    if _GROUPED.fullmatch(bare):
        digits = re.sub(r"[.,]", "", re.sub(r"[.,]00$", "", bare) if re.search(r"[.,]00$", bare) else bare)
        return _proposed(int(digits))
    if re.fullmatch(r"[0-9]{1,3}[.,][0-9]{3}", bare):
        digits = re.sub(r"[.,]", "", bare)
        meant = {"whole": int(digits)}
        return words(
            _("Terbaca {read}: bila maksudnya {meant} rupiah, tulis {digits}."), read=bare, meant=meant, digits=digits
        )
    return words(_("Tulis rupiah penuh tanpa titik, koma, atau huruf."))


def _proposed(rupiah: int) -> Part:
    return words(_("Terbaca {amount}. Bila benar, tulis {digits}."), amount=amount(rupiah), digits=rupiah)
