"""Money goes to the oldest shortfall first, in full and in order, and the excess forward."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contributions.closing import EVERYBODY, close
from tests.factories import a_participation, a_payment, an_employer, month

from naungan.contributions.allocate import allocate
from naungan.contributions.models import Allocation, Bill, Payment, Settlement
from naungan.contributions.parts import Part
from naungan.registry.models import Payer

pytestmark = pytest.mark.django_db


def a_bill(payer: Payer, text: str, total: int) -> Bill:
    first = month(text)
    return Bill.objects.create(
        payer=payer, month=first, people=1, jkk=total, jkm=0, jht=0, jp=0, jp_deferred=0, penalty=0,
        credit_used=0, credit_forward=0, total=total, due_on=first, payment_code=f"{payer.pk}-{text}",
    )  # fmt: skip


def allocate_up_to(day: date) -> None:
    allocate(Part(day.replace(day=1), day, 1, 0, EVERYBODY))


def test_a_short_payment_settles_nothing_until_the_rest_comes() -> None:
    employer = an_employer()
    bill = a_bill(employer, "2022-10", 100)
    a_payment(employer, 60, date(2022, 11, 10))
    allocate_up_to(date(2022, 11, 30))
    assert not Settlement.objects.exists()
    a_payment(employer, 40, date(2022, 12, 3))
    allocate_up_to(date(2022, 12, 31))
    assert Settlement.objects.get(bill=bill).settled_on == date(2022, 12, 3)


def test_the_oldest_shortfall_is_met_first() -> None:
    employer = an_employer()
    old, new = a_bill(employer, "2022-10", 100), a_bill(employer, "2022-11", 100)
    a_payment(employer, 120, date(2022, 12, 10))
    allocate_up_to(date(2022, 12, 31))
    assert list(Allocation.objects.order_by("bill_id").values_list("bill_id", "amount")) == [
        (old.pk, 100),
        (new.pk, 20),
    ]


def test_a_doubled_payment_pays_the_next_month() -> None:
    employer = an_employer()
    a_participation(employer, 5_000_000)
    a_payment(employer, 462_000, date(2022, 11, 10))
    a_payment(employer, 462_000, date(2022, 11, 10))
    close("2022-10", as_of=date(2022, 11, 30))
    close("2022-11", as_of=date(2022, 11, 30))
    assert Settlement.objects.filter(bill__payer=employer).count() == 2


def test_money_after_the_day_of_the_close_waits() -> None:
    employer = an_employer()
    a_bill(employer, "2022-12", 100)
    a_payment(employer, 100, date(2023, 1, 10))
    allocate_up_to(date(2022, 12, 31))
    assert not Allocation.objects.exists()


def test_running_twice_changes_nothing() -> None:
    employer = an_employer()
    a_bill(employer, "2022-12", 100)
    a_payment(employer, 70, date(2022, 12, 10))
    allocate_up_to(date(2022, 12, 31))
    allocate_up_to(date(2022, 12, 31))
    assert Allocation.objects.aggregate(Sum("amount"))["amount__sum"] == 70


def test_the_database_refuses_more_than_was_paid_or_billed() -> None:
    employer = an_employer()
    bill, payment = a_bill(employer, "2022-12", 100), a_payment(employer, 500, date(2022, 12, 10))
    for amount in (101, 501):
        with pytest.raises(DatabaseError, match="more would be allocated"), transaction.atomic(), \
                connection.cursor() as cursor:  # fmt: skip
            cursor.execute(
                "INSERT INTO contributions_allocation (payment_id, bill_id, amount, close_month) "
                "VALUES (%s, %s, %s, '2022-12-01')",
                [payment.pk, bill.pk, amount],
            )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.integers(1, 1000), min_size=1, max_size=6),
    st.lists(st.tuples(st.integers(1, 1500), st.integers(0, 5)), max_size=8),
)
def test_nothing_is_lost_and_no_later_bill_is_paid_before_an_earlier_one(
    owed: list[int], paid: list[tuple[int, int]]
) -> None:
    with transaction.atomic():
        employer = an_employer()
        bills = [a_bill(employer, f"2022-{number + 1:02d}", total) for number, total in enumerate(owed)]
        for amount, which in paid:
            a_payment(employer, amount, date(2022, which + 1, 10))
        for last in (date(2022, 3, 31), date(2022, 12, 31)):
            allocate_up_to(last)
        got = [_allocated(bill) for bill in bills]
        money = sum(amount for amount, _ in paid)
        assert sum(got) == min(money, sum(owed))
        assert got == _first_come_first_served(owed, money)
        settled = set(Settlement.objects.values_list("bill_id", flat=True))
        assert settled == {bill.pk for bill, amount in zip(bills, got, strict=True) if amount == bill.total}
        assert Payment.objects.count() == len(paid)
        transaction.set_rollback(True)


def _allocated(bill: Bill) -> int:
    return Allocation.objects.filter(bill=bill).aggregate(Sum("amount"))["amount__sum"] or 0


def _first_come_first_served(owed: list[int], money: int) -> list[int]:
    got = []
    for total in owed:
        got.append(min(total, money))
        money -= got[-1]
    return got
