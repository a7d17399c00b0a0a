"""Set payments against bills: in order, oldest shortfall first, the excess forward (workflows.md 2.4)."""

from __future__ import annotations

from naungan.contributions.parts import Done, Part, count_and_sum, write

# Owed and paid rupiah of a payer are laid out as two rulers; where two pieces overlap, that much of the
# payment goes to that bill.
ALLOCATE = """
WITH owed AS (
    SELECT b.id, b.payer_id, b.month, b.total - coalesce(sum(a.amount), 0)::bigint AS amount
    FROM contributions_bill b
    LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    LEFT JOIN contributions_allocation a ON a.bill_id = b.id
    WHERE b.payer_id BETWEEN %(first)s AND %(last)s AND s.bill_id IS NULL
    GROUP BY b.id
), paid AS (
    SELECT p.id, p.payer_id, p.paid_on, p.amount - coalesce(sum(a.amount), 0)::bigint AS amount
    FROM contributions_payment p
    LEFT JOIN contributions_allocation a ON a.payment_id = p.id
    WHERE p.payer_id BETWEEN %(first)s AND %(last)s AND p.paid_on <= %(as_of)s
    GROUP BY p.id
), owed_ruler AS (
    SELECT *, sum(amount) OVER (PARTITION BY payer_id ORDER BY month, id ROWS UNBOUNDED PRECEDING) AS up_to
    FROM owed WHERE amount > 0
), paid_ruler AS (
    SELECT *, sum(amount) OVER (PARTITION BY payer_id ORDER BY paid_on, id ROWS UNBOUNDED PRECEDING) AS up_to
    FROM paid WHERE amount > 0
), written AS (
    INSERT INTO contributions_allocation (payment_id, bill_id, amount, close_month)
    SELECT p.id, o.id,
           (least(o.up_to, p.up_to) - greatest(o.up_to - o.amount, p.up_to - p.amount))::bigint,
           %(month)s
    FROM owed_ruler o JOIN paid_ruler p USING (payer_id)
    WHERE o.up_to - o.amount < p.up_to AND p.up_to - p.amount < o.up_to
    ORDER BY o.id, p.id
    RETURNING amount
)
SELECT count(*), sum(amount) FROM written
"""

SETTLE = """
INSERT INTO contributions_settlement (bill_id, paid, settled_on, close_month)
SELECT b.id, true, coalesce(max(p.paid_on), %(next_month)s::date - 1), %(month)s
FROM contributions_bill b
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
LEFT JOIN contributions_allocation a ON a.bill_id = b.id
LEFT JOIN contributions_payment p ON p.id = a.payment_id
WHERE b.payer_id BETWEEN %(first)s AND %(last)s AND s.bill_id IS NULL
GROUP BY b.id HAVING b.total = coalesce(sum(a.amount), 0)
ORDER BY b.id
"""


def allocate(part: Part) -> Done:
    """Allocate what the payers of a part paid up to `as_of`, and settle the bills that are paid in full.

    A bill paid in instalments is settled on the day of the last one.
    """
    done = count_and_sum(ALLOCATE, part.parameters)
    write(SETTLE, part.parameters)
    return done
