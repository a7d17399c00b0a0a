"""Reliefs in the close: who gets them, and what is only put off."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.models import Sum
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, an_employer, month

from naungan.contributions.models import Assessment, Bill, Charge
from naungan.contributions.proof import prove

pytestmark = pytest.mark.django_db


def test_half_of_jkk_for_a_labour_intensive_employer_with_fifty_workers() -> None:
    furniture = an_employer(jkk_class=3, industry="furniture", jkk_paid_through=date(2025, 1, 1))
    small = an_employer(jkk_class=3, industry="furniture", jkk_paid_through=date(2025, 1, 1))
    cement = an_employer(jkk_class=3, industry="cement", jkk_paid_through=date(2025, 1, 1))
    behind = an_employer(jkk_class=3, industry="furniture", jkk_paid_through=date(2024, 12, 1))
    for employer, people in ((furniture, 50), (small, 49), (cement, 50), (behind, 50)):
        for _ in range(people):
            a_participation(employer, 6_000_000)
    close("2025-02")
    jkk = {
        employer.pk: Assessment.objects.filter(payer_id=employer.pk).first().jkk  # type: ignore[union-attr]
        for employer in (furniture, small, cement, behind)
    }
    assert jkk == {furniture.pk: 26_700, small.pk: 53_400, cement.pk: 53_400, behind.pk: 53_400}


def test_one_percent_of_jkk_and_jkm_for_employers_paid_up_to_july_2020() -> None:
    paid_up = an_employer(jkk_class=2, jkk_paid_through=date(2020, 7, 1))
    behind = an_employer(jkk_class=2, jkk_paid_through=date(2020, 6, 1))
    one, other = a_participation(paid_up, 8_000_000), a_participation(behind, 8_000_000)
    close("2020-08")
    amounts = {
        worker.pk: Assessment.objects.values_list("jkk", "jkm", "jp_deferred").get(participation_id=worker.pk)
        for worker in (one, other)
    }
    assert amounts == {one.pk: (432, 240, 240_000 - 2_400), other.pk: (43_200, 24_000, 0)}


def test_the_pension_put_off_is_billed_later_in_twelve_instalments_to_the_rupiah() -> None:
    employer = an_employer(jkk_class=1, jkk_paid_through=date(2020, 7, 1))
    a_participation(employer, 7_654_321)
    close("2020-08")
    a_payment(employer, 100_000_000, date(2020, 8, 31))
    deferred = Bill.objects.get(month=month("2020-08")).jp_deferred
    first = month("2021-04")
    for number in range(13):
        close(f"{first.year + (3 + number) // 12}-{(3 + number) % 12 + 1:02d}")
    instalments = Charge.objects.filter(kind="deferral")
    assert instalments.count() == 12
    assert instalments.aggregate(Sum("jp"))["jp__sum"] == deferred
    assert all(proof.holds for proof in prove())


def test_the_due_date_of_the_relief_months_is_the_thirtieth() -> None:
    a_participation(an_employer(jkk_paid_through=date(2020, 7, 1)))
    close("2020-08")
    assert Bill.objects.get().due_on == date(2020, 9, 30)
