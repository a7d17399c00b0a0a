"""A cell is its text; its class says what the spreadsheet held there.

Text stays plain `str`. The difference matters where a spreadsheet damages what it takes for a number:
a NIK, a card number, a phone number with its leading zero.
"""

from __future__ import annotations

from datetime import date, datetime, time

BLANKS = " \t\r\n\u00a0\u2007\u202f\ufeff"


class Number(str):
    """A cell that held a number, written out in full: 3500000, 0.5, 6470000000000000."""

    __slots__ = ()


class Day(str):
    """A cell that held a date: 1990-08-17, or 1990-08-17 09:30 where it had a time of day."""

    __slots__ = ()


class Other(str):
    """A cell that held a truth value or a time of day."""

    __slots__ = ()


def text_of(value: object) -> str:
    """The cell for a value as the spreadsheet reader hands it over."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return Other("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Number(_in_full(value))
    if isinstance(value, datetime):
        return Day(value.date() if value.time() == time() else value.isoformat(" ", "minutes"))
    if isinstance(value, date):
        return Day(value)
    return Other(value)


def _in_full(value: int | float) -> str:
    """A spreadsheet's number without an exponent; a whole one without decimals."""
    return f"{value:.0f}" if value == int(value) else f"{value:.15g}"


def trimmed(cell: str) -> str:
    """The cell without blanks around it and with single blanks inside; it stays of its class."""
    compact = " ".join(cell.split())
    return cell if compact == cell else type(cell)(compact)
