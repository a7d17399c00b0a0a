"""The statements of a run: who is due, what of it is paid, what was withheld and is paid now."""

from __future__ import annotations

# The month itself. Between two raises each pension has one rate: all of them are joined as a set.
THIS_MONTH = """
    SELECT %(month)s::date AS month, a.id AS award_id, a.claim_id, a.payee_id, r.amount,
           CASE WHEN a.state = 'suspended' THEN 'suspended' WHEN a.alive_until < %(month)s THEN 'life'
                ELSE '' END AS why
    FROM pensions_award a
    JOIN pensions_rate r ON r.award_id = a.id AND r.since >= %(raised)s AND r.since <= %(month)s
    WHERE a.id BETWEEN %(first)s AND %(last)s AND a.starts <= %(month)s AND (a.ends IS NULL OR a.ends >= %(month)s)
      AND NOT EXISTS (SELECT 1 FROM pensions_runline l WHERE l.month = %(month)s AND l.award_id = a.id)
"""
# For an award opened since the last run (or opened again), every month before that has no line. Whoever has one
# for the month before, or, ended, for the last month, has one for all before that.
EARLIER = """
    SELECT m.month::date, a.id, a.claim_id, a.payee_id, r.amount,
           CASE WHEN a.state = 'suspended' THEN 'suspended' WHEN a.alive_until < m.month THEN 'life' ELSE '' END
    FROM pensions_award a
    CROSS JOIN LATERAL generate_series(
        a.starts, least(a.ends, %(month)s::date - 1)::timestamp, interval '1 month') AS m (month)
    LEFT JOIN LATERAL (
        SELECT x.amount FROM pensions_rate x WHERE x.award_id = a.id AND x.since <= m.month
        ORDER BY x.since DESC LIMIT 1
    ) r ON true
    WHERE a.id BETWEEN %(first)s AND %(last)s AND a.starts < %(month)s
      AND NOT EXISTS (
        SELECT 1 FROM pensions_runline b WHERE b.award_id = a.id
        AND b.month = date_trunc('month', least(a.ends, %(month)s::date - 1))::date)
      AND NOT EXISTS (SELECT 1 FROM pensions_runline l WHERE l.month = m.month::date AND l.award_id = a.id)
"""
# Withheld months whose reason is gone: somebody was seen alive, an officer let go.
FREED = """
    SELECT l.month, l.award_id, a.claim_id, a.payee_id, l.amount
    FROM pensions_runline l JOIN pensions_award a ON a.id = l.award_id
    WHERE l.why <> '' AND l.award_id BETWEEN %(first)s AND %(last)s
      AND a.state <> 'suspended' AND a.alive_until >= l.month AND (a.ends IS NULL OR a.ends >= l.month)
      AND NOT EXISTS (SELECT 1 FROM pensions_release f WHERE f.month = l.month AND f.award_id = l.award_id)
"""
# One statement writes lines, releases, and the money owed by both: what is paid is owed, and nothing else.
PART = f"""
WITH due AS MATERIALIZED ({THIS_MONTH} UNION ALL {EARLIER}),
freed AS MATERIALIZED ({FREED}),
line AS (
    INSERT INTO pensions_runline (month, award_id, run_id, amount, why)
    SELECT month, award_id, %(run)s, amount, why FROM due ORDER BY month, award_id
),
release AS (
    INSERT INTO pensions_release (month, award_id, run_id, amount)
    SELECT month, award_id, %(run)s, amount FROM freed ORDER BY month, award_id
),
owed AS (
    INSERT INTO claims_payable (reference, claim_id, payee_id, fund, what, amount, due_on)
    SELECT naungan_pension_reference(month, award_id), claim_id, payee_id, 'JP', %(what)s, amount, %(pay_on)s
    FROM (
        SELECT month, award_id, claim_id, payee_id, amount FROM due WHERE why = ''
        UNION ALL SELECT month, award_id, claim_id, payee_id, amount FROM freed
    ) AS paid ORDER BY month, award_id
    RETURNING amount
)
SELECT d.lines, d.withheld, d.withheld_amount, (SELECT count(*) FROM freed), o.amount
FROM (
    SELECT count(*) AS lines, count(*) FILTER (WHERE why <> '') AS withheld,
           coalesce(sum(amount) FILTER (WHERE why <> ''), 0)::bigint AS withheld_amount FROM due
) AS d, (SELECT coalesce(sum(amount), 0)::bigint AS amount FROM owed) AS o
"""
# Pensions that the next month no longer reaches (a child's birthday), unless an officer holds them.
RUN_OUT = """
UPDATE pensions_award SET state = 'ended', version = version + 1,
       end_reason = CASE WHEN end_reason = '' THEN 'age' ELSE end_reason END
WHERE state = 'running' AND ends < %(next_month)s
"""
