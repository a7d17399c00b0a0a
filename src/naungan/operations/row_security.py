"""Who sees how far a close is: staff."""

from __future__ import annotations

from naungan.row_security import Policy, Seen

POLICIES = (Policy("operations_closetask", sees=Seen(regions="true"), writers=()),)
