"""What PostgreSQL holds of claims whoever writes: the bodies of the triggers of models.py.

Every sentence here is for a programme that got round the verbs: people read those of the verbs.
"""

from __future__ import annotations

from naungan.claims.moves import MOVES, UNDECIDED, State, pairs_sql, states_sql

CLAIM_MOVES = f"""
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({pairs_sql(MOVES)}) THEN
        RAISE EXCEPTION 'a claim cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a claim changes one version at a time' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.number, NEW.kind, NEW.account_id, NEW.origin, NEW.opened_at)
       IS DISTINCT FROM (OLD.number, OLD.kind, OLD.account_id, OLD.origin, OLD.opened_at)
       OR OLD.submitted_at IS NOT NULL
          AND (NEW.person_id, NEW.submitted_at) IS DISTINCT FROM (OLD.person_id, OLD.submitted_at)
       OR OLD.state NOT IN ({states_sql(UNDECIDED)})
          AND (NEW.event_on, NEW.part, NEW.facts) IS DISTINCT FROM (OLD.event_on, OLD.part, OLD.facts)
    THEN
        RAISE EXCEPTION 'what a claim was decided on is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""

# The decision that counts is the last one of the claim.
DECIDED_OTHERWISE = """
    SELECT 1 FROM new_rows n JOIN old_rows o USING (id)
    WHERE o.state = 'checking' AND n.state IN ('approved', 'rejected') AND NOT EXISTS (
        SELECT 1 FROM claims_decision d
        WHERE d.claim_id = n.id AND d.final_at IS NOT NULL
        AND d.outcome = CASE n.state WHEN 'approved' THEN 'approved' ELSE 'refused' END
        AND d.sequence = (SELECT max(l.sequence) FROM claims_decision l WHERE l.claim_id = n.id))
"""

DECISION_BECOMES_FINAL = """
    IF to_jsonb(NEW) - 'final_at' IS DISTINCT FROM to_jsonb(OLD) - 'final_at'
       OR OLD.final_at IS NOT NULL OR NEW.final_at IS NULL
    THEN
        RAISE EXCEPTION 'a decision becomes final once and otherwise never changes'
        USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
FINAL_TOO_SOON = """
    SELECT 1 FROM new_rows n
    WHERE n.final_at IS NOT NULL AND (
        n.needed_checks > (SELECT count(*) FROM claims_decisioncheck c WHERE c.decision_id = n.id AND c.agrees)
        OR EXISTS (SELECT 1 FROM claims_decisioncheck c WHERE c.decision_id = n.id AND NOT c.agrees))
"""
FINAL_OTHER_THAN_ITS_LINES = """
    SELECT 1 FROM new_rows n
    WHERE n.final_at IS NOT NULL
    AND n.total <> (SELECT coalesce(sum(l.amount), 0) FROM claims_decisionline l WHERE l.decision_id = n.id)
"""
LINES_OF_ANOTHER_TOTAL = """
    SELECT 1 FROM (SELECT DISTINCT decision_id AS id FROM new_rows) n JOIN claims_decision d USING (id)
    WHERE d.final_at IS NOT NULL
    OR d.total <> (SELECT sum(l.amount) FROM claims_decisionline l WHERE l.decision_id = d.id)
"""
CHECKED_BY_ITS_MAKER = """
    SELECT 1 FROM new_rows n JOIN claims_decision d ON d.id = n.decision_id WHERE d.made_by_id = n.account_id
"""
CHECKED_TOO_LATE = """
    SELECT 1 FROM new_rows n JOIN claims_decision d ON d.id = n.decision_id WHERE d.final_at IS NOT NULL
"""

