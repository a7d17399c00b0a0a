"""JKM of many claims at once: who is left to an officer, and lines and explanation of all others."""

from __future__ import annotations

from naungan.claims.entitlement.bulk_sql import CONTRIBUTED, STANDING, STOOD, Statements
from naungan.claims.models import SignalOutcome

# Whatever is not plain is left to somebody who looks at it: nothing is refused in bulk.
JUDGED = f"""
CREATE TEMPORARY TABLE bulk_judged WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
SELECT c.id AS claim_id, c.event_on, few.few, st.steps AS standing, st.unpaid, m.months, h.relations, h.words,
       h.family, h.heir_class,
       CASE WHEN d.event_on IS NULL THEN 'before-the-law'
            WHEN c.died_on <> c.event_on THEN 'day-of-death'
            WHEN st.protected IS NOT TRUE THEN 'not-protected'
            WHEN i.has_received THEN 'money-not-allocated'
            WHEN NOT st.bpjs_pays THEN 'arrears'
            WHEN jsonb_typeof(c.facts -> 'children') = 'array' AND c.facts -> 'children' <> '[]' THEN 'scholarship'
            WHEN c.facts -> 'competing' = 'true' OR i.has_rivals THEN 'competing'
            WHEN h.claim_id IS NULL OR NOT h.all_named OR t.many IS NULL OR strange.found THEN 'heirs'
            WHEN t.lacks_guardian THEN 'guardian'
            WHEN NOT t.payable THEN 'account'
            WHEN EXISTS (SELECT 1 FROM claims_signal g
                         WHERE g.claim_id = c.id AND g.outcome <> '{SignalOutcome.CLEARED}') THEN 'signal'
       END AS left_because
FROM bulk_chosen c
JOIN bulk_inputs i ON i.id = c.id
LEFT JOIN bulk_day d USING (event_on)
LEFT JOIN bulk_standing st ON st.claim_id = c.id
LEFT JOIN bulk_heirs h ON h.claim_id = c.id
LEFT JOIN (SELECT claim_id, min(many) AS many, bool_or(lacks_guardian) AS lacks_guardian, bool_and(payable) AS payable
           FROM bulk_taker GROUP BY claim_id) t ON t.claim_id = c.id
LEFT JOIN (SELECT claim_id, months FROM bulk_contributed) AS contributed ON contributed.claim_id = c.id
CROSS JOIN LATERAL (SELECT coalesce(contributed.months, 0) AS months) AS m
CROSS JOIN LATERAL (SELECT coalesce(st.segments <@ d.waiting AND m.months < d.full_months, false) AS few) AS few
CROSS JOIN LATERAL (
    SELECT coalesce(bool_or(jsonb_typeof(f.value) <> 'number'), false) AS found
    FROM jsonb_each(CASE jsonb_typeof(c.facts -> 'family')
                    WHEN 'object' THEN c.facts -> 'family' ELSE '{{}}' END) AS f
) AS strange
"""
# Each line shared equally among those who inherit: the first ones by number take the odd rupiah.
WORKED = """
CREATE TEMPORARY TABLE bulk_worked WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
WITH shared AS (
    SELECT j.claim_id, l.place, json_build_object(
        'programme', 'JKM', 'item', l.item, 'amount', l.amount, 'article', l.article,
        'unverified', l.unverified OR (min(t.many) > 1 AND d.equal_unverified),
        'payee', 'heirs', 'due_on', '', 'monthly', false,
        'shares', json_agg(json_build_object(
            'payee', t.id, 'amount', l.amount / t.many + (t.place < mod(l.amount, t.many))::int) ORDER BY t.place)
        )::text AS line
    FROM bulk_judged j JOIN bulk_day d USING (event_on)
    JOIN bulk_jkm_line l USING (event_on, few)
    JOIN bulk_taker t USING (claim_id)
    WHERE j.left_because IS NULL
    GROUP BY j.claim_id, l.place, l.item, l.amount, l.article, l.unverified, d.equal_unverified
), summed AS (
    SELECT claim_id, '[' || string_agg(line, ',' ORDER BY place) || ']' AS lines FROM shared GROUP BY claim_id
)
SELECT s.claim_id, w.total, s.lines,
       '[' || json_build_object(
           'step', 'died_on', 'says', 'Tanggal meninggal di registrasi', 'value', c.died_on, 'article', '',
           'with', '{}'::json, 'law', '[]'::json) || ','
       || j.standing || ','
       || json_build_object(
           'step', 'contribution_months', 'says', 'Bulan iur JKM sampai hari kejadian', 'value', j.months,
           'article', '', 'with', '{}'::json, 'law', '[]'::json) || ','
       || w.steps || ','
       || json_build_object(
           'step', 'pays_first', 'says', 'BPJS membayar langsung', 'value', 'bpjs', 'article', d.pays_article,
           'with', json_build_object('arrears_months', j.unpaid), 'law', d.pays_law) || ','
       || json_build_object(
           'step', 'heirs', 'says', 'Ahli waris yang berhak: ' || j.words, 'value', j.relations,
           'article', d.heirs_article, 'law', d.heirs_law,
           'with', json_build_object('family', j.family, 'heir_class', j.heir_class)) || ']' AS steps
FROM summed s JOIN bulk_judged j USING (claim_id) JOIN bulk_chosen c ON c.id = s.claim_id
JOIN bulk_day d ON d.event_on = j.event_on JOIN bulk_jkm w ON w.event_on = j.event_on AND w.few = j.few
"""


def jkm_statements() -> Statements:
    """What makes bulk_judged and bulk_worked of JKM claims."""
    return Statements((
        STOOD, STANDING, CONTRIBUTED, "ANALYZE bulk_standing (claim_id); ANALYZE bulk_contributed",
        JUDGED, "ANALYZE bulk_judged (claim_id, event_on, few, left_because)", WORKED,
        "ANALYZE bulk_worked (claim_id)",
    ))  # fmt: skip
