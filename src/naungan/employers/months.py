"""Which month an employer reports for, and its report: found, or opened by whoever begins it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from naungan.access.actor import Actor
from naungan.contributions.bill import due_days
from naungan.contributions.models import Month
from naungan.contributions.parts import month_before, next_month
from naungan.employers.errors import MonthLocked, NoSuchReport
from naungan.employers.models import Report
from naungan.employers.moves import EDITABLE, State
from naungan.intake.months import FIRST_MONTH
from naungan.registry.models import Payer, PayerKind
from naungan.web.templatetags.formats import month as in_words

# An adjustment of a closed month is settled in the first open month, or in the one that opens next.
_SETTLES = """
SELECT coalesce(
    (SELECT min(month) FROM contributions_month WHERE state = 'open'),
    (SELECT (max(month) + interval '1 month')::date FROM contributions_month))
"""


@dataclass(frozen=True)
class EmployerMonth:
    """An employer and a month of it. `closed_into` is the open month in which a closed one is settled."""

    payer: Payer
    month: date
    closed_into: date | None

    @property
    def next_month(self) -> date:
        """The first day after the month."""
        return next_month(self.month)

    @property
    def month_before(self) -> date:
        """The first day of the month before."""
        return month_before(self.month)

    @property
    def bill_month(self) -> date:
        """The month whose bill carries what is reported now."""
        return self.closed_into or self.month

    @cached_property
    def due_on(self) -> date:
        """When it has to be paid, by the working-day calendar."""
        return due_days(self.bill_month)[PayerKind.EMPLOYER]

    @cached_property
    def report(self) -> Report | None:
        """The last report of the month, None before the first act."""
        found = Report.objects.filter(payer=self.payer, month=self.month)
        return found.select_related("calculation", "made_by", "approved_by").order_by("-number").first()

    @property
    def bound(self) -> dict[str, Any]:
        """What statements about the month are bound to."""
        return {
            "payer": self.payer.pk,
            "month": self.month,
            "next_month": self.next_month,
            "month_before": self.month_before,
        }


def month_now() -> date:
    """The month to report for now: the first that is open, else the last one that has ended."""
    first_open = Month.objects.exclude(state="closed").order_by("month").values_list("month", flat=True).first()
    last = Month.objects.order_by("-month").values_list("month", flat=True).first()
    if first_open:
        return first_open
    return next_month(last) if last else month_before(timezone.localdate())


def employer_month(payer: Payer, month: date) -> EmployerMonth:
    """A month of an employer. Raises NoSuchReport for a month that nobody can report for."""
    known = dict(Month.objects.values_list("month", "state"))
    first, newest = min(known, default=FIRST_MONTH), max(known, default=month_before(timezone.localdate()))
    if not first <= month <= next_month(newest):
        raise NoSuchReport(
            _("Bulan %(month)s tidak dapat dilaporkan: pilih %(first)s sampai %(last)s.")
            % {"month": in_words(month), "first": in_words(first), "last": in_words(next_month(newest))}
        )
    return EmployerMonth(payer, month, _settled_in() if known.get(month) in ("closed", "frozen") else None)


def employer(payer_id: int | None) -> Payer | None:
    """The employer with this id, as far as the asking scope shows it."""
    return Payer.objects.select_related("employer").filter(pk=payer_id or 0, kind=PayerKind.EMPLOYER).first()


def report_to_change(about: EmployerMonth, actor: Actor) -> Report:
    """The report that the maker may change: the one under way, or a new one.

    Raises MonthLocked where the month's report is locked, and the month is still open.
    """
    last = about.report
    if last is not None and last.state in (*EDITABLE, State.SUBMITTED):
        return last
    if last is not None and about.closed_into is None:
        raise MonthLocked(
            _("Laporan %(month)s terkunci (%(state)s). Batalkan finalisasi selama belum dibayar, atau tunggu "
              "bulannya ditutup lalu laporkan perbaikan.")
            % {"month": in_words(about.month), "state": last.get_state_display()}
        )  # fmt: skip
    made, _new = Report.objects.get_or_create(
        payer=about.payer,
        month=about.month,
        number=last.number + 1 if last else 1,
        defaults={"made_by_id": actor.account_id, "adjusts": about.closed_into},
    )
    return made


def require_unlocked(payer_id: int, month: date) -> None:
    """Refuse wages for a month whose report has left the maker's hands, whichever door they come through."""
    last = Report.objects.filter(payer_id=payer_id, month=month).order_by("-number").first()
    if last is not None and last.state not in (*EDITABLE, State.POSTED):
        raise MonthLocked(
            _("Laporan %(month)s terkunci (%(state)s): upahnya tidak dapat diubah.")
            % {"month": in_words(month), "state": last.get_state_display()}
        )


def _settled_in() -> date:
    with connection.cursor() as cursor:
        cursor.execute(_SETTLES)
        found: date = cursor.fetchone()[0]
        return found
