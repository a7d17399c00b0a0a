"""What claims refuse; every message says what is so, and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class NoSuchClaim(Refused):
    """No claim of that number that whoever asks may see."""


class WrongMove(Refused):
    """The claim is in a state from which this cannot be done, or by somebody who may not do it."""


class ClaimChanged(Refused):
    """Somebody else has changed the claim since it was shown."""


class AlreadyClaimed(Refused):
    """Another claim for the same person, kind and event is under way or paid."""


class SamePerson(Refused):
    """Whoever decided does not check; whoever checked does not check again or answer the appeal."""


class BadFact(Refused):
    """An answer that cannot be; `field` is where it is to be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class BadPaper(Refused):
    """A photo or file that is not what it says, is too large, is harmful, or is one too many."""


class NotReady(Refused):
    """Something has to be there first: papers, answers, payees, an account."""

    def __init__(self, message: str, missing: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.missing = missing


class NotEntitled(Refused):
    """The law gives nothing, or not yet: the claim is refused or completed, not approved."""


class TooLate(Refused):
    """A term that has passed."""


class NotOverpaid(Refused):
    """More would be recovered than was overpaid, or than is owed."""
