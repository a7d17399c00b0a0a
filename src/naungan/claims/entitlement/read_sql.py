"""The one statement that reads everything a claim is judged by, for one claim or for a hundred thousand.

It gives a row a claim: its number and one JSON object.  Whatever is in it is frozen with the decision, so every
list has an order of its own and every day and month is text.
"""

from __future__ import annotations

from naungan.claims.kinds import ClaimKind
from naungan.claims.models import Outcome, PayeeState
from naungan.claims.moves import LIVE, State, states_sql

_DEATHS = f"('{ClaimKind.JKM}', '{ClaimKind.JKK_DEATH}')"
_SURVIVORS = f"('{ClaimKind.JP_WIDOW}', '{ClaimKind.JP_CHILD}', '{ClaimKind.JP_PARENT}')"
_UNDER_WAY = states_sql(state for state in LIVE if state != State.PAID)

# Text of JSON, not jsonb: it is built once and read once.
# `chosen` holds the claims: id, number, kind, person_id, event_on, facts, claimed_on.
CHOSEN = """
SELECT id, number, kind, person_id, event_on, facts,
       coalesce((submitted_at AT TIME ZONE %(zone)s)::date, %(on)s::date) AS claimed_on
FROM claims_claim WHERE id = ANY(%(claims)s)
"""

