"""What the sandbox refuses."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class DatabaseNotEmpty(Refused):
    """The database holds people or payers already, or months that are not open."""


class SandboxMissing(Refused):
    """There is nobody in the database that the command could show."""


class NotASandbox(Refused):
    """Sign-ins that everybody knows are asked for on a database that is not a sandbox."""


class BadPlan(WrongUse):
    """A sandbox that cannot be built as asked: scale, months or seed."""


class CannotWrite(WrongUse):
    """The file cannot be written where it was asked for."""
