"""A wrong wage of one worker is reported again: the old report stays, the open month settles the difference."""

from __future__ import annotations

from datetime import date

import pytest
from tests.contributions.closing import close
from tests.factories import a_participation, a_wage_report, an_employer, an_open_month, month

from naungan.contributions.models import Bill
from naungan.intake.correct_wage import WageInForce, correct_wage, wage_in_force
from naungan.intake.errors import MonthNotOpen, WageRefused
from naungan.intake.models import WageLine
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db
OCTOBER, TODAY = month("2022-10"), date(2022, 11, 10)


def correct(row: Participation, wage: int, on: date = OCTOBER, back_pay: int = 0) -> date | None:
    return correct_wage(participation_id=row.pk, month=on, wage=wage, back_pay=back_pay, today=TODAY).adjusts


def test_the_wage_of_an_open_month_is_that_month_s_own() -> None:
    row = a_participation(an_employer(), 4_000_000)
    an_open_month("2022-10")
    assert correct(row, 4_500_000) is None
    assert wage_in_force(row, OCTOBER) == WageInForce(4_500_000, 0, True)


def test_a_closed_month_is_settled_in_the_open_one() -> None:
    row = a_participation(an_employer(), 4_000_000)
    close("2022-10")
    assert correct(row, 5_000_000) == month("2022-11")
    close("2022-11")
    first, second = Bill.objects.order_by("month")
    assert second.total > first.total


def test_the_earlier_report_stays_on_record() -> None:
    row = a_participation(an_employer(), 4_000_000)
    an_open_month("2022-10")
    a_wage_report(row.payer, OCTOBER, {row: 4_100_000})
    correct(row, 4_200_000, back_pay=50_000)
    assert list(WageLine.objects.order_by("report_id").values_list("wage", "back_pay")) == [
        (4_100_000, 0),
        (4_200_000, 50_000),
    ]


def test_without_a_report_the_registration_speaks() -> None:
    row = a_participation(an_employer(), 4_000_000)
    assert wage_in_force(row, OCTOBER) == WageInForce(4_000_000, 0, False)


@pytest.mark.parametrize(
    ("wage", "back_pay", "said"),
    [(0, 0, "Rp\u00a00"), (999, 0, "antara"), (10**14, 0, "antara"), (5_000_000, -1, "Rapel")],
)
def test_amounts_that_cannot_be_are_refused(wage: int, back_pay: int, said: str) -> None:
    row = a_participation(an_employer())
    an_open_month("2022-10")
    with pytest.raises(WageRefused, match=said):
        correct(row, wage, back_pay=back_pay)
    assert WageLine.objects.count() == 0


def test_a_wage_that_is_known_already_is_no_correction() -> None:
    row = a_participation(an_employer())
    an_open_month("2022-10")
    correct(row, 4_500_000)
    with pytest.raises(WageRefused, match="tidak ada yang dikoreksi"):
        correct(row, 4_500_000)


def test_a_month_outside_the_participation_is_refused() -> None:
    row = a_participation(an_employer(), since=date(2022, 11, 1))
    an_open_month("2022-10")
    with pytest.raises(WageRefused, match="tidak menjadi peserta"):
        correct(row, 4_500_000)


def test_a_month_that_is_not_open_yet_is_refused() -> None:
    row = a_participation(an_employer())
    an_open_month("2022-10")
    with pytest.raises(MonthNotOpen):
        correct(row, 4_500_000, on=month("2023-05"))
