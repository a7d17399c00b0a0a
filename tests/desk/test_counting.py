"""Who is in grace and who has not reported: counted at each close, and again with every report that comes in."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.contributions.closing import close
from tests.desk.conftest import DECEMBER, OCTOBER, TODAY, Branch, an_officer
from tests.factories import a_participation, a_payment, a_sponsor, a_wage_report, an_employer, month

from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.contributions.models import Bill
from naungan.desk.counting import keep_counts
from naungan.desk.day import desk_state
from naungan.desk.lapsing import payers_in_grace, people_in_grace
from naungan.desk.models import Awaited, InGrace
from naungan.desk.month_reports import not_reported
from naungan.desk.numbers import numbers
from naungan.registry.models import Payer

pytestmark = pytest.mark.django_db


def count(today: date = TODAY) -> None:
    keep_counts(desk_state(today), timezone.now())


def a_sponsor_that_paid_for(text: str, people: int = 2) -> Payer:
    """A sponsor that paid one month for some people, and none after it."""
    sponsor = a_sponsor()
    for _ in range(people):
        a_participation(sponsor, 1_000_000, since=month(text))
    close(text)
    bill = Bill.objects.get(payer=sponsor)
    a_payment(sponsor, bill.total, month(text))
    return sponsor


def test_an_employer_with_people_is_awaited_until_its_report_comes(branch: Branch) -> None:
    count()
    assert [(one.payer_id, one.people) for one in not_reported(10)] == [(branch.employer.pk, 1)]
    a_wage_report(branch.employer, DECEMBER, {branch.worker: 5_000_000})
    count()
    assert not_reported(10) == []


def test_a_report_for_another_month_is_none_for_this_one(branch: Branch) -> None:
    count()
    a_wage_report(branch.employer, OCTOBER, {branch.worker: 5_000_000})
    count()
    assert [one.last_report for one in not_reported(10)] == [OCTOBER]


def test_an_employer_registered_since_the_close_is_awaited_too(branch: Branch) -> None:
    count()
    fresh = an_employer(since=date(2022, 12, 5))
    count()
    assert set(Awaited.objects.values_list("payer_id", flat=True)) == {branch.employer.pk, fresh.pk}


def test_an_employer_without_people_is_not(branch: Branch) -> None:
    an_employer(since=date(2015, 1, 1))
    close("2022-12")
    count(date(2023, 1, 31))
    assert list(Awaited.objects.values_list("payer_id", flat=True)) == [branch.employer.pk]


def test_the_months_of_grace_are_counted_down_and_then_it_is_over() -> None:
    sponsor = a_sponsor_that_paid_for("2022-08")
    left = []
    for text in ("2022-09", "2022-10", "2022-11"):
        close(text)
        count()
        left.append(sorted(InGrace.objects.values_list("months_left", flat=True)))
    assert left == [[2, 2], [1, 1], [0, 0]]
    (payer,) = payers_in_grace(sponsored=True)
    assert (payer.payer_id, payer.people, payer.lapsing) == (sponsor.pk, 2, 2)
    assert [one.months_left for one in people_in_grace(True, 10)] == [0, 0]
    close("2022-12")
    count(date(2023, 1, 31))
    assert InGrace.objects.count() == 0


def test_the_tile_counts_those_who_lapse_next_and_all_in_grace() -> None:
    a_sponsor_that_paid_for("2022-08")
    for text in ("2022-09", "2022-10", "2022-11"):
        close(text)
    count()
    officer = an_officer(Role.HEAD_OFFICE)
    with scoped(officer):
        told = numbers(officer, desk_state(TODAY), timezone.now())
    assert (told.lapsing, told.in_grace) == (2, 2)


def test_each_branch_counts_its_own(branch: Branch, elsewhere: Branch) -> None:
    close("2022-12")
    count(date(2023, 1, 31))
    for one in (branch, elsewhere):
        officer = an_officer(region=one.region)
        with scoped(officer):
            told = numbers(officer, desk_state(date(2023, 1, 31)), timezone.now())
            assert (told.expected, [row.payer_id for row in not_reported(10)]) == (1, [one.employer.pk])
