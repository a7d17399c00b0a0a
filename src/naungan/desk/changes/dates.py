"""A participation that was recorded with the wrong days."""

from __future__ import annotations

from datetime import date

from naungan.desk.changes.handling import Facts, Proposal, Task, day_or_none, iso
from naungan.desk.models import Kind
from naungan.registry.models import Participation
from naungan.registry.redate import redate_participation


def proposal(participation: Participation, since: date, until: date | None, because: str = "") -> Proposal:
    """Propose the first day, the first day without cover (None: goes on), and why it ended."""
    return Proposal(
        kind=Kind.DATES,
        about={"participation": participation.pk},
        after={"since": iso(since), "until": iso(until), "because": because},
        person_id=participation.person_id,
        payer_id=participation.payer_id,
        regions=(participation.payer.region_id, participation.region_id),
    )


def stands(task: Task) -> Facts:
    """The days on record."""
    row = Participation.objects.get(pk=task.about["participation"])
    return {"since": iso(row.during.lower), "until": iso(row.during.upper), "because": row.left_because}


def apply(task: Task) -> Facts:
    """Set the days."""
    row = redate_participation(
        participation_id=task.about["participation"],
        since=date.fromisoformat(task.after["since"]),
        until=day_or_none(task.after["until"]),
        because=task.after["because"],
    )
    return {"participation": row.pk}
