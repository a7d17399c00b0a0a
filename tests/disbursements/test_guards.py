"""Breaking in: what the verbs refuse, PostgreSQL refuses whoever writes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, an_officer, funds, gathered, officers, references, sent

from naungan.access.models import Role
from naungan.disbursements.models import BankLine, Batch, Transfer
from naungan.disbursements.read_answer import read_answer

pytestmark = pytest.mark.django_db
AMOUNT = 42_000_000


@pytest.fixture
def paid() -> Transfer:
    """A transfer that was paid by one line, beside a fee that waits."""
    funds()
    a_claim({"amount": AMOUNT})
    batch, _file = sent(officers())
    lines = (Booked(AMOUNT, names=references(batch)[0], reference="B1"), Booked(AMOUNT, reference="B2"))
    read_answer(notice(*lines), "bank", an_officer(role=Role.HEAD_OFFICE))
    return Transfer.objects.get()


def refused(sql: str, *values: Any) -> str:
    """What PostgreSQL says to a statement that it must refuse."""
    with pytest.raises(DatabaseError) as no, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, values)
    return str(no.value).splitlines()[0]


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("UPDATE disbursements_transfer SET state = 'sent'", "a transfer cannot go from paid to sent"),
        ("UPDATE disbursements_transfer SET state = 'returned', reason = 'x'", "only with the paper that says so"),
        ("DELETE FROM disbursements_transfer", "a transfer is dropped, not deleted"),
        ("DELETE FROM disbursements_batch", "a batch is cancelled, not deleted"),
        ("UPDATE disbursements_batch SET state = 'draft', version = version + 1", "cannot go from closed to draft"),
        ("UPDATE disbursements_orderfile SET content = 'x'", "what went to the bank is never rewritten"),
        ("UPDATE disbursements_bankline SET amount = 1", "what the bank booked is never rewritten"),
        ("DELETE FROM disbursements_match", "what a line of the bank was is never rewritten"),
        ("DELETE FROM disbursements_act", "what was done to a batch is never rewritten"),
        ("UPDATE disbursements_source SET number = '11111'", "an account that paid is never rewritten"),
        ("DELETE FROM disbursements_bankfile", "what the bank sent is never rewritten"),
    ],
)
def test_what_happened_is_not_rewritten(paid: Transfer, sql: str, said: str) -> None:
    assert said in refused(sql)


def test_a_second_line_cannot_pay_the_same_transfer(paid: Transfer) -> None:
    line = BankLine.objects.get(bank_reference="B2")
    sql = "INSERT INTO disbursements_match (line_id, kind, transfer_id, rule) VALUES (%s, 'out', %s, 'reference')"
    assert "match_once_each_way" in refused(sql, line.pk, paid.pk)


def test_other_money_cannot_be_matched(paid: Transfer) -> None:
    a_claim({"amount": 5})
    other, _file = sent(officers())
    line = BankLine.objects.get(bank_reference="B2")
    sql = "INSERT INTO disbursements_match (line_id, kind, transfer_id, rule) VALUES (%s, 'out', %s, 'reference')"
    assert "are the same money" in refused(sql, line.pk, other.transfers.get().pk)


COPY = """
INSERT INTO disbursements_transfer (batch_id, payable_id, place, attempt, reference, fund, amount, bank_code,
    account_number, account_name, payee_name, likeness, percent, because)
SELECT {batch}, payable_id, 9, {attempt}, {reference}, fund, {amount}, bank_code, account_number, account_name,
       payee_name, likeness, percent, because
FROM disbursements_transfer WHERE id = %s
"""


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"attempt": "2", "reference": "reference || '-R1'"}, "transfer_one_live_of_a_payable"),
        ({"reference": "'LAIN'", "attempt": "3"}, "transfer_one_live_of_a_payable"),
        ({}, "already exists"),
    ],
)
def test_a_payable_has_one_live_transfer(paid: Transfer, changes: dict[str, str], said: str) -> None:
    facts = {"batch": "batch_id", "attempt": "attempt", "reference": "reference", "amount": "amount"} | changes
    answer = refused(COPY.format(**facts), paid.pk)
    assert said in answer or "duplicate key" in answer


def test_a_transfer_is_its_payable_to_the_rupiah() -> None:
    a_claim({"amount": AMOUNT})
    transfer = gathered(an_officer()).transfers.get()
    Transfer.objects.filter(pk=transfer.pk).update(state="dropped", reason="uji")
    wrong = COPY.format(batch="batch_id", attempt="2", reference="reference || '-R1'", amount="amount + 1")
    assert "a transfer is its payable" in refused(wrong, transfer.pk)
    right = COPY.format(batch="batch_id", attempt="2", reference="reference || '-R1'", amount="amount")
    assert "a batch is the sum of its transfers" in refused(right, transfer.pk)


RELEASED = "UPDATE disbursements_batch SET state = 'sent', version = version + 1, released_at = now(), "


@pytest.mark.parametrize("who", ["maker", "other"])
def test_a_batch_is_not_released_by_its_maker_nor_without_its_file(who: str) -> None:
    a_claim()
    two = officers()
    batch = gathered(two.maker)
    Batch.objects.filter(pk=batch.pk).update(state="checked", version=2)
    releaser: Callable[[], int] = lambda: (two.maker if who == "maker" else two.releaser).account_id  # noqa: E731
    answer = refused(f"{RELEASED} released_by_id = %s", releaser())
    assert "a batch is released by somebody else than its makers, with its file" in answer
