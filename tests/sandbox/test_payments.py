"""Payments are what the bills say, but for those that are meant not to be."""

from __future__ import annotations

import pytest
from tests.sandbox.asking import ask, one

pytestmark = [pytest.mark.usefixtures("closed"), pytest.mark.slow]

# Bills without fines, beside what came in under their own payment code.
PAID_BY_CODE = """
SELECT p.kind, b.month, b.due_on, b.total - b.penalty AS owed, count(y.id)::int AS times,
       coalesce(sum(y.amount), 0)::bigint AS paid, min(y.paid_on) AS first_paid
FROM contributions_bill b JOIN registry_payer p ON p.id = b.payer_id
LEFT JOIN contributions_payment y ON y.payment_code = b.payment_code AND y.payer_id = b.payer_id
GROUP BY p.kind, b.id
"""


def test_most_employers_pay_the_bill_to_the_rupiah_and_in_time() -> None:
    every, exact, in_time = ask(
        f"""
        SELECT count(*), count(*) FILTER (WHERE paid = owed),
               count(*) FILTER (WHERE paid = owed AND first_paid <= due_on)
        FROM ({PAID_BY_CODE}) x WHERE kind = 1
        """
    )[0]
    assert exact > every * 0.85
    assert in_time > every * 0.7


def test_some_employers_pay_late_short_twice_in_advance_or_never() -> None:
    late, short, twice, ahead, never = ask(
        f"""
        SELECT count(*) FILTER (WHERE first_paid > due_on), count(*) FILTER (WHERE paid BETWEEN 1 AND owed - 1),
               count(*) FILTER (WHERE times = 2 AND paid = 2 * owed),
               count(*) FILTER (WHERE first_paid < month + 31), count(*) FILTER (WHERE times = 0)
        FROM ({PAID_BY_CODE}) x WHERE kind = 1
        """
    )[0]
    assert min(late, short, twice, ahead, never) > 0


def test_money_with_a_wrong_code_has_no_payer_and_no_bill() -> None:
    wrong = ask("SELECT payment_code FROM contributions_payment WHERE payer_id IS NULL")
    assert wrong
    assert all(not one("SELECT count(*) FROM contributions_bill WHERE payment_code = %s", code) for (code,) in wrong)


def test_projects_that_pay_are_paid_up_to_the_last_stage() -> None:
    unpaid = one(f"SELECT count(*) FROM ({PAID_BY_CODE}) x WHERE kind = 4 AND times > 0 AND paid <> owed")
    assert unpaid == 0


def test_self_payers_pay_within_the_month_what_they_owe_in_all() -> None:
    regular = ask(
        """
        SELECT count(*), count(*) FILTER (WHERE owed = paid) FROM (
            SELECT b.payer_id, sum(b.total) AS owed, (
                SELECT sum(y.amount) FROM contributions_payment y WHERE y.payer_id = b.payer_id) AS paid
            FROM contributions_bill b JOIN registry_payer p ON p.id = b.payer_id WHERE p.kind = 2
            GROUP BY b.payer_id) AS x WHERE paid IS NOT NULL
        """
    )[0]
    assert regular[1] > regular[0] * 0.75


def test_a_sponsor_whose_money_ends_leaves_bills_unpaid() -> None:
    unpaid = dict(
        ask(
            """
            SELECT p.code, count(*)::int FROM contributions_bill b JOIN registry_payer p ON p.id = b.payer_id
            LEFT JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid
            WHERE p.kind = 3 AND s.bill_id IS NULL GROUP BY 1
            """
        )
    )
    assert "PEMDA-64.02" not in unpaid
    assert unpaid["CSR-64.08"] == 4
    assert unpaid["PEMDA-65.71"] == 3


def test_the_books_of_a_closed_sandbox_prove() -> None:
    from naungan.contributions.proof import prove

    assert [proof for proof in prove() if not proof.holds] == []
