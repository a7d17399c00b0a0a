"""Amounts as banks write them, read without a float: hundredths of a rupiah."""

from __future__ import annotations

import re

from naungan.interop.errors import BankFileRefused
from naungan.saying import gettext as _

# ISO 20022 writes a point and up to five places, MT940 a comma and none, one or two.
_WRITTEN = re.compile(r"([0-9]{1,15})(?:[.,]([0-9]{0,5}))?", re.ASCII)
CURRENCY = "IDR"


def hundredths(text: str, currency: str, place: str) -> int:
    """The amount in hundredths of a rupiah. Raises BankFileRefused naming `place`."""
    if currency != CURRENCY:
        raise BankFileRefused(
            _("%(place)s: mata uang %(currency)s. Hanya rekening rupiah (IDR) dibaca.")
            % {"place": place, "currency": currency or _("(kosong)")}
        )
    found = _WRITTEN.fullmatch(text.strip())
    if found is None:
        raise BankFileRefused(
            _("%(place)s: jumlah %(text)s tidak dapat dibaca. Minta berkas yang benar ke bank.")
            % {"place": place, "text": repr(text)}
        )
    whole, rest = found[1], (found[2] or "").rstrip("0")
    if len(rest) > 2:
        raise BankFileRefused(
            _("%(place)s: jumlah %(text)s lebih halus dari sen. Minta berkas yang benar ke bank.")
            % {"place": place, "text": repr(text)}
        )
    return int(whole) * 100 + int(rest.ljust(2, "0") or 0)
