"""The noun of money that is taken out of suspense: a payment without a payer, reversed once and for all."""

from __future__ import annotations

import pgtrigger
from django.db import models

from naungan.guards import append_only, every_new_row, transition
from naungan.ledger import chart

# The opposite of what the payment's arrival posted, in the same month: no balance of a closed month moves.
POSTED_ON_REVERSAL = pgtrigger.Trigger(
    name="reversal_posted",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=transition(new="new_rows"),
    func=f"""
        WITH months AS (
            SELECT date_trunc('month', p.paid_on)::date AS month, min(p.id) AS first, count(*) AS payments,
                   sum(p.amount)::bigint AS amount
            FROM new_rows n JOIN contributions_payment p ON p.id = n.payment_id GROUP BY 1
        ), journals AS (
            INSERT INTO ledger_journal (month, kind, reference, memo)
            SELECT month, 'reversal', 'reversal:' || first, payments || ' titipan dibalik karena pembayarnya dikenali'
            FROM months
            RETURNING id, reference
        )
        INSERT INTO ledger_entry (journal_id, account_id, debit, credit)
        SELECT j.id, side.account, side.debit, side.credit
        FROM months m JOIN journals j ON j.reference = 'reversal:' || m.first
        CROSS JOIN LATERAL (
            VALUES ('{chart.SUSPENSE}', m.amount, 0::bigint), ('{chart.BANK}', 0::bigint, m.amount)
        ) AS side (account, debit, credit);
        RETURN NULL;
    """,
)


class Reversal(models.Model):
    """That a payment which waited without a payer stands no more; the payments made of it stand instead.

    Only money that belongs to nobody yet can be reversed: no allocation, and no figure of a payer, moves.
    """

    payment = models.OneToOneField("contributions.Payment", models.PROTECT, primary_key=True, related_name="reversal")
    reason = models.TextField()
    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [models.CheckConstraint(name="reversal_says_why", condition=~models.Q(reason=""))]
        triggers = [
            append_only("reversal_append_only", "a reversal is never changed"),
            every_new_row(
                "reversal_of_money_without_a_payer",
                """
                SELECT 1 FROM new_rows n JOIN contributions_payment p ON p.id = n.payment_id
                WHERE p.payer_id IS NOT NULL
                """,
                "only a payment without a payer can be reversed",
            )[0],
            POSTED_ON_REVERSAL,
        ]
