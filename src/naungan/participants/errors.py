"""What participants' pages refuse."""

from __future__ import annotations

from naungan.errors import Refused


class BadReport(Refused):
    """A report that misses something; `field` is where it is to be mended."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


class BadEvidence(Refused):
    """A photo or file that is not what it says, is too large, or is one too many."""


class ReportMoved(Refused):
    """A report that cannot take the step asked for from where it is."""


class BadContact(Refused):
    """A phone number or e-mail address that cannot be one."""


class WrongCode(Refused):
    """A code that does not fit, is used up or too old."""


class NoSuchCard(Refused):
    """A card code that was not made here, was replaced or is too old."""
