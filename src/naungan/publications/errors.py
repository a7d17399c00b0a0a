"""What publications refuses, each with what to do next."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class NoSuchReport(WrongUse):
    """A kind of report, or a region that it is not made for."""


class CannotProtect(Refused):
    """A table whose small numbers could be worked out from its totals whatever is left out."""
