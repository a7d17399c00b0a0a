"""How far the close of a month is, step by step: read from the tasks that it has finished."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from naungan.operations.errors import CloseRefused
from naungan.operations.steps import STEPS, Step
from naungan.saying import gettext as _

MONTH = """
SELECT month, state, as_of, frozen_at, closed_at,
       (SELECT count(DISTINCT part) FROM contributions_payermonth p WHERE p.close_month = m.month)
FROM contributions_month m WHERE month = %s
"""
TASKS = """
SELECT step, count(*), coalesce(sum(rows), 0)::bigint, coalesce(sum(rupiah), 0)::bigint,
       coalesce(sum(milliseconds), 0)::bigint, max(done_at)
FROM operations_closetask WHERE month = %s GROUP BY step
"""
MONTHS = "SELECT month, state, as_of, frozen_at, closed_at FROM contributions_month ORDER BY month DESC LIMIT %s"


@dataclass(frozen=True, slots=True)
class MonthState:
    """A month and how far its close is: open, frozen (the close has begun) or closed."""

    month: date
    state: str
    as_of: date | None
    frozen_at: datetime | None
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step of a close. `parts` is 0 while it is not known yet; rupiah and rows so far; seconds of work."""

    step: Step
    parts: int
    parts_done: int
    rows: int
    rupiah: int
    seconds: float
    last_done_at: datetime | None

    @property
    def done(self) -> bool:
        """Whether nothing of the step is left to do."""
        return self.parts > 0 and self.parts_done >= self.parts

    @property
    def percent(self) -> int:
        """Whole percent of the parts that are done."""
        return self.parts_done * 100 // self.parts if self.parts else 0


@dataclass(frozen=True, slots=True)
class CloseProgress:
    """The close of a month with its steps in their order."""

    month: MonthState
    steps: tuple[StepProgress, ...]

    @property
    def percent(self) -> int:
        """Whole percent of all parts of all steps that are done."""
        if self.month.state == "closed":
            return 100
        parts = sum(max(step.parts, 1) for step in self.steps)
        return min(99, sum(step.parts_done for step in self.steps) * 100 // parts)


def close_progress(month: date) -> CloseProgress:
    """How far the close of a month is. Raises CloseRefused for a month that is not on record."""
    with connection.cursor() as cursor:
        cursor.execute(MONTH, [month])
        found = cursor.fetchone()
        if found is None:
            raise CloseRefused(_("Bulan %(month)s belum dibuka.") % {"month": f"{month:%Y-%m}"})
        cursor.execute(TASKS, [month])
        tasks = {row[0]: row[1:] for row in cursor.fetchall()}
    *facts, parts = found
    state = MonthState(*facts)
    return CloseProgress(state, tuple(_step(step, tasks, 1 if step.whole else int(parts)) for step in STEPS))


def months_on_record(limit: int = 24) -> list[MonthState]:
    """The newest months, the newest first."""
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, [limit])
        return [MonthState(*row) for row in cursor.fetchall()]


def _step(step: Step, tasks: dict[int, tuple[int, int, int, int, datetime]], parts: int) -> StepProgress:
    done, rows, rupiah, milliseconds, last = tasks.get(step.number, (0, 0, 0, 0, None))
    return StepProgress(step, parts, int(done), int(rows), int(rupiah), int(milliseconds) / 1000, last)
