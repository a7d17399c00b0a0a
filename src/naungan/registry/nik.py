"""The NIK: what sixteen digits may be, what they say of a person, and how they are shown.

A NIK is PP RR SS DDMMYY XXXX: province, district and subdistrict of first issue, birth day (plus 40
for women), serial 0001 to 9999. It has no check digit and does not change when a person moves or a
region is split. Pure functions on text: no database, no clock; nothing is ever completed or guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext_noop as _

from naungan.registry.region_facts import RegionFact, by_bps_digits, districts_by_digits, provinces
from naungan.web.sentences import Part, day, say

LENGTH = 16
OLDEST = 120
WOMAN = 40
_IGNORED = str.maketrans("", "", " \t\u00a0.'\u2018\u2019")
_SCIENTIFIC = re.compile(r"[0-9]([.,][0-9]+)?[eE]\+?[0-9]{1,2}")
_DECIMALS = re.compile(r"[0-9]{15,17}[.,]0+")
_RETYPE = _("Ubah kolom menjadi Teks, lalu ketik ulang NIK dari KTP.")
_SEE_KTP = _("Cocokkan dengan KTP.")


class Level(StrEnum):
    """How much a finding matters: refused, to be confirmed, or only worth knowing."""

    HARD = "hard"
    SOFT = "soft"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found in a NIK: its code in the validation catalogue, what is wrong, what to do.

    `words`, filled in with `parts`, and `advice` are sentences to be kept; `said` and `repair` say them.
    """

    code: str
    level: Level
    words: str
    advice: str
    parts: Mapping[str, Part] = field(default_factory=dict)

    @property
    def said(self) -> str:
        """What is wrong, in the active language."""
        return say(self.words, self.parts)

    @property
    def repair(self) -> str:
        """What to do, in the active language."""
        return say(self.advice)


@dataclass(frozen=True, slots=True)
class NikReading:
    """What was read. `nik`, `born_on`, `sex` (L or P) and `district` are None where refused or unknown."""

    read: str
    nik: str | None
    findings: tuple[Finding, ...] = ()
    born_on: date | None = None
    sex: str | None = None
    district: RegionFact | None = None

    @property
    def refused(self) -> bool:
        """Whether this cannot be a NIK."""
        return self.nik is None

    def at(self, level: Level) -> tuple[Finding, ...]:
        """The findings of one level."""
        return tuple(finding for finding in self.findings if finding.level is level)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all findings, in the order of the ladder."""
        return tuple(finding.code for finding in self.findings)


@dataclass(slots=True)
class _Parts:
    """Sixteen digits taken apart, beside what was stated of the person."""

    digits: str
    births: tuple[date, ...]
    born_on: date | None
    sex: str
    district: RegionFact | None
    stated_born_on: date | None
    stated_sex: str | None

    @property
    def days(self) -> dict[str, Part]:
        """The birth day that the NIK holds, and the one stated."""
        return {
            "read": day(self.born_on) if self.born_on else None,
            "stated": day(self.stated_born_on) if self.stated_born_on else None,
        }

    @property
    def bps(self) -> dict[str, Part]:
        """Whose number of BPS, which no NIK is made of, the four digits are."""
        return {"digits": self.digits[:4], "name": by_bps_digits()[self.digits[:4]].name}

    @property
    def before(self) -> dict[str, Part]:
        """The district of the NIK under its number of then, and what became of it."""
        assert self.district is not None
        return {"name": self.district.name, "code": self.district.code, "became": self.district.became}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A row of the ladder: when it is broken and the sentence for it."""

    code: str
    level: Level
    broken: Callable[[_Parts], bool]
    words: str
    advice: str = _SEE_KTP
    told: Callable[[_Parts], Mapping[str, Part]] = lambda _parts: {}

    def finding(self, parts: _Parts) -> Finding:
        return Finding(self.code, self.level, self.words, self.advice, self.told(parts))


