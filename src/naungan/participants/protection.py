"""Whether a participation protects on a day: the law of start and stop (law.md 2.5), and nothing else.

No database and no clock: facts in, standing out. The rule by month is that of the view
`contributions_standing`; here it is asked by day, with what had been paid by that day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from naungan.law.calendar import due_date
from naungan.law.contributions.standing import bpu_active, unpaid_months
from naungan.law.months import first_day, last_day, month_of
from naungan.law.pension_age import pension_date, postponed_until
from naungan.law.statute import Statute
from naungan.participants.protection_facts import BilledMonth, Books, Enrolment, Money, Protection, State
from naungan.registry.models import Programme, Segment
from naungan.registry.participate import Leaving

ONE_DAY = timedelta(days=1)
CONTRIBUTION_OF_THE_MONTH = "bpu"  # whose due date lies in the month itself


@dataclass(frozen=True, slots=True)
class Asked:
    """One participation, its money, and the day it is judged on."""

    enrolment: Enrolment
    money: Money
    books: Books
    born_on: date
    day: date
    statute: Statute


def protection(asked: Asked) -> Protection:
    """Where a participation stands on a day, by the law of its segment."""
    return _outside(asked) or _BY_SEGMENT[asked.enrolment.segment](asked)


def programmes_on(enrolment: Enrolment, born_on: date, day: date, statute: Statute) -> int:
    """The programmes that run on a day: JP ends at pension age, or after its postponement (PP 45/2015 art. 15)."""
    if not enrolment.programmes & Programme.JP:
        return enrolment.programmes
    ends = postponed_until(statute, born_on) if enrolment.continues else pension_date(statute, born_on)
    return enrolment.programmes & ~Programme.JP if day >= ends else enrolment.programmes


def _outside(asked: Asked) -> Protection | None:
    """The standing of a participation that has not begun or is over, else None."""
    enrolment = asked.enrolment
    if asked.day < enrolment.since:
        return _stands(asked, State.COMING, since=enrolment.since)
    if enrolment.until is None or asked.day < enrolment.until:
        return None
    if enrolment.because == Leaving.LAPSED:
        return _lapsed(asked, _last_paid(asked))
    return _stands(asked, State.ENDED, since=enrolment.until)


def _wage_earner(asked: Asked) -> Protection:
    """PU: from the first day of work to the last, whatever the employer owes."""
    overdue = [one.month for one in _own(asked) if one.due_on < asked.day and not one.paid_by(asked.day)]
    return _stands(
        asked,
        State.RUNNING,
        since=asked.enrolment.since,
        until=_last_day(asked.enrolment),
        unpaid=len(overdue),
        unpaid_from=min(overdue, default=None),
    )


def _non_wage_earner(asked: Asked) -> Protection:
    """BPU: from the first paid month on, and through the months of grace."""
    paid = _last_paid(asked)
    month, base = month_of(asked.day), _counts_from(asked, paid)
    behind = unpaid_months(month, base)
    if not bpu_active(behind, _grace(asked)):
        return _lapsed(asked, paid)
    if paid is None:
        before_the_books = asked.books.begin is None or asked.enrolment.joined < asked.books.begin
        state = State.UNKNOWN if before_the_books else State.AWAITING
        return _stands(asked, state, next_due=_due(asked, base + 1))
    overdue = [one for one in range(base + 1, month + 1) if _overdue(asked, one)]
    certain = last_day(base + _grace(asked))
    return _stands(
        asked,
        State.GRACE if overdue else State.RUNNING,
        since=max(asked.enrolment.since, _first_paid_on(asked)),
        until=min(certain, _last_day(asked.enrolment) or certain),
        unpaid=len(overdue),
        unpaid_from=first_day(overdue[0]) if overdue else None,
        next_due=_due(asked, base + 1),
    )


def _project_worker(asked: Asked) -> Protection:
    """Jakon: once the project has paid in full or its first stage."""
    first = min((one.paid_on for one in asked.money.months if one.paid_on), default=None)
    if first is None or first > asked.day:
        return _stands(asked, State.AWAITING)
    return _stands(asked, State.RUNNING, since=max(asked.enrolment.since, first), until=_last_day(asked.enrolment))


def _migrant(asked: Asked) -> Protection:
    """PMI: a package paid in advance, which these books do not keep."""
    return _stands(asked, State.UNKNOWN)


_BY_SEGMENT: Mapping[int, Callable[[Asked], Protection]] = {
    Segment.PU: _wage_earner,
    Segment.BPU: _non_wage_earner,
    Segment.JAKON: _project_worker,
    Segment.PMI: _migrant,
}
_STARTS = {
    Segment.PU: "membership.starts_pu",
    Segment.BPU: "membership.starts_bpu",
    Segment.JAKON: "membership.starts_jakon",
    Segment.PMI: "membership.starts_pmi",
}


def _lapsed(asked: Asked, paid: date | None) -> Protection:
    """More unpaid months in a row than the law bears: nothing from the day after the last month of grace."""
    base = _counts_from(asked, paid)
    stopped = first_day(base + _grace(asked) + 1)
    return _stands(asked, State.LAPSED, since=stopped, unpaid=_grace(asked), unpaid_from=first_day(base + 1))


def _stands(
    asked: Asked,
    state: State,
    *,
    since: date | None = None,
    until: date | None = None,
    unpaid: int = 0,
    unpaid_from: date | None = None,
    next_due: date | None = None,
) -> Protection:
    return Protection(
        enrolment=asked.enrolment,
        state=state,
        since=since,
        until=until,
        programmes=programmes_on(asked.enrolment, asked.born_on, asked.day, asked.statute),
        unpaid=unpaid,
        unpaid_from=unpaid_from,
        paid_through=_last_paid(asked),
        next_due=next_due,
        basis=_basis(asked),
    )


def _basis(asked: Asked) -> tuple[str, ...]:
    """The articles that say when protection starts and stops."""
    law = asked.statute.on(max(asked.day, asked.statute.parameters["membership.begins"].values[0].valid_from))
    paths = [_STARTS[Segment(asked.enrolment.segment)]]
    if asked.enrolment.segment == Segment.BPU:
        paths.append("bpu.grace_months")
    return tuple(dict.fromkeys(law.dated(path).basis for path in paths))


def _own(asked: Asked) -> list[BilledMonth]:
    """The payer's months that belong to this participation: a later one with the same payer has its own."""
    enrolment = asked.enrolment
    return [
        one
        for one in asked.money.months
        if one.month >= enrolment.joined and (enrolment.until is None or one.month < enrolment.until)
    ]


