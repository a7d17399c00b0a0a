"""A wrong wage of one worker for one month."""

from __future__ import annotations

from datetime import date

from naungan.desk.changes.handling import Facts, Proposal, Task, iso
from naungan.desk.models import Kind
from naungan.intake.correct_wage import correct_wage, wage_in_force
from naungan.registry.models import Participation


def proposal(participation: Participation, month: date, wage: int, back_pay: int = 0) -> Proposal:
    """Propose the wage of a participation for a month (its first day); rupiah."""
    return Proposal(
        kind=Kind.WAGE,
        about={"participation": participation.pk, "month": iso(month)},
        after={"wage": wage, "back_pay": back_pay},
        person_id=participation.person_id,
        payer_id=participation.payer_id,
        regions=(participation.payer.region_id, participation.region_id),
    )


def stands(task: Task) -> Facts:
    """The wage that is in force for the month; rupiah."""
    participation = Participation.objects.get(pk=task.about["participation"])
    known = wage_in_force(participation, date.fromisoformat(task.about["month"]))
    return {"wage": known.wage, "back_pay": known.back_pay}


def apply(task: Task) -> Facts:
    """Report the month's wage again."""
    done = correct_wage(
        participation_id=task.about["participation"],
        month=date.fromisoformat(task.about["month"]),
        wage=task.after["wage"],
        back_pay=task.after["back_pay"],
        today=task.today,
    )
    return {"report": done.report_id, "adjusts": iso(done.adjusts)}
