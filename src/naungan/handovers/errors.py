"""What the room refuses; every message says what is so, and what to do."""

from __future__ import annotations

from naungan.errors import Refused


class NoSuchEvent(Refused):
    """No event, or no beneficiary of it, that the actor may see."""


class NotReady(Refused):
    """Something of an event is missing or cannot be read."""


class OverAlready(Refused):
    """The event is over or cancelled: nothing in it changes any more."""


class NotGranted(Refused):
    """The claim is not granted, or has no such payee: it has no place in an event."""


class NoConsent(Refused):
    """Nobody agreed to be shown, or took it back."""


class FaceOfAMinor(Refused):
    """The face of somebody under age is never shown."""
