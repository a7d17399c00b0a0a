"""What the boundaries command refuses, each with what to do next."""

from __future__ import annotations

from naungan.errors import Refused


class BoundariesRefused(Refused):
    """A file of boundaries that cannot be read, matched or drawn; nothing of it was stored."""
