"""Rules for days in a cell: real dates and ISO are certain; 03/04/1990 is asked about, never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from naungan.intake.catalogue import Finding, found
from naungan.intake.cells import Number, trimmed
from naungan.web import sentences

# The day a spreadsheet makes of a zero or an empty date lies in 1900 or before.
FIRST_CREDIBLE_YEAR = 1901
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[ T][0-9:]+)?")
_WRITTEN = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})")


@dataclass(frozen=True, slots=True)
class DayRead:
    """A day as read. `swapped` is the other day it could be, or None where only one reading exists."""

    day: date
    swapped: date | None = None
    american: bool = False


def read_day(row: int, column: str, cell: str) -> DayRead | Finding | None:
    """The day in a cell, None where it is empty, or D05 where no day can be read.

    Written days are read as day, month, year. Numbers are refused: an unformatted date is a number,
    and so is a slip.
    """
    clean = trimmed(cell)
    if not clean:
        return None
    iso = _ISO.fullmatch(clean)
    if iso:
        day = _day(iso[1], iso[2], iso[3])
        return DayRead(day) if day else found(row, "D05", column, cell, x=clean)
    written = None if isinstance(cell, Number) else _WRITTEN.fullmatch(clean)
    if written is None:
        return found(row, "D05", column, cell, x=clean)
    day, other = _day(written[3], written[2], written[1]), _day(written[3], written[1], written[2])
    if day is not None:
        return DayRead(day, None if other == day else other)
    return DayRead(other, american=True) if other else found(row, "D05", column, cell, x=clean)


def day_is_certain(row: int, column: str, cell: str, read: DayRead, known: date | None) -> Finding | None:
    """D04: day and month may be swapped, or the day is one that spreadsheets make of nothing.

    `known` is the same day from elsewhere (the NIK holds the birth date) and settles the order.
    """
    doubtful = read.american or (read.swapped is not None and read.day != known)
    if doubtful or read.day.year < FIRST_CREDIBLE_YEAR:
        return found(row, "D04", column, cell, x=sentences.day(read.day))
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
