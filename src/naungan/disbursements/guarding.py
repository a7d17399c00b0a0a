"""What PostgreSQL holds of disbursements whoever writes: the bodies of the triggers of models.py.

Every sentence here is for a programme that got round the verbs: people read those of the verbs.
"""

from __future__ import annotations

from naungan.disbursements.moves import BATCH_PAIRS, MAKING, TRANSFER_PAIRS

_MAKING = ", ".join(f"'{name}'" for name in MAKING)

BATCH_MOVES = f"""
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({BATCH_PAIRS}) THEN
        RAISE EXCEPTION 'a batch cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a batch changes one version at a time' USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - ARRAY['state', 'version', 'released_by_id', 'released_at']
       IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'version', 'released_by_id', 'released_at']
       OR OLD.released_by_id IS NOT NULL AND (NEW.released_by_id, NEW.released_at)
          IS DISTINCT FROM (OLD.released_by_id, OLD.released_at)
    THEN
        RAISE EXCEPTION 'a batch moves and otherwise never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state = 'checked' AND NEW.state = 'sent' AND (
        NOT EXISTS (SELECT 1 FROM disbursements_orderfile f WHERE f.batch_id = NEW.id)
        OR EXISTS (SELECT 1 FROM disbursements_act a WHERE a.batch_id = NEW.id
                   AND a.account_id = NEW.released_by_id AND a.name IN ({_MAKING})))
    THEN
        RAISE EXCEPTION 'a batch is released by somebody else than its makers, with its file'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Facts of a transfer never change; it is paid, or back, because a line of the bank says so.
TRANSFER_MOVES = f"""
    IF (OLD.state, NEW.state) NOT IN ({TRANSFER_PAIRS}) THEN
        RAISE EXCEPTION 'a transfer cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(NEW) - ARRAY['state', 'reason', 'paid_on', 'returned_on']
       IS DISTINCT FROM to_jsonb(OLD) - ARRAY['state', 'reason', 'paid_on', 'returned_on']
    THEN
        RAISE EXCEPTION 'what a transfer says is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state = 'sent' AND NOT EXISTS (SELECT 1 FROM disbursements_orderfile f WHERE f.batch_id = NEW.batch_id)
       OR NEW.state = 'paid' AND NOT EXISTS (
            SELECT 1 FROM disbursements_match m WHERE m.transfer_id = NEW.id AND m.kind = 'out')
       OR NEW.state = 'returned' AND OLD.state = 'paid' AND NOT EXISTS (
            SELECT 1 FROM disbursements_match m WHERE m.transfer_id = NEW.id AND m.kind = 'back')
       OR NEW.state = 'returned' AND OLD.state = 'sent' AND NOT EXISTS (
            SELECT 1 FROM disbursements_answer a WHERE a.transfer_id = NEW.id AND a.status = 'RJCT')
    THEN
        RAISE EXCEPTION 'a transfer is % only with the paper that says so', NEW.state
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# One transfer is one payable, to the rupiah; its reference at the bank is the payable's own, or a later try of it.
TRANSFER_OF_ANOTHER_PAYABLE = """
    SELECT 1 FROM new_rows n JOIN claims_payable p ON p.id = n.payable_id
    WHERE (n.amount, n.fund) IS DISTINCT FROM (p.amount, p.fund)
    OR n.reference <> p.reference || CASE WHEN n.attempt = 1 THEN '' ELSE '-R' || n.attempt - 1 END
    OR n.attempt > 1 AND NOT EXISTS (
        SELECT 1 FROM disbursements_transfer t WHERE t.payable_id = n.payable_id AND t.attempt = n.attempt - 1)
"""
# Money that came back, or whose account a person refused, goes out to another account alone.
PAID_AGAIN_TO_THE_SAME_ACCOUNT = """
    SELECT 1 FROM new_rows n JOIN disbursements_transfer t
        ON t.payable_id = n.payable_id AND t.attempt < n.attempt
        AND (t.bank_code, t.account_number, t.account_name) = (n.bank_code, n.account_number, n.account_name)
    WHERE t.state = 'returned' OR EXISTS (
        SELECT 1 FROM disbursements_namejudgement j WHERE j.transfer_id = t.id AND NOT j.agrees)
"""
BATCH_OF_OTHER_SUM = """
    SELECT 1 FROM (SELECT DISTINCT batch_id FROM new_rows) n JOIN disbursements_batch b ON b.id = n.batch_id
    CROSS JOIN LATERAL (
        SELECT count(*) AS lines, sum(t.amount) AS total FROM disbursements_transfer t WHERE t.batch_id = b.id) made
    WHERE b.state <> 'draft' OR (b.lines, b.total) IS DISTINCT FROM (made.lines, made.total)
"""
MATCHED_WRONGLY = """
    SELECT 1 FROM new_rows n JOIN disbursements_bankline l ON l.id = n.line_id
    LEFT JOIN disbursements_transfer t ON t.id = n.transfer_id
    WHERE n.kind IN ('out', 'back') AND (
        (t.amount, 0) IS DISTINCT FROM (l.amount, l.sen::int) OR l.credit <> (n.kind = 'back')
        OR t.state <> CASE n.kind WHEN 'out' THEN 'sent' ELSE 'paid' END)
    OR n.kind = 'contribution' AND NOT l.credit
"""
