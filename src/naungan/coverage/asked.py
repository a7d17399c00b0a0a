"""What an address of the coverage pages asks for: month, basis, definition, segment and level, read strictly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from naungan.coverage.bases import BASES, DEFINITIONS, SEGMENTS
from naungan.coverage.words import LEVELS
from naungan.errors import WrongUse
from naungan.law.months import last_day, month_of
from naungan.saying import gettext
from naungan.web.forms import Unreadable, read_month

ORDINARY_BASIS, ORDINARY_DEFINITION, ORDINARY_LEVEL = "bpjs-eligible", "active-or-grace", "district"
LEVEL_WORDS = {"provinsi": "province", "kabupaten": "district"}
SHOWN = 40  # characters of a wrong value that are said back


class WrongAddress(WrongUse):
    """A part of the address that cannot be read; `field` names it."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Asked:
    """Which figures a page shows. `month` is its first day, None the last closed; `segments` "" the basis' own."""

    month: date | None = None
    basis: str = ORDINARY_BASIS
    definition: str = ORDINARY_DEFINITION
    segments: str = ""
    by: str = ORDINARY_LEVEL

    @property
    def as_of(self) -> date | None:
        """The last day of the month."""
        return last_day(month_of(self.month)) if self.month else None

    @property
    def query(self) -> str:
        """What stands behind the question mark of an address; only what is not ordinary."""
        levels = {code: word for word, code in LEVEL_WORDS.items()}
        said = (
            ("bulan", f"{self.month:%Y-%m}" if self.month else ""),
            ("dasar", "" if self.basis == ORDINARY_BASIS else self.basis),
            ("definisi", "" if self.definition == ORDINARY_DEFINITION else self.definition),
            ("segmen", self.segments),
            ("tingkat", "" if self.by == ORDINARY_LEVEL else levels[self.by]),
        )
        return urlencode([(name, value) for name, value in said if value])

    @property
    def narrowed(self) -> bool:
        """Whether a segment or a definition of active was chosen."""
        return bool(self.segments) or self.definition != ORDINARY_DEFINITION

    def but(self, **changes: str) -> Asked:
        """The same, with another basis, definition, segment or level."""
        return replace(self, **changes)  # type: ignore[arg-type]


def read_asked(query: QueryDict) -> Asked:
    """What the address asks. Raises WrongAddress with what is known in place of what was read."""
    basis = _one_of(query, "dasar", BASES, ORDINARY_BASIS)
    levels = {word: LEVELS[code] for word, code in LEVEL_WORDS.items()}
    asked = Asked(
        month=_month(query.get("bulan", "")),
        basis=basis,
        definition=_one_of(query, "definisi", DEFINITIONS, ORDINARY_DEFINITION),
        segments=_one_of(query, "segmen", ("ALL", *SEGMENTS), ""),
        by=LEVEL_WORDS[_one_of(query, "tingkat", levels, "kabupaten")],
    )
    return asked if asked.segments != BASES[basis].segments[0] else asked.but(segments="")


def _one_of(query: QueryDict, field: str, known: Iterable[str] | Mapping[str, object], ordinary: str) -> str:
    read = query.get(field, "").strip()
    if not read:
        return ordinary
    if read not in known:
        raise WrongAddress(
            field,
            gettext("Alamat ini meminta %(field)s “%(read)s”, yang tidak dikenal. Yang dikenal: %(known)s.")
            % {"field": field, "read": read[:SHOWN], "known": ", ".join(known)},
        )
    return read


def _month(read: str) -> date | None:
    if not read.strip():
        return None
    try:
        month = read_month(read)
    except Unreadable as no:
        raise WrongAddress("bulan", str(no)) from no
    return month
