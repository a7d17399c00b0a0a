"""Who sees which rows: a sponsor its own, a branch or region those of the sponsors there.

A row of somebody else's list is about people whom the reader has nothing to do with.
"""

from __future__ import annotations

from naungan.intake.row_security import OF_A_PAYER
from naungan.row_security import Policy, Scope, Seen

SPONSOR = (Scope.PAYER,)


def _within(column: str, table: str) -> Seen:
    seen = f"EXISTS (SELECT FROM {table} above WHERE above.id = {column})"
    return Seen(regions=seen, payer=seen)


POLICIES = (
    Policy("sponsorship_scheme", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_quota", sees=_within("scheme_id", "sponsorship_scheme"), writers=SPONSOR),
    Policy("sponsorship_candidatelist", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_candidate", sees=_within("listing_id", "sponsorship_candidatelist"), writers=SPONSOR),
    Policy("sponsorship_ruling", sees=_within("candidate_id", "sponsorship_candidate"), writers=SPONSOR),
    Policy("sponsorship_decree", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_decreeline", sees=_within("decree_id", "sponsorship_decree"), writers=SPONSOR),
    Policy("sponsorship_enrolment", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_replacement", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_budgetline", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_commitment", sees=OF_A_PAYER, writers=SPONSOR),
    Policy("sponsorship_realisation", sees=OF_A_PAYER, writers=SPONSOR),
)
