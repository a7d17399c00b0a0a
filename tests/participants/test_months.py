"""Months year by year, and months of JP that count."""

from __future__ import annotations

from datetime import date

from naungan.contributions.statement import StatementMonth
from naungan.law.statute import load
from naungan.participants.months import Paid, missing_months, years_of
from naungan.participants.pension_months import pension_months
from naungan.registry.models import Segment

BORN = date(1990, 3, 15)


def a_month(
    text: str, paid: bool = True, payer: str = "A", jp: int = 150_000, segment: int = Segment.PU
) -> StatementMonth:
    month = date.fromisoformat(f"{text}-01")
    return StatementMonth(
        month, payer, f"PT {payer}", segment, 5_000_000, 12_000, 15_000, 285_000, jp, 462_000, paid,
        month if paid else None, 1, 0,
    )  # fmt: skip


def test_years_come_newest_first_with_what_was_paid() -> None:
    found = years_of([a_month("2021-12"), a_month("2022-01"), a_month("2022-02", paid=False)], date(2022, 6, 1))
    assert [(one.year, one.paid, one.overdue, one.total) for one in found] == [
        (2022, 1, 1, 462_000),
        (2021, 1, 0, 462_000),
    ]


def test_a_month_of_two_payers_counts_once_and_only_when_both_paid() -> None:
    both = [a_month("2022-01"), a_month("2022-01", payer="B")]
    one = [a_month("2022-02"), a_month("2022-02", paid=False, payer="B")]
    (year,) = years_of([*both, *one], date(2022, 6, 1))
    assert (year.paid, year.overdue) == (1, 1)


def test_a_month_is_overdue_only_after_its_due_date() -> None:
    # January 2022 of an employer is due on 15 February; of a self-payer on Monday 17 January.
    employer, own = a_month("2022-01", paid=False), a_month("2022-01", paid=False, segment=Segment.BPU)
    said = [
        (years_of([month], day)[0].lines[0].due_on, years_of([month], day)[0].lines[0].paid)
        for month, day in (
            (employer, date(2022, 2, 15)),
            (employer, date(2022, 2, 16)),
            (own, date(2022, 1, 17)),
            (own, date(2022, 1, 18)),
        )
    ]
    assert said == [
        (date(2022, 2, 15), Paid.NOT_DUE),
        (date(2022, 2, 15), Paid.OVERDUE),
        (date(2022, 1, 17), Paid.NOT_DUE),
        (date(2022, 1, 17), Paid.OVERDUE),
    ]


def test_months_nobody_reported_are_named() -> None:
    months = [a_month("2021-11"), a_month("2022-02")]
    assert missing_months(months) == (date(2021, 12, 1), date(2022, 1, 1))
    assert missing_months([]) == ()


def test_pension_months_count_what_is_due_and_paid() -> None:
    months = [a_month("2022-01"), a_month("2022-02", paid=False), a_month("2022-04"), a_month("2022-05", paid=False)]
    found = pension_months(months, BORN, load(), date(2022, 6, 10))
    assert found is not None
    assert (found.paid, found.months, found.percent, found.to_go) == (2, 4, 50, 178)
    assert found.missing == (date(2022, 2, 1), date(2022, 3, 1))
    assert found.until == date(2022, 4, 1)


def test_two_jobs_in_a_month_are_one_month_of_pension() -> None:
    found = pension_months([a_month("2022-01"), a_month("2022-01", payer="B")], BORN, load(), date(2022, 6, 1))
    assert found is not None
    assert (found.paid, found.months) == (1, 1)


def test_without_jp_there_is_nothing_to_count() -> None:
    assert pension_months([a_month("2022-01", jp=0)], BORN, load(), date(2022, 6, 1)) is None
