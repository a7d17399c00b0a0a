"""Which month may be reported for: open, late, or not there yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.intake.errors import MonthNotOpen
from naungan.law.months import first_day, month_of
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

# The law is known from here on (law.md): nobody can be charged for a month before it.
FIRST_MONTH = date(2015, 7, 1)

# The months belong to contributions, a room above this one, which therefore cannot be imported: two
# columns of its table are read. The shared lock makes a close that is about to freeze the month wait
# for this import: its rows are either frozen with the month or known to have come later.
_MONTHS = "SELECT month, state FROM contributions_month WHERE state <> 'closed' OR month = %s FOR SHARE"
_SPAN = "SELECT min(month), max(month) FROM contributions_month"


@dataclass(frozen=True, slots=True)
class Reporting:
    """A month that may be reported for. `adjusts` is the open month that settles a late report."""

    month: date
    adjusts: date | None

    @property
    def next_month(self) -> date:
        """The first day after the month."""
        return first_day(month_of(self.month) + 1)

    @property
    def last_day(self) -> date:
        """The last day of the month."""
        return date.fromordinal(self.next_month.toordinal() - 1)


def reporting(month: date, today: date) -> Reporting:
    """The month, if it may be reported for; part of the caller's transaction. Raises MonthNotOpen.

    Where no month has been opened yet, `today` says what is too far ahead.
    """
    if month.day != 1:
        raise ValueError(f"a month is its first day, not {month}")
    if month < FIRST_MONTH:
        raise MonthNotOpen(
            _("Bulan %(month)s sebelum %(first)s, awal hukum yang dihitung di sini.")
            % {"month": formats.month(month), "first": formats.month(FIRST_MONTH)}
        )
    with connection.cursor() as cursor:
        cursor.execute(_SPAN)
        first, last = cursor.fetchone()
        cursor.execute(_MONTHS, [month])
        states = dict(cursor.fetchall())
    newest = last or first_day(month_of(today))
    if month > first_day(month_of(newest) + 1):
        raise MonthNotOpen(
            _("Bulan %(month)s belum terbuka untuk laporan: yang terbaru %(newest)s. Periksa bulannya.")
            % {"month": formats.month(month), "newest": formats.month(newest)}
        )
    if first and month < first:
        raise MonthNotOpen(
            _("Bulan %(month)s tidak terbuka: pencatatan di sini mulai %(first)s. Laporkan lewat kantor cabang.")
            % {"month": formats.month(month), "first": formats.month(first)}
        )
    if states.get(month) in ("frozen", "closed"):
        # A month being closed is open no more: what comes now is settled in the next one.
        later = [one for one, state in states.items() if state == "open"]
        return Reporting(month, min(later) if later else first_day(month_of(newest) + 1))
    return Reporting(month, None)
