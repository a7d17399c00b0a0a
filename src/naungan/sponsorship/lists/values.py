"""What the cells of a list mean: days, sex, decile, district. What cannot be read stays as it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache

from naungan.intake.catalogue import Finding
from naungan.intake.dates import read_day
from naungan.registry.region_facts import by_code, region_facts
from naungan.sponsorship.lists.reading import ListRow
from naungan.wording import MONTHS

_SEXES = {"l": "L", "lk": "L", "lakilaki": "L", "pria": "L", "male": "L", "1": "L",
          "p": "P", "pr": "P", "perempuan": "P", "wanita": "P", "female": "P", "2": "P"}  # fmt: skip
_WORDS = {name.lower(): number for number, name in enumerate(MONTHS, start=1)}
_SHORT = {name[:3].lower(): number for number, name in enumerate(MONTHS, start=1)} | {"agt": 8, "nop": 11, "peb": 2}
_WRITTEN = re.compile(r"([0-9]{1,2})[\s.\-/]+([A-Za-z]+)[\s.\-/]+([0-9]{4})")
_DECILE = re.compile(r"(?:desil)?\s*(10|[1-9])(?:[.,]0)?", re.IGNORECASE)
_KINDS = re.compile(r"^(kabupaten|kab|kota|kodya)\.?\s+", re.IGNORECASE)


def born_text(row: ListRow) -> str:
    """The birth day as the list has it; the part after the comma where it stands with the place."""
    day = row.cell("born")
    if day or not row.cell("birth_place_and_day"):
        return day
    return row.cell("birth_place_and_day").rpartition(",")[2].strip()


def read_birth(text: str, known: date | None) -> tuple[date | None, bool]:
    """The birth day and whether it is sure: 03/04 is, where the NIK's own day settles the order (`known`)."""
    named = _WRITTEN.fullmatch(text.strip())
    if named:
        month = _WORDS.get(named[2].lower()) or _SHORT.get(named[2][:3].lower())
        try:
            return (date(int(named[3]), month, int(named[1])), True) if month else (None, False)
        except ValueError:
            return None, False
    read = read_day(0, "", text)
    if read is None or isinstance(read, Finding):
        return None, not text
    if known is not None and known in (read.day, read.swapped):
        return known, True
    return read.day, read.swapped is None and not read.american


def read_sex(text: str) -> str:
    """L, P, or nothing."""
    return _SEXES.get(re.sub(r"[^a-z0-9]", "", text.lower()), "")


def read_decile(text: str) -> int | None:
    """1 to 10, or None."""
    found = _DECILE.fullmatch(text.strip())
    return int(found[1]) if found else None


def district_of(row: ListRow) -> str:
    """The district's code, by the village's code or the district's code or name; empty where none is known."""
    for text in (row.cell("village_code"), row.cell("district")):
        digits = re.sub(r"[.\s]", "", text)
        if digits.isascii() and digits.isdigit() and len(digits) in (4, 6, 10):
            code = f"{digits[:2]}.{digits[2:4]}"
            if code in by_code():
                return code
    return _by_name().get(_plain(row.cell("district")), "")


def place_of(row: ListRow) -> str:
    """Village, subdistrict and district as they came."""
    fields = ("village_code", "village", "subdistrict", "district", "address")
    return ", ".join(row.cell(field) for field in fields if row.cell(field))


def heir_of(row: ListRow) -> str:
    """The heir as they came, to be called when a claim begins."""
    return ", ".join(row.cell(one) for one in ("heir_name", "heir_relation", "heir_phone") if row.cell(one))


@cache
def _by_name() -> Mapping[str, str]:
    """Codes by plain name; a name that a town and a regency share is by its kind only."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for fact in region_facts():
        if fact.level != 2 or fact.valid_until is not None or fact.code_system != "kemendagri":
            continue
        bare = _plain(_KINDS.sub("", fact.name))
        shared |= {bare} & set(found)
        found[bare] = found[_plain(fact.name)] = fact.code
        found[_plain(fact.name).replace("kabupaten", "kab")] = fact.code
    return {name: code for name, code in found.items() if name not in shared}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())
