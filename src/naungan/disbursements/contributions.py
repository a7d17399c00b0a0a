"""Contributions that came to a paying account: lines in whose words a payment code stands are payments of a payer."""

from __future__ import annotations

from django.db import connection

from naungan.contributions.payments import take_payments

# A code is believed when its check digits agree with a payer that exists, and stands alone in the line. A bank
# reference that contributions know with other facts is left to a person.
RECOGNISED = """
WITH open AS (
    SELECT l.* FROM disbursements_bankline l
    WHERE l.source_id = %(source)s AND l.credit AND NOT l.returned AND l.sen = 0 AND l.bank_reference <> ''
    AND NOT EXISTS (SELECT 1 FROM disbursements_match m WHERE m.line_id = l.id)
), written AS (
    SELECT DISTINCT o.id, token[1] AS code
    FROM (SELECT id, remark FROM open
          UNION ALL SELECT w.line_id, w.remark FROM disbursements_linewords w JOIN open ON open.id = w.line_id) AS o
    CROSS JOIN LATERAL regexp_matches(o.remark, '(?<![0-9])([0-9]{2}(?:0[1-9]|1[0-2])[0-9]{12})(?![0-9])', 'g')
        AS token
), known AS (
    SELECT w.id, w.code, count(*) OVER (PARTITION BY w.id) AS codes
    FROM written w JOIN registry_payer y ON y.id = substr(w.code, 5, 10)::bigint
    AND w.code = naungan_payment_code(
        y.id, make_date(2000 + left(w.code, 2)::int, substr(w.code, 3, 2)::int, 1))
)
SELECT o.id, k.code, o.amount, o.booked_on, o.bank_reference
FROM known k JOIN open o USING (id)
LEFT JOIN contributions_payment p ON p.bank_reference = o.bank_reference
WHERE k.codes = 1
AND (p.id IS NULL OR (p.payment_code, p.amount, p.paid_on) = (k.code, o.amount, o.booked_on))
ORDER BY o.id
"""
MATCHED = """
INSERT INTO disbursements_match (line_id, kind, rule)
SELECT unnest(%(lines)s::bigint[]), 'contribution', 'code'
"""


def contributions_among(source_id: int) -> int:
    """Hand the contributions among the waiting lines of an account to contributions; how many lines they were."""
    with connection.cursor() as cursor:
        cursor.execute(RECOGNISED, {"source": source_id})
        found = cursor.fetchall()
        if found:
            take_payments(found, f"rekening {source_id}")
            cursor.execute(MATCHED, {"lines": [row[0] for row in found]})
    return len(found)
