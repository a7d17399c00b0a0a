"""What the edge refuses: files that come in, orders that would go out."""

from __future__ import annotations

from naungan.errors import Refused


class BankFileRefused(Refused):
    """A file of a bank that cannot be read for certain; nothing of it is used."""


class OrderRefused(Refused):
    """A payment order that no bank could carry out as it is meant."""
