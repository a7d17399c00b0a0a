"""Correct the wage of one worker for one month: a new report with one line, settled in the open month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

from naungan.intake.errors import WageRefused
from naungan.intake.limits import LEAST_AMOUNT, MOST_AMOUNT
from naungan.intake.models import WageLine, WageReport
from naungan.intake.months import reporting
from naungan.registry.models import Participation
from naungan.saying import gettext as _
from naungan.web.templatetags import formats

LAST = """
SELECT wage, back_pay FROM intake_wageline
WHERE for_month = %s AND payer_id = %s AND participation_id = %s ORDER BY report_id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class WageInForce:
    """The wage of a worker for a month; rupiah. `reported`: from a report, else from the registration."""

    wage: int
    back_pay: int
    reported: bool


@dataclass(frozen=True, slots=True)
class WageCorrected:
    """A corrected wage: the report that holds it, and the open month that settles it (None: that month itself)."""

    report_id: int
    adjusts: date | None


def wage_in_force(participation: Participation, month: date) -> WageInForce:
    """What is known of a worker's wage for a month: the latest report, else the registration."""
    with connection.cursor() as cursor:
        cursor.execute(LAST, [month, participation.payer_id, participation.pk])
        found = cursor.fetchone()
    return WageInForce(int(found[0]), int(found[1]), True) if found else WageInForce(participation.wage, 0, False)


def correct_wage(*, participation_id: int, month: date, wage: int, back_pay: int = 0, today: date) -> WageCorrected:
    """Report the wage of one worker for a month again; rupiah. What was reported before stays on record.

    Raises WageRefused for an amount that cannot be, for a month outside the participation and for a wage
    that says what is known already; MonthNotOpen for a month that may not be reported for.
    """
    with transaction.atomic():
        participation = Participation.objects.select_related("payer", "person").filter(pk=participation_id).first()
        if participation is None:
            raise WageRefused(
                _("Kepesertaan nomor %(participation_id)s tidak terdaftar.") % {"participation_id": participation_id}
            )
        report_month = reporting(month, today)
        _judge(participation, report_month.month, report_month.next_month, wage, back_pay)
        report = WageReport.objects.create(payer_id=participation.payer_id, for_month=month)
        WageLine(
            for_month=month,
            payer_id=participation.payer_id,
            participation_id=participation.pk,
            report_id=report.pk,
            wage=wage,
            back_pay=back_pay,
        ).save(force_insert=True)
    return WageCorrected(report.pk, report_month.adjusts)


def _judge(participation: Participation, month: date, next_month: date, wage: int, back_pay: int) -> None:
    if not LEAST_AMOUNT <= wage <= MOST_AMOUNT:
        raise WageRefused(
            _("Upah terbaca %(wage)s. Tulis rupiah penuh sebulan, antara %(least)s dan %(most)s.")
            % {
                "wage": formats.rupiah(wage),
                "least": formats.rupiah(LEAST_AMOUNT),
                "most": formats.rupiah(MOST_AMOUNT),
            }
        )
    if not 0 <= back_pay <= MOST_AMOUNT:
        raise WageRefused(
            _("Rapel terbaca %(back_pay)s. Tulis nol atau rupiah penuh.") % {"back_pay": formats.rupiah(back_pay)}
        )
    during = participation.during
    begins_later = during.lower is not None and during.lower >= next_month
    if during.isempty or begins_later or (during.upper is not None and during.upper <= month):
        raise WageRefused(
            _("%(person)s tidak menjadi peserta pada %(payer)s dalam %(month)s. Pilih bulan lain.")
            % {"person": participation.person.name, "payer": participation.payer, "month": formats.month(month)}
        )
    known = wage_in_force(participation, month)
    if known.reported and (known.wage, known.back_pay) == (wage, back_pay):
        raise WageRefused(
            _("Upah %(month)s sudah tercatat %(wage)s; tidak ada yang dikoreksi.")
            % {"month": formats.month(month), "wage": formats.rupiah(wage)}
        )
