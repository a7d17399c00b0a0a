"""Who looked at whom: written at every look, read by the person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from naungan.access.actor import Actor
from naungan.access.models import Look, Role
from naungan.access.scope import reading_as_system


@dataclass(frozen=True, slots=True)
class LookedAt:
    """One look, as the person may know it."""

    at: datetime
    by: str
    role: Role
    what: str
    reason: str


def looked(actor: Actor, person_id: int, what: str, reason: str = "") -> None:
    """Record that an actor looked at a person's data; a look at one's own is none.

    `what` is the page or answer in the reader's words. UU 27/2022: a person may know who used their data.
    """
    if actor.person_id != person_id:
        Look(account_id=actor.account_id, role=actor.role, person_id=person_id, what=what, reason=reason).save(
            force_insert=True
        )


def looked_at_many(actor: Actor, people: list[int], what: str) -> None:
    """Record one look at each of several people, as a list shows them."""
    Look.objects.bulk_create(
        Look(account_id=actor.account_id, role=actor.role, person_id=one, what=what)
        for one in people
        if one != actor.person_id
    )


def looks_at(person_id: int, limit: int = 100) -> list[LookedAt]:
    """The latest looks at a person's data, newest first: for this person to read, with the names."""
    with reading_as_system():
        found = Look.objects.filter(person_id=person_id).order_by("-at", "-id").select_related("account")[:limit]
        return [LookedAt(one.at, one.account.name, Role(one.role), one.what, one.reason) for one in found]
