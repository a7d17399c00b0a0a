"""What the bank does to claims: money is under way, has arrived, or came back. Many claims in one statement."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection, transaction

from naungan.access.scope import as_system
from naungan.claims.models import Claim
from naungan.claims.moves import BANK, BY_NAME

# The state before is read with the row locked, so that of two at once one finds the other's state.
_MARK = """
WITH held AS MATERIALIZED (
    SELECT id, state FROM claims_claim WHERE id = ANY (%(claims)s) AND state = ANY (%(sources)s)
    ORDER BY id FOR UPDATE
), moved AS (
    UPDATE claims_claim c SET state = %(target)s, version = c.version + 1
    FROM held WHERE held.id = c.id
    RETURNING c.id, held.state AS before, c.version
)
INSERT INTO claims_step (claim_id, who, role, name, key, before, after, version, said, detail)
SELECT id, %(who)s, %(role)s, %(name)s, gen_random_uuid(), before, %(target)s, version, %(said)s, '{}'
FROM moved RETURNING claim_id
"""


def mark_paying(claims: Claim | Iterable[int]) -> frozenset[int]:
    """Transfers of these claims were sent to the bank; the ids of those that moved."""
    return _mark("pay", claims, "")


def mark_paid(claims: Claim | Iterable[int], said: str = "") -> frozenset[int]:
    """Everything owed by these claims has arrived; the ids of those that moved."""
    return _mark("arrive", claims, said)


def mark_returned(claims: Claim | Iterable[int], reason: str) -> frozenset[int]:
    """A transfer of these claims came back, with the bank's reason; the ids of those that moved."""
    return _mark("return", claims, reason)


def _mark(name: str, claims: Claim | Iterable[int], said: str) -> frozenset[int]:
    """Move those that are in a state from which the move is open; a replay finds none."""
    move = BY_NAME[name]
    if move.target is None:
        raise ValueError(f"{name} moves nothing")
    told: dict[str, str | list[int] | list[str]] = {
        "claims": [claims.pk] if isinstance(claims, Claim) else list(claims),
        "sources": [state.value for state in move.sources],
        "target": move.target.value,
        "who": "Bank",
        "role": BANK,
        "name": name,
        "said": said,
    }
    with transaction.atomic(), as_system(), connection.cursor() as cursor:
        cursor.execute(_MARK, told)
        return frozenset(row[0] for row in cursor.fetchall())