_HARD = (
    _Rule("N08", Level.HARD, lambda p: p.digits == p.digits[0] * LENGTH, _("NIK tidak mungkin satu angka saja.")),
    _Rule("N02", Level.HARD, lambda p: p.digits.endswith("00000"), _("NIK rusak oleh Excel: dibulatkan."), _RETYPE),
    _Rule("N09", Level.HARD, lambda p: p.digits.endswith("0000"), _("Akhir NIK tidak mungkin 0000.")),
    _Rule(
        "N10",
        Level.HARD,
        lambda p: not p.births,
        _("Angka ke-7 sampai ke-12 ({digits}) bukan tanggal lahir; tanggal perempuan ditambah 40."),
        told=lambda p: {"digits": f"{p.digits[6:8]} {p.digits[8:10]} {p.digits[10:12]}"},
    ),
)
_OTHER = (
    _Rule(
        "N03",
        Level.SOFT,
        lambda p: p.stated_born_on is not None and p.stated_born_on != p.born_on,
        _("Tanggal lahir berbeda dengan NIK: NIK berkata {read}, yang diisi {stated}."),
        told=lambda p: p.days,
    ),
    _Rule(
        "N04",
        Level.SOFT,
        lambda p: p.stated_sex is not None and p.stated_sex != p.sex,
        _("Jenis kelamin berbeda dengan NIK: NIK berkata {read}, yang diisi {stated}."),
        told=lambda p: {"read": p.sex, "stated": p.stated_sex},
    ),
    _Rule(
        "N11",
        Level.SOFT,
        lambda p: p.district is None and p.digits[:2] not in provinces(),
        _("Dua angka pertama NIK bukan provinsi, kini atau dahulu."),
    ),
    _Rule(
        "N12",
        Level.SOFT,
        lambda p: p.district is None and p.digits[:2] in provinces() and p.digits[:4] not in by_bps_digits(),
        _("Empat angka pertama NIK bukan kabupaten/kota yang dikenal, kini atau dahulu."),
    ),
    _Rule(
        "N12",
        Level.SOFT,
        lambda p: p.district is None and p.digits[:2] in provinces() and p.digits[:4] in by_bps_digits(),
        _(
            "Empat angka pertama NIK bukan kabupaten/kota yang dikenal, kini atau dahulu "
            "({digits} adalah nomor BPS {name})."
        ),
        told=lambda p: p.bps,
    ),
    _Rule(
        "N13",
        Level.INFO,
        lambda p: p.district is not None and p.district.abolished,
        _("NIK terbit ketika {name} masih bernomor {code}; kini {became}."),
        _("Tidak perlu diubah: NIK tetap seumur hidup."),
        lambda p: p.before,
    ),
    _Rule(
        "N14",
        Level.SOFT,
        lambda p: p.digits.endswith("000"),
        _("NIK berakhir 000: jarang terjadi, mungkin berkas pernah dibulatkan Excel."),
    ),
)


def check(
    text: str,
    *,
    as_of: date,
    born_on: date | None = None,
    sex: str | None = None,
    came_as_number: bool = False,
) -> NikReading:
    """Read a NIK and say everything that is wrong or odd about it.

    Spaces, dots and apostrophes are dropped, nothing else. `as_of` is the day from which the age (0 to
    120) decides the century; of two possible centuries the stated `born_on` picks its own, else the
    later one is read. `sex` is L or P. `came_as_number` says that the file held a number, not text:
    a spreadsheet keeps 15 digits of a number, so such a NIK is refused whatever it looks like.
    """
    digits = clean(text)
    broken = _damage(text.strip(), digits, came_as_number)
    if broken is not None:
        return NikReading(text, None, (broken,))
    births = possible_births(digits[6:12], as_of)
    parts = _Parts(
        digits,
        births,
        born_on if born_on in births else next(iter(births), None),
        "P" if int(digits[6:8]) > WOMAN else "L",
        districts_by_digits().get(digits[:4]),
        born_on,
        sex,
    )
    for rule in _HARD:
        if rule.broken(parts):
            return NikReading(text, None, (rule.finding(parts),))
    found = tuple(rule.finding(parts) for rule in _OTHER if rule.broken(parts))
    return NikReading(text, digits, found, parts.born_on, parts.sex, parts.district)


