"""A person's months with every payer, year by year: what was paid, what is due, what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cache
from itertools import groupby

from naungan.contributions.statement import StatementMonth
from naungan.law.calendar import due_date
from naungan.law.months import first_day, month_of
from naungan.law.statute import load
from naungan.registry.models import Segment


class Paid(Enum):
    """Whether a month was paid: yes, not yet due, or overdue; or it asks nothing of the person."""

    YES = "yes"
    NOT_DUE = "not-due"
    OVERDUE = "overdue"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month with one payer, by when it was to be paid, and whether it was."""

    stated: StatementMonth
    due_on: date
    paid: Paid


@dataclass(frozen=True, slots=True)
class Year:
    """The months of a year, newest first. `paid` and `overdue` count calendar months; rupiah paid in `total`."""

    year: int
    lines: tuple[MonthLine, ...]
    paid: int
    overdue: int
    total: int


def years_of(months: Sequence[StatementMonth], known_on: date) -> tuple[Year, ...]:
    """The years somebody has months in, newest first, as far as payments are known.

    A month of two payers counts as paid when both paid, as overdue when one did not.
    """
    ordered = sorted(months, key=lambda one: (one.month, one.payer_code), reverse=True)
    lines = [_line(one, known_on) for one in ordered]
    return tuple(_year(year, tuple(found)) for year, found in groupby(lines, key=lambda one: one.stated.month.year))


def missing_months(months: Sequence[StatementMonth]) -> tuple[date, ...]:
    """Months between the first and the last in the books in which nobody reported the person."""
    present = {month_of(one.month) for one in months}
    return tuple(
        first_day(one) for one in range(min(present, default=0), max(present, default=0)) if one not in present
    )


def _line(one: StatementMonth, known_on: date) -> MonthLine:
    due = due_on(one.segment, one.month)
    if one.paid:
        return MonthLine(one, due, Paid.YES)
    if not one.total:
        return MonthLine(one, due, Paid.NOTHING)
    return MonthLine(one, due, Paid.NOT_DUE if due >= known_on else Paid.OVERDUE)


def _year(year: int, lines: tuple[MonthLine, ...]) -> Year:
    by_month: dict[date, set[Paid]] = {}
    for one in lines:
        by_month.setdefault(one.stated.month, set()).add(one.paid)
    return Year(
        year=year,
        lines=lines,
        paid=sum(found <= {Paid.YES, Paid.NOTHING} and Paid.YES in found for found in by_month.values()),
        overdue=sum(Paid.OVERDUE in found for found in by_month.values()),
        total=sum(one.stated.total or 0 for one in lines if one.paid is Paid.YES),
    )


@cache
def due_on(segment: int, month: date) -> date:
    """When a month was due (law.md 2.4): a BPU's in the month itself, everybody else's in the next."""
    return due_date(load(), "bpu" if segment == Segment.BPU else "pu", month_of(month)).due