# Money of a decision: only of a final approval, the last of its claim, and never more than it.
OWED_WITHOUT_A_DECISION = """
    SELECT 1 FROM new_rows n LEFT JOIN claims_decision d ON d.id = n.decision_id
    WHERE n.decision_id IS NOT NULL AND (
        d.final_at IS NULL OR d.outcome <> 'approved' OR d.claim_id IS DISTINCT FROM n.claim_id
        OR EXISTS (SELECT 1 FROM claims_decision l WHERE l.claim_id = d.claim_id AND l.sequence > d.sequence))
"""
OWED_MORE_THAN_DECIDED = """
    SELECT 1 FROM (SELECT DISTINCT decision_id AS id FROM new_rows WHERE decision_id IS NOT NULL) n
    JOIN claims_decision d USING (id)
    WHERE d.total + (SELECT coalesce(sum(o.amount), 0) FROM claims_overpayment o
                     WHERE o.claim_id = d.claim_id AND o.decision_id IS NOT NULL)
        < (SELECT sum(p.amount) FROM claims_payable p
           WHERE p.claim_id = d.claim_id AND p.decision_id IS NOT NULL)
"""
OWED_TO_A_STRANGER = """
    SELECT 1 FROM new_rows n JOIN claims_payee y ON y.id = n.payee_id
    WHERE n.claim_id IS NOT NULL AND y.claim_id <> n.claim_id
"""

# Whom to pay is settled before the decision; afterwards only an account that the bank refused is mended.
PAYEE_SETTLED = f"""
    DECLARE state_now text;
    BEGIN
        SELECT c.state INTO state_now FROM claims_claim c WHERE c.id = NEW.claim_id;
        IF state_now IN ({states_sql(UNDECIDED)}) AND (TG_OP = 'INSERT' OR NEW.claim_id = OLD.claim_id) THEN
            RETURN NEW;
        END IF;
        IF TG_OP = 'UPDATE' AND state_now = '{State.RETURNED.value}'
           AND to_jsonb(NEW) - ARRAY['bank_code', 'account_number', 'account_name']
               = to_jsonb(OLD) - ARRAY['bank_code', 'account_number', 'account_name']
        THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'whom a claim pays is not changed when it is %', state_now
        USING ERRCODE = 'restrict_violation';
    END;
"""

# Only what was never sent may be forgotten, with everything that hangs on it.
SENT_IS_KEPT = """
    IF OLD.submitted_at IS NOT NULL OR OLD.state NOT IN ('draft', 'closed') THEN
        RAISE EXCEPTION 'a claim that was sent is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
"""
OF_A_SENT_CLAIM_IS_KEPT = """
    IF EXISTS (SELECT 1 FROM claims_claim c WHERE c.id = OLD.claim_id AND c.submitted_at IS NOT NULL) THEN
        RAISE EXCEPTION 'what belongs to a claim that was sent is never deleted' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
"""
PAPER_JUDGED = """
    IF to_jsonb(NEW) - ARRAY['state', 'reason'] IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'reason'] THEN
        RAISE EXCEPTION 'a paper is judged, never exchanged' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
SIGNAL_SEEN = """
    IF OLD.seen_at IS NOT NULL
       OR to_jsonb(NEW) - ARRAY['seen_by_id', 'seen_at', 'outcome', 'said']
          IS DISTINCT FROM to_jsonb(OLD) - ARRAY['seen_by_id', 'seen_at', 'outcome', 'said']
    THEN
        RAISE EXCEPTION 'a signal is answered once and otherwise never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""
APPEAL_ANSWERED = """
    IF OLD.outcome <> ''
       OR to_jsonb(NEW) - ARRAY['outcome', 'answered_at', 'answered_by_id', 'said']
          IS DISTINCT FROM to_jsonb(OLD) - ARRAY['outcome', 'answered_at', 'answered_by_id', 'said']
    THEN
        RAISE EXCEPTION 'an appeal is answered once and otherwise never changes'
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF EXISTS (SELECT 1 FROM claims_decision d WHERE d.id = NEW.decision_id AND d.made_by_id = NEW.answered_by_id)
       OR EXISTS (SELECT 1 FROM claims_decisioncheck c
                  WHERE c.decision_id = NEW.decision_id AND c.account_id = NEW.answered_by_id)
    THEN
        RAISE EXCEPTION 'whoever took part in a decision does not answer the appeal against it'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
RECOVERED_TOO_MUCH = """
    SELECT 1 FROM (SELECT DISTINCT overpayment_id AS id FROM new_rows) n JOIN claims_overpayment o USING (id)
    WHERE o.amount < (SELECT sum(r.amount) FROM claims_recovery r WHERE r.overpayment_id = o.id)
"""
