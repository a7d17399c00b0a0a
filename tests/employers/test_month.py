"""A month from its first act to the ledger, by the verbs that pages call."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.contributions.closing import close
from tests.employers.people import Firm, a_firm, a_worker, an_actor, by
from tests.factories import a_payment, a_wage_report, month

from naungan.access.models import Role
from naungan.contributions.models import Bill
from naungan.employers.calculate import calculate, cancel, finalise, give_back, submit, withdraw
from naungan.employers.errors import MonthLocked, NothingToReport, NotReady, ReportChanged, SamePerson, WrongMove
from naungan.employers.models import Command, Report
from naungan.employers.money import money_of
from naungan.employers.moves import State
from naungan.employers.wages import same_as_before
from naungan.intake.models import WageLine
from naungan.registry.participate import change_wage

pytestmark = pytest.mark.django_db


def report_of(firm: Firm) -> Report:
    found = firm.month().report
    assert found is not None
    return found


def sent(firm: Firm) -> Report:
    """The month as the maker sends it when nothing has changed."""
    same_as_before(firm.month(), by(firm.maker))
    calculate(firm.month(), by(firm.maker))
    return submit(firm.month(), by(firm.maker), missing_accepted=False)


def locked(firm: Firm) -> Report:
    """The month as the approver has locked it."""
    sent(firm)
    return finalise(firm.month(), report_of(firm), by(firm.approver))


def test_a_month_without_change_is_two_acts_of_the_maker_and_one_of_the_approver() -> None:
    firm = a_firm(3, 5_000_000)
    assert locked(firm).state == State.CODE_ISSUED
    said = Command.objects.order_by("id").values_list("name", "account_id")
    maker, approver = firm.maker.account_id, firm.approver.account_id
    assert list(said) == [
        ("edit", maker), ("calculate", maker), ("submit", maker), ("finalise", approver), ("issue", approver),
    ]  # fmt: skip


def test_the_total_is_the_bill_of_the_close() -> None:
    firm = a_firm(3, 5_000_000)
    report = locked(firm)
    close("2022-12")
    assert report.calculation is not None
    assert (report.calculation.total, report.calculation.payment_code) == Bill.objects.values_list(
        "total", "payment_code"
    ).get(payer=firm.payer)


def test_money_in_full_is_paid_and_the_close_posts_it() -> None:
    firm = a_firm(2)
    report = locked(firm)
    assert report.calculation is not None
    a_payment(firm.payer, report.calculation.total, date(2022, 12, 28), code=report.calculation.payment_code)
    assert report_of(firm).state == State.PAID
    close("2022-12")
    assert report_of(firm).state == State.POSTED


@pytest.mark.parametrize(("by_how_much", "missing", "excess"), [(-1, 1, 0), (+7, 0, 7)])
def test_another_amount_is_disputed_with_the_difference(by_how_much: int, missing: int, excess: int) -> None:
    firm = a_firm(2)
    calculation = locked(firm).calculation
    assert calculation is not None
    a_payment(firm.payer, calculation.total + by_how_much, date(2022, 12, 28), code=calculation.payment_code)
    money = money_of(firm.month())
    assert money is not None
    assert (report_of(firm).state, money.missing, money.excess) == (State.DISPUTED, missing, excess)


def test_the_rest_of_a_short_payment_settles_the_dispute() -> None:
    firm = a_firm(2)
    calculation = locked(firm).calculation
    assert calculation is not None
    for amount in (100_000, calculation.total - 100_000):
        a_payment(firm.payer, amount, date(2022, 12, 28), code=calculation.payment_code)
    assert report_of(firm).state == State.PAID


def test_money_under_a_wrong_code_is_shown_and_pays_nothing() -> None:
    firm = a_firm(2)
    locked(firm)
    a_payment(firm.payer, 1_000_000, date(2022, 12, 28), code="2299000000000099")
    money = money_of(firm.month())
    assert money is not None
    assert (report_of(firm).state, money.paid, [one.amount for one in money.wrong_codes]) == (
        State.CODE_ISSUED, 0, [1_000_000],
    )  # fmt: skip


def test_money_that_came_before_the_code_is_seen_when_it_is_issued() -> None:
    firm = a_firm(2)
    calculation = sent(firm).calculation
    assert calculation is not None
    a_payment(firm.payer, calculation.total, date(2022, 12, 20), code=calculation.payment_code)
    assert finalise(firm.month(), report_of(firm), by(firm.approver)).state == State.PAID


def test_finalising_is_undone_while_nothing_is_paid() -> None:
    firm = a_firm(2)
    assert cancel(locked(firm), by(firm.approver)).state == State.DRAFT


def test_finalising_is_not_undone_once_something_is_paid() -> None:
    firm = a_firm(2)
    calculation = locked(firm).calculation
    assert calculation is not None
    a_payment(firm.payer, 1, date(2022, 12, 28), code=calculation.payment_code)
    with pytest.raises(WrongMove):
        cancel(report_of(firm), by(firm.approver))


def test_a_maker_cannot_finalise() -> None:
    firm = a_firm(2)
    report = sent(firm)
    with pytest.raises(WrongMove, match="penyusun laporan"):
        finalise(firm.month(), report, by(firm.maker))


def test_whoever_made_it_cannot_approve_it_in_another_role() -> None:
    firm = a_firm(2)
    report = sent(firm)
    both = replace(firm.maker, role=Role.EMPLOYER_APPROVER)
    with pytest.raises(SamePerson):
        finalise(firm.month(), report, by(both))


def test_whoever_changed_one_line_cannot_approve_either() -> None:
    firm = a_firm(2)
    helper = an_actor(firm.payer, Role.EMPLOYER_MAKER)
    same_as_before(firm.month(), by(helper))
    report = sent(firm)
    with pytest.raises(SamePerson):
        finalise(firm.month(), report, by(replace(helper, role=Role.EMPLOYER_APPROVER)))


def test_an_approver_cannot_edit() -> None:
    firm = a_firm(2)
    with pytest.raises(WrongMove):
        same_as_before(firm.month(), by(firm.approver))


def test_a_sent_report_is_locked_until_it_is_given_back() -> None:
    firm = a_firm(2)
    report = sent(firm)
    with pytest.raises(MonthLocked):
        same_as_before(firm.month(), by(firm.maker))
    assert give_back(report, by(firm.approver), "Upah Budi keliru").state == State.DRAFT
    assert same_as_before(firm.month(), by(firm.maker)).state == State.DRAFT


def test_giving_back_says_why() -> None:
    firm = a_firm(1)
    with pytest.raises(NotReady):
        give_back(sent(firm), by(firm.approver), "  ")


def test_a_maker_takes_back_what_nobody_has_decided_on() -> None:
    firm = a_firm(1)
    assert withdraw(sent(firm), by(firm.maker)).state == State.DRAFT


def test_two_people_at_once_are_noticed() -> None:
    firm = a_firm(2)
    same_as_before(firm.month(), by(firm.maker))
    seen = report_of(firm).version
    calculate(firm.month(), by(firm.maker, seen))
    with pytest.raises(ReportChanged, match=firm.maker.name):
        calculate(firm.month(), by(an_actor(firm.payer, Role.EMPLOYER_MAKER), seen))


def test_a_second_click_does_nothing() -> None:
    firm = a_firm(2)
    same_as_before(firm.month(), by(firm.maker))
    order = by(firm.maker, report_of(firm).version)
    first, second = calculate(firm.month(), order), calculate(firm.month(), order)
    assert (first.version, Command.objects.filter(name="calculate").count()) == (second.version, 1)


def test_what_changed_after_the_calculation_is_not_finalised_unseen() -> None:
    firm = a_firm(2)
    report = sent(firm)
    a_worker(firm.payer, "PEKERJA BARU")
    with pytest.raises(NotReady, match="Data berubah"):
        finalise(firm.month(), report, by(firm.approver))


def test_a_report_with_workers_without_a_wage_is_sent_only_when_that_is_accepted() -> None:
    firm = a_firm(2)
    calculate(firm.month(), by(firm.maker))
    with pytest.raises(NotReady, match="2 pekerja"):
        submit(firm.month(), by(firm.maker), missing_accepted=False)
    assert submit(firm.month(), by(firm.maker), missing_accepted=True).state == State.SUBMITTED


def test_nobody_to_report_is_said() -> None:
    firm = a_firm(0)
    with pytest.raises(NothingToReport):
        same_as_before(firm.month(), by(firm.maker))


def test_last_months_back_pay_is_not_paid_again() -> None:
    firm = a_firm(1, 5_000_000)
    close("2022-11")
    with_back_pay = a_wage_report(firm.payer, month("2022-11"), {})
    WageLine.objects.create(
        for_month=month("2022-11"), payer_id=firm.payer.pk, participation_id=firm.workers[0].pk,
        report_id=with_back_pay.pk, wage=5_000_000, back_pay=900_000,
    )  # fmt: skip
    same_as_before(firm.month(), by(firm.maker))
    assert list(WageLine.objects.filter(for_month=month("2022-12")).values_list("wage", "back_pay")) == [
        (5_000_000, 0)
    ]


def test_the_same_as_last_month_fills_only_who_has_no_wage_yet() -> None:
    firm = a_firm(2, 5_000_000)
    a_wage_report(firm.payer, month("2022-12"), {firm.workers[0]: 6_000_000})
    change_wage(participation_id=firm.workers[1].pk, wage=5_500_000)
    same_as_before(firm.month(), by(firm.maker))
    calculation = calculate(firm.month(), by(firm.maker)).calculation
    assert calculation is not None
    # 9.24 % of 11.5 million: JKK class 1, JKM, JHT and JP.
    assert calculation.total == 1_062_600
