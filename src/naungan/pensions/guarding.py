"""What PostgreSQL holds of awards and their months, whoever writes: the bodies of the triggers of models.py.

Every sentence here is for a programme that got round the verbs: people read those of the verbs.
"""

from __future__ import annotations

from naungan.pensions.moves import pairs_sql

# The end-to-end id of the money of one month of one award: there is no second one, so no month is paid twice.
REFERENCE = """
CREATE FUNCTION naungan_pension_reference(month date, award bigint) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN 'P' || (date_part('year', month)::int * 100 + date_part('month', month)::int)::text || '-'
       || lpad(award::text, greatest(9, length(award::text)), '0');
"""
DROP_REFERENCE = "DROP FUNCTION naungan_pension_reference(date, bigint);"

AWARD_MOVES = f"""
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({pairs_sql()}) THEN
        RAISE EXCEPTION 'an award cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'an award changes one version at a time' USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - ARRAY['state', 'version', 'ends', 'end_reason', 'alive_until']
       IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'version', 'ends', 'end_reason', 'alive_until']
    THEN
        RAISE EXCEPTION 'what an award was decided on is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.alive_until < OLD.alive_until THEN
        RAISE EXCEPTION 'a proof of life is not taken back' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
AWARDED_WITHOUT_A_DECISION = """
    SELECT 1 FROM new_rows n JOIN claims_decision d ON d.id = n.decision_id JOIN claims_payee y ON y.id = n.payee_id
    WHERE d.final_at IS NULL OR d.outcome <> 'approved' OR d.claim_id <> n.claim_id OR y.claim_id <> n.claim_id
"""
RUN_FINISHES = """
    IF OLD.state <> 'running' OR NEW.state <> 'done'
       OR to_jsonb(NEW) - ARRAY['state', 'done_at'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'done_at']
    THEN
        RAISE EXCEPTION 'a run is finished once and otherwise never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
RUN_OUT_OF_ORDER = """
    SELECT 1 FROM new_rows n
    WHERE EXISTS (SELECT 1 FROM pensions_run r WHERE r.id <> n.id)
    AND NOT EXISTS (SELECT 1 FROM pensions_run r WHERE r.state = 'done'
                    AND r.month = (n.month - interval '1 month')::date)
"""
# A month marked paid is money owed, of the same amount, to the award's payee; a withheld one is not.
LINE_WRONG = """
    SELECT 1 FROM new_rows n
    LEFT JOIN pensions_award a ON a.id = n.award_id
    LEFT JOIN pensions_run r ON r.id = n.run_id
    LEFT JOIN claims_payable p ON p.reference = naungan_pension_reference(n.month, n.award_id)
    WHERE a.id IS NULL OR r.id IS NULL OR n.month > r.month OR r.state <> 'running'
       OR n.month < a.starts OR n.month > a.ends
       OR CASE WHEN n.why = '' THEN (p.amount, p.payee_id) IS DISTINCT FROM (n.amount, a.payee_id)
               ELSE p.id IS NOT NULL END
"""
RELEASE_WRONG = """
    SELECT 1 FROM new_rows n
    LEFT JOIN pensions_award a ON a.id = n.award_id
    LEFT JOIN pensions_run r ON r.id = n.run_id AND r.state = 'running'
    LEFT JOIN pensions_runline l ON l.month = n.month AND l.award_id = n.award_id AND l.why <> ''
    LEFT JOIN claims_payable p ON p.reference = naungan_pension_reference(n.month, n.award_id)
    WHERE a.id IS NULL OR l.award_id IS NULL OR r.id IS NULL OR n.month > a.ends OR n.amount <> l.amount
       OR (p.amount, p.payee_id) IS DISTINCT FROM (n.amount, a.payee_id)
"""
