"""All open claims that an actor sees, counted and put in order in the database, however many there are.

Days are net, as clock.py counts them for one claim; here the log of every open claim is read in one statement.
A branch that is closed on days of its own has a calendar of its own; all others share the nation's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from naungan.claims.models import Claim
from naungan.claims.moves import LOOKED_AT, RUNNING, State, states_sql
from naungan.law.benefits.claims import kinds, service_time
from naungan.law.calendar import why_not_working
from naungan.law.statute import load

# What officers still have to do something about; after these the money or the claimant has it.
TO_DO = (*LOOKED_AT, State.CHECKING)
OPEN = (*TO_DO, State.NEED_DOC)
AHEAD = 120  # days after today among which the end of a term that still runs is found
NATION, EVERY_DAY = (
    0,
    -1,
)  # the calendars of branches without days off, and of kinds that are promised in days of the calendar

_SEEN = f"""
SELECT coalesce(array_agg(id), '{{}}'), min(submitted_at AT TIME ZONE %(zone)s)::date
FROM claims_claim WHERE submitted_at IS NOT NULL AND state IN ({states_sql(OPEN)})
"""

# A term ends on the day on which its days are counted; what was asked before that day puts it off.
_CLOCKS = f"""
WITH RECURSIVE promised AS (
    SELECT * FROM jsonb_to_recordset(%(promised)s) AS p (kind text, since date, days int, working boolean)
), days AS (SELECT * FROM unnest(%(days)s::date[], %(working)s::bool[]) AS d (day, working)
), above AS (
    SELECT DISTINCT c.region_id AS branch, c.region_id AS id FROM claims_claim c WHERE c.id = ANY (%(ids)s::bigint[])
    UNION SELECT above.branch, r.parent_id FROM registry_region r JOIN above USING (id) WHERE r.parent_id IS NOT NULL
), off AS (
    SELECT DISTINCT above.branch, d.day FROM above JOIN claims_dayoff o ON o.region_id = above.id
    JOIN days d ON d.day = o.day AND d.working
), ranks AS MATERIALIZED (
    SELECT b.calendar, d.day, sum(CASE WHEN b.calendar = {EVERY_DAY} OR d.working AND o.day IS NULL THEN 1 ELSE 0 END)
           OVER (PARTITION BY b.calendar ORDER BY d.day)::int AS rank
    FROM (SELECT {NATION} AS calendar UNION SELECT {EVERY_DAY} UNION SELECT branch FROM off) AS b
    CROSS JOIN days d LEFT JOIN off o ON o.branch = b.calendar AND o.day = d.day
), reached AS (SELECT calendar, rank, min(day) AS day FROM ranks GROUP BY calendar, rank
), ranked AS MATERIALIZED (SELECT calendar, array_agg(rank ORDER BY day) AS rank FROM ranks GROUP BY calendar
), opened AS (
    SELECT c.id, c.kind, c.state, c.number, c.person_id, p.days AS promised,
           (c.submitted_at AT TIME ZONE %(zone)s)::date AS sent,
           CASE WHEN NOT p.working THEN {EVERY_DAY} ELSE coalesce(b.branch, {NATION}) END AS calendar,
           EXISTS (SELECT FROM claims_signal g WHERE g.claim_id = c.id AND g.seen_at IS NULL) AS signals
    FROM unnest(%(ids)s::bigint[]) AS a (id) JOIN claims_claim c USING (id)
    LEFT JOIN (SELECT DISTINCT branch FROM off) AS b ON b.branch = c.region_id
    CROSS JOIN LATERAL (
        SELECT q.days, q.working FROM promised q
        WHERE q.kind = c.kind AND q.since <= (c.submitted_at AT TIME ZONE %(zone)s)::date
        ORDER BY q.since DESC LIMIT 1) AS p
), logged AS (
    SELECT s.claim_id, s.id, s.after, (s.at AT TIME ZONE %(zone)s)::date AS day,
           lead((s.at AT TIME ZONE %(zone)s)::date) OVER (PARTITION BY s.claim_id ORDER BY s.id) AS next,
           max(s.id) FILTER (WHERE s.after IN ({states_sql(RUNNING)})) OVER (PARTITION BY s.claim_id) AS last_ran
    FROM claims_step s
    WHERE s.claim_id = ANY (%(ids)s::bigint[]) AND s.before <> s.after AND s.after <> '{State.DRAFT.value}'
), stretches AS (
    SELECT t.id, t.promised, t.over, t.upto - t.since AS days,
           t.since - t.sent - coalesce(sum(t.upto - t.since) OVER (
               PARTITION BY t.id ORDER BY t.step ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS net
    FROM (SELECT o.id, o.promised, l.id AS step, r.rank[o.sent - %(first)s::date + 1] AS sent,
                 l.id < l.last_ran OR l.after = '{State.NEED_DOC.value}' AS over,
                 r.rank[greatest(l.day, o.sent) - %(first)s::date + 1] AS since,
                 r.rank[least(coalesce(l.next, %(today)s), %(today)s) - %(first)s::date + 1] AS upto
          FROM logged l JOIN opened o ON o.id = l.claim_id JOIN ranked r USING (calendar)
          WHERE l.after NOT IN ({states_sql(RUNNING)})) AS t
    WHERE t.upto > t.since
), stood AS (
    SELECT id, sum(days)::int AS days, (sum(days) FILTER (WHERE over AND net < promised))::int AS put_off
    FROM stretches GROUP BY id
), clocks AS MATERIALIZED (
    SELECT o.*, o.state IN ({states_sql(TO_DO)}) AS to_do, o.state = '{State.NEED_DOC.value}' AS asked,
           greatest(n.net, 0) AS net, n.net > o.promised AS late,
           CASE WHEN o.state <> '{State.NEED_DOC.value}' THEN d.day END AS due
    FROM opened o JOIN ranked r USING (calendar) LEFT JOIN stood s USING (id)
    CROSS JOIN LATERAL (SELECT r.rank[o.sent - %(first)s::date + 1] AS sent) AS e
    CROSS JOIN LATERAL (
        SELECT r.rank[%(today)s::date - %(first)s::date + 1] - e.sent - coalesce(s.days, 0) AS net) AS n
    LEFT JOIN reached d ON d.calendar = o.calendar AND d.rank = e.sent + o.promised + coalesce(s.put_off, 0)
)
"""
_LISTED = f"""{_CLOCKS}, listed AS (
    SELECT k.id, k.net, k.late, k.due FROM clocks k
    WHERE k.state = ANY (%(states)s) AND (%(kind)s = '' OR k.kind = %(kind)s) AND (NOT %(late)s OR k.late)
      AND (NOT %(signals)s OR k.signals) AND (%(page)s::bigint[] IS NULL OR k.id = ANY (%(page)s))
      AND (%(words)s = '' OR starts_with(k.number, upper(%(words)s))
           OR EXISTS (SELECT FROM registry_person p
                      WHERE p.id = k.person_id AND strpos(upper(p.name), upper(%(words)s)) > 0))
    ORDER BY k.late DESC, k.due NULLS LAST, k.id OFFSET %(offset)s LIMIT %(limit)s
)
SELECT count(*) FILTER (WHERE to_do), count(*) FILTER (WHERE to_do AND late), count(*) FILTER (WHERE asked),
       count(*) FILTER (WHERE signals AND (to_do OR asked)),
       (SELECT coalesce(jsonb_agg(jsonb_build_array(id, net, late, due) ORDER BY late DESC, due NULLS LAST, id), '[]')
        FROM listed)::text
FROM clocks
"""
_AGES = f"""{_CLOCKS}
SELECT kind, count(*) FILTER (WHERE to_do AND NOT late), count(*) FILTER (WHERE to_do AND late),
       count(*) FILTER (WHERE asked), max(net) FROM clocks GROUP BY kind
ORDER BY count(*) FILTER (WHERE to_do AND late) DESC, kind
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a list is narrowed to; `state` empty is what is to be done."""

    words: str = ""
    state: str = ""
    kind: str = ""
    late: bool = False
    signals: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """Of all open claims that the officer sees: to do, late among them, waiting for claimants, with signals."""

    open: int
    late: int
    waiting: int
    signals: int


@dataclass(frozen=True, slots=True)
class Term:
    """Of a claim in a list: its net days, whether that is too many, and when the term ends, None while it stops."""

    claim: int
    net_days: int
    late: bool
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Listed:
    """The sums, and a part of the list in the order in which it is to be worked on."""

    sums: Sums
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """Claims that an actor sees: their ids, and the day on which the first was sent."""

    ids: list[int]
    first: date | None

    def and_these(self, claims: Sequence[Claim]) -> Seen:
        """With some that may not be open."""
        sent = [timezone.localdate(one.submitted_at) for one in claims]
        first = min([*sent, *([self.first] if self.first else [])], default=None)
        return Seen([*{*self.ids, *(one.pk for one in claims)}], first)


def open_seen() -> Seen:
    """The open claims that the actor sees, read in the actor's scope."""
    with connection.cursor() as cursor:
        cursor.execute(_SEEN, {"zone": settings.TIME_ZONE})
        return Seen(*cursor.fetchone())


def listed(seen: Seen, asked: Asked, offset: int, limit: int, today: date) -> Listed:
    """Sums of all, and so many of those asked for from an offset on: broken terms first, then the nearest end.

    Called outside the actor's scope, for these claims are the actor's to see.
    """
    states = [asked.state] if asked.state else [str(state) for state in TO_DO]
    narrowed = {**asdict(asked), "states": states, "page": None, "offset": offset, "limit": limit}
    return _listed(seen, today, narrowed)


def these(seen: Seen, claims: Sequence[Claim], today: date) -> Listed:
    """Sums of all that are open, and the terms of some claims that may not be.  Called as `listed`."""
    narrowed = {"states": list(State.values), "page": [one.pk for one in claims], "offset": 0, "limit": len(claims)}
    return _listed(seen.and_these(claims), today, {**asdict(Asked()), **narrowed})


def _listed(seen: Seen, today: date, narrowed: Mapping[str, Any]) -> Listed:
    if seen.first is None:
        return Listed(Sums(0, 0, 0, 0), ())
    ((*sums, rows),) = _rows(_LISTED, seen, seen.first, today, narrowed)
    terms = (
        Term(claim, net, late, date.fromisoformat(due) if due else None) for claim, net, late, due in json.loads(rows)
    )
    return Listed(Sums(*sums), tuple(terms))


def aged(seen: Seen, today: date) -> list[tuple[str, int, int, int, int]]:
    """By kind: to do within the term, to do beyond it, waiting for claimants, the oldest's net days.

    Called outside the actor's scope, as `listed`.
    """
    return [] if seen.first is None else _rows(_AGES, seen, seen.first, today, {})


def _rows(statement: str, seen: Seen, first: date, today: date, more: Mapping[str, Any]) -> list[Any]:
    """What a statement over the clocks finds."""
    since = min(first, today)
    days = [since + timedelta(days=number) for number in range((today - since).days + AHEAD + 1)]
    told: dict[str, Any] = {
        "ids": seen.ids, "zone": settings.TIME_ZONE, "promised": _promised(load().version),
        "first": since, "today": today, "days": days, "working": [why_not_working(day) is None for day in days],
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(statement, {**told, **more})
        found: list[Any] = cursor.fetchall()
    return found


@lru_cache(maxsize=1)
def _promised(version: str) -> str:
    """The terms of every kind with the day each began, as JSON; kept until the law has another version."""
    statute = load()
    return json.dumps(
        [
            {"kind": kind, "since": since.isoformat(), "days": term.days, "working": term.working_days}
            for kind in kinds(statute)
            for since in _since(kind)
            for term in (service_time(statute.on(since), kind),)
        ]
    )


def _since(kind: str) -> list[date]:
    parameters = load().parameters
    paths = (f"claim.{kind}.service_days", f"claim.{kind}.service_working_days")
    return sorted({value.valid_from for path in paths for value in parameters[path].values})
