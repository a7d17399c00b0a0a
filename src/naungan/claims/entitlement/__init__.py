"""What a claim entitles to: facts read once and frozen, the law of the day of the event, and the answer."""

from naungan.claims.entitlement.answer import Award, Entitlement, Line, Reason, Share, lines_of
from naungan.claims.entitlement.assess import (
    Difference,
    Recomputed,
    assess,
    assess_many,
    recompute,
    recompute_many,
)

__all__ = [
    "Award", "Difference", "Entitlement", "Line", "Reason", "Recomputed", "Share", "assess", "assess_many",
    "lines_of", "recompute", "recompute_many",
]  # fmt: skip