def clean(text: str) -> str:
    """The text without the blanks, dots and apostrophes that people and spreadsheets put into a NIK."""
    return text.translate(_IGNORED)


@lru_cache(maxsize=65_536)
def possible_births(ddmmyy: str, as_of: date) -> tuple[date, ...]:
    """The days that six digits of a NIK can mean for somebody aged 0 to 120 on a day, latest first."""
    day, month, year = int(ddmmyy[:2]), int(ddmmyy[2:4]), int(ddmmyy[4:])
    day -= WOMAN if day > WOMAN else 0
    century = as_of.year - as_of.year % 100
    days = (_day_or_none(century - back + year, month, day) for back in (0, 100, 200))
    return tuple(one for one in days if one is not None and _aged(one, as_of))


def mask(nik: str) -> str:
    """A NIK as it is shown by default: 6472********0001; any other text only as stars."""
    return f"{nik[:4]}********{nik[-4:]}" if _is_shaped(nik) else "*" * len(nik)


def group(nik: str) -> str:
    """A NIK in groups for the eye: 6472 01 570890 0001; any other text as it is."""
    return f"{nik[:4]} {nik[4:6]} {nik[6:12]} {nik[12:]}" if _is_shaped(nik) else nik


def compose(*, district: str, born_on: date, sex: str, serial: int, subdistrict: str = "01") -> str:
    """The NIK that would be issued to an invented person; never to complete what a file lacks.

    `district` is a Kemendagri code (64.72), `sex` L or P, `serial` 1 to 9999. Raises ValueError otherwise.
    """
    place = district.replace(".", "") + subdistrict
    if len(place) != 6 or not place.isdecimal() or sex not in ("L", "P") or not 1 <= serial <= 9999:
        raise ValueError(f"no NIK from {district=}, {subdistrict=}, {sex=}, {serial=}")
    day = born_on.day + (WOMAN if sex == "P" else 0)
    return f"{place}{day:02d}{born_on:%m%y}{serial:04d}"


def _damage(text: str, digits: str, came_as_number: bool) -> Finding | None:
    """What makes the text no NIK before its digits are looked at: a spreadsheet, or the wrong length."""
    if not came_as_number and "." not in text and _is_shaped(digits):
        return None
    count = sum(one in "0123456789" for one in digits)
    if _SCIENTIFIC.fullmatch(text) or _DECIMALS.fullmatch(text):
        return Finding("N02", Level.HARD, _("NIK rusak oleh Excel: terbaca {text}."), _RETYPE, {"text": text})
    if came_as_number and count in (LENGTH - 1, LENGTH):
        return Finding("N02", Level.HARD, _("NIK rusak oleh Excel: tersimpan sebagai angka, bukan teks."), _RETYPE)
    if _is_shaped(digits):
        return None
    foreign = count != len(digits)
    found = _("NIK harus 16 angka. Terbaca {count} angka.")
    words = _("NIK harus 16 angka. Terbaca {count} angka dan tanda lain.") if foreign else found
    advice = _("Salin NIK dari KTP, 16 angka tanpa huruf; angka yang kurang tidak dapat ditebak.")
    return Finding("N01", Level.HARD, words, advice, {"count": count})


def _is_shaped(text: str) -> bool:
    return len(text) == LENGTH and text.isascii() and text.isdigit()


def _day_or_none(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _aged(born_on: date, as_of: date) -> bool:
    years = as_of.year - born_on.year - ((as_of.month, as_of.day) < (born_on.month, born_on.day))
    return born_on <= as_of and years <= OLDEST
