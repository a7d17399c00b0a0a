"""Compare the name of a bank account with the name of whom it should belong to, as names are written here.

Titles fall away, the many spellings of Muhammad are one, a single name is legal and no surname is forced
(interop.md 4). What is left over is said in words, for a person to judge.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# fmt: off
TITLES = frozenset((
    "H", "HJ", "HAJI", "HAJJAH", "KH", "USTADZ", "PROF", "DR", "DRS", "DRA", "DRG", "IR", "TN", "NY", "NN",
    "SDR", "SDRI", "BPK", "IBU", "ALM", "ALMH", "SE", "SH", "ST", "SPD", "SAG", "SKM", "SKOM", "SSOS", "SIP",
    "MM", "MSI", "MPD", "MH", "MT", "MKES", "AMD", "AMDKEB", "AMK", "SKEP", "NERS", "STR",
))
# fmt: on
# One name in its spellings; what only says whose child somebody is has none.
SPELLINGS = {
    spelling: name
    for name, spellings in {
        "MUHAMMAD": (
            "MUH",
            "MUHD",
            "MHD",
            "MOH",
            "MOHD",
            "MOCH",
            "MUCH",
            "MUHAMAD",
            "MOHAMAD",
            "MOHAMMAD",
            "MOCHAMAD",
        ),
        "AHMAD": ("ACH", "ACHMAD", "AKHMAD", "AKHMAT", "AHMAT"),
        "ABDUL": ("ABD",),
        "": ("BIN", "BINTI", "BT"),
    }.items()
    for spelling in spellings
}
# Banks cut a name off at as little as twenty letters; what is left of a shorter one proves too little.
CUT_AT_LEAST = 18
CLOSE_PERCENT = 85


class Likeness(models.TextChoices):
    """How the name of an account stands to its payee's."""

    MATCH = "match", _("Sama")
    CLOSE = "close", _("Hampir sama")
    DIFFERS = "differs", _("Berbeda")


class Because(models.TextChoices):
    """Why two names were judged so."""

    SAME = "same", _("tertulis sama")
    TITLES = "titles", _("sama setelah gelar dan singkatan disamakan")
    ORDER = "order", _("kata yang sama dalam urutan lain")
    CUT = "cut", _("nama rekening terpotong oleh bank")
    PART = "part", _("satu nama memuat seluruh nama yang lain")
    INITIALS = "initials", _("satu nama memakai inisial")
    SPELLING = "spelling", _("ejaan hampir sama")
    OTHER = "other", _("nama lain")
    EMPTY = "empty", _("nama rekening kosong")


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison came to; `percent` of letters in common, 0 to 100."""

    likeness: Likeness
    percent: int
    because: Because

    @property
    def words(self) -> str | Promise:
        """Why, in words."""
        return self.because.label


def compare(payee: str, account: str, guardian: str = "") -> Compared:
    """An account's name beside its payee's, or the guardian's where that is nearer."""
    found = [_compare(name, account) for name in (payee, guardian) if name]
    order = list(Likeness)
    return min(found, key=lambda one: (order.index(one.likeness), -one.percent))


def _compare(payee: str, account: str) -> Compared:
    wanted, given = _words(payee), _words(account)
    if not given or not wanted:
        return Compared(Likeness.DIFFERS, 0, Because.EMPTY)
    percent = _percent(" ".join(wanted), " ".join(given))
    if wanted == given:
        same = _plain(payee) == _plain(account)
        return Compared(Likeness.MATCH, 100, Because.SAME if same else Because.TITLES)
    because = next((because for because, holds in _CLOSE if holds(wanted, given)), None)
    if because is None and percent >= CLOSE_PERCENT:
        because = Because.SPELLING
    if because is not None:
        return Compared(Likeness.CLOSE, percent, because)
    return Compared(Likeness.DIFFERS, percent, Because.OTHER)


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().upper()
    return " ".join(re.sub(r"[^A-Z]+", " ", letters.replace("'", "")).split())


def _words(name: str) -> list[str]:
    """The words that tell people apart: without titles, the spellings of one name made one."""
    # S.E. and H. are one word each: the dots inside a title go before the words are told apart.
    joined = re.sub(r"\b([A-Za-z]{1,4})\.(?=[A-Za-z]{1,4}\b\.?)", r"\1", name)
    words = [SPELLINGS.get(word, word) for word in _plain(joined).split() if word not in TITLES]
    if words and words[0] == "M" and len(words) > 1:
        words[0] = "MUHAMMAD"
    return [word for word in words if word]


def _percent(one: str, other: str) -> int:
    """Letters in common as a whole percentage."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return 200 * sum(block.size for block in blocks) // (len(one) + len(other))


def _cut(wanted: list[str], given: list[str]) -> bool:
    written = "".join(given)
    return len(written) >= CUT_AT_LEAST and "".join(wanted).startswith(written)


def _part(wanted: list[str], given: list[str]) -> bool:
    return len(set(wanted) & set(given)) >= 2 and (set(wanted) <= set(given) or set(given) <= set(wanted))


def _initials(wanted: list[str], given: list[str]) -> bool:
    """The same words, some of them by their first letter alone; one at least is written out in both."""
    pairs = list(zip(wanted, given, strict=False))
    return (
        len(wanted) == len(given)
        and any(one == other and len(one) > 1 for one, other in pairs)
        and all(one == other or (1 in (len(one), len(other)) and one[0] == other[0]) for one, other in pairs)
    )


_CLOSE: tuple[tuple[Because, Callable[[list[str], list[str]], bool]], ...] = (
    (Because.ORDER, lambda wanted, given: sorted(wanted) == sorted(given)),
    (Because.CUT, _cut),
    (Because.PART, _part),
    (Because.INITIALS, _initials),
)
