"""How long a claim has taken, and by when it is promised: a term that stands still while the claimant is asked.

It is counted in the working days of the branch and begins on the day after the claim was sent. A day counts
unless it lies after the day on which something was asked for, up to the day of the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.utils import timezone

from naungan.claims.models import Claim, Step
from naungan.claims.moves import RUNNING, State
from naungan.law.benefits.claims import ServiceTime, service_time
from naungan.law.calendar import why_not_working, working_days_between
from naungan.law.statute import load

LONGEST = 3_660  # days looked ahead

_DAYS_OFF = """
WITH RECURSIVE above (branch, id, parent) AS (
    SELECT r.id, r.id, r.parent_id FROM registry_region r WHERE r.id = ANY (%(regions)s)
    UNION SELECT above.branch, r.id, r.parent_id FROM registry_region r JOIN above ON above.parent = r.id)
SELECT above.branch, d.day FROM above JOIN claims_dayoff d ON d.region_id = above.id
"""


@dataclass(frozen=True, slots=True)
class Clock:
    """Days since a claim was sent: `elapsed_days` of the calendar, `net_days` as the term counts them.

    `due_on` is None before it is sent and while it is stopped. `ended_on` is the day the term was over with.
    """

    elapsed_days: int
    net_days: int
    due_on: date | None
    stopped: bool
    service_days: int = 0
    working_days: bool = True
    ended_on: date | None = None

    @property
    def late(self) -> bool:
        """Whether the term was or is exceeded."""
        return self.net_days > self.service_days


@dataclass(frozen=True, slots=True)
class _Times:
    """When a claim was sent, when it stood still (the last may be open), when it was over with."""

    sent: date
    stops: tuple[tuple[date, date | None], ...]
    ended: date | None


def clock_of(claim: Claim, on: date | None = None) -> Clock:
    """The clock of a claim on a day (today unless told)."""
    return clocks_of([claim], on)[claim.pk]


def clocks_of(claims: Iterable[Claim], on: date | None = None) -> dict[int, Clock]:
    """The clocks of several claims by their id, in two questions to the database."""
    listed, today = list(claims), on or timezone.localdate()
    off, steps = _days_off({claim.region_id for claim in listed}), _steps(listed)
    return {
        claim.pk: clock_from(claim, steps.get(claim.pk, []), off.get(claim.region_id, frozenset()), today)
        for claim in listed
    }


def works(day: date, off: frozenset[date] = frozenset()) -> bool:
    """Whether a branch with these days off works on a day."""
    return day not in off and why_not_working(day) is None


def working_days_from(day: date, count: int, region_id: int) -> date:
    """The last day of a term of so many working days of a branch that begins after `day`."""
    off = _days_off({region_id}).get(region_id, frozenset())
    while count > 0:
        day += timedelta(days=1)
        count -= works(day, off)
    return day


def clock_from(claim: Claim, steps: list[Step], off: frozenset[date], today: date) -> Clock:
    """The clock of a claim by its log (oldest first) and its branch's days off, where these are at hand."""
    if claim.submitted_at is None:
        return Clock(0, 0, None, stopped=False)
    times = _times(claim, steps)
    service = service_time(load().on(times.sent), claim.kind)
    end = min(today, times.ended or today)
    stopped = times.ended is None and bool(times.stops) and times.stops[-1][1] is None
    net = _net(times, service, off, end)
    due = None if stopped else _due(times, service, off)
    return Clock((end - times.sent).days, net, due, stopped, service.days, service.working_days, times.ended)


def _net(times: _Times, service: ServiceTime, off: frozenset[date], end: date) -> int:
    """The days after it was sent up to the end, less those on which it stood still: stretches never overlap."""
    stood = sum(
        _between(max(asked, times.sent), min(answered or end, end), service, off) for asked, answered in times.stops
    )
    return _between(times.sent, end, service, off) - stood


def _between(after: date, last: date, service: ServiceTime, off: frozenset[date]) -> int:
    if last <= after:
        return 0
    if not service.working_days:
        return (last - after).days
    return working_days_between(after, last) - sum(after < day <= last and works(day) for day in off)


def _counts(day: date, times: _Times, service: ServiceTime, off: frozenset[date]) -> bool:
    if any(asked < day and (answered is None or day <= answered) for asked, answered in times.stops):
        return False
    return works(day, off) if service.working_days else True


def _due(times: _Times, service: ServiceTime, off: frozenset[date]) -> date:
    left = service.days
    for day in _days(times.sent, times.sent + timedelta(days=LONGEST)):
        left -= _counts(day, times, service, off)
        if left <= 0:
            return day
    raise ValueError(f"a term of {service.days} days does not end within {LONGEST} days")


def _days(after: date, last: date) -> Iterable[date]:
    return (after + timedelta(days=number) for number in range(1, (last - after).days + 1))


def _times(claim: Claim, steps: list[Step]) -> _Times:
    """What the log says: the clock runs again when a decided claim is opened again."""
    sent = timezone.localdate(claim.submitted_at)
    stops: list[tuple[date, date | None]] = []
    ended: date | None = None
    for step in steps:
        day = timezone.localdate(step.at)
        if step.after == State.NEED_DOC and step.before != State.NEED_DOC:
            stops.append((day, None))
        elif step.before == State.NEED_DOC and step.after != State.NEED_DOC:
            stops[-1] = (stops[-1][0], day)
        over = step.after not in RUNNING and step.after != State.NEED_DOC
        if not over and ended is not None:
            stops.append((ended, day))
            ended = None
        elif over and ended is None:
            ended = day
    return _Times(sent, tuple(stops), ended)


def _steps(claims: list[Claim]) -> dict[int, list[Step]]:
    found: dict[int, list[Step]] = {}
    sent = [claim.pk for claim in claims if claim.submitted_at is not None]
    for step in Step.objects.filter(claim_id__in=sent).exclude(after=State.DRAFT).order_by("id"):
        found.setdefault(step.claim_id, []).append(step)
    return found


def _days_off(regions: set[int]) -> dict[int, frozenset[date]]:
    found: dict[int, set[date]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_DAYS_OFF, {"regions": list(regions)})
        for region, day in cursor.fetchall():
            found.setdefault(region, set()).add(day)
    return {region: frozenset(days) for region, days in found.items()}
