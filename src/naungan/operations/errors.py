"""What operations refuse."""

from __future__ import annotations

from naungan.errors import Refused


class CloseRunning(Refused):
    """Another close is at work."""


class CloseRefused(Refused):
    """The month cannot be closed as things are."""


class JobRefused(Refused):
    """The job cannot be tried again as it stands."""
