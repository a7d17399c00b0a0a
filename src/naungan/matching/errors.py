"""What matching refuses; each message says what was read and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class MatchingRefused(Refused):
    """Anything matching refuses; `field` is where to mend it."""

    def __init__(self, said: str, field: str = "") -> None:
        super().__init__(said)
        self.field = field


class TooFewToLearn(MatchingRefused):
    """A list or registry that is too small to learn from."""


class OutdatedModel(MatchingRefused):
    """A kept model that was learnt before a level of today was known."""


class NotYours(MatchingRefused):
    """Somebody in this role may not do this."""


class AlreadyJudged(MatchingRefused):
    """Somebody else has judged the pair or decided the merge meanwhile."""


class OwnProposal(MatchingRefused):
    """Who proposes a merge does not decide it."""


class CannotMerge(MatchingRefused):
    """Two people who cannot become one as they stand."""


class CannotUndo(MatchingRefused):
    """A merge that cannot be taken back as things stand now."""
