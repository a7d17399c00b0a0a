"""What the room refuses; every message says what is so, and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class OutOfOrder(Refused):
    """A month whose run cannot come yet, or one before the first."""


class RunBusy(Refused):
    """Another pension run is at work."""


class NoRateYet(Refused):
    """The law does not know the inflation of a year yet, so pensions cannot be raised."""


class WrongMove(Refused):
    """The award is in a state from which this cannot be done, or by somebody who may not do it."""


class WrongDay(Refused):
    """A day or month that does not fit the award."""


class NoSuchAward(Refused):
    """No award has this number."""


class CannotOpen(Refused):
    """A decision says too little for an award to be opened from it."""
