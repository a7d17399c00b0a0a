"""Who sees which claims: a branch those of its region, whoever opened one that one, a worker their own.

No page writes these tables: the verbs read the claim under the actor's scope and step out of it to write.
A draft is its writer's alone. Signals are the desk's: a claimant never reads them.
"""

from __future__ import annotations

from naungan.registry.row_security import HERE, OWN_PERSON
from naungan.row_security import Policy, Seen

SENT = "submitted_at IS NOT NULL"
OPENED_HERE = "account_id = naungan_account()"
# An heir acts over the same person as the worker did, and sees what the heir opened, not what the worker did.
ABOUT_ME = f"{OWN_PERSON} AND naungan_role() = 'worker'"
OF_A_CLAIM = "EXISTS (SELECT FROM claims_claim c WHERE c.id = claim_id)"
OF_A_DECISION = "EXISTS (SELECT FROM claims_decision d WHERE d.id = decision_id)"
OF_A_PAYEE = "EXISTS (SELECT FROM claims_payee y WHERE y.id = payee_id)"
CLAIM_SEEN = Seen(
    everywhere=f"{SENT} OR {OPENED_HERE}",
    regions=f"{SENT} AND {HERE} OR {OPENED_HERE}",
    payer=OPENED_HERE,
    person=f"{OPENED_HERE} OR {ABOUT_ME}",
)


def _through(sql: str) -> Seen:
    """Seen by whoever sees the row it hangs on."""
    return Seen(everywhere=sql, regions=sql, payer=sql, person=sql)


def _follows(table: str, sql: str) -> Policy:
    return Policy(table, sees=_through(sql), writers=())


POLICIES = (
    Policy("claims_claim", sees=CLAIM_SEEN, writers=()),
    Policy("claims_claimevent", sees=CLAIM_SEEN, writers=()),
    *(
        _follows(f"claims_{table}", OF_A_CLAIM)
        for table in ("step", "paper", "payee", "payeeevent", "decision", "appeal", "overpayment")
    ),
    _follows("claims_decisionline", OF_A_DECISION),
    _follows("claims_decisioncheck", OF_A_DECISION),
    _follows("claims_payable", OF_A_PAYEE),
    _follows("claims_recovery", "EXISTS (SELECT FROM claims_overpayment o WHERE o.id = overpayment_id)"),
    Policy("claims_signal", sees=Seen(everywhere=OF_A_CLAIM, regions=OF_A_CLAIM), writers=()),
)
