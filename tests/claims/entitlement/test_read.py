"""What is read for a claim: registrations, months, bills, payees, what was granted before; and that it is enough."""

from __future__ import annotations

from datetime import date

import pytest
from tests.claims.entitlement.cases import a_claim, a_payee_of
from tests.contributions.closing import close
from tests.factories import JHT, JKK, JKM, a_participation, a_payment, a_person, a_self_payer, an_employer, month

from naungan.claims.entitlement import assess
from naungan.claims.entitlement.read import read_inputs
from naungan.claims.entitlement.work import work_out
from naungan.contributions.models import Bill
from naungan.law.statute import load

pytestmark = pytest.mark.django_db
ON = date(2023, 1, 20)


def test_a_self_payer_who_paid_two_months_leaves_the_full_benefit() -> None:
    person = a_person()
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person=person, since=date(2022, 10, 1), programmes=JKK | JKM | JHT)
    for text, paid_on in (("2022-10", date(2022, 10, 10)), ("2022-11", date(2022, 11, 9))):
        a_payment(payer, 36_800, paid_on)
        close(text)
    claim = a_claim("jkm", person, date(2022, 12, 15), {"family": {"spouse": 1}})
    wife = a_payee_of(claim, "spouse")
    found = assess(claim, ON)
    assert [reason.fact for reason in found.reasons] == []
    assert found.by_payee() == {wife.pk: 42_000_000}
    assert found.inputs["books"] == {"begin": "2022-10", "closed": "2022-11"}
    assert [one[:2] + one[3:] for one in found.inputs["months"]] == [
        ["2022-10", "2022-10", 1_000_000, 20_000, 0],
        ["2022-11", "2022-11", 1_000_000, 20_000, 0],
    ]
    assert [one[1:] for one in found.inputs["bills"]] == [
        ["2022-10", "2022-10-17", "2022-10-10", True],
        ["2022-11", "2022-11-15", "2022-11-09", True],
    ]
    assert found.inputs["claim"]["claimed_on"] == "2022-12-30"


def test_money_that_no_bill_has_taken_is_told_by_payer() -> None:
    person = a_person()
    payer = a_self_payer(person)
    a_participation(payer, 1_000_000, person=person, since=date(2022, 12, 1))
    close("2022-11")
    a_payment(payer, 16_800, date(2022, 12, 3))
    a_payment(payer, 5, date(2022, 12, 16))
    claim = a_claim("jkm", person, date(2022, 12, 15), {"family": {"spouse": 1}})
    a_payee_of(claim, "spouse")
    found = assess(claim, ON)
    assert found.inputs["received"] == {str(payer.pk): 16_800}
    assert found.total == 42_000_000


def test_the_wage_reported_and_what_was_saved_are_read() -> None:
    employer = an_employer()
    worker = a_participation(employer, 5_000_000, since=date(2022, 10, 1))
    close("2022-10")
    a_payment(employer, Bill.objects.get(payer=employer, month=month("2022-10")).total, date(2022, 11, 10))
    close("2022-11")
    claim = a_claim("jht_resign", worker.person, date(2022, 11, 30))
    a_payee_of(claim, "self")
    found = assess(claim, ON)
    assert [reason.fact for reason in found.reasons] == []
    # 285.000 of October earn 5,6 % a year for October to December of the year, and all of January waits
    assert [(line.item, line.amount) for line in found.lines] == [("balance", 285_000), ("return", 3_990)]


def test_a_hundred_claims_are_read_in_one_statement(django_assert_num_queries: object) -> None:
    claims = [a_claim("jkm", a_person(), date(2022, 12, 15)) for _ in range(5)]
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert sorted(read_inputs([one.pk for one in claims], ON)) == sorted(one.pk for one in claims)


def test_what_was_read_is_all_that_is_needed() -> None:
    worker = a_participation(an_employer())
    claim = a_claim("jkm", worker.person, date(2022, 12, 15), {"family": {"spouse": 1}})
    a_payee_of(claim, "spouse")
    found = assess(claim, ON)
    assert work_out(found.inputs, load()).as_json() == found.as_json()
