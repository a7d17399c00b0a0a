"""Months as whole numbers, and birthdays: the little calendar arithmetic the law needs.

A month is `year * 12 + month - 1`, so that months can be compared, added and sent to SQL as integers.
A day, where a formula needs one, is the number of days since 1970-01-01.
"""

import re
from calendar import monthrange
from datetime import date

from naungan.law.errors import LawError

EPOCH = date(1970, 1, 1).toordinal()
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_of(day: date) -> int:
    """The month that a day lies in."""
    return day.year * 12 + day.month - 1


def parse_month(text: str) -> int:
    """The month written `YYYY-MM`.  Raises LawError for any other writing."""
    found = _MONTH.fullmatch(text)
    if found is None or found[1] == "0000":
        raise LawError("{text} is not a month; write it as YYYY-MM, for example 2022-12", text=repr(text))
    return int(found[1]) * 12 + int(found[2]) - 1


def month_text(month: int) -> str:
    """The month as `YYYY-MM`."""
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def first_day(month: int) -> date:
    """The first day of a month."""
    return date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> date:
    """The last day of a month."""
    year, index = month // 12, month % 12 + 1
    return date(year, index, monthrange(year, index)[1])


def days_since_epoch(day: date) -> int:
    """The day as a number, 1970-01-01 being 0."""
    return day.toordinal() - EPOCH


def from_days(days: int) -> date:
    """The day that a number stands for, 0 being 1970-01-01."""
    return date.fromordinal(days + EPOCH)


def years_before(day: date, years: int) -> date:
    """The latest birth day of somebody who has `years` on that day (29 February falls back to the 28th)."""
    year = day.year - years
    if day.month == 2 and day.day == 29 and monthrange(year, 2)[1] == 28:
        return date(year, 2, 28)
    return day.replace(year=year)


def years_after(day: date, years: int) -> date:
    """The day somebody born on `day` turns `years` (a 29 February counts on 1 March of other years)."""
    year = day.year + years
    if day.month == 2 and day.day == 29 and monthrange(year, 2)[1] == 28:
        return date(year, 3, 1)
    return day.replace(year=year)


def age_on(birth: date, day: date) -> int:
    """Completed years of age on a day."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))
