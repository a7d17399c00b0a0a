"""The two ways Naungan says no; every room's own errors are one of them."""

from __future__ import annotations


class Refused(Exception):
    """Work that was understood and refused: the message says what was read, where, and what to do."""


class WrongUse(Refused):
    """A command or call that cannot be understood as given."""
