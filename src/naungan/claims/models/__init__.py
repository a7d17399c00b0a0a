"""The nouns of claims, and what the database holds of each."""

from naungan.claims.kinds import ClaimKind as ClaimKind
from naungan.claims.models.after import Appeal, AppealOutcome, DayOff, Overpayment, Recovery
from naungan.claims.models.claim import (
    Claim,
    Origin,
    Paper,
    PaperState,
    Payee,
    PayeeState,
    Serial,
    Step,
)
from naungan.claims.models.decision import (
    Decision,
    DecisionCheck,
    DecisionLine,
    Outcome,
    Payable,
    Signal,
    SignalOutcome,
)
from naungan.claims.moves import State

__all__ = [
    "Appeal",
    "AppealOutcome",
    "Claim",
    "ClaimKind",
    "DayOff",
    "Decision",
    "DecisionCheck",
    "DecisionLine",
    "Origin",
    "Outcome",
    "Overpayment",
    "Paper",
    "PaperState",
    "Payable",
    "Payee",
    "PayeeState",
    "Recovery",
    "Serial",
    "Signal",
    "SignalOutcome",
    "State",
    "Step",
]
