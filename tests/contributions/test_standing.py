"""Who is active, in grace or lapsed, and what lateness costs."""

from __future__ import annotations

from datetime import date

import pytest
from tests.contributions.closing import close
from tests.factories import (
    a_participation,
    a_payment,
    a_person,
    a_project,
    a_self_payer,
    a_sponsor,
    an_employer,
    month,
)

from naungan.contributions.models import Bill, Charge, Settlement, Standing
from naungan.contributions.proof import prove
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db

PENDING, ACTIVE, GRACE, LAPSED = 0, 1, 2, 3


def a_self_payer_from(day: date) -> Participation:
    person = a_person()
    return a_participation(a_self_payer(person), 1_000_000, person=person, since=day)


def standings(worker: Participation) -> list[int]:
    rows = Standing.objects.filter(participation_id=worker.pk).order_by("month")
    return [row.standing for row in rows]


def test_wage_earners_are_active_whatever_their_employer_owes() -> None:
    worker = a_participation(an_employer())
    for text in ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02"):
        close(text)
    assert standings(worker) == [ACTIVE] * 5
    assert Standing.objects.get(participation_id=worker.pk, month=month("2023-02")).unpaid_months == 4


def test_a_self_payer_begins_with_the_first_payment() -> None:
    worker = a_self_payer_from(date(2022, 10, 1))
    close("2022-10")
    a_payment(worker.payer, 33_600, date(2022, 11, 10))
    close("2022-11")
    assert standings(worker) == [PENDING, ACTIVE]


def test_three_unpaid_months_are_grace_and_the_fourth_ends_the_membership() -> None:
    worker = a_self_payer_from(date(2022, 10, 1))
    a_payment(worker.payer, 16_800, date(2022, 10, 10))
    for text in ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02", "2023-03"):
        close(text)
    assert standings(worker) == [ACTIVE, GRACE, GRACE, GRACE, LAPSED]
    worker.refresh_from_db()
    assert (worker.during.upper, worker.left_because) == (date(2023, 3, 1), "lapsed")


def test_a_lapsed_membership_leaves_no_debt_and_coming_back_collects_no_old_months() -> None:
    worker = a_self_payer_from(date(2022, 10, 1))
    a_payment(worker.payer, 16_800, date(2022, 10, 10))
    for text in ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02"):
        close(text)
    assert Settlement.objects.filter(paid=False).count() == 4
    again = a_participation(worker.payer, 1_000_000, person=worker.person, since=date(2023, 4, 1))
    a_payment(worker.payer, 16_800, date(2023, 4, 10))
    close("2023-03")
    close("2023-04")
    assert standings(again) == [ACTIVE]
    assert all(proof.holds for proof in prove())


def test_when_a_sponsor_s_money_ends_everybody_is_in_grace_together_and_lapses_together() -> None:
    sponsor = a_sponsor()
    workers = [a_participation(sponsor, 1_000_000, since=date(2022, 10, 1)) for _ in range(3)]
    a_payment(sponsor, 50_400, date(2022, 10, 12))
    for text in ("2022-10", "2022-11", "2022-12", "2023-01", "2023-02"):
        close(text)
    assert [standings(worker) for worker in workers] == [[ACTIVE, GRACE, GRACE, GRACE, LAPSED]] * 3


def test_who_joins_a_scheme_late_is_not_behind_for_the_time_before() -> None:
    sponsor = a_sponsor()
    a_participation(sponsor, 1_000_000, since=date(2022, 10, 1))
    a_payment(sponsor, 16_800, date(2022, 10, 12))
    for text in ("2022-10", "2022-11", "2022-12"):
        close(text)
    newcomer = a_participation(sponsor, 1_000_000, since=date(2023, 1, 1))
    close("2023-01")
    assert standings(newcomer) == [PENDING]


def test_project_workers_are_covered_once_the_first_stage_is_paid() -> None:
    project = a_project(date(2022, 11, 3), 80_000_000, stage_plan="50/25/25")
    worker = a_participation(project, 3_000_000, since=date(2022, 11, 3))
    close("2022-11")
    a_payment(project, 96_000, date(2022, 12, 10))
    close("2022-12")
    assert standings(worker) == [PENDING, ACTIVE]


def test_a_bill_two_full_months_late_costs_two_percent_a_month_on_the_next_bills() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    close("2022-10")
    close("2022-11", as_of=date(2022, 12, 20))
    close("2022-12", as_of=date(2023, 1, 20))
    fines = Charge.objects.filter(about_bill__month=month("2022-10")).order_by("sequence")
    assert [(fine.close_month, fine.sequence, fine.penalty) for fine in fines] == [
        (month("2022-12"), 1, 9_240),
        (month("2023-01"), 2, 9_240),
    ]
    assert Bill.objects.get(month=month("2022-12")).total == 462_000 + 9_240


def test_days_late_but_no_full_month_cost_nothing() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    close("2022-10")
    a_payment(employer, 462_000, date(2022, 12, 14))
    close("2022-11", as_of=date(2022, 12, 31))
    assert not Charge.objects.exists()


def test_paid_on_the_day_a_full_month_is_over_costs_that_month() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    close("2022-10")
    a_payment(employer, 462_000, date(2022, 12, 15))
    close("2022-11", as_of=date(2022, 12, 31))
    assert Charge.objects.get().penalty == 9_240


def test_fines_are_simple_not_compound() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    close("2022-10")
    for number, text in enumerate(("2022-11", "2022-12", "2023-01", "2023-02")):
        close(text, as_of=date(2022 + (number + 12) // 13, (number + 11) % 12 + 1, 20))
    fines = Charge.objects.filter(about_bill__month=month("2022-10"))
    assert {fine.penalty for fine in fines} == {9_240}


def test_self_payers_are_never_fined() -> None:
    worker = a_self_payer_from(date(2022, 10, 1))
    for text in ("2022-10", "2022-11", "2022-12"):
        close(text)
    assert worker.payer.charges.count() == 0
