"""Months of JP that count towards a pension, and how dense they are (PP 45/2015; law.md 7.5)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from naungan.contributions.statement import StatementMonth
from naungan.law.months import first_day, month_of
from naungan.law.pension_age import pension_date
from naungan.law.statute import Statute
from naungan.participants.months import due_on

MONTHLY_PENSION = 180  # PP 45/2015: fifteen years
DENSE = 80  # percent, for the pension of an invalid or a survivor


@dataclass(frozen=True, slots=True)
class PensionMonths:
    """JP months paid of those since the first; `percent` cut down to a whole number; `pension_on` the day of age.

    `missing` are the months since the first that are not paid, oldest first.
    """

    paid: int
    since: date
    until: date
    months: int
    percent: int
    missing: tuple[date, ...]
    pension_on: date

    @property
    def to_go(self) -> int:
        """Months still needed for a monthly old-age pension."""
        return max(MONTHLY_PENSION - self.paid, 0)


def pension_months(
    months: Sequence[StatementMonth], born_on: date, statute: Statute, known_on: date
) -> PensionMonths | None:
    """How many months of JP are paid, and of how many; None for somebody without JP.

    A month of two jobs counts once, and not before it is due. The denominator runs from the first month with
    JP to the last one due: the exact reading of "density" is not confirmed (law.md 7.5), and the page says so.
    """
    counted = [one for one in months if one.jp and (one.paid or due_on(one.segment, one.month) < known_on)]
    if not counted:
        return None
    paid = {one.month for one in counted if one.paid}
    first, last = (month_of(edge(one.month for one in counted)) for edge in (min, max))
    every = [first_day(one) for one in range(first, last + 1)]
    return PensionMonths(
        paid=len(paid),
        since=every[0],
        until=every[-1],
        months=len(every),
        percent=len(paid) * 100 // len(every),
        missing=tuple(one for one in every if one not in paid),
        pension_on=pension_date(statute, born_on),
    )
