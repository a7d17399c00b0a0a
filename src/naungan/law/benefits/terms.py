"""Terms in months and years from a day: what is last in time, and what is due from when."""

from datetime import date

from naungan.law.benefits.words import MONTHS_A_YEAR
from naungan.law.months import first_day, last_day, month_of


def months_after(day: date, months: int) -> date:
    """The same day so many months later; in a shorter month its last day."""
    end = last_day(month_of(day) + months)
    return end if day.day > end.day else end.replace(day=day.day)


def years_after(day: date, years: int) -> date:
    """The same day so many years later; 29 February becomes the 28th."""
    return months_after(day, years * MONTHS_A_YEAR)


def first_of_next_month(day: date) -> date:
    """The first day of the month after a day."""
    return first_day(month_of(day) + 1)
