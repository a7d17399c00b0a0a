"""What a month would come to is what its close then bills, to the rupiah, for months drawn at random."""

from __future__ import annotations

from dataclasses import fields
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.contributions.closing import close
from tests.factories import (
    ALL,
    JHT,
    JKK,
    JKM,
    a_participation,
    a_payment,
    a_person,
    a_wage_report,
    an_employer,
    lasting,
)
from tests.factories import month as month_of

from naungan.contributions.errors import PayerIncomplete
from naungan.contributions.models import Bill
from naungan.contributions.preview import (
    Line,
    Preview,
    billed_lines,
    correction_lines,
    preview_bill,
    preview_lines,
)  # fmt: skip
from naungan.intake.models import WageLine
from naungan.registry.models import Participation, Payer, RiskClass
from naungan.registry.people import record_death

pytestmark = pytest.mark.django_db
BILLED = [one.name for one in fields(Preview) if one.name != "corrections"]
NOVEMBER, DECEMBER = month_of("2022-11"), month_of("2022-12")

WAGES = st.integers(1_000_000, 60_000_000)
BORN = st.dates(date(1955, 1, 1), date(2004, 12, 31))
SPANS = st.sampled_from([
    (date(2020, 1, 1), None), (date(2022, 11, 10), None), (date(2022, 12, 31), None),
    (date(2020, 1, 1), date(2022, 12, 5)), (date(2020, 1, 1), date(2022, 12, 1)), (date(2023, 1, 1), None),
])  # fmt: skip
WORKER = st.fixed_dictionaries({
    "wage": WAGES,
    "born_on": BORN,
    "span": SPANS,
    "programmes": st.sampled_from([ALL, JKK | JKM, JKK | JKM | JHT]),
    "nationality": st.sampled_from(["ID", "ID", "MY"]),
    "continues": st.booleans(),
    "reported": st.none() | st.tuples(WAGES, st.integers(0, 3_000_000), st.none() | WAGES),
    "late": st.none() | WAGES,
    "gone_after_all": st.booleans(),
    "died": st.none() | st.dates(date(2022, 10, 5), date(2023, 1, 5)),
})  # fmt: skip


def employed(payer: Payer, facts: dict[str, object]) -> Participation:
    """A worker as drawn."""
    since, until = facts["span"]  # type: ignore[misc]
    foreign = facts["nationality"] != "ID"
    person = a_person(facts["born_on"], nationality=facts["nationality"], **({"nik": None} if foreign else {}))  # type: ignore[arg-type]
    return a_participation(
        payer, facts["wage"], person=person, since=since, until=until, programmes=facts["programmes"],  # type: ignore[arg-type]
        continues_past_pension=facts["continues"],
    )  # fmt: skip


def reported(
    payer: Payer, who: Participation, month: date, wage: int, back_pay: int = 0, really: int | None = None
) -> None:
    """A line of wages."""
    report = a_wage_report(payer, month, {})
    WageLine.objects.create(
        for_month=month, payer_id=payer.pk, participation_id=who.pk, report_id=report.pk, wage=wage,
        back_pay=back_pay, month_wage=really,
    )  # fmt: skip


def after_november(payer: Payer, who: Participation, facts: dict[str, object]) -> None:
    """What is said of a worker once November is closed: of December, and late of November."""
    if facts["late"] is not None:
        reported(payer, who, NOVEMBER, facts["late"])  # type: ignore[arg-type]
    if facts["reported"] is not None:
        wage, back_pay, really = facts["reported"]  # type: ignore[misc]
        reported(payer, who, DECEMBER, wage, back_pay, really)
    if facts["gone_after_all"] and who.during.lower < date(2022, 11, 1):
        Participation.objects.filter(pk=who.pk).update(during=lasting(who.during.lower, date(2022, 11, 1)))
    elif facts["died"] is not None:
        record_death(person_id=who.person_id, died_on=facts["died"], reported_on=date(2023, 2, 1))  # type: ignore[arg-type]


