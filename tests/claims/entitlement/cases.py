"""Claims in the database for what reads it: a claim of a kind, with its payees, as the verbs would leave it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from tests.factories import a_region

from naungan.claims.kinds import KINDS, ClaimKind
from naungan.claims.models import Claim, Payee
from naungan.claims.moves import State
from naungan.registry.models import Person

_serial = count(1)


def a_claim(kind: str, person: Person, event_on: date, facts: dict[str, Any] | None = None, **more: Any) -> Claim:
    """A claim that was sent and is being verified."""
    ordinary = {
        "number": f"{KINDS[ClaimKind(kind)].prefix}-2022-{next(_serial):06d}",
        "kind": kind, "person": person, "event_on": event_on, "region": a_region(), "state": State.VERIFYING,
        "origin": "officer", "facts": facts or {}, "claimant_name": "Pemohon", "claimant_relation": "spouse",
        "claimant_born_on": date(1990, 1, 1), "submitted_at": datetime(2022, 12, 30, 3, tzinfo=UTC),
    }  # fmt: skip
    return Claim.objects.create(**(ordinary | more))


def a_payee_of(claim: Claim, relation: str, **more: Any) -> Payee:
    """Somebody of the claim with an account."""
    ordinary = {
        "name": "Penerima", "relation": relation, "born_on": date(1990, 1, 1), "bank_code": "009",
        "account_number": f"12345{next(_serial):05d}", "account_name": "PENERIMA",
    }  # fmt: skip
    return Payee.objects.create(claim=claim, **(ordinary | more))
