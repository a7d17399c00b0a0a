"""What sponsorship refuses; every message says what was read and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class NoSuchThing(Refused):
    """A scheme, list, decree or budget line that does not exist, or is not this sponsor's."""


class BadScheme(Refused):
    """A scheme that cannot be opened like this."""


class NotNow(Refused):
    """Something that cannot be done in this state; the message says what has to happen first."""


class OverBudget(Refused):
    """More than the budget line holds."""


class BadMoney(Refused):
    """A budget line, commitment or realisation that cannot be."""
