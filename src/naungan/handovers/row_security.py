"""Who sees which rows of the room."""

from __future__ import annotations

from naungan.row_security import Policy

POLICIES: tuple[Policy, ...] = ()
