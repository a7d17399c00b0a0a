"""Participations and money without a database, for the law of start and stop."""

from __future__ import annotations

from datetime import date

from naungan.law.calendar import due_date
from naungan.law.months import first_day, month_of, parse_month
from naungan.law.statute import load
from naungan.participants.protection import Asked, protection
from naungan.participants.protection_facts import BilledMonth, Books, Enrolment, Money, Protection
from naungan.registry.models import PayerKind, Programme, Segment

JKK_JKM = int(Programme.JKK | Programme.JKM)
KIND = {
    Segment.PU: PayerKind.EMPLOYER,
    Segment.BPU: PayerKind.SPONSOR,
    Segment.JAKON: PayerKind.PROJECT,
    Segment.PMI: PayerKind.SELF,
}


def enrolment(
    segment: Segment = Segment.BPU,
    since: date = date(2022, 1, 3),
    until: date | None = None,
    because: str = "",
    programmes: int = JKK_JKM,
    continues: bool = False,
) -> Enrolment:
    return Enrolment(
        1, 1, "Pembayar", "P-1", KIND[segment], "", segment, programmes, since, until, because, continues,
        1_000_000, False,
    )  # fmt: skip


def paid(months: dict[str, str | None], waiting: int = 0) -> Money:
    """Months written YYYY-MM with the day on which they were paid in full, or None."""
    return Money(
        tuple(
            BilledMonth(
                first_day(parse_month(text)),
                due_date(load(), "bpu", parse_month(text)).due,
                date.fromisoformat(on) if on else None,
            )
            for text, on in months.items()
        ),
        waiting,
    )


def paid_from_to(first: str, last: str) -> Money:
    """Every month from first to last paid on its tenth day."""
    months = range(parse_month(first), parse_month(last) + 1)
    return Money(
        tuple(
            BilledMonth(first_day(one), due_date(load(), "bpu", one).due, first_day(one).replace(day=10))
            for one in months
        )
    )


def judged(
    who: Enrolment,
    money: Money,
    on: str,
    born_on: date = date(1990, 3, 15),
    begin: str = "2021-12",
    closed: str | None = None,
) -> Protection:
    day = date.fromisoformat(on)
    last = first_day(parse_month(closed)) if closed else first_day(month_of(day) - 1)
    books = Books(first_day(parse_month(begin)), last, day)
    return protection(Asked(who, money, books, born_on, day, load()))
