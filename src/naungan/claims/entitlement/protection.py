"""Whether the participant was protected on the day of the event, from registrations and payments alone.

The rule by month is that of the view `contributions_standing`; here it is asked by day, with what had been paid
by that day: money that comes after the event does not bring protection back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from naungan.claims.entitlement.answer import Json
from naungan.claims.entitlement.case import Case, law_note
from naungan.claims.entitlement.inputs import Bill, Participation, is_self
from naungan.law.contributions.standing import bpu_active, unpaid_months
from naungan.law.months import month_of
from naungan.registry.models import Programme, Segment

ACTIVE, GRACE, LAPSED, AWAITING, OUTSIDE = "active", "grace", "lapsed", "awaiting", "outside"
PROTECTS = (ACTIVE, GRACE)
WORDS = {
    ACTIVE: "aktif",
    GRACE: "dalam masa tenggang",
    LAPSED: "berhenti karena iuran tidak dibayar",
    AWAITING: "belum berlaku: iuran pertama belum tercatat",
    OUTSIDE: "tidak terdaftar pada hari itu",
}
STARTS = {
    Segment.PU: "membership.starts_pu",
    Segment.BPU: "membership.starts_bpu",
    Segment.JAKON: "membership.starts_jakon",
}


@dataclass(frozen=True, slots=True)
class Stood:
    """Where a participation stood on a day; `unpaid` months due and not paid by then, in a row."""

    participation: Participation
    state: str
    unpaid: int

    @property
    def protects(self) -> bool:
        """Whether it protected."""
        return self.state in PROTECTS


def stood(case: Case, day: date, programme: Programme) -> tuple[Stood, ...]:
    """Where every participation with a programme stood on a day."""
    return tuple(
        _stood(case, one, day)
        for one in case.inputs.participations
        if one.programmes & programme and one.segment in _BY_SEGMENT
    )


def _stood(case: Case, one: Participation, day: date) -> Stood:
    if not one.runs(day):
        return Stood(one, OUTSIDE, 0)
    return _BY_SEGMENT[one.segment](case, one, day)


def _wage_earner(case: Case, one: Participation, day: date) -> Stood:
    """PU: from the first day of work to the last, whatever the employer owes."""
    return Stood(one, ACTIVE, arrears(case, one, day))


def _non_wage_earner(case: Case, one: Participation, day: date) -> Stood:
    """BPU: from the first paid month on, and through the months of grace."""
    law = case.statute.of_month(month_of(day))
    paid = paid_through(case, one, day)
    behind = unpaid_months(month_of(day), _counts_from(case, one, paid))
    if not bpu_active(behind, law.whole("bpu.grace_months")):
        return Stood(one, LAPSED, behind)
    if paid is None:
        return Stood(one, AWAITING, behind)
    return Stood(one, GRACE if behind else ACTIVE, behind)


def _project_worker(case: Case, one: Participation, day: date) -> Stood:
    """Jakon: once the project has paid in full or its first stage."""
    paid = any(bill.asked and bill.paid_by(day) for bill in bills_of(case, one))
    return Stood(one, ACTIVE if paid else AWAITING, 0)


_BY_SEGMENT: Mapping[int, Callable[[Case, Participation, date], Stood]] = {
    Segment.PU: _wage_earner,
    Segment.BPU: _non_wage_earner,
    Segment.JAKON: _project_worker,
}


def bills_of(case: Case, one: Participation) -> tuple[Bill, ...]:
    """The bills of a participation's payer, oldest first."""
    return tuple(bill for bill in case.inputs.bills if bill.payer == one.payer)


def own_bills(case: Case, one: Participation) -> tuple[Bill, ...]:
    """Those of the months in which the participation ran: an earlier one with the same payer has its own."""
    return tuple(
        bill
        for bill in bills_of(case, one)
        if bill.month >= one.joined and (one.last_month is None or bill.month <= one.last_month)
    )


def paid_through(case: Case, one: Participation, day: date) -> int | None:
    """The last month paid by a day; all before it are paid too, for the oldest goes first.

    What a self-payer paid for months that no close has billed yet counts for them, by the law's amount.
    """
    paid = max((bill.month for bill in own_bills(case, one) if bill.asked and bill.paid_by(day)), default=None)
    waiting = case.inputs.received.get(str(one.payer), 0) if is_self(one) else 0
    month = max([one.joined, *(bill.month + 1 for bill in own_bills(case, one))])
    while waiting and month <= month_of(day):
        waiting -= _owed(case, one, month)
        if waiting < 0:
            break
        paid, month = month, month + 1
    return paid


def _owed(case: Case, one: Participation, month: int) -> int:
    return case.statute.of_month(month).compile(("bpu_total",))(
        declared_income=one.wage, transport=one.transport, takes_jht=bool(one.programmes & Programme.JHT)
    )["bpu_total"]


def _counts_from(case: Case, one: Participation, paid: int | None) -> int:
    if paid is not None:
        return paid
    begin = case.inputs.books_begin
    return max(one.joined, one.joined if begin is None else begin) - 1


def arrears(case: Case, one: Participation, day: date) -> int:
    """Months in a row that the payer had not paid by a day although they were due, counted back from the last."""
    due = [bill for bill in bills_of(case, one) if bill.asked and bill.due_on < day]
    unpaid = 0
    for bill in reversed(due):
        if bill.paid_by(day):
            break
        unpaid += 1
    return unpaid


def standing_note(case: Case, one: Stood, day: date) -> Json:
    """What was found about one participation, in words."""
    paths = [STARTS[Segment(one.participation.segment)]]
    if one.participation.segment == Segment.BPU:
        paths.append("bpu.grace_months")
    words = f"Kepesertaan pada {one.participation.payer_name}: {WORDS[one.state]}"
    return law_note(
        case.statute.of_month(month_of(day)), "standing", words, one.state, *paths,
        participation=one.participation.id, payer=one.participation.payer_code,
        since=one.participation.since.isoformat(),
        until=one.participation.until.isoformat() if one.participation.until else None, unpaid_months=one.unpaid,
    )  # fmt: skip