@pytest.mark.slow
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    workers=st.lists(WORKER, min_size=1, max_size=6),
    jkk_class=st.integers(1, 5),
    later_class=st.integers(1, 5),
    paid=st.sampled_from([0, 1_000, 10**12]),
)
def test_the_preview_is_the_bill(
    workers: list[dict[str, object]], jkk_class: int, later_class: int, paid: int
) -> None:
    with transaction.atomic():
        payer = an_employer(jkk_class)
        people = [(employed(payer, facts), facts) for facts in workers]
        close("2022-10", as_of=date(2022, 12, 20))
        if paid:
            a_payment(payer, paid, date(2022, 11, 20))
        close("2022-11", as_of=date(2023, 1, 25))
        RiskClass.objects.filter(payer=payer).update(during=lasting(date(2015, 7, 1), DECEMBER))
        RiskClass.objects.create(payer=payer, jkk_class=later_class, during=lasting(DECEMBER))
        for who, facts in people:
            after_november(payer, who, facts)
        seen, lines = preview_bill(payer.pk, DECEMBER), preview_lines(payer.pk, DECEMBER)
        corrected = correction_lines(payer.pk, NOVEMBER, DECEMBER) + correction_lines(
            payer.pk, month_of("2022-10"), DECEMBER
        )
        close("2022-12")
        assert lines == billed_lines(payer.pk, DECEMBER)
        bill = Bill.objects.filter(payer=payer, month=DECEMBER).first()
        made = {name: getattr(bill, name) for name in BILLED} if bill else nothing(seen)
        assert made == {name: getattr(seen, name) for name in BILLED}
        assert seen.corrections == sum(line.total - line.jp_deferred for line in corrected)
        transaction.set_rollback(True)


def nothing(seen: Preview) -> dict[str, object]:
    """A month in which nothing was owed, so that there is no bill."""
    zeros: dict[str, object] = dict.fromkeys(BILLED, 0)
    return zeros | {"due_on": seen.due_on, "payment_code": seen.payment_code}


def test_a_fine_and_a_credit_are_in_it() -> None:
    payer = an_employer()
    stays, left = a_participation(payer, 1_000_000), a_participation(payer, 5_000_000)
    close("2022-10")
    close("2022-11")
    Participation.objects.filter(pk=left.pk).update(during=lasting(date(2015, 7, 1), date(2022, 10, 1)))
    close("2022-12")
    seen = preview_bill(payer.pk, month_of("2023-01"))
    assert (seen.total, seen.penalty, seen.credit_used, seen.credit_forward) == (
        0,
        11_088,
        831_600,
        831_600 - 92_400 - 11_088,
    )
    assert stays.pk in [line.participation_id for line in preview_lines(payer.pk, month_of("2023-01"))]


@pytest.mark.slow
def test_an_instalment_of_the_pension_put_off_is_in_it() -> None:
    payer = an_employer(jkk_class=1, jkk_paid_through=date(2020, 7, 1))
    a_participation(payer, 7_654_321)
    close("2020-08")
    a_payment(payer, 100_000_000, date(2020, 8, 31))
    for text in ("2021-03", "2021-04", "2021-09", "2022-03", "2022-04"):
        seen = preview_bill(payer.pk, month_of(text))
        close(text)
        bill = Bill.objects.get(payer=payer, month=month_of(text))
        assert (bill.jp_deferred, bill.total) == (seen.jp_deferred, seen.total)


def test_the_lines_add_up_to_the_preview() -> None:
    payer = an_employer(3)
    for wage in (1_234_567, 9_876_543, 20_000_001):
        a_participation(payer, wage)
    close("2022-11")
    seen, lines = preview_bill(payer.pk, DECEMBER), preview_lines(payer.pk, DECEMBER)
    assert (seen.people, seen.total) == (3, sum(line.total for line in lines))


def test_a_month_that_was_not_reported_on_since_has_no_corrections() -> None:
    payer = an_employer()
    a_participation(payer)
    close("2022-11")
    assert correction_lines(payer.pk, NOVEMBER, DECEMBER) == []


def test_nothing_is_frozen_by_looking() -> None:
    payer = an_employer()
    a_participation(payer)
    close("2022-11")
    preview_bill(payer.pk, DECEMBER)
    assert (billed_lines(payer.pk, DECEMBER), Bill.objects.filter(month=DECEMBER).count()) == ([], 0)


def test_another_employers_workers_are_not_in_it() -> None:
    payer, other = an_employer(), an_employer()
    a_participation(payer, 5_000_000)
    a_participation(other, 9_000_000)
    close("2022-11")
    assert [line.wage for line in preview_lines(payer.pk, DECEMBER)] == [5_000_000]


def test_an_employer_without_a_class_is_told_so() -> None:
    payer = an_employer()
    a_participation(payer)
    RiskClass.objects.filter(payer=payer).delete()
    with pytest.raises(PayerIncomplete, match="Kelompok risiko JKK"):
        preview_bill(payer.pk, DECEMBER)


def test_a_line_says_what_of_the_wage_is_back_pay() -> None:
    payer = an_employer()
    who = a_participation(payer)
    close("2022-11")
    reported(payer, who, DECEMBER, 5_000_000, 700_000)
    [line] = preview_lines(payer.pk, DECEMBER)
    assert (line.wage, line.back_pay) == (5_700_000, 700_000)
    assert {one.name for one in fields(Line)} >= {"jkp_from_state", "total"}
