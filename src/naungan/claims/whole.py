"""A claim with all that hangs on it, in one question: what the desk shows at once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

from naungan.claims.models import Appeal, Claim, Decision, Paper, Payee, PayeeState, Signal, Step
from naungan.claims.moves import State

Row = TypeVar("Row", bound=Model)

_WHOLE = """
WITH RECURSIVE above (id, parent) AS (
    SELECT r.id, r.parent_id FROM registry_region r WHERE r.id = %(region)s
    UNION SELECT r.id, r.parent_id FROM registry_region r JOIN above ON above.parent = r.id)
SELECT (SELECT jsonb_agg(p ORDER BY p.id) FROM claims_paper p WHERE p.claim_id = %(claim)s),
       (SELECT jsonb_agg(y ORDER BY y.id) FROM claims_payee y WHERE y.claim_id = %(claim)s),
       (SELECT jsonb_agg(g ORDER BY g.seen_at NULLS FIRST, g.id) FROM claims_signal g WHERE g.claim_id = %(claim)s),
       (SELECT jsonb_agg(s ORDER BY s.id) FROM claims_step s WHERE s.claim_id = %(claim)s),
       (SELECT jsonb_agg(a ORDER BY a.id) FROM claims_appeal a WHERE a.claim_id = %(claim)s),
       (SELECT jsonb_agg(d ORDER BY d.sequence) FROM claims_decision d WHERE d.claim_id = %(claim)s),
       (SELECT jsonb_agg(o.day) FROM claims_dayoff o JOIN above ON above.id = o.region_id)
"""


@dataclass(frozen=True, slots=True)
class Whole:
    """What hangs on a claim, each list oldest first (signals: unanswered first), and its branch's days off."""

    papers: list[Paper]
    payees: list[Payee]
    signals: list[Signal]
    steps: list[Step]
    appeals: list[Appeal]
    decisions: list[Decision]
    days_off: frozenset[date]

    @property
    def named(self) -> list[Payee]:
        """Those who are to be paid."""
        return [one for one in self.payees if one.state == PayeeState.NAMED]

    @property
    def sent_steps(self) -> list[Step]:
        """The log from the sending on: what the clock goes by."""
        return [one for one in self.steps if one.after != State.DRAFT]


def whole(claim: Claim) -> Whole:
    """Everything of a claim that the caller may see: read outside the actor's scope."""
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, {"claim": claim.pk, "region": claim.region_id})
        papers, payees, signals, steps, appeals, decisions, days = (_plain(one) for one in cursor.fetchone())
    return Whole(
        _rows(Paper, papers),
        _rows(Payee, payees),
        _rows(Signal, signals),
        _rows(Step, steps),
        _rows(Appeal, appeals),
        _rows(Decision, decisions),
        frozenset(date.fromisoformat(day) for day in days),
    )


def _plain(value: Any) -> list[Any]:
    """A list of JSON, which the driver gives read or as text."""
    found: list[Any] = json.loads(value) if isinstance(value, str) else value
    return found or []


def _rows(model: type[Row], rows: list[dict[str, Any]]) -> list[Row]:
    fields = model._meta.concrete_fields
    return [model(**{one.attname: one.to_python(row[str(one.column)]) for one in fields}) for row in rows]
