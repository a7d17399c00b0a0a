"""The days that come: when contributions fall due, when reports are late, when a month may be closed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext_lazy

from naungan.law.calendar import due_date
from naungan.law.months import first_day, month_of
from naungan.law.statute import load

AHEAD = timedelta(days=62)
# When the branch reminds employers (workflows.md 2.3): days before and after the due date.
REMINDERS = (-10, -5, -2, 1, 15)


@dataclass(frozen=True, slots=True)
class Due:
    """A day that comes: what falls on it, and for which month."""

    on: date
    what: Any
    month: date
    late: bool = False


def dues(day: date) -> list[Due]:
    """The days from `day` on, two months ahead, in order; due dates by the working-day calendar of the law."""
    statute, now = load(), month_of(day)
    found: list[Due] = []
    for number in range(now - 2, now + 3):
        month = first_day(number)
        wage_earners = due_date(statute, "pu", number).due
        found.append(
            Due(due_date(statute, "bpu", number).due, gettext_lazy("Iuran BPU dan penanggung jatuh tempo"), month)
        )
        found.append(Due(wage_earners, gettext_lazy("Iuran pemberi kerja jatuh tempo"), month))
        found.append(Due(first_day(number + 1), gettext_lazy("Bulan dapat ditutup"), month))
        found += [
            Due(wage_earners + timedelta(days=days), gettext_lazy("Ingatkan pemberi kerja"), month, late=days > 0)
            for days in REMINDERS
        ]
    return sorted((due for due in found if day <= due.on <= day + AHEAD), key=lambda due: (due.on, str(due.what)))
