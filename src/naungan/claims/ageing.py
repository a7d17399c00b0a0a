"""Service times and ageing for the head of a branch: how long decided claims took, how old open ones are.

Days are net, as clock.py counts them: from the day after a claim was sent to the day it was first paid or refused,
without those on which its claimant was being asked, and of kinds promised in working days only those on which
the branch worked. Here a set of claims is counted in the database; one claim's clock walks through its log.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.conf import settings
from django.db import connection

from naungan.claims.kinds import ClaimKind
from naungan.claims.open_claims import Seen, aged
from naungan.law.benefits.claims import ServiceTime, kinds, service_time
from naungan.law.calendar import working_days_between
from naungan.law.statute import load

LONGEST = timedelta(days=2 * 366)  # a claim sent longer before its end is counted as from then

_TOOK = """
WITH here AS (SELECT CASE WHEN %(region)s::int IS NULL THEN NULL ELSE naungan_regions_below(%(region)s) END AS ids),
promised AS (SELECT * FROM jsonb_to_recordset(%(promised)s) AS p (kind text, days int, working boolean)),
ranks AS (SELECT * FROM unnest(%(days)s::date[], %(ranks)s::int[]) AS r (day, rank)),
moved AS (
    SELECT s.claim_id, s.id, (s.at AT TIME ZONE %(zone)s)::date AS day, s.before, s.after
    FROM claims_step s WHERE s.before <> s.after
), ended AS (
    SELECT claim_id, min(day) AS day FROM moved WHERE after IN ('paid', 'rejected') GROUP BY claim_id
    HAVING min(day) BETWEEN %(since)s AND %(until)s
), decided AS (
    SELECT c.id, c.kind, c.region_id, e.day AS ended,
           greatest((c.submitted_at AT TIME ZONE %(zone)s)::date, %(first)s) AS sent
    FROM ended e JOIN claims_claim c ON c.id = e.claim_id, here
    WHERE here.ids IS NULL OR c.region_id = ANY (here.ids)
), spans AS (
    SELECT id, sent AS after, ended AS upto, 1 AS sign FROM decided
    UNION ALL
    SELECT d.id, m.day, least(d.ended, coalesce((
        SELECT min(n.day) FROM moved n WHERE n.claim_id = m.claim_id AND n.id > m.id AND n.before = 'need-doc'
    ), d.ended)), -1
    FROM decided d JOIN moved m ON m.claim_id = d.id WHERE m.after = 'need-doc' AND m.day < d.ended
), branch AS (
    WITH RECURSIVE above (branch, id, parent) AS (
        SELECT r.id, r.id, r.parent_id FROM registry_region r WHERE r.id IN (SELECT region_id FROM decided)
        UNION SELECT above.branch, r.id, r.parent_id FROM registry_region r JOIN above ON above.parent = r.id)
    SELECT DISTINCT above.branch, o.day FROM above JOIN claims_dayoff o ON o.region_id = above.id
    JOIN ranks r ON r.day = o.day LEFT JOIN ranks b ON b.day = o.day - 1
    WHERE r.rank > coalesce(b.rank, 0)
), took AS (
    SELECT d.id, d.kind, p.days AS promised, sum(s.sign * CASE WHEN p.working
        THEN u.rank - a.rank - (SELECT count(*) FROM branch o
                                WHERE o.branch = d.region_id AND o.day > s.after AND o.day <= s.upto)
        ELSE s.upto - s.after END)::int AS net
    FROM decided d JOIN promised p ON p.kind = d.kind JOIN spans s ON s.id = d.id
    JOIN ranks a ON a.day = s.after JOIN ranks u ON u.day = s.upto
    GROUP BY d.id, d.kind, p.days
)
SELECT kind, count(*), percentile_disc(0.5) WITHIN GROUP (ORDER BY net),
       percentile_disc(0.9) WITHIN GROUP (ORDER BY net), max(net), count(*) FILTER (WHERE net > promised)
FROM took GROUP BY kind
"""


@dataclass(frozen=True, slots=True)
class Took:
    """How long the decided claims of a kind took, in net days: the middle one, nine of ten, the longest."""

    kind: ClaimKind
    decided: int
    median: int
    p90: int
    longest: int
    broken: int
    promised: ServiceTime


@dataclass(frozen=True, slots=True)
class Age:
    """The open claims of a kind: within the term, beyond it, waiting for the claimant, and the oldest's net days."""

    kind: ClaimKind
    within: int
    late: int
    waiting: int
    oldest: int


def service_times(region: int | None, since: date, until: date) -> list[Took]:
    """How long claims took that were first paid or refused between two days, by kind; None is everywhere.

    The promise is that of `until`. Read outside the actor's scope: `region` is what the actor may see.
    """
    promised = _promised(until)
    first = since - LONGEST
    days, ranks = _ranked(first, until)
    told = {
        "region": region,
        "promised": json.dumps(
            [{"kind": kind, "days": one.days, "working": one.working_days} for kind, one in promised.items()]
        ),
        "days": days,
        "ranks": ranks,
        "zone": settings.TIME_ZONE,
        "since": since,
        "until": until,
        "first": first,
    }
    with connection.cursor() as cursor:
        cursor.execute(_TOOK, told)
        found = [
            Took(ClaimKind(kind), decided, median, p90, longest, broken, promised[ClaimKind(kind)])
            for kind, decided, median, p90, longest, broken in cursor.fetchall()
        ]
    order = list(ClaimKind)
    return sorted(found, key=lambda one: order.index(one.kind))


def ages(seen: Seen, today: date) -> list[Age]:
    """The open claims that were seen by kind, those with most broken terms first."""
    return [Age(ClaimKind(kind), *numbers) for kind, *numbers in aged(seen, today)]


def _promised(day: date) -> Mapping[str, ServiceTime]:
    law = load().on(day)
    return {kind: service_time(law, kind) for kind in kinds(law.statute)}


def _ranked(first: date, last: date) -> tuple[list[date], list[int]]:
    """Every day, and how many working days lie after the first up to it."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days, [working_days_between(first, day) for day in days]
