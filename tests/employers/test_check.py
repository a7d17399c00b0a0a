"""Last month beside this month: the reasons add up to the difference, whatever happened."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contributions.closing import close
from tests.employers.people import Firm, a_firm, a_worker, by
from tests.factories import a_wage_report, lasting, month

from naungan.employers.calculate import calculate, finalise, preview_of, submit
from naungan.employers.check import compare, differences
from naungan.employers.money import money_of
from naungan.employers.moves import State
from naungan.employers.wages import report_row, same_as_before
from naungan.registry.models import Participation, RiskClass

pytestmark = pytest.mark.django_db


def after_november(firm: Firm) -> Firm:
    """The firm, its November closed."""
    close("2022-11")
    return firm


def test_an_unchanged_month_has_no_difference() -> None:
    seen = compare(after_november(a_firm(3)).month())
    assert (seen.difference, seen.before, seen.counts) == (
        0, seen.now, {"joined": 0, "left": 0, "risen": 0, "fallen": 0},
    )  # fmt: skip


def test_who_came_who_left_and_whose_wage_moved() -> None:
    firm = after_november(a_firm(4, 5_000_000))
    Participation.objects.filter(pk=firm.workers[0].pk).update(during=lasting(date(2015, 7, 1), date(2022, 12, 1)))
    a_worker(firm.payer, "BARU", 4_000_000, since=date(2022, 12, 5))
    a_wage_report(
        firm.payer,
        month("2022-12"),
        {firm.workers[1]: 6_500_001, firm.workers[2]: 3_499_999, firm.workers[3]: 6_500_000},
    )
    seen = compare(firm.month())
    assert [(one.name, one.wage_now) for one in seen.joined] == [("BARU", 4_000_000)]
    assert [one.wage_before for one in seen.left] == [5_000_000]
    # More than 30 %, as the catalogue asks (W03): exactly 30 % is not.
    assert ([one.wage_now for one in seen.risen], [one.wage_now for one in seen.fallen]) == ([6_500_001], [3_499_999])
    assert [one.workers for one in seen.reasons] == [1, 1, 3]


def test_another_class_is_a_reason_of_its_own() -> None:
    firm = after_november(a_firm(2))
    RiskClass.objects.filter(payer=firm.payer).update(during=lasting(date(2015, 7, 1), date(2022, 12, 1)))
    RiskClass.objects.create(payer=firm.payer, jkk_class=5, during=lasting(date(2022, 12, 1)))
    seen = compare(firm.month())
    assert [(one.workers, one.rupiah) for one in seen.reasons if one.workers] == [(2, seen.difference)]


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    wages=st.lists(
        st.tuples(st.integers(1_000_000, 30_000_000), st.none() | st.integers(1_000_000, 30_000_000)),
        min_size=1,
        max_size=5,
    ),
    leaves=st.integers(0, 4),
    comes=st.integers(0, 3),
)
def test_the_reasons_add_up(wages: list[tuple[int, int | None]], leaves: int, comes: int) -> None:
    with transaction.atomic():
        firm = a_firm(0)
        people = [a_worker(firm.payer, f"P {place}", wage) for place, (wage, _later) in enumerate(wages)]
        close("2022-11")
        later = {who: new for who, (_wage, new) in zip(people, wages, strict=True) if new}
        a_wage_report(firm.payer, month("2022-12"), later)
        for who in people[:leaves]:
            Participation.objects.filter(pk=who.pk).update(during=lasting(date(2015, 7, 1), date(2022, 11, 30)))
        for place in range(comes):
            a_worker(firm.payer, f"BARU {place}", 3_333_333, since=date(2022, 12, 2))
        seen = compare(firm.month())
        assert sum(one.rupiah for one in seen.reasons) == seen.difference
        assert seen.now.workers - seen.before.workers == seen.counts["joined"] - seen.counts["left"]
        transaction.set_rollback(True)


def test_a_closed_month_is_reported_as_an_adjustment_of_the_open_one() -> None:
    firm = after_november(a_firm(2, 5_000_000))
    november = firm.month(month("2022-11"))
    assert november.closed_into == month("2022-12")
    report_row(november, by(firm.maker), firm.workers[0].pk, "6000000", "0", "")
    [changed] = differences(firm.month(month("2022-11")))
    assert (changed.wage_now, changed.now, preview_of(firm.month(month("2022-11"))).total) == (
        6_000_000,
        92_400,
        92_400,
    )


def test_an_adjustment_is_locked_without_a_code_and_posted_with_the_bill_it_is_in() -> None:
    firm = after_november(a_firm(1, 5_000_000))
    about = firm.month(month("2022-11"))
    report_row(about, by(firm.maker), firm.workers[0].pk, "4000000", "0", "")
    calculate(firm.month(month("2022-11")), by(firm.maker))
    report = submit(firm.month(month("2022-11")), by(firm.maker), missing_accepted=False)
    report = finalise(firm.month(month("2022-11")), report, by(firm.approver))
    assert (report.state, report.adjusts) == (State.FINAL, month("2022-12"))
    same_as_before(firm.month(), by(firm.maker))
    close("2022-12")
    money = money_of(firm.month(month("2022-11")))
    assert money is not None
    # 9.24 % of 4 million, less 9.24 % of the million that November held too much.
    assert money.billed == 369_600 - 92_400


def test_a_locked_month_that_is_closed_is_corrected_by_another_report() -> None:
    firm = a_firm(1, 5_000_000)
    same_as_before(firm.month(), by(firm.maker))
    calculate(firm.month(), by(firm.maker))
    report = submit(firm.month(), by(firm.maker), missing_accepted=False)
    finalise(firm.month(), report, by(firm.approver))
    close("2022-12")
    report_row(firm.month(), by(firm.maker), firm.workers[0].pk, "6000000", "0", "5000000")
    second = firm.month().report
    assert second is not None
    assert (second.number, second.state, second.adjusts) == (2, State.DRAFT, month("2023-01"))
