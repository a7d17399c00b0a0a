"""What two officers can change together: one module a kind, and one table of them."""

from __future__ import annotations

from naungan.access.models import Role
from naungan.desk.changes import close, dates, death, identify, person, wage
from naungan.desk.changes.handling import Handling
from naungan.desk.models import Kind

OFFICERS = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)
# What reopens the past, moves money or binds everybody is decided above the branch (workflows.md 1, 2.4).
ABOVE_THE_BRANCH = (Role.REGION, Role.HEAD_OFFICE)

HANDLINGS: dict[str, Handling] = {
    Kind.WAGE: Handling(wage.stands, wage.apply, OFFICERS, ABOVE_THE_BRANCH),
    Kind.PERSON: Handling(person.stands, person.apply, OFFICERS, OFFICERS),
    Kind.DEATH: Handling(death.stands, death.record, OFFICERS, OFFICERS),
    Kind.DEATH_UNDONE: Handling(death.stands, death.undo, OFFICERS, ABOVE_THE_BRANCH),
    Kind.DATES: Handling(dates.stands, dates.apply, OFFICERS, ABOVE_THE_BRANCH),
    Kind.IDENTIFY: Handling(identify.stands, identify.apply, OFFICERS, ABOVE_THE_BRANCH),
    Kind.CLOSE: Handling(close.stands, close.apply, OFFICERS, ABOVE_THE_BRANCH),
}
