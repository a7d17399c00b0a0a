"""What access refuses."""

from __future__ import annotations

from naungan.errors import Refused


class NotYours(Refused):
    """Something that the account does not have, or may not do this way."""


class BadGrant(Refused):
    """A grant that cannot be given or ended."""


class TooOften(Refused):
    """A limit on how often something may be done is reached; `seconds` until it may be done again."""

    def __init__(self, message: str, seconds: int) -> None:
        super().__init__(message)
        self.seconds = seconds


class OtherRequest(Refused):
    """An idempotency key that was used for another request."""
