"""Contributions that come to a paying account are payments of their payer, once, and nothing else is."""

from __future__ import annotations

import pytest
from django.db import connection
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_source, an_officer
from tests.factories import an_employer

from naungan.access.models import Role
from naungan.contributions.models import Payment
from naungan.contributions.proof import prove
from naungan.disbursements.models import Kind, Match
from naungan.disbursements.read_answer import Taken, read_answer

pytestmark = pytest.mark.django_db


def code_of_a_payer() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT naungan_payment_code(%s, '2026-07-01')", [an_employer().pk])
        return str(cursor.fetchone()[0])


def read(*lines: Booked, identification: str = "N1") -> Taken:
    a_source()
    return read_answer(notice(*lines, identification=identification), "bank", an_officer(role=Role.HEAD_OFFICE))


def test_a_credit_with_a_payers_code_is_their_payment() -> None:
    code = code_of_a_payer()
    taken = read(Booked(16_800, credit=True, reference="V1", remark=f"VA {code} IURAN JUL2026"))
    payment = Payment.objects.get()
    assert (taken.contributions, taken.waiting, Match.objects.get().kind) == (1, 0, Kind.CONTRIBUTION)
    assert (payment.payment_code, payment.amount, payment.bank_reference) == (code, 16_800, "V1")
    assert payment.payer_id is not None
    assert [one.account for one in prove() if not one.holds] == []


def test_a_payment_that_came_by_another_way_is_not_taken_twice() -> None:
    code = code_of_a_payer()
    line = Booked(16_800, credit=True, reference="V1", remark=code)
    read(line)
    read(line, identification="N2")
    assert Payment.objects.count() == 1


@pytest.mark.parametrize("kind", ["wrong digits", "two codes", "debit", "returned", "known otherwise"])
def test_what_is_not_certain_waits(kind: str) -> None:
    code = code_of_a_payer()
    facts: dict[str, object] = {"amount": 16_800, "credit": True, "reference": "V1", "remark": code}
    if kind == "wrong digits":
        facts["remark"] = code[:-1] + str((int(code[-1]) + 1) % 10)
    elif kind == "two codes":
        facts["remark"] = f"{code} {code_of_a_payer()}"
    elif kind == "debit":
        facts["credit"] = False
    elif kind == "returned":
        facts["reason"] = "AC04"
    else:
        read(Booked(1, credit=True, reference="LAIN", remark=code), identification="N0")
        other = a_source("0000000009")
        assert other.number == "0000000009"
        content = notice(Booked(2, credit=True, reference="LAIN", remark=code), account=other.number)
        assert read_answer(content, "bank", an_officer(role=Role.HEAD_OFFICE)).contributions == 0
        assert Payment.objects.count() == 1
        return
    taken = read(Booked(**facts))  # type: ignore[arg-type]
    assert (taken.contributions, taken.waiting, Payment.objects.count()) == (0, 1, 0)