def _last_paid(asked: Asked) -> date | None:
    """The last month of the participation paid by the day; all before it are paid too: the oldest goes first."""
    return max((one.month for one in _own(asked) if one.paid_by(asked.day)), default=None)


def _first_paid_on(asked: Asked) -> date:
    return min(one.paid_on for one in _own(asked) if one.paid_on is not None)


def _overdue(asked: Asked, month: int) -> bool:
    """Whether a month is past its due date; money that waits for an unclosed month is not held against anybody."""
    closed = asked.books.closed
    received = asked.money.waiting > 0 and (closed is None or first_day(month) > closed)
    return not received and _due(asked, month) < asked.day


def _counts_from(asked: Asked, paid: date | None) -> int:
    """The month after which months count as unpaid: the last paid, else the one before the first that can."""
    if paid is not None:
        return month_of(paid)
    joined = asked.enrolment.joined
    return month_of(max(joined, asked.books.begin or joined)) - 1


def _grace(asked: Asked) -> int:
    return asked.statute.of_month(month_of(asked.day)).whole("bpu.grace_months")


def _due(asked: Asked, month: int) -> date:
    return due_date(asked.statute, CONTRIBUTION_OF_THE_MONTH, month).due


def _last_day(enrolment: Enrolment) -> date | None:
    return enrolment.until - ONE_DAY if enrolment.until else None
