"""Writing what was worked out in bulk: decisions with all they rest on, their lines, the log, the claims' states."""

from __future__ import annotations

from naungan.claims.models import Outcome
from naungan.claims.moves import State

# So many others look at a decision as the operator's rules say by its amount.
DECISIONS = f"""
CREATE TEMPORARY TABLE bulk_decision ON COMMIT DROP AS
WITH made AS (
    INSERT INTO claims_decision (claim_id, sequence, outcome, total, eligible, basis, law_version, engine_version,
                                 made_by_id, needed_checks)
    SELECT w.claim_id,
           1 + coalesce((SELECT max(d.sequence) FROM claims_decision d WHERE d.claim_id = w.claim_id), 0),
           '{Outcome.APPROVED}', w.total, true,
           ('{{"eligible":true,"total":' || w.total || ',"lines":' || w.lines || ',"reasons":[],"steps":' || w.steps
            || ',"awards":[],"inputs":' || i.inputs || ',"law_version":"' || %(law_version)s || '"}}')::jsonb,
           %(law_version)s, %(engine)s, %(account)s,
           (%(needed)s::int[])[1 + (SELECT count(*) FROM unnest(%(limits)s::bigint[]) AS most WHERE w.total > most)]
    FROM bulk_worked w JOIN bulk_inputs i ON i.id = w.claim_id
    RETURNING id, claim_id
)
SELECT * FROM made
"""
LINES = """
INSERT INTO claims_decisionline (decision_id, programme, item, amount, unverified, article)
SELECT d.id, l.line ->> 'programme', l.line ->> 'item', (l.line ->> 'amount')::bigint,
       (l.line ->> 'unverified')::boolean, l.line ->> 'article'
FROM bulk_decision d JOIN bulk_worked w USING (claim_id)
CROSS JOIN json_array_elements(w.lines::json) WITH ORDINALITY AS l (line, place)
ORDER BY d.id, l.place
"""
STEPS = f"""
INSERT INTO claims_step (claim_id, account_id, who, role, name, key, before, after, version, said, detail)
SELECT c.id, %(account)s, %(who)s, %(role)s, 'decide', md5('bulk-' || d.id)::uuid,
       '{State.VERIFYING}', '{State.CHECKING}', c.version + 1, '',
       jsonb_build_object('decision', d.id, 'outcome', '{Outcome.APPROVED}', 'bulk', true)
FROM bulk_decision d JOIN bulk_chosen c ON c.id = d.claim_id
ORDER BY c.id
"""
MOVED = f"""
UPDATE claims_claim c SET state = '{State.CHECKING}', version = c.version + 1
FROM bulk_decision d WHERE c.id = d.claim_id
"""
