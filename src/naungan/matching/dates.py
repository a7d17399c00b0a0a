"""Birth days as lists have them: day and month swapped, the first of January for an unknown day.

Pure functions on dates.
"""

from __future__ import annotations

from datetime import date

MONTHS = 12


def swapped(day: date) -> date | None:
    """The day with day and month changed over, where that is another day: 5 March for 3 May."""
    if day.day > MONTHS or day.day == day.month:
        return None
    return day.replace(month=day.day, day=day.month)


def month_day(day: date) -> str:
    """Month and day as 03-05: what stays when only the year is wrong."""
    return f"{day:%m-%d}"


def is_new_year(day: date) -> bool:
    """Whether it is the first of January, which is also written where only the year is known."""
    return month_day(day) == "01-01"
