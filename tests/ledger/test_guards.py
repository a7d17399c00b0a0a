"""The database itself keeps the books balanced and unchanged."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.factories import a_payment, an_employer, month

from naungan.ledger import chart
from naungan.ledger.balance import trial_balance
from naungan.ledger.models import Entry, Journal
from naungan.ledger.post import JournalDraft, post_journal

pytestmark = pytest.mark.django_db
DECEMBER = month("2022-12")


def a_journal(reference: str = "x") -> Journal:
    return Journal.objects.create(month=DECEMBER, kind="test", reference=reference, memo="uji")


def execute(statement: str, *parameters: object) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, parameters)


def test_an_unbalanced_journal_is_refused() -> None:
    journal = a_journal()
    with pytest.raises(DatabaseError, match="must balance"):
        execute(
            "INSERT INTO ledger_entry (journal_id, account_id, debit, credit) VALUES (%s, '1000', 5, 0), "
            "(%s, '2900', 0, 4)",
            journal.pk,
            journal.pk,
        )


def test_half_a_journal_is_refused() -> None:
    with pytest.raises(DatabaseError, match="must balance"), transaction.atomic():
        Entry.objects.create(journal=a_journal(), account_id=chart.BANK, debit=10)


def test_an_entry_is_a_debit_or_a_credit_never_both_and_never_negative() -> None:
    journal = a_journal()
    for debit, credit in ((1, 1), (0, 0), (-1, 0)):
        with pytest.raises(DatabaseError, match="entry_debit_or_credit"):
            execute(
                "INSERT INTO ledger_entry (journal_id, account_id, debit, credit) VALUES (%s, '1000', %s, %s)",
                journal.pk, debit, credit,
            )  # fmt: skip


@pytest.mark.parametrize("table", ["ledger_entry", "ledger_journal"])
@pytest.mark.parametrize("what", ["DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_books_are_never_cleared(table: str, what: str) -> None:
    with pytest.raises(DatabaseError, match="never changed"):
        execute(what.format(table))


def test_an_entry_is_never_changed() -> None:
    a_payment(an_employer(), 100, date(2022, 12, 1))
    with pytest.raises(DatabaseError, match="never changed"):
        execute("UPDATE ledger_entry SET debit = debit + 1 WHERE debit > 0")


def test_the_same_event_is_not_posted_twice() -> None:
    draft = JournalDraft(DECEMBER, "test", "once", "uji")
    draft.debit(chart.BANK, 5)
    draft.credit(chart.SUSPENSE, 5)
    assert post_journal(draft) is not None
    with pytest.raises(DatabaseError, match="reference"), transaction.atomic():
        post_journal(draft)


def test_nothing_to_post_is_no_journal() -> None:
    assert post_journal(JournalDraft(DECEMBER, "test", "empty", "uji")) is None


def test_money_that_arrives_is_in_the_books_at_once_whoever_wrote_it() -> None:
    employer = an_employer()
    execute(
        "INSERT INTO contributions_payment (payment_code, payer_id, amount, paid_on, bank_reference) VALUES "
        "('a', %s, 70, '2022-11-05', 'r1'), ('b', NULL, 30, '2022-12-05', 'r2')",
        employer.pk,
    )
    balances = {row.code: row.balance for row in trial_balance(date(2022, 12, 31))}
    assert (balances[chart.BANK], balances[chart.SUSPENSE]) == (100, -100)
    assert {row.code: row.balance for row in trial_balance(date(2022, 11, 30))}[chart.BANK] == 70


@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(-(10**13), 10**13), min_size=1, max_size=6))
def test_any_balanced_draft_posts_and_the_trial_balance_stays_nil(amounts: list[int]) -> None:
    with transaction.atomic():
        draft = JournalDraft(DECEMBER, "test", "drawn", "uji")
        for amount in amounts:
            draft.debit(chart.RECEIVABLE, amount)
            draft.credit(chart.JKK, amount)
        post_journal(draft)
        rows = trial_balance(date(2022, 12, 31))
        assert sum(row.debit for row in rows) == sum(row.credit for row in rows)
        assert {row.code: row.balance for row in rows}[chart.RECEIVABLE] == sum(amounts)
        transaction.set_rollback(True)
