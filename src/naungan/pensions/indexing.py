"""The raise of running pensions: on each day of the law's table, once for every award, set-based.

Who began before the year is raised by its inflation; who began in it is only held between the new limits. So on
every day of the table each pension that runs then has a rate: between two of those days there is one rate each.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.engines.sql import select_sql
from naungan.law.statute import Law, Statute
from naungan.pensions.errors import NoRateYet
from naungan.pensions.kinds import SURVIVORS, AwardKind, kinds_sql
from naungan.saying import gettext as _

INFLATION = "jp.indexation_rate"
TARGETS = ("jp_running_pension", "jp_running_survivor")

RAISE = """
INSERT INTO pensions_rate (award_id, since, amount, joint, inflation, law_version)
SELECT award_id, %(day)s, joint / parts + (joint %% parts >= part)::int, joint, raised, %(law_version)s
FROM (
    SELECT award_id, part, parts, raised,
           CASE WHEN survivor THEN jp_running_survivor ELSE jp_running_pension END AS joint
    FROM ({computed}) AS computed
) AS of_all
ORDER BY award_id
"""
# The newest rate of each award, looked up one by one: a plan that asks which awards lack a rate of this day takes
# those of the other parts for none, and compares every award with each of them.
LACKING = """(
    SELECT a.id AS award_id, a.part, a.parts, r.joint, a.kind IN ({survivors}) AS survivor,
           CASE WHEN a.starts < %(year)s THEN {inflation} END AS raised
    FROM pensions_award a
    CROSS JOIN LATERAL (
        SELECT n.joint, n.since FROM pensions_rate n WHERE n.award_id = a.id AND n.since <= %(day)s
        ORDER BY n.since DESC LIMIT 1
    ) r
    WHERE a.id BETWEEN %(first)s AND %(last)s
      AND a.starts < %(day)s AND (a.ends IS NULL OR a.ends >= %(day)s)
      AND r.since >= %(before)s AND r.since < %(day)s
) AS lacking"""


@dataclass(frozen=True, slots=True)
class Raised:
    """What a pension is for all who share it, from a day on; `inflation` in millionths, None where none was added."""

    since: date
    joint: int
    inflation: int | None


def raise_days(statute: Statute, month: date) -> list[date]:
    """The days of the raises up to a month. Raises NoRateYet where the law lacks the latest of them."""
    days = [one.valid_from for one in statute.parameters[INFLATION].values]
    due = days[-1].replace(year=days[-1].year + 1)
    if month >= due:
        raise NoRateYet(
            _(
                "Kenaikan pensiun mulai %(due)s belum dapat dihitung: inflasinya belum ada dalam naskah hukum "
                "(%(parameter)s). Tambahkan nilainya beserta suratnya, lalu jalankan lagi."
            )
            % {"due": f"{due:%Y-%m}", "parameter": INFLATION}
        )
    return [day for day in days if day <= month]


def raise_running(statute: Statute, month: date, first: int, last: int) -> int:
    """Give the awards numbered first to last the rate of the latest raise where they lack it; how many got one."""
    days = raise_days(statute, month)
    if not days:
        return 0
    law = statute.on(days[-1])
    parameters: dict[str, Any] = {
        "day": days[-1],
        "before": days[-2] if len(days) > 1 else date.min,
        "year": days[-1].replace(month=1, day=1),
        "law_version": statute.version,
        "first": first,
        "last": last,
    }
    with connection.cursor() as cursor:
        cursor.execute(_statement(law), parameters)
        return int(cursor.rowcount)


def share_of(joint: int, part: int, parts: int) -> int:
    """What one of several who share a pension gets: equal parts, the first ones a rupiah more."""
    return joint // parts + (joint % parts >= part)


def rates_from(statute: Statute, kind: AwardKind, starts: date, joint: int, until: date | None) -> list[Raised]:
    """All rates of a pension that begins on a day with an amount, by every raise that the law knows."""
    rates = [Raised(starts, joint, None)]
    for one in statute.parameters[INFLATION].values:
        if one.valid_from <= starts or (until is not None and one.valid_from > until):
            continue
        inflation = int(str(one.value)) if starts.year < one.valid_from.year else None
        target = TARGETS[kind in SURVIVORS]
        inputs = {"pension_last_year": rates[-1].joint, "inflation": inflation or 0}
        raised = statute.on(one.valid_from).compile((target,))(**inputs)[target]
        rates.append(Raised(one.valid_from, raised, inflation))
    return rates


def _statement(law: Law) -> str:
    """The raise of one day as one statement, by the law's own formulas."""
    lacking = LACKING.format(survivors=kinds_sql(SURVIVORS), inflation=law.whole(INFLATION))
    inputs: dict[str, str | int] = {"pension_last_year": "joint", "inflation": "coalesce(raised, 0)"}
    computed = select_sql(
        law.program(TARGETS), "postgres", inputs, lacking, keep=("award_id", "part", "parts", "survivor", "raised")
    )
    return RAISE.format(computed=computed)
