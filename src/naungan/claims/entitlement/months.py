"""Months of contributions: which count, how many, and the wages and money in them."""

from __future__ import annotations

from datetime import date

from naungan.claims.entitlement.case import Case
from naungan.claims.entitlement.inputs import Participation, is_self
from naungan.claims.entitlement.protection import bills_of, own_bills
from naungan.law.months import month_of
from naungan.registry.models import Programme, Segment


def contributed(case: Case, programme: Programme, until: date) -> frozenset[int]:
    """The months up to that of a day for which contributions to a programme were paid, each once.

    A self-payer's count if paid by then, others if paid by the day it is worked out.  Months of a participation
    before the books were kept count as paid: nobody is behind for them.
    """
    last = month_of(until)
    months: set[int] = set()
    for one in case.inputs.participations:
        if one.programmes & programme:
            known = until if is_self(one) else case.inputs.on
            months |= {bill.month for bill in own_bills(case, one) if bill.paid_by(known)}
            months |= set(before_the_books(case, one))
            if one.segment == Segment.JAKON:
                months |= _of_a_project(case, one, until)
    return frozenset(month for month in months if month <= last)


def _of_a_project(case: Case, one: Participation, until: date) -> set[int]:
    """A project pays for its whole time in stages: every month counts from the first payment on."""
    paid = [bill.month for bill in bills_of(case, one) if bill.asked and bill.paid_by(until)]
    last = month_of(until) if one.last_month is None else min(month_of(until), one.last_month)
    return set(range(max(one.joined, min(paid)), last + 1)) if paid else set()


def before_the_books(case: Case, one: Participation) -> range:
    """The months of a participation before the first one that the books were kept for."""
    begin = case.inputs.books_begin
    if begin is None:
        return range(0)
    return range(one.joined, begin if one.last_month is None else min(begin, one.last_month + 1))


def member_months(case: Case, programme: Programme, until: date) -> int:
    """Whole months from the first participation with a programme to a day, the month of the day included."""
    joined = [one.joined for one in case.inputs.participations if one.programmes & programme and one.since <= until]
    return month_of(until) - min(joined) + 1 if joined else 0


def paid_rows(case: Case, amount: str, until: date) -> dict[int, int]:
    """Rupiah of a programme by the month it was paid for (`jht` or `jp`), of bills settled by a day."""
    payers = {one.id: one.payer for one in case.inputs.participations}
    settled = {(bill.payer, bill.month) for bill in case.inputs.bills if bill.paid_by(until)}
    found: dict[int, int] = {}
    for row in case.inputs.months:
        if (payers[row.participation], row.closed_in) in settled:
            found[row.month] = found.get(row.month, 0) + getattr(row, amount)
    return {month: rupiah for month, rupiah in found.items() if rupiah}


def wage_on(case: Case, one: Participation, day: date) -> int:
    """The wage last reported by a day for the month of the day or one before it, else the registered one."""
    wages = [row.wage for row in case.inputs.months if row.participation == one.id and row.month <= month_of(day)]
    return wages[-1] if wages else one.wage
