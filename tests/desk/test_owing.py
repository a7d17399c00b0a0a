"""Who owes what for how long: by bill, the oldest first, with the money that waits taken off."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.desk.conftest import NOVEMBER, OCTOBER, TODAY, Branch, pay

from naungan.contributions.models import Bill
from naungan.desk.counting import keep_counts
from naungan.desk.day import desk_state
from naungan.desk.models import Counted, Owing
from naungan.desk.owing import owed_sums

pytestmark = pytest.mark.django_db


def kept(on: date = TODAY) -> Owing | None:
    keep_counts(desk_state(on), timezone.now())
    return Owing.objects.first()


def test_a_payer_owes_its_bills_that_are_past_due(branch: Branch) -> None:
    owing = kept()
    assert owing is not None
    total = sum(Bill.objects.filter(month__in=[OCTOBER, NOVEMBER]).values_list("total", flat=True))
    assert (owing.total, owing.months, owing.oldest, owing.age_1) == (total, 2, OCTOBER, total)


def test_a_bill_is_late_from_the_day_after_it_is_due(branch: Branch) -> None:
    due = Bill.objects.get(month=NOVEMBER).due_on
    assert kept(due).months == 1  # type: ignore[union-attr]
    assert kept(date.fromordinal(due.toordinal() + 1)).months == 2  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("on", "ages"),
    [
        (date(2022, 11, 16), (1, 0, 0, 0)),
        (date(2023, 2, 15), (2, 0, 0, 0)),
        (date(2023, 2, 16), (1, 1, 0, 0)),
        (date(2023, 5, 16), (0, 1, 1, 0)),
        (date(2023, 11, 16), (0, 0, 1, 1)),
    ],
)
def test_each_bill_has_the_age_of_its_own(branch: Branch, on: date, ages: tuple[int, ...]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO contributions_month (month) VALUES ('2024-01-01')")
    owing = kept(on)
    bill = Bill.objects.get(month=OCTOBER).total
    assert owing is not None
    assert tuple(getattr(owing, f"age_{number}") // bill for number in range(1, 5)) == ages


def test_money_that_waits_for_the_close_is_taken_off_the_oldest_bill(branch: Branch) -> None:
    october = Bill.objects.get(month=OCTOBER).total
    pay(branch.employer, october)
    owing = kept()
    assert owing is not None
    assert (owing.oldest, owing.months, owing.total) == (NOVEMBER, 1, Bill.objects.get(month=NOVEMBER).total)
    assert (owing.last_paid, owing.last_paid_on, owing.unallocated) == (october, date(2022, 12, 20), october)


def test_who_has_paid_everything_is_on_the_list_no_more(branch: Branch) -> None:
    assert kept() is not None
    pay(branch.employer, 2 * Bill.objects.get(month=OCTOBER).total)
    assert kept() is None


def test_a_payment_after_the_day_does_not_count(branch: Branch) -> None:
    pay(branch.employer, 10**9, on=date(2023, 1, 5))
    assert kept().months == 2  # type: ignore[union-attr]


def test_nothing_is_worked_out_twice(branch: Branch) -> None:
    kept()
    first = Counted.objects.get().worked_out_at
    kept()
    assert Counted.objects.get().worked_out_at == first
    pay(branch.employer, 1)
    kept()
    assert Counted.objects.get().worked_out_at > first


def test_a_payment_changes_the_row_of_its_payer_alone(branch: Branch, elsewhere: Branch) -> None:
    kept()
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM desk_owing WHERE payer_id <> %s", [branch.employer.pk])
        others = cursor.fetchall()
        pay(branch.employer, 1)
        kept()
        cursor.execute("SELECT xmin::text FROM desk_owing WHERE payer_id <> %s", [branch.employer.pk])
        assert cursor.fetchall() == others


def test_the_sums_of_the_list_are_the_sums_of_its_rows(branch: Branch) -> None:
    owing = kept()
    assert owing is not None
    sums = owed_sums(Owing.objects.all())
    assert (sums.payers, sums.total, sum(sums.ages)) == (1, owing.total, owing.total)


@given(paid=st.lists(st.integers(1, 3_000_000), max_size=4))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_owed_is_what_was_billed_less_what_came_in(branch: Branch, paid: list[int]) -> None:
    billed = sum(Bill.objects.filter(due_on__lt=TODAY).values_list("total", flat=True))
    with transaction.atomic():
        for amount in paid:
            pay(branch.employer, amount)
        owing = kept()
        assert (owing.total if owing else 0) == max(billed - sum(paid), 0)
        transaction.set_rollback(True)


def test_the_database_refuses_ages_that_do_not_add_up(branch: Branch) -> None:
    kept()
    with pytest.raises(IntegrityError, match="owing_adds_up"), transaction.atomic():
        Owing.objects.update(age_1=1)
