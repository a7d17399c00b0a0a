"""Answer a report of wrong data: take it up, then say corrected, or refused with reason, article and next step."""

from __future__ import annotations

from django.db import transaction

from naungan.participants.errors import BadReport, ReportMoved
from naungan.participants.models import MOVES, DataReport, ReportState, ReportStep
from naungan.saying import gettext


def take_up(*, report_id: int, account_id: int) -> DataReport:
    """An officer begins to look into a report. Raises ReportMoved where somebody has already begun."""
    return _move(report_id, account_id, ReportState.CHECKING)


def answer_report(
    *,
    report_id: int,
    account_id: int,
    corrected: bool,
    reason: str,
    article: str = "",
    next_step: str = "",
) -> DataReport:
    """Tell the reporter what came of it; the correction itself is made by the desk, with four eyes.

    A refusal needs the reason, the article it rests on, and what the reporter can do next. Raises BadReport
    naming the field that is missing, and ReportMoved for a report that is not being looked into.
    """
    state = ReportState.CORRECTED if corrected else ReportState.REFUSED
    if not reason.strip():
        raise BadReport("reason", gettext("Tulis apa yang diperiksa dan hasilnya."))
    if not corrected and not article.strip():
        raise BadReport("article", gettext("Sebut aturan yang mendasari penolakan, contoh PP 44/2015 pasal 19."))
    if not corrected and not next_step.strip():
        raise BadReport("next_step", gettext("Tulis apa yang dapat dilakukan pelapor berikutnya, dan di mana."))
    return _move(report_id, account_id, state, reason=reason, article=article, next_step=next_step)


def _move(
    report_id: int,
    account_id: int,
    state: ReportState,
    *,
    reason: str = "",
    article: str = "",
    next_step: str = "",
) -> DataReport:
    with transaction.atomic():
        report = DataReport.objects.select_for_update().filter(pk=report_id).first()
        if report is None:
            raise ReportMoved(gettext("Laporan ini tidak ada."))
        if report.account_id == account_id:
            raise ReportMoved(gettext("Laporan sendiri diperiksa oleh orang lain."))
        if state not in MOVES[report.state]:
            raise ReportMoved(
                gettext("Laporan %(receipt)s sudah %(state)s; muat ulang halaman.")
                % {"receipt": report.receipt, "state": report.get_state_display().lower()}
            )
        report.state = state
        report.save()
        ReportStep.objects.create(
            report=report,
            state=state,
            account_id=account_id,
            reason=reason.strip(),
            article=article.strip(),
            next_step=next_step.strip(),
        )
    return report
