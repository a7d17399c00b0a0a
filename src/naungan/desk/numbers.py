"""The numbers of the first screen, in one question: the database shows each officer their own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.desk.changes import HANDLINGS
from naungan.desk.day import DeskState

RECENT = timedelta(days=60)

NUMBERS = """
SELECT (SELECT json_build_object('payers', count(*), 'total', coalesce(sum(total), 0),
            'age_1', coalesce(sum(age_1), 0), 'age_2', coalesce(sum(age_2), 0),
            'age_3', coalesce(sum(age_3), 0), 'age_4', coalesce(sum(age_4), 0)) FROM desk_owing),
       (SELECT json_build_object('lapsing', count(*) FILTER (WHERE months_left <= 0), 'in_grace', count(*))
            FROM desk_ingrace WHERE sponsored),
       (SELECT json_build_object('expected', count(*), 'reported', count(*) FILTER (WHERE reported))
            FROM desk_awaited),
       (SELECT json_build_object('waiting', count(*), 'since', min(sent_at)) FROM participants_datareport
            WHERE state IN ('received', 'checking')),
       (SELECT count(*) FROM desk_command
            WHERE state = 'proposed' AND maker_id <> %(account)s AND kind = ANY (%(kinds)s)),
       (SELECT count(*) FROM desk_call c WHERE c.next_on <= %(day)s
            AND NOT EXISTS (SELECT FROM desk_call later WHERE later.payer_id = c.payer_id AND later.id > c.id)
            AND EXISTS (SELECT FROM desk_owing o WHERE o.payer_id = c.payer_id)),
       (SELECT count(*) FROM intake_upload WHERE hard + soft > 0 AND received_at > %(recent)s)
"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an officer is asked first. Money in rupiah; `to_decide`, `to_call` and `faulty` are today's work."""

    owing_payers: int
    owing: int
    ages: tuple[int, int, int, int]
    lapsing: int
    in_grace: int
    expected: int
    reported: int
    data_reports: int
    data_reports_since: datetime | None
    to_decide: int
    to_call: int
    faulty: int

    @property
    def unreported(self) -> int:
        """Employers from whom a report of the month is still to come."""
        return self.expected - self.reported


def numbers(actor: Actor, state: DeskState, now: datetime) -> Numbers:
    """The numbers of the first screen for an actor, as of the desk's day."""
    bound: dict[str, Any] = {
        "account": actor.account_id,
        "kinds": kinds_decided_by(actor.role),
        "day": state.day,
        "recent": now - RECENT,
    }
    with connection.cursor() as cursor:
        cursor.execute(NUMBERS, bound)
        owing, grace, reports, data, decide, call, faulty = cursor.fetchone()
    owing, grace, reports, data = (_object(one) for one in (owing, grace, reports, data))
    return Numbers(
        owing_payers=owing["payers"],
        owing=owing["total"],
        ages=(owing["age_1"], owing["age_2"], owing["age_3"], owing["age_4"]),
        lapsing=grace["lapsing"],
        in_grace=grace["in_grace"],
        expected=reports["expected"],
        reported=reports["reported"],
        data_reports=data["waiting"],
        data_reports_since=datetime.fromisoformat(data["since"]) if data["since"] else None,
        to_decide=decide,
        to_call=call,
        faulty=faulty,
    )


def kinds_decided_by(role: Role) -> list[str]:
    """The kinds of command that somebody in this role may decide."""
    return [str(kind) for kind, handling in HANDLINGS.items() if role in handling.deciders]


def _object(found: Any) -> dict[str, Any]:
    if not isinstance(found, dict):
        raise TypeError(f"the database answered {found!r} where an object is meant")
    return found
