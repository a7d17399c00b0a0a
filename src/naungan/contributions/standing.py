"""Where everybody stands at the end of the month, and what ends with it (law.md 2.5)."""

from __future__ import annotations

from typing import Any

from django.db import connection

from naungan.contributions.charge import charge_fines
from naungan.contributions.parts import Done, Part, count_and_sum, plan_for_bulk, write
from naungan.law.statute import load
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal
from naungan.registry.models import Segment

STANDING = """
INSERT INTO contributions_payerstanding
    (month, payer_id, paid_through, unpaid_bills, grace_months, books_begin)
WITH bills AS (
    SELECT b.payer_id, max(b.month) FILTER (WHERE s.paid AND b.total > 0) AS paid_through,
           count(*) FILTER (WHERE s.bill_id IS NULL AND b.due_on <= %(as_of)s) AS unpaid
    FROM contributions_bill b LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    WHERE b.payer_id BETWEEN %(first)s AND %(last)s
    GROUP BY b.payer_id
)
SELECT %(month)s, y.payer_id, b.paid_through, coalesce(b.unpaid, 0), %(grace)s,
       (SELECT min(close_month) FROM contributions_payermonth)
FROM contributions_payermonth y LEFT JOIN bills b USING (payer_id)
WHERE y.close_month = %(month)s AND y.payer_id BETWEEN %(first)s AND %(last)s
ORDER BY y.payer_id
"""

PEOPLE = """
SELECT coalesce(sum(people), 0), 0 FROM contributions_payermonth
WHERE close_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
"""

LAPSED = """
CREATE TEMPORARY TABLE lapsed ON COMMIT DROP AS
SELECT payer_id, participation_id FROM contributions_standing
WHERE month = %(month)s AND segment = %(bpu)s AND standing = 3 AND payer_id BETWEEN %(first)s AND %(last)s
"""

LAPSE = """
UPDATE registry_participation p
SET during = daterange(lower(p.during), %(next_month)s), left_because = 'lapsed'
FROM lapsed l
WHERE p.id = l.participation_id AND (upper_inf(p.during) OR upper(p.during) > %(next_month)s)
"""

# A lapsed membership leaves no debt: reactivation does not collect the old months. A bill is cancelled
# when everybody on it has lapsed and nothing was paid on it.
CANCEL = """
WITH dead AS (
    SELECT payer_id FROM contributions_standing
    WHERE month = %(month)s AND segment = %(bpu)s AND payer_id IN (SELECT payer_id FROM lapsed)
    GROUP BY payer_id HAVING bool_and(standing = 3)
), cancelled AS (
    INSERT INTO contributions_settlement (bill_id, paid, settled_on, close_month)
    SELECT b.id, false, %(next_month)s::date - 1, %(month)s
    FROM contributions_bill b JOIN dead USING (payer_id)
    LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    WHERE s.bill_id IS NULL AND b.credit_used = 0 AND b.credit_forward = 0
      AND NOT EXISTS (SELECT 1 FROM contributions_allocation a WHERE a.bill_id = b.id)
    RETURNING bill_id
)
SELECT coalesce(sum(b.total), 0), coalesce(sum(b.jkk), 0), coalesce(sum(b.jkm), 0), coalesce(sum(b.jht), 0),
       coalesce(sum(b.jp), 0), coalesce(sum(b.penalty), 0)
FROM cancelled c JOIN contributions_bill b ON b.id = c.bill_id
"""


def stand(part: Part) -> Done:
    """Record the standing of a part's people, end lapsed memberships, and charge the fines of late bills."""
    plan_for_bulk()
    grace = load().of_month(part.month).whole("bpu.grace_months")
    parameters = part.parameters | {"bpu": int(Segment.BPU), "grace": grace}
    write(STANDING, parameters)
    people = count_and_sum(PEOPLE, parameters)
    if write(LAPSED, parameters):
        write(LAPSE, parameters)
        _cancel(part, parameters)
    write("DROP TABLE lapsed", {})
    return people + Done(0, charge_fines(part).rupiah)


def _cancel(part: Part, parameters: dict[str, Any]) -> None:
    """Cancel the bills of lapsed memberships, and take them out of the books."""
    with connection.cursor() as cursor:
        cursor.execute(CANCEL, parameters)
        total, jkk, jkm, jht, jp, penalty = (int(amount) for amount in cursor.fetchone())
    draft = JournalDraft(
        part.month,
        "lapse",
        f"lapse:{part.month}:{part.number}",
        "Tagihan kepesertaan yang berhenti dibatalkan",
    )
    draft.credit(chart.RECEIVABLE, total)
    draft.debit(chart.JKK, jkk)
    draft.debit(chart.JKM, jkm)
    draft.debit(chart.SAVINGS_BILLED, jht)
    draft.debit(chart.JP, jp)
    draft.debit(chart.PENALTY, penalty)
    post_journal(draft)
