"""What mandates refuses, each with what to do next."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class WrongMove(Refused):
    """A move that is not open from the state, or not to the one who asks."""


class ObligationChanged(Refused):
    """Somebody else changed it since it was seen."""


class SamePerson(Refused):
    """Whoever sent it in does not verify it."""


class NoEvidence(Refused):
    """Sent in without evidence that is in force."""


class NotVerified(Refused):
    """A duty that was not seen in a source: nothing may be asked on its ground."""


class BadEvidence(Refused):
    """Evidence of a kind that does not prove the duty, or without what it must say."""


class BadMeasurement(Refused):
    """A number without its source, or one that cannot be."""


class WrongStage(Refused):
    """A stage of a commitment that does not follow, or a day before the last one."""


class UnknownDuty(WrongUse):
    """A duty, indicator, kind, stage or region that is not known."""
