"""What was paid on a month, what is missing, and how to pay it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils.translation import gettext as _

from naungan.employers.database_functions import MONEY
from naungan.employers.months import EmployerMonth

_OF_REPORT = f"SELECT owed, billed, fine, paid, last_paid_on, settled_on FROM ({MONEY}) m WHERE report_id = %s"
# Also what came since the month began under a code of no bill: the wrong one was perhaps typed.
_PAYMENTS = """
SELECT p.paid_on, p.amount, p.bank_reference, p.payment_code FROM contributions_payment p
WHERE p.payer_id = %(payer)s AND (p.payment_code = %(code)s OR p.paid_on >= %(month)s AND NOT EXISTS (
    SELECT FROM contributions_bill b WHERE b.payer_id = p.payer_id AND b.payment_code = p.payment_code))
ORDER BY p.paid_on, p.id
"""
# Days before (-) and after (+) the due date on which an employer is reminded (workflows.md 2.3).
REMINDERS = (-10, -5, -2, 1, 15)


@dataclass(frozen=True, slots=True)
class Paid:
    """One payment; rupiah. `for_this_month`: its code is the month's own."""

    paid_on: date
    amount: int
    bank_reference: str
    payment_code: str
    for_this_month: bool


@dataclass(frozen=True, slots=True)
class Money:
    """How a report stands with the money; rupiah. `billed` is None until the month is closed."""

    owed: int | None
    billed: int | None
    fine: int | None
    paid: int
    last_paid_on: date | None
    settled_on: date | None
    payments: tuple[Paid, ...]

    @property
    def difference(self) -> int:
        """Paid less owed: negative is missing, positive is too much."""
        return self.paid - (self.owed or 0)

    @property
    def missing(self) -> int:
        """What is still to be paid."""
        return max(-self.difference, 0)

    @property
    def excess(self) -> int:
        """What was paid too much: it goes to the next month or the fine (workflows.md 2.4)."""
        return max(self.difference, 0)

    @property
    def wrong_codes(self) -> tuple[Paid, ...]:
        """Payments of the employer since the month began whose code belongs to no bill and not to this month."""
        return tuple(one for one in self.payments if not one.for_this_month)


@dataclass(frozen=True, slots=True)
class Reminder:
    """A day on which the employer is reminded, and whether it has come."""

    on: date
    days: int
    words: str
    passed: bool


def money_of(about: EmployerMonth) -> Money | None:
    """How the month's report stands with the money; None before there is a report."""
    if about.report is None:
        return None
    code = about.report.calculation.payment_code if about.report.calculation else ""
    with connection.cursor() as cursor:
        cursor.execute(_OF_REPORT, [about.report.pk])
        owed, billed, fine, paid, last_paid_on, settled_on = cursor.fetchone()
        cursor.execute(_PAYMENTS, {"payer": about.payer.pk, "month": about.month, "code": code})
        payments = tuple(
            Paid(paid_on, amount, reference, used, used == code)
            for paid_on, amount, reference, used in cursor.fetchall()
        )
    return Money(owed, billed, fine, paid, last_paid_on, settled_on, payments)


def reminders(due_on: date, today: date) -> tuple[Reminder, ...]:
    """The days of reminding around a due date."""
    return tuple(
        Reminder(due_on + timedelta(days=days), days, _words(days), due_on + timedelta(days=days) <= today)
        for days in REMINDERS
    )


def _words(days: int) -> str:
    if days < 0:
        return _("H-%(days)s: pengingat sebelum jatuh tempo") % {"days": -days}
    return _("H+%(days)s: pemberitahuan terlambat") % {"days": days}
