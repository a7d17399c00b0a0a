"""Calculate a month as reported so far, send it, finalise it, and take that back while it is unpaid."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial

from django.db import connection
from django.utils import timezone

from naungan.contributions.bill import due_days
from naungan.contributions.preview import Line, Preview, correction_lines, preview_bill
from naungan.employers.act import Order, Work, act, change, issue
from naungan.employers.errors import NotReady
from naungan.employers.models import Calculation, JudgedRow, Report, RowState
from naungan.employers.months import EmployerMonth
from naungan.employers.moves import State
from naungan.employers.roster import roster
from naungan.intake.cells import trimmed
from naungan.law.statute import load
from naungan.registry.models import PayerKind
from naungan.saying import gettext as _
from naungan.web.templatetags.formats import rupiah, whole

_AMOUNTS = ("people", "jkk", "jkm", "jht", "jp", "jp_deferred", "penalty", "credit_used", "total")


def preview_of(about: EmployerMonth) -> Preview:
    """What the month would be billed as reported so far; of a closed one, the difference that is settled later."""
    if about.closed_into is None:
        return preview_bill(about.payer.pk, about.month)
    return _difference(about, correction_lines(about.payer.pk, about.month, about.closed_into))


def calculate(about: EmployerMonth, order: Order) -> Report:
    """Calculate the contributions of the month by the law's SQL, and keep the result with the report."""

    def work(report: Report) -> Work:
        preview = preview_of(about)
        made = Calculation.objects.create(report=report, law_version=load().version, **asdict(preview))
        return Work({"calculation": made}, rupiah(preview.total))

    return change("calculate", about, order, work)


def submit(about: EmployerMonth, order: Order, *, missing_accepted: bool) -> Report:
    """Send the report to the approver. Raises NotReady while rows wait, and where workers have no wage of the
    month unless that is accepted."""

    def work(report: Report) -> Work:
        _refuse_open_rows(report)
        if about.closed_into is None and not missing_accepted:
            _refuse_missing(about)
        return Work({"made_by_id": order.actor.account_id, "submitted_at": timezone.now()})

    return change("submit", about, order, work)


def withdraw(report: Report, order: Order) -> Report:
    """The maker takes a report back that nobody has decided on."""
    return act("withdraw", report.pk, order, lambda _report: Work({"submitted_at": None}))


def give_back(report: Report, order: Order, reason: str) -> Report:
    """The approver gives a report back to the maker, with the reason. Raises NotReady without one."""
    said = trimmed(reason)
    if not said:
        raise NotReady(_("Tulis apa yang perlu diperbaiki penyusun."))
    return act("return", report.pk, order, lambda _report: Work({"submitted_at": None}, said[:300]))


def finalise(about: EmployerMonth, report: Report, order: Order) -> Report:
    """The approver locks the report; where there is something to pay its payment code is issued with it.

    Raises NotReady where what is known of the month has changed since it was calculated.
    """

    def work(locked: Report) -> Work:
        _refuse_changed(about, locked)
        changes = {"approved_by_id": order.actor.account_id, "finalised_at": timezone.now()}
        return Work(changes, rupiah(_calculation(locked).total))

    final = act("finalise", report.pk, order, work)
    has_a_code = final.adjusts is None and _calculation(final).total > 0
    return issue(final, order) if final.state == State.FINAL and has_a_code else final


def cancel(report: Report, order: Order) -> Report:
    """Batal finalisasi: the approver opens a report again that nothing has been paid on."""
    undone = {"approved_by_id": None, "finalised_at": None, "submitted_at": None}
    return act("cancel", report.pk, order, lambda _report: Work(undone))


def _calculation(report: Report) -> Calculation:
    if report.calculation is None:
        raise NotReady(_("Laporan belum dihitung."))
    return report.calculation


def _refuse_open_rows(report: Report) -> None:
    waiting = JudgedRow.objects.filter(report=report, state=RowState.OPEN).count()
    if waiting:
        raise NotReady(
            _("%(count)s baris upah masih menunggu. Perbaiki, konfirmasikan, atau keluarkan barisnya di langkah 2.")
            % {"count": whole(waiting)}
        )


def _refuse_missing(about: EmployerMonth) -> None:
    missing = roster(about).missing
    if missing:
        raise NotReady(
            _("%(count)s pekerja belum dilaporkan upahnya. Laporkan di langkah 2, atau setujui bahwa mereka dihitung "
              "dengan upah bulan lalu.")
            % {"count": whole(missing)}
        )  # fmt: skip


def _refuse_changed(about: EmployerMonth, report: Report) -> None:
    seen, now = _calculation(report), preview_of(about)
    if any(getattr(seen, name) != getattr(now, name) for name in _AMOUNTS):
        raise NotReady(
            _("Data berubah sejak dihitung: jumlahnya sekarang %(now)s, semula %(seen)s. Kembalikan kepada penyusun "
              "untuk dihitung lagi.")
            % {"now": rupiah(now.total), "seen": rupiah(seen.total)}
        )  # fmt: skip


def _difference(about: EmployerMonth, lines: list[Line]) -> Preview:
    """The lines of an adjustment as a bill would sum them."""
    total = partial(_sum, lines)
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_payment_code(%s, %s)", [about.payer.pk, about.bill_month])
        (code,) = cursor.fetchone()
    difference = total("total") - total("jp_deferred")
    return Preview(
        people=len(lines),
        jkk=total("jkk"),
        jkm=total("jkm"),
        jht=total("jht_employer") + total("jht_employee"),
        jp=total("jp_employer") + total("jp_employee"),
        jp_deferred=total("jp_deferred"),
        penalty=0,
        credit_used=0,
        credit_forward=0,
        corrections=difference,
        total=difference,
        due_on=due_days(about.bill_month)[PayerKind.EMPLOYER],
        payment_code=code,
    )


def _sum(lines: list[Line], name: str) -> int:
    return sum(getattr(line, name) for line in lines)
