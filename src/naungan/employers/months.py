"""Which month an employer reports for, and its report: found, or opened by whoever begins it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.contributions.bill import due_days
from naungan.contributions.models import Month
from naungan.contributions.parts import month_before, next_month
from naungan.employers.errors import MonthLocked, NoSuchReport
from naungan.employers.models import Report, RowState
from naungan.employers.moves import EDITABLE, State
from naungan.intake.months import FIRST_MONTH
from naungan.registry.models import Payer, PayerKind
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import month as in_words

States = Mapping[date, str]


@dataclass(frozen=True)
class EmployerMonth:
    """An employer and a month of it. `closed_into` is the open month in which a closed one is settled;
    `states` are the months of the books, each open, frozen or closed."""

    payer: Payer
    month: date
    closed_into: date | None
    states: States

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

    @property
    def report(self) -> Report | None:
        """The last report of the month with its calculation, None before the first act.

        Who made and approved it is in its commands: the accounts of others are not seen.
        """
        return self._last[0]

    @property
    def waiting(self) -> int:
        """Rows of the last report that somebody has to settle."""
        return self._last[1]

    @cached_property
    def _last(self) -> tuple[Report | None, int]:
        open_rows = Count("judged_rows", filter=Q(judged_rows__state=RowState.OPEN))
        found = Report.objects.filter(payer=self.payer, month=self.month).annotate(waiting=open_rows)
        last = found.select_related("calculation").order_by("-number").first()
        return last, last.waiting if last else 0

    @property
    def bound(self) -> dict[str, Any]:
        """What statements about the month are bound to."""
        return {
            "payer": self.payer.pk,
            "month": self.month,
            "next_month": self.next_month,
            "month_before": self.month_before,
        }


def month_states() -> States:
    """The months of the books, in order."""
    return dict(Month.objects.order_by("month").values_list("month", "state"))


def month_now(states: States) -> date:
    """The month to report for now: the first that is not closed; without books the last one that has ended."""
    not_closed = [month for month, state in states.items() if state != "closed"]
    if not_closed:
        return not_closed[0]
    return next_month(max(states)) if states else month_before(timezone.localdate())


def employer_month(payer: Payer, month: date, states: States | None = None) -> EmployerMonth:
    """A month of an employer. Raises NoSuchReport for a month that nobody can report for."""
    known = month_states() if states is None else states
    first, newest = min(known, default=FIRST_MONTH), max(known, default=month_before(timezone.localdate()))
    if not first <= month <= next_month(newest):
        raise NoSuchReport(
            _("Bulan %(month)s tidak dapat dilaporkan: pilih %(first)s sampai %(last)s.")
            % {"month": in_words(month), "first": in_words(first), "last": in_words(next_month(newest))}
        )
    is_closed = known.get(month) in ("closed", "frozen")
    return EmployerMonth(payer, month, _settled_in(known) if is_closed else None, known)


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


def _settled_in(states: States) -> date:
    """The first open month; where none is open, the one that opens next."""
    open_months = [month for month, state in states.items() if state == "open"]
    return open_months[0] if open_months else next_month(max(states))
