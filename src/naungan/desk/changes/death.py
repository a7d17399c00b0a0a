"""A death: to be recorded, or recorded wrongly and to be taken back."""

from __future__ import annotations

from datetime import date

from naungan.desk.changes.handling import Facts, Proposal, Task, iso
from naungan.desk.changes.person import regions_of
from naungan.desk.models import Kind
from naungan.registry.models import Person
from naungan.registry.people import record_death
from naungan.registry.undo_death import undo_death


def proposal(person: Person, died_on: date | None) -> Proposal:
    """Propose that a person died on a day, or with None that the death on record is wrong."""
    return Proposal(
        kind=Kind.DEATH if died_on else Kind.DEATH_UNDONE,
        about={"person": person.pk},
        after={"died_on": iso(died_on)},
        person_id=person.pk,
        regions=regions_of(person),
    )


def stands(task: Task) -> Facts:
    """The day of death on record, or none."""
    return {"died_on": iso(Person.objects.get(pk=task.about["person"]).died_on)}


def record(task: Task) -> Facts:
    """Record the death; participations end with the month."""
    done = record_death(
        person_id=task.about["person"], died_on=date.fromisoformat(task.after["died_on"]), reported_on=task.today
    )
    return {"inactive_from": iso(done.inactive_from), "ended": done.ended, "voided": done.voided}


def undo(task: Task) -> Facts:
    """Take the death back; what it ended goes on."""
    return {"restored": undo_death(person_id=task.about["person"]).restored}
