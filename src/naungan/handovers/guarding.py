"""What PostgreSQL holds of events whoever writes: the bodies of the triggers of models.py."""

from __future__ import annotations

EVENT_MOVES = """
    IF NEW.state <> OLD.state AND (OLD.state <> 'planned' OR NEW.state NOT IN ('held', 'cancelled')) THEN
        RAISE EXCEPTION 'an event cannot go from % to %', OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state <> 'planned' AND to_jsonb(NEW) IS DISTINCT FROM to_jsonb(OLD) THEN
        RAISE EXCEPTION 'an event that is over is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
NOT_GRANTED = """
    SELECT 1 FROM new_rows n WHERE NOT EXISTS (
        SELECT 1 FROM claims_decision d WHERE d.claim_id = n.claim_id AND d.final_at IS NOT NULL
        AND d.outcome = 'approved'
        AND d.sequence = (SELECT max(l.sequence) FROM claims_decision l WHERE l.claim_id = d.claim_id))
    OR NOT EXISTS (SELECT 1 FROM claims_payee y WHERE y.id = n.payee_id AND y.claim_id = n.claim_id)
"""
CONSENT_WITHDRAWN = """
    IF OLD.withdrawn_at IS NOT NULL OR NEW.withdrawn_at IS NULL
       OR to_jsonb(NEW) - ARRAY['withdrawn_at', 'withdrawn_by_id']
          IS DISTINCT FROM to_jsonb(OLD) - ARRAY['withdrawn_at', 'withdrawn_by_id']
    THEN
        RAISE EXCEPTION 'a consent is withdrawn once and otherwise never changes'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
