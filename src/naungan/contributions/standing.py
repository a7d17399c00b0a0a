"""Where everybody stands at the end of the month, and what ends with it (law.md 2.5)."""

from __future__ import annotations

from typing import Any

from django.db import connection

from naungan.contributions.charge import charge_fines
from naungan.contributions.parts import Done, Part, plan_for_bulk, write
from naungan.law.statute import load
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal
from naungan.registry.models import Segment

# PU: covered while employed, whatever the employer owes. BPU: from the first paid month on, and through
# the months of grace. Jakon: once the project's first stage is paid.
# Nobody is behind for months before the books began.
STANDING = """
WITH books AS (
    SELECT min(close_month) AS begin FROM contributions_payermonth
), paid AS (
    SELECT b.payer_id, max(b.month) AS through
    FROM contributions_bill b JOIN contributions_settlement s ON s.bill_id = b.id AND s.paid
    WHERE b.payer_id BETWEEN %(first)s AND %(last)s AND b.total > 0
    GROUP BY b.payer_id
), unpaid AS (
    SELECT b.payer_id, count(*)::int AS months
    FROM contributions_bill b LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    WHERE b.payer_id BETWEEN %(first)s AND %(last)s AND s.bill_id IS NULL AND b.due_on <= %(as_of)s
    GROUP BY b.payer_id
), person_month AS (
    SELECT m.payer_id, m.participation_id, m.person_id, m.region_id, m.segment,
        CASE WHEN paid.through >= m.joined THEN paid.through END AS through,
        paid.through IS NOT NULL AS payer_has_paid, coalesce(unpaid.months, 0) AS payer_unpaid,
        naungan_months_between(coalesce(
            CASE WHEN paid.through >= m.joined THEN paid.through END,
            (greatest(m.joined, books.begin) - interval '1 month')::date), %(month)s) AS behind
    FROM contributions_personmonth m
    CROSS JOIN books
    LEFT JOIN paid ON paid.payer_id = m.payer_id
    LEFT JOIN unpaid ON unpaid.payer_id = m.payer_id
    WHERE m.close_month = %(month)s AND m.for_month = %(month)s
      AND m.payer_id BETWEEN %(first)s AND %(last)s
)
INSERT INTO contributions_standing
    (month, payer_id, participation_id, person_id, region_id, segment, standing, unpaid_months)
SELECT %(month)s, payer_id, participation_id, person_id, region_id, segment,
        CASE WHEN segment = %(pu)s THEN 1
             WHEN segment = %(bpu)s AND behind > %(grace)s THEN 3
             WHEN segment = %(bpu)s AND through IS NULL THEN 0
             WHEN segment = %(bpu)s AND behind > 0 THEN 2
             WHEN segment = %(bpu)s OR payer_has_paid THEN 1
             ELSE 0 END,
        CASE WHEN segment = %(bpu)s THEN greatest(behind, 0) ELSE payer_unpaid END
FROM person_month ORDER BY payer_id, participation_id
"""

LAPSE = """
UPDATE registry_participation p
SET during = daterange(lower(p.during), %(next_month)s), left_because = 'lapsed'
FROM contributions_standing s
WHERE s.month = %(month)s AND s.standing = 3 AND s.payer_id BETWEEN %(first)s AND %(last)s
  AND p.id = s.participation_id AND (upper_inf(p.during) OR upper(p.during) > %(next_month)s)
"""

# A lapsed membership leaves no debt: reactivation does not collect the old months. A bill is cancelled
# when everybody on it has lapsed and nothing was paid on it.
CANCEL = """
WITH dead AS (
    SELECT payer_id FROM contributions_standing
    WHERE month = %(month)s AND segment = %(bpu)s AND payer_id BETWEEN %(first)s AND %(last)s
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
    codes = {"pu": int(Segment.PU), "bpu": int(Segment.BPU), "grace": grace}
    parameters = part.parameters | codes
    done = Done(write(STANDING, parameters))
    write(LAPSE, parameters)
    _cancel(part, parameters)
    return done + Done(0, charge_fines(part).rupiah)


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
