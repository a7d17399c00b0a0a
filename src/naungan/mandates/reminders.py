"""What the calendar does: reminds before due dates and before evidence ends, and ends what has no evidence left."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naungan.mandates.facts import reminder_days
from naungan.mandates.models import Command, Obligation
from naungan.mandates.moves import State

# The nearest step that has come, so that a job that did not run for a week does not send everything at once.
_DUE = """
INSERT INTO mandates_reminder (region_id, obligation_id, evidence_id, kind, days, day, "on")
SELECT DISTINCT ON (o.id, of.kind) o.region_id, o.id, NULL::bigint, of.kind, of.days, o.due_on, %(on)s
FROM mandates_obligation o
JOIN unnest(%(kinds)s::text[], %(days)s::int[]) AS of (kind, days)
  ON CASE of.kind WHEN 'due' THEN %(on)s::date BETWEEN o.due_on - of.days AND o.due_on
                  ELSE %(on)s::date >= o.due_on + of.days END
WHERE o.state NOT IN ('verified', 'submitted') AND o.due_on IS NOT NULL
ORDER BY o.id, of.kind, CASE of.kind WHEN 'due' THEN of.days ELSE -of.days END
ON CONFLICT DO NOTHING
"""
_EVIDENCE = """
INSERT INTO mandates_reminder (region_id, obligation_id, evidence_id, kind, days, day, "on")
SELECT DISTINCT ON (e.id) o.region_id, o.id, e.id, 'evidence', of.days, e.valid_until, %(on)s
FROM mandates_evidence e JOIN mandates_obligation o ON o.id = e.obligation_id
JOIN unnest(%(days)s::int[]) AS of (days) ON %(on)s::date BETWEEN e.valid_until - of.days AND e.valid_until
WHERE o.state = 'verified'
ORDER BY e.id, of.days
ON CONFLICT DO NOTHING
"""
_ENDED = """
SELECT o.id FROM mandates_obligation o
WHERE o.state = 'verified' AND NOT EXISTS (
    SELECT FROM mandates_evidence e
    WHERE e.obligation_id = o.id AND (e.valid_until IS NULL OR e.valid_until >= %(on)s))
ORDER BY o.id FOR UPDATE
"""
NAMESPACE = uuid.UUID("5b1f5bb8-7f2f-4a64-9d0e-0d5c3f0b8a11")


@dataclass(frozen=True, slots=True)
class Reminded:
    """What a day's run did."""

    due: int
    evidence: int
    expired: int


@transaction.atomic
def remind(on: date) -> Reminded:
    """Do a day's work of the calendar. Run again the same day it changes nothing."""
    days = reminder_days()
    steps = [(kind, one) for kind in ("due", "overdue") for one in days[kind]]
    due = _written(_DUE, {"on": on, "kinds": [kind for kind, _of in steps], "days": [one for _of, one in steps]})
    evidence = _written(_EVIDENCE, {"on": on, "days": list(days["evidence"])})
    return Reminded(due, evidence, _expire(on))


def _expire(on: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_ENDED, {"on": on})
        ended = [pk for (pk,) in cursor.fetchall()]
    for obligation in Obligation.objects.filter(pk__in=ended).order_by("pk"):
        obligation.state, obligation.version = State.EXPIRED, obligation.version + 1
        obligation.save()
        Command.objects.create(
            obligation=obligation, who=_("kalender"), name="expire", before=State.VERIFIED, after=State.EXPIRED,
            key=uuid.uuid5(NAMESPACE, f"{obligation.pk}:{obligation.version}"), version=obligation.version,
            said=_("tidak ada bukti yang berlaku sesudah %(day)s") % {"day": (on - timedelta(days=1)).isoformat()},
        )  # fmt: skip
    return len(ended)


def _written(statement: str, given: dict[str, Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        written: int = cursor.rowcount
    return written
