"""How lines of a bank find their transfers: by the bank's reference, ours, ours in the remark, or all the facts.

Each line takes the first rule by which it finds anything (interop.md 2.3). It is settled where it finds one
transfer, that transfer is found by one line, and both are the same money; every other line waits for a person.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from naungan.disbursements.models import Kind
from naungan.disbursements.moves import Way

# A bank carries an order out within days of the day that was asked for, and gives money back within a few more.
DAYS = {Kind.OUT: 5, Kind.BACK: 15}

_TOKENS = " UNION ALL ".join(
    f"""
    SELECT w.line_id, token[1], 3 FROM words w
    CROSS JOIN LATERAL regexp_matches(upper({remark}), '{letters}{{6,35}}', 'g') AS token"""
    for remark in ("w.remark", "replace(w.remark, E'\\n', '')")
    for letters in ("[A-Z0-9/-]", "[A-Z0-9-]")
)

_FOUND = f"""
WITH open AS (
    SELECT l.* FROM disbursements_bankline l
    WHERE l.source_id = %(source)s AND l.credit = %(credit)s AND l.sen = 0
    AND NOT EXISTS (SELECT 1 FROM disbursements_match m WHERE m.line_id = l.id)
), words AS (
    SELECT o.id AS line_id, o.end_to_end_id, o.remark FROM open o
    UNION ALL
    SELECT w.line_id, w.end_to_end_id, w.remark FROM disbursements_linewords w JOIN open o ON o.id = w.line_id
), named AS (
    SELECT w.line_id, upper(w.end_to_end_id), 2 FROM words w WHERE w.end_to_end_id <> ''
    UNION ALL {_TOKENS}
), ours AS (
    SELECT t.*, b.execute_on FROM disbursements_transfer t JOIN disbursements_batch b ON b.id = t.batch_id
    WHERE b.source_id = %(source)s AND t.state IN ('sent', 'paid', 'returned')
), by_reference AS (
    SELECT n.line_id, t.id AS transfer_id, n.rule
    FROM named AS n (line_id, reference, rule) JOIN ours t ON t.reference = n.reference
    UNION ALL
    SELECT o.id, m.transfer_id, 1
    FROM open o JOIN disbursements_bankline l
        ON o.credit AND NOT l.credit AND l.source_id = o.source_id AND o.bank_reference <> ''
        AND l.bank_reference = o.bank_reference AND l.amount = o.amount
    JOIN disbursements_match m ON m.line_id = l.id AND m.kind = 'out'
), by_facts AS (
    SELECT w.line_id, t.id AS transfer_id, 4 AS rule
    FROM open o JOIN words w ON w.line_id = o.id
    JOIN ours t ON t.amount = o.amount AND t.state = %(state)s
        AND o.booked_on BETWEEN coalesce(t.paid_on, t.execute_on)
            AND coalesce(t.paid_on, t.execute_on) + %(days)s::int
        AND position(upper(t.account_name) IN upper(w.remark)) > 0
    WHERE (o.returned OR NOT o.credit)
    AND NOT EXISTS (SELECT 1 FROM by_reference r WHERE r.line_id = o.id)
), found AS (
    SELECT line_id, transfer_id, min(rule) AS rule
    FROM (SELECT * FROM by_reference UNION ALL SELECT * FROM by_facts) AS any_rule GROUP BY 1, 2
), first_rule AS (
    SELECT f.*, min(f.rule) OVER (PARTITION BY f.line_id) AS first FROM found f
), judged AS (
    SELECT f.line_id, f.transfer_id, f.rule, count(*) OVER (PARTITION BY f.line_id) AS of_line,
           count(*) OVER (PARTITION BY f.transfer_id) AS of_transfer
    FROM first_rule f WHERE f.rule = f.first
)
"""

SETTLE = f"""
{_FOUND}
INSERT INTO disbursements_match (line_id, kind, transfer_id, rule)
SELECT j.line_id, %(kind)s, j.transfer_id, (ARRAY['bank', 'reference', 'remark', 'facts'])[j.rule]
FROM judged j JOIN open o ON o.id = j.line_id JOIN ours t ON t.id = j.transfer_id
WHERE j.of_line = 1 AND j.of_transfer = 1 AND t.amount = o.amount AND t.state = %(state)s
RETURNING line_id, transfer_id
"""
CANDIDATES = f"""
{_FOUND}
SELECT j.line_id, j.transfer_id, (ARRAY['bank', 'reference', 'remark', 'facts'])[j.rule], j.of_line, j.of_transfer
FROM judged j ORDER BY j.line_id, j.transfer_id
"""

ARRIVED = """
UPDATE disbursements_transfer t SET state = 'paid', paid_on = l.booked_on
FROM disbursements_match m JOIN disbursements_bankline l ON l.id = m.line_id
WHERE m.transfer_id = t.id AND m.kind = 'out' AND t.state = 'sent' AND l.id = ANY (%(lines)s)
"""
CAME_BACK = """
UPDATE disbursements_transfer t SET state = 'returned', returned_on = l.booked_on,
    reason = coalesce(nullif(l.reason, ''), %(unsaid)s)
FROM disbursements_match m JOIN disbursements_bankline l ON l.id = m.line_id
WHERE m.transfer_id = t.id AND m.kind = 'back' AND t.state = 'paid' AND l.id = ANY (%(lines)s)
"""
SUMS = """
SELECT m.kind, sum(l.amount)::bigint
FROM disbursements_match m JOIN disbursements_bankline l ON l.id = m.line_id
WHERE m.kind IN ('out', 'back') AND l.id = ANY (%(lines)s) GROUP BY 1 ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Direction:
    """One way of money: which lines, which transfers they may settle, and what becomes of those."""

    kind: Kind
    credit: bool
    state: Way
    move: str

    def asked(self, source_id: int) -> dict[str, Any]:
        """The parameters of the statements above."""
        return {
            "source": source_id,
            "credit": self.credit,
            "state": self.state.value,
            "kind": self.kind.value,
            "days": DAYS[self.kind],
        }


# Out before back: money that came back left first, though both may be told in one file.
DIRECTIONS = (
    Direction(Kind.OUT, False, Way.SENT, ARRIVED),
    Direction(Kind.BACK, True, Way.PAID, CAME_BACK),
)
