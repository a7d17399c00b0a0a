"""The close of a month: asked for by one, started by another."""

from __future__ import annotations

from datetime import date

from naungan.desk.changes.handling import Facts, Proposal, Task, day_or_none, iso
from naungan.desk.models import Kind
from naungan.operations.jobs import start_close
from naungan.operations.progress import close_progress


def proposal(month: date, as_of: date | None = None) -> Proposal:
    """Ask for the close of a month; payments up to `as_of` count (None: up to its last day)."""
    return Proposal(kind=Kind.CLOSE, about={"month": iso(month)}, after={"as_of": iso(as_of)})


def stands(task: Task) -> Facts:
    """How far the month's close is."""
    return {"state": close_progress(date.fromisoformat(task.about["month"])).month.state}


def apply(task: Task) -> Facts:
    """Give the close to the worker."""
    return {"job": start_close(date.fromisoformat(task.about["month"]), day_or_none(task.after["as_of"]))}
