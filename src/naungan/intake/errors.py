"""What intake refuses as a whole; the message is in the language of whoever is served."""

from __future__ import annotations

from naungan.errors import Refused, WrongUse


class IntakeRefused(Refused):
    """Anything intake refuses."""


class FileRefused(IntakeRefused):
    """A file that cannot be taken at all; `code` is its rule in the catalogue (F01, F02, F04 ...)."""

    def __init__(self, code: str, said: str) -> None:
        super().__init__(f"[{code}] {said}")
        self.code = code


class EmployerUnknown(IntakeRefused):
    """No payer of the wanted kind has this code; the message proposes near ones."""


class MonthNotOpen(IntakeRefused):
    """A month that nobody can report for: not opened yet, or before the law or the records begin."""


class CollidingWork(IntakeRefused):
    """Another writer was quicker; nothing of this file was stored."""


class NoSuchFile(IntakeRefused, WrongUse):
    """The path given is no readable file, or the result cannot be written where it should go."""


class WageRefused(Refused):
    """The wage of a worker cannot be corrected like this."""
