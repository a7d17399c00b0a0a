"""A bill is the sum of its lines, on its day, with its code; project stages add up to the contract."""

from __future__ import annotations

import random
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from tests.contributions.closing import close
from tests.factories import a_participation, a_person, a_project, a_self_payer, an_employer, lasting, month

from naungan.contributions.bill import due_days
from naungan.contributions.bill_view import view_bill
from naungan.contributions.errors import NotBillable, PayerIncomplete, UnknownBill
from naungan.contributions.models import Assessment, Bill, Charge
from naungan.registry.models import Participation, PayerKind, RiskClass, Segment

pytestmark = pytest.mark.django_db


def test_lines_add_up_to_the_bill() -> None:
    employer = an_employer(jkk_class=3)
    for wage in (3_201_396, 4_999_999, 10_547_501, 77_777_777):
        a_participation(employer, wage)
    close("2022-12")
    bill = Bill.objects.get(payer=employer)
    lines = Assessment.objects.filter(payer_id=employer.pk).aggregate(Sum("total"))["total__sum"]
    assert bill.total == lines == bill.jkk + bill.jkm + bill.jht + bill.jp
    assert bill.people == 4


def test_the_order_of_the_rows_does_not_matter() -> None:
    wages = [random.Random(5).randint(1_000_000, 20_000_000) for _ in range(30)]
    first, second = an_employer(jkk_class=4), an_employer(jkk_class=4)
    for wage in wages:
        a_participation(first, wage)
    for wage in reversed(wages):
        a_participation(second, wage)
    close("2022-12")
    assert Bill.objects.get(payer=first).total == Bill.objects.get(payer=second).total


def test_two_jobs_are_two_bills() -> None:
    person = a_person()
    one, other = an_employer(), an_employer()
    a_participation(one, 4_500_000, person=person)
    a_participation(other, 5_000_000, person=person)
    close("2022-12")
    assert [Bill.objects.get(payer=payer).jht for payer in (one, other)] == [256_500, 285_000]


def test_the_due_date_is_a_working_day() -> None:
    days = due_days(month("2026-07"))
    assert days[PayerKind.EMPLOYER] == date(2026, 8, 18)
    assert due_days(month("2026-03"))[PayerKind.SELF] == date(2026, 3, 16)


def test_a_payment_code_names_payer_and_month_and_checks_itself() -> None:
    employer = an_employer()
    a_participation(employer)
    close("2022-12")
    code = Bill.objects.get(payer=employer).payment_code
    assert len(code) == 16
    assert code[:4] == "2212"
    assert int(code[4:14]) == employer.pk
    assert int(code) % 97 == 1


def test_no_wage_is_the_same_as_more_wage_is_never_less() -> None:
    employer = an_employer()
    workers = [a_participation(employer, wage) for wage in (1, 2, 999, 1_000_000, 9_077_600, 9_077_601, 10**12)]
    close("2022-12")
    totals = [Assessment.objects.get(participation_id=worker.pk).total for worker in workers]
    assert totals == sorted(totals)


@pytest.mark.parametrize("plan", ["100", "50/25/25", "20/30/30/20"])
def test_stages_of_a_project_add_up_to_its_contribution(plan: str) -> None:
    project = a_project(date(2022, 1, 10), 123_456_789, stage_plan=plan)
    expected = (100_000_000 * 2100 + 23_456_789 * 1700 + 500_000) // 10**6
    expected += (100_000_000 * 300 + 23_456_789 * 200 + 500_000) // 10**6
    for number in range(24):
        close(f"{2022 + number // 12}-{number % 12 + 1:02d}")
    stages = Charge.objects.filter(payer=project)
    assert sum(stage.jkk + stage.jkm for stage in stages) == expected
    assert [stage.sequence for stage in stages.order_by("close_month")] == list(range(1, plan.count("/") + 2))


def test_the_first_stage_is_billed_in_the_month_of_registration() -> None:
    project = a_project(date(2022, 12, 5), 80_000_000, stage_plan="20/30/30/20")
    close("2022-12")
    assert Bill.objects.get(payer=project).total == 38_400


def test_an_employer_without_a_class_stops_the_close_and_is_named() -> None:
    employer = an_employer()
    RiskClass.objects.filter(payer=employer).delete()
    a_participation(employer)
    with pytest.raises(PayerIncomplete, match=employer.code):
        close("2022-12")


def test_a_migrant_worker_stops_the_close_rather_than_going_unbilled() -> None:
    worker = a_participation(an_employer())
    Participation.objects.filter(pk=worker.pk).update(segment=Segment.PMI)
    with pytest.raises(NotBillable, match="1 kepesertaan PMI"):
        close("2022-12")


def test_a_class_changed_in_the_year_counts_from_its_day() -> None:
    employer = an_employer(jkk_class=1)
    worker = a_participation(employer, 1_000_000)
    RiskClass.objects.filter(payer=employer).update(during=lasting(date(2015, 7, 1), date(2022, 12, 1)))
    RiskClass.objects.create(payer=employer, jkk_class=5, during=lasting(date(2022, 12, 1)))
    close("2022-11")
    close("2022-12")
    rows = Assessment.objects.filter(participation_id=worker.pk).order_by("for_month")
    assert [row.jkk for row in rows] == [2_400, 17_400]


def test_a_bill_shows_its_lines_and_unknown_ones_say_why() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    close("2022-12")
    view = view_bill(employer.code[:8], month("2022-12"))
    assert (view.total, len(view.lines), view.lines[0].total) == (462_000, 1, 462_000)
    with pytest.raises(UnknownBill, match="belum mempunyai tagihan 2023-05"):
        view_bill(employer.code, month("2023-05"))
    with pytest.raises(UnknownBill, match=employer.code):
        view_bill(employer.code[:5] + "XYZ", month("2022-12"))


def test_self_payers_pay_the_month_itself() -> None:
    person = a_person()
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person=person)
    close("2022-12")
    assert Bill.objects.get(payer=payer).due_on == date(2022, 12, 15)


def test_money_rows_are_never_changed() -> None:
    a_participation(an_employer())
    close("2022-12")
    tables = ("assessment", "assessment_2022_12_1", "bill", "payermonth", "payerstanding")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for table in tables:
        for statement in (f"DELETE FROM contributions_{table}", f"TRUNCATE contributions_{table} CASCADE"):
            with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), \
                    connection.cursor() as cursor:  # fmt: skip
                cursor.execute(statement)
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
        Bill.objects.update(total=0)
