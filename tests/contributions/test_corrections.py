"""A closed month is corrected in the open one, by the law of the month it belongs to."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum
from tests.contributions.closing import close
from tests.factories import a_participation, a_wage_report, an_employer, lasting, month

from naungan.contributions.models import Assessment, Bill
from naungan.registry.models import Participation

pytestmark = pytest.mark.django_db


def total_for(text: str) -> int:
    return Assessment.objects.filter(for_month=month(text)).aggregate(Sum("total"))["total__sum"]


def report_late(worker: Participation, text: str, wage: int) -> None:
    a_wage_report(worker.payer, month(text), {worker: wage})


def test_a_late_wage_makes_the_difference_in_the_open_month() -> None:
    worker = a_participation(an_employer(), 5_000_000)
    close("2022-11")
    report_late(worker, "2022-11", 6_000_000)
    close("2022-12")
    correction = Assessment.objects.get(close_month=month("2022-12"), for_month=month("2022-11"))
    assert correction.total == 92_400
    assert total_for("2022-11") == 554_400
    assert Bill.objects.get(month=month("2022-12")).total == 462_000 + 92_400 + (554_400 - 554_400)


def test_a_correction_is_made_once() -> None:
    worker = a_participation(an_employer(), 5_000_000)
    close("2022-11")
    report_late(worker, "2022-11", 6_000_000)
    for text in ("2022-12", "2023-01", "2023-02"):
        close(text)
    assert Assessment.objects.filter(for_month=month("2022-11")).count() == 2


def test_a_correction_uses_the_law_of_its_own_month() -> None:
    worker = a_participation(an_employer(), 20_000_000)
    close("2023-02")
    report_late(worker, "2023-02", 30_000_000)
    close("2023-03")
    correction = Assessment.objects.get(close_month=month("2023-03"), for_month=month("2023-02"))
    assert (correction.jp_employer, correction.jht_employer) == (0, 370_000)


def test_a_worker_registered_late_owes_from_the_first_day_of_work() -> None:
    employer = an_employer()
    a_participation(employer)
    close("2022-10")
    close("2022-11")
    newcomer = a_participation(employer, 5_000_000, since=date(2022, 10, 17))
    close("2022-12")
    rows = Assessment.objects.filter(participation_id=newcomer.pk).order_by("for_month")
    assert [(row.for_month, row.total) for row in rows] == [
        (month(text), 462_000) for text in ("2022-10", "2022-11", "2022-12")
    ]


def test_who_had_left_is_paid_back_as_credit_on_the_next_bills() -> None:
    employer = an_employer()
    stays, left = a_participation(employer, 1_000_000), a_participation(employer, 5_000_000)
    close("2022-10")
    close("2022-11")
    Participation.objects.filter(pk=left.pk).update(during=lasting(date(2015, 7, 1), date(2022, 10, 1)))
    close("2022-12")
    bill = Bill.objects.get(month=month("2022-12"))
    assert (bill.total, bill.credit_forward) == (0, 2 * 462_000 - 92_400)
    close("2023-01")
    bill = Bill.objects.get(month=month("2023-01"))
    fine = 11_088  # October's bill was unpaid for a full month on 15 December
    assert (bill.total, bill.credit_used, bill.credit_forward) == (0, 831_600, 831_600 - 92_400 - fine)
    assert Assessment.objects.filter(participation_id=stays.pk, for_month=month("2023-01")).exists()


def test_correcting_back_and_forth_ends_where_it_began() -> None:
    worker = a_participation(an_employer(), 5_000_000)
    close("2022-10")
    report_late(worker, "2022-10", 9_000_000)
    close("2022-11")
    report_late(worker, "2022-10", 5_000_000)
    close("2022-12")
    assert total_for("2022-10") == 462_000
