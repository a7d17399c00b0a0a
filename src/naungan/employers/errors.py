"""What the employer's month refuses; every message says what is so, and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class WrongMove(Refused):
    """The report is in a state from which this cannot be done, or by somebody who may not do it."""


class ReportChanged(Refused):
    """Somebody else has changed the report since it was shown."""


class SamePerson(Refused):
    """Whoever prepared a report does not approve it."""


class MonthLocked(Refused):
    """The report of the month is locked: nothing in it can be changed."""


class NotReady(Refused):
    """Something has to be settled first: rows that wait, workers without a wage, a calculation."""


class NoSuchReport(Refused):
    """A month that cannot be reported for."""


class StrangeUpload(Refused):
    """No file came, or one that is larger than the form takes."""


class NotCompliant(Refused):
    """Something that was due is not settled: no certificate."""


class NothingToReport(Refused):
    """Nobody works here in the month."""


class AlreadyDone(Refused):
    """The same order came a second time, a click too many: what it did stands."""