INPUTS = f"""
WITH chosen AS MATERIALIZED ({{chosen}}),
whose AS MATERIALIZED (SELECT DISTINCT person_id FROM chosen),
enrolled AS MATERIALIZED (
    SELECT p.* FROM whose JOIN registry_participation p USING (person_id) WHERE NOT isempty(p.during)
),
payers AS MATERIALIZED (
    SELECT DISTINCT y.id, y.code, y.name, y.kind FROM enrolled e JOIN registry_payer y ON y.id = e.payer_id
),
participations AS (
    SELECT e.person_id, json_agg(json_build_object(
        'id', e.id, 'payer', e.payer_id, 'payer_code', y.code, 'payer_name', y.name, 'payer_kind', y.kind,
        'segment', e.segment, 'programmes', e.programmes, 'since', lower(e.during), 'until', upper(e.during),
        'because', e.left_because, 'wage', e.wage, 'transport', e.sector = 'transport'
    ) ORDER BY lower(e.during), e.id) AS found
    FROM enrolled e JOIN payers y ON y.id = e.payer_id GROUP BY e.person_id
),
months AS (
    SELECT e.person_id, json_agg(json_build_array(
        to_char(a.for_month, 'YYYY-MM'), to_char(a.close_month, 'YYYY-MM'), a.participation_id, a.wage,
        a.jht_employer + a.jht_employee, a.jp_employer + a.jp_employee
    ) ORDER BY a.for_month, a.close_month, a.participation_id) AS found
    FROM enrolled e
    JOIN contributions_assessment a ON a.payer_id = e.payer_id AND a.participation_id = e.id
    GROUP BY e.person_id
),
billed AS MATERIALIZED (
    SELECT b.payer_id, b.month, json_build_array(
        b.payer_id, to_char(b.month, 'YYYY-MM'), b.due_on, CASE WHEN s.paid THEN s.settled_on END, b.total > 0
    ) AS one
    FROM payers y JOIN contributions_bill b ON b.payer_id = y.id
    LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    WHERE s.bill_id IS NULL OR s.paid
),
bills AS (
    SELECT e.person_id, json_agg(b.one ORDER BY b.payer_id, b.month) AS found
    FROM (SELECT DISTINCT person_id, payer_id FROM enrolled) e JOIN billed b USING (payer_id) GROUP BY e.person_id
),
unallocated AS MATERIALIZED (
    SELECT p.payer_id, p.paid_on, p.amount - coalesce(sum(a.amount), 0)::bigint AS amount
    FROM payers y JOIN contributions_payment p ON p.payer_id = y.id AND y.kind = 2
    LEFT JOIN contributions_allocation a ON a.payment_id = p.id
    GROUP BY p.id HAVING p.amount > coalesce(sum(a.amount), 0)
),
received AS (
    SELECT id, json_object_agg(payer_id, amount) AS found
    FROM (
        SELECT c.id, u.payer_id, sum(u.amount)::bigint AS amount
        FROM chosen c JOIN (SELECT DISTINCT person_id, payer_id FROM enrolled) e USING (person_id)
        JOIN unallocated u ON u.payer_id = e.payer_id AND u.paid_on <= c.event_on
        GROUP BY c.id, u.payer_id
    ) AS summed GROUP BY id
),
payees AS (
    SELECT y.claim_id, json_agg(json_build_object(
        'id', y.id, 'name', y.name, 'relation', y.relation, 'born_on', y.born_on, 'guardian', y.guardian_name <> ''
    ) ORDER BY y.id) AS found
    FROM claims_payee y JOIN chosen c ON c.id = y.claim_id
    WHERE y.state = '{PayeeState.NAMED}' GROUP BY y.claim_id
),
granted AS MATERIALIZED (
    SELECT DISTINCT ON (o.id) o.id, o.person_id, o.number, o.kind, o.event_on, o.facts, d.id AS decision_id,
           (d.final_at AT TIME ZONE %(zone)s)::date AS decided_on, d.outcome, d.basis
    FROM whose JOIN claims_claim o USING (person_id)
    JOIN claims_decision d ON d.claim_id = o.id AND d.final_at IS NOT NULL
    ORDER BY o.id, d.sequence DESC
),
earlier AS (
    SELECT c.id, json_agg(json_build_object(
        'number', g.number, 'kind', g.kind, 'event_on', g.event_on, 'decided_on', g.decided_on, 'own', g.id = c.id,
        'facts', g.facts, 'awards', coalesce(g.basis -> 'awards', '[]'),
        'lines', (SELECT coalesce(json_agg(json_build_array(l.programme, l.item, l.amount) ORDER BY l.id), '[]')
                  FROM claims_decisionline l WHERE l.decision_id = g.decision_id)
    ) ORDER BY g.decided_on, g.id) AS found
    FROM chosen c JOIN granted g ON g.person_id = c.person_id AND g.outcome = '{Outcome.APPROVED}'
    GROUP BY c.id
),
rivals AS (
    SELECT c.id, json_agg(o.number ORDER BY o.number) AS found
    FROM chosen c JOIN claims_claim o ON o.person_id = c.person_id AND o.id <> c.id
    WHERE c.kind IN {_DEATHS} AND o.kind IN {_DEATHS} AND o.state IN ({states_sql(LIVE)})
       OR c.kind IN {_SURVIVORS} AND o.kind IN {_SURVIVORS} AND o.state IN ({_UNDER_WAY})
       OR c.kind = '{ClaimKind.JHT_DEATH}' AND o.kind = c.kind AND o.state IN ({states_sql(LIVE)})
    GROUP BY c.id
),
books AS MATERIALIZED (
    SELECT json_build_object(
        'begin', to_char(coalesce((SELECT min(close_month) FROM contributions_payermonth),
                                  min(month) FILTER (WHERE state = 'closed')), 'YYYY-MM'),
        'closed', to_char(max(month) FILTER (WHERE state = 'closed'), 'YYYY-MM')) AS found
    FROM contributions_month
)
SELECT c.id, json_build_object(
    'on', %(on)s::date,
    'claim', json_build_object('number', c.number, 'kind', c.kind, 'event_on', c.event_on,
                                'claimed_on', c.claimed_on, 'facts', c.facts),
    'person', json_build_object('id', h.id, 'born_on', h.born_on, 'nationality', h.nationality,
                                 'died_on', h.died_on),
    'books', (SELECT found FROM books),
    'participations', coalesce(participations.found, '[]'),
    'months', coalesce(months.found, '[]'),
    'bills', coalesce(bills.found, '[]'),
    'received', coalesce(received.found, '{{{{}}}}'),
    'payees', coalesce(payees.found, '[]'),
    'earlier', coalesce(earlier.found, '[]'),
    'rivals', coalesce(rivals.found, '[]')
) AS inputs,
    received.found IS NOT NULL AS has_received, earlier.found IS NOT NULL AS has_earlier,
    rivals.found IS NOT NULL AS has_rivals
FROM chosen c
JOIN registry_person h ON h.id = c.person_id
LEFT JOIN participations USING (person_id)
LEFT JOIN months USING (person_id)
LEFT JOIN bills USING (person_id)
LEFT JOIN received ON received.id = c.id
LEFT JOIN payees ON payees.claim_id = c.id
LEFT JOIN earlier ON earlier.id = c.id
LEFT JOIN rivals ON rivals.id = c.id
"""
