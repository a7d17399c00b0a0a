"""The day that the desk counts to, and what has happened since its sums were worked out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.law.months import first_day, month_of

STATE = "SELECT * FROM naungan_desk_state(%s)"


@dataclass(frozen=True, slots=True)
class DeskState:
    """How far the books reach, and what waits that is nobody's.

    `day`: today, or the last day of the newest month on record; `closed_month` the last closed month,
    `open_month` the first that is not. `newest_*`, `closes`: what there is; `counted_*`: what the counts were
    worked out from. `waiting*`: payments without a payer, rupiah. Jobs by number.
    """

    day: date
    closed_month: date | None
    open_month: date | None
    newest_payment: int
    newest_bill: int
    closes: int
    newest_report: int
    newest_payer: int
    counted_day: date | None
    counted_payment: int | None
    counted_bill: int | None
    counted_closes: int | None
    counted_report: int | None
    counted_payer: int | None
    waiting: int
    waiting_amount: int
    waiting_since: date | None
    jobs_failed: int
    jobs_running: int

    @property
    def reporting(self) -> date:
        """The month that is being reported for."""
        return self.open_month or first_day(month_of(self.day))

    @property
    def owing_counted(self) -> bool:
        """Whether who owes is of this day and of all bills and payments."""
        return self.closes_counted and self.counted_payment == self.newest_payment

    @property
    def closes_counted(self) -> bool:
        """Whether everything has been counted since the last close, on this day."""
        return (self.counted_day, self.counted_bill, self.counted_closes) == (self.day, self.newest_bill, self.closes)

    @property
    def reports_counted(self) -> bool:
        """Whether all reports and employers have been counted."""
        return (self.counted_report, self.counted_payer) == (self.newest_report, self.newest_payer)


def desk_state(today: date) -> DeskState:
    """How things stand today. For officers: asked as somebody else it has no answer."""
    with connection.cursor() as cursor:
        cursor.execute(STATE, [today])
        return DeskState(*cursor.fetchone())
