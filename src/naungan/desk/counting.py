"""Keep what the desk counts up to date: worked out when something has changed, read in no time.

A payment concerns its payer alone, a report its employer alone; a close, or another day, concerns everybody.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import connection

from naungan.access.scope import as_system
from naungan.desk import lapsing, month_reports, owing
from naungan.desk.day import DeskState
from naungan.desk.models import Counted

LOCK = 8_427_112_017  # any number that no other lock of this database uses


def keep_counts(state: DeskState, now: datetime) -> None:
    """Count again what has changed since it was last counted; while somebody else does, what there is stays."""
    if state.owing_counted and state.reports_counted:
        return
    bound: dict[str, Any] = {
        "day": state.day,
        "closed": state.closed_month,
        "month": state.reporting,
        "payment": state.counted_payment or 0,
        "report": state.counted_report or 0,
        "payer": state.counted_payer or 0,
    }
    with as_system(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            return
        for statement in _anew() if not state.closes_counted else _since(state):
            cursor.execute(statement, bound if "%(" in statement else None)
        Counted.objects.update_or_create(
            id=1,
            defaults={
                "day": state.day,
                "newest_payment": state.newest_payment,
                "newest_bill": state.newest_bill,
                "closes": state.closes,
                "newest_report": state.newest_report,
                "newest_payer": state.newest_payer,
                "worked_out_at": now,
            },
        )


def _anew() -> list[str]:
    # The planner does not know how many owe, and would join them row by row.
    return [
        "SELECT set_config('enable_nestloop', 'off', true)",
        owing.FORGET_ALL,
        owing.WORK_OUT.format(which="true"),
        "SELECT set_config('enable_nestloop', 'on', true)",
        lapsing.FORGET,
        lapsing.WORK_OUT,
        month_reports.FORGET,
        month_reports.WORK_OUT,
    ]


def _since(state: DeskState) -> list[str]:
    todo: list[str] = []
    if not state.owing_counted:
        todo += [owing.FORGET_CHANGED, owing.WORK_OUT.format(which=owing.CHANGED)]
    if not state.reports_counted:
        todo += [month_reports.CAME_IN, month_reports.NEW_EMPLOYERS]
    return todo
