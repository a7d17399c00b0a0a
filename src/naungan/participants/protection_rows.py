"""Read what protection is judged by: registrations, bills and payments of one person's payers."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.law.calendar import due_date
from naungan.law.months import first_day, month_of
from naungan.law.statute import Statute
from naungan.participants.protection_facts import BilledMonth, Books, Enrolment, Money
from naungan.registry.models import PayerKind, Programme

BOOKS = """
SELECT coalesce((SELECT min(close_month) FROM contributions_payermonth), min(month) FILTER (WHERE state = 'closed')),
       max(month) FILTER (WHERE state = 'closed'),
       greatest(max(as_of) FILTER (WHERE state = 'closed'),
                (max(month) FILTER (WHERE state = 'closed') + interval '1 month - 1 day')::date)
FROM contributions_month
"""
# The books beside every participation: one question, and one row at least.
REGISTERED = f"""
SELECT k.*, p.id, p.payer_id, y.name, y.code, y.kind, coalesce(s.fund_source, ''), p.segment, p.programmes,
       lower(p.during), upper(p.during), p.left_because, p.continues_past_pension, p.wage,
       p.sector = 'transport'
FROM ({BOOKS}) AS k
LEFT JOIN registry_participation p ON p.person_id = %(person)s AND NOT isempty(p.during)
LEFT JOIN registry_payer y ON y.id = p.payer_id
LEFT JOIN registry_sponsor s ON s.payer_id = p.payer_id
ORDER BY lower(p.during), p.id
"""
# Bills that ask for money and were not cancelled: what is still owed, and the day that paid them; and
# payments with what no bill has taken of them yet.
MONEY = """
SELECT b.payer_id, 'bill', b.month AS at, b.id, b.due_on,
       CASE WHEN s.bill_id IS NULL
            THEN b.total - coalesce((SELECT sum(a.amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)
            ELSE 0 END::bigint,
       CASE WHEN s.paid THEN s.settled_on END
FROM contributions_bill b
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE b.payer_id = ANY(%(payers)s) AND b.total > 0 AND (s.bill_id IS NULL OR s.paid)
UNION ALL
SELECT p.payer_id, 'payment', p.paid_on, p.id, NULL, p.amount - coalesce(sum(a.amount), 0)::bigint, NULL
FROM contributions_payment p
LEFT JOIN contributions_allocation a ON a.payment_id = p.id
WHERE p.payer_id = ANY(%(payers)s) AND p.paid_on <= %(day)s
GROUP BY p.id HAVING p.amount > coalesce(sum(a.amount), 0)
ORDER BY payer_id, at, id
"""
AHEAD = 12  # months a self-payer may pay before they come (bpu.prepayment_months)


@dataclass(frozen=True, slots=True)
class _Billed:
    """A bill: rupiah still owed, and the day of the instalment that paid it."""

    month: date
    due_on: date
    owed: int
    paid_on: date | None


@dataclass(slots=True)
class _Received:
    """Money that no closed month has taken yet."""

    paid_on: date
    amount: int


def read_books() -> Books:
    """Between which months the books stand."""
    return Books(*_rows(BOOKS, {})[0])


def read_registered(person_id: int) -> tuple[Books, tuple[Enrolment, ...]]:
    """The books, and every participation of a person, oldest first."""
    rows = _rows(REGISTERED, {"person": person_id})
    return Books(*rows[0][:3]), tuple(Enrolment(*row[3:]) for row in rows if row[3] is not None)


def read_money(enrolments: Sequence[Enrolment], statute: Statute, day: date) -> dict[int, Money]:
    """What the payers of these participations paid and owe, by payer.

    Money that came in after the last close is set against bills as the next close will do it: oldest
    first. What is left of a self-payer's goes to the months not billed yet, by the law's amount.
    """
    payers = sorted({one.payer_id for one in enrolments})
    found: dict[int, tuple[list[_Billed], deque[_Received]]] = {one: ([], deque()) for one in payers}
    for payer, kind, at, _, due_on, amount, paid_on in _rows(MONEY, {"payers": payers, "day": day}):
        bills, received = found[payer]
        if kind == "bill":
            bills.append(_Billed(at, due_on, amount, paid_on))
        else:
            received.append(_Received(at, amount))
    latest = {one.payer_id: one for one in enrolments}
    return {payer: _money(*found[payer], latest[payer], statute) for payer in payers}


def _money(bills: Sequence[_Billed], received: deque[_Received], enrolment: Enrolment, statute: Statute) -> Money:
    months = [
        BilledMonth(one.month, one.due_on, _take(received, one.owed) if one.owed else one.paid_on) for one in bills
    ]
    if enrolment.payer_kind == PayerKind.SELF and received:
        start = max([month_of(enrolment.joined), *(month_of(one.month) + 1 for one in months)])
        months.extend(_ahead(enrolment, received, statute, start))
    return Money(tuple(months), sum(one.amount for one in received))


def _take(received: deque[_Received], owed: int) -> date | None:
    """Take what is owed from the money received, oldest first: the day it was full, or None if it is not."""
    while received and owed:
        taken = min(owed, received[0].amount)
        owed -= taken
        received[0].amount -= taken
        last = received[0].paid_on
        if not received[0].amount:
            received.popleft()
        if not owed:
            return last
    return None


def _ahead(enrolment: Enrolment, received: deque[_Received], statute: Statute, start: int) -> Iterator[BilledMonth]:
    """The months not billed yet that a self-payer's money is enough for."""
    for month in range(start, start + AHEAD):
        owed = monthly_contribution(enrolment, statute, month)
        if sum(one.amount for one in received) < owed:
            return
        yield BilledMonth(first_day(month), due_date(statute, "bpu", month).due, _take(received, owed))


def monthly_contribution(enrolment: Enrolment, statute: Statute, month: int) -> int:
    """What a self-paying participation owes for a month by the law of that month, rupiah."""
    law = statute.of_month(month)
    return law.compile(("bpu_total",))(
        declared_income=enrolment.wage,
        transport=enrolment.transport,
        takes_jht=bool(enrolment.programmes & Programme.JHT),
    )["bpu_total"]


def _rows(query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
