"""How far every government is, and one of them in full: what pages, REST and reports show."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Q

from naungan.mandates.commitments import Followed, followed
from naungan.mandates.facts import Duty, duties, duty_called
from naungan.mandates.measure import Measured, indicators_of
from naungan.mandates.models import Commitment, Evidence, Obligation, Reminder
from naungan.mandates.moves import State
from naungan.registry.models import Region

SOON = timedelta(days=45)
LATE = "late"

_COUNTS = """
SELECT r.code, r.name, r.level, count(o.id),
       count(o.id) FILTER (WHERE o.state = 'verified'),
       count(o.id) FILTER (WHERE o.state = 'submitted'),
       count(o.id) FILTER (WHERE o.due_on < %(on)s AND o.state NOT IN ('verified', 'submitted')),
       min(o.due_on) FILTER (WHERE o.due_on >= %(on)s AND o.state NOT IN ('verified', 'submitted'))
FROM mandates_obligation o JOIN registry_region r ON r.id = o.region_id
WHERE o.due_on IS NULL OR extract(year FROM o.due_on) = %(year)s
GROUP BY r.code, r.name, r.level ORDER BY r.code
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a government is in a year: obligations it has, proven, sent in, late; the next day it must keep."""

    region_code: str
    region: str
    level: int
    asked: int
    verified: int
    submitted: int
    late: int
    next_due: date | None


@dataclass(frozen=True, slots=True)
class Asked:
    """An obligation with its duty and evidence. `standing` is its state, or `late` where its day has passed."""

    obligation: Obligation
    duty: Duty
    evidence: tuple[Evidence, ...]
    standing: str


@dataclass(frozen=True, slots=True)
class Government:
    """One government: what it is asked, its indicators, commitments and reminders, and what is not verified."""

    region: Region
    on: date
    asked: tuple[Asked, ...]
    indicators: tuple[Measured, ...]
    commitments: tuple[Followed, ...]
    reminders: tuple[Reminder, ...]
    unverified: tuple[Duty, ...]

    @property
    def next_due(self) -> tuple[Asked, ...]:
        """What is not yet proven and due soon, the nearest first."""
        soon = [
            one
            for one in self.asked
            if one.obligation.due_on
            and self.on <= one.obligation.due_on <= self.on + SOON
            and one.obligation.state not in (State.VERIFIED, State.SUBMITTED)
        ]
        return tuple(sorted(soon, key=lambda one: (one.obligation.due_on or self.on, one.duty.code)))


def standings(on: date) -> list[Standing]:
    """Every government that obligations are seen of, in the order of their codes: one query, in the actor's scope."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, {"on": on, "year": on.year})
        return [Standing(*row) for row in cursor.fetchall()]


def government(region: Region, on: date) -> Government:
    """One government as of a day: the obligations of its year and those without a day."""
    of_year = Q(due_on__isnull=True) | Q(due_on__year=on.year)
    found = Obligation.objects.filter(of_year, region=region).prefetch_related("evidence").order_by("due_on", "duty")
    asked = tuple(_asked(one, on) for one in found)
    here = [duty for duty in duties().values() if region.level in duty.levels]
    return Government(
        region, on, asked, tuple(indicators_of(region.pk, [duty for duty in here if duty.seen], on)),
        tuple(followed(Commitment.objects.filter(region=region), on)),
        tuple(Reminder.objects.filter(region=region, on__lte=on, on__gt=on - SOON).order_by("-on", "day")[:20]),
        tuple(duty for duty in here if not duty.seen),
    )  # fmt: skip


def _asked(obligation: Obligation, on: date) -> Asked:
    late = obligation.due_on is not None and obligation.due_on < on
    done = obligation.state in (State.VERIFIED, State.SUBMITTED)
    standing = LATE if late and not done else str(obligation.state)
    return Asked(obligation, duty_called(obligation.duty), tuple(obligation.evidence.all()), standing)
