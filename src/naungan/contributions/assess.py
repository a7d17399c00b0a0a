"""Assess every frozen person-month by the law of its month: one statement a segment and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.contributions.parts import Done, Part, count_and_sum, plan_for_bulk, write
from naungan.engines.sql import select_sql
from naungan.law.statute import Statute, load
from naungan.registry.models import Programme, Segment

AMOUNTS = (
    "jkk",
    "jkm",
    "jht_employer",
    "jht_employee",
    "jp_employer",
    "jp_employee",
    "jp_deferred",
    "jkp_from_jkk",
    "jkp_from_jkm",
    "jkp_from_state",
    "total",
)
KEY = ("close_month", "payer_id", "participation_id", "for_month")


@dataclass(frozen=True, slots=True)
class Assessed:
    """How the person-months of a segment meet the law: its inputs from columns, its targets as amounts."""

    segment: Segment
    inputs: dict[str, str]
    amounts: dict[str, str]


def _takes(programme: Programme) -> str:
    return f"(m.programmes & {int(programme)} <> 0)"


WAGE_EARNERS = Assessed(
    Segment.PU,
    {
        "wage": "m.wage",
        "month_wage": "m.month_wage",
        "jkk_class": "y.jkk_class",
        "born": "m.born",
        "foreign": 'm."foreign"',
        "continues": "m.continues",
        "takes_jht": _takes(Programme.JHT),
        "takes_jp": _takes(Programme.JP),
        "takes_jkp": _takes(Programme.JKP),
        "relief_pp49": "y.relief_pp49",
        "relief_pp7": "y.relief_pp7",
    },
    {
        "jkk": "jkk_employer",
        "jkm": "jkm_employer",
        "jht_employer": "jht_employer",
        "jht_employee": "jht_employee",
        "jp_employer": "jp_employer",
        "jp_employee": "jp_employee",
        "jp_deferred": "jp_deferred",
        "jkp_from_jkk": "jkp_from_jkk",
        "jkp_from_jkm": "jkp_from_jkm",
        "jkp_from_state": "jkp_from_state",
        "total": "total",
    },
)
NON_WAGE_EARNERS = Assessed(
    Segment.BPU,
    {
        "declared_income": "m.wage",
        "takes_jht": _takes(Programme.JHT),
        "transport": "m.transport",
        "public_funds": "y.public_funds",
        "relief_pp49": "y.relief_pp49",
    },
    {"jkk": "bpu_jkk", "jkm": "bpu_jkm", "jht_employee": "bpu_jht", "total": "bpu_total"},
)
PROJECT_WORKERS = Assessed(
    Segment.JAKON,
    {"wage": "m.wage", "relief_pp49": "y.relief_pp49"},
    {"jkk": "jakon_wage_jkk", "jkm": "jakon_wage_jkm", "total": "jakon_wage_total"},
)
ASSESSED = (WAGE_EARNERS, NON_WAGE_EARNERS, PROJECT_WORKERS)

# A project whose wages are unknown pays by contract value (charge.py): its workers owe nothing singly.
FROZEN = """
contributions_personmonth m
JOIN contributions_payermonth y ON y.close_month = {facts_of} AND y.payer_id = m.payer_id
WHERE m.close_month = %(month)s AND m.for_month = {for_month} AND m.segment = {segment}
  AND m.payer_id BETWEEN %(first)s AND %(last)s {by_wage}
"""
BY_KNOWN_WAGE = "AND EXISTS (SELECT 1 FROM registry_project j WHERE j.payer_id = m.payer_id AND j.wages_known)"

ASSESS = """
INSERT INTO contributions_assessment (close_month, payer_id, participation_id, for_month, {columns})
SELECT close_month, payer_id, participation_id, for_month, {amounts} FROM ({computed}) AS computed
"""

# For a closed month: what the law says now, less all that was assessed for that month before.
CORRECT = """
WITH now_owed AS ({computed}),
before AS (
    SELECT a.participation_id, {sums} FROM contributions_assessment a JOIN now_owed USING (participation_id)
    WHERE a.payer_id = now_owed.payer_id AND a.for_month = {for_month} AND a.close_month < %(month)s
    GROUP BY a.participation_id
)
INSERT INTO contributions_assessment (close_month, payer_id, participation_id, for_month, {columns})
SELECT n.close_month, n.payer_id, n.participation_id, n.for_month, {differences}
FROM now_owed n LEFT JOIN before b USING (participation_id)
"""

ASSESSED_SO_FAR = """
SELECT count(*), sum(total) FROM contributions_assessment
WHERE close_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
"""


def assess(part: Part, statute: Statute | None = None) -> Done:
    """Assess the person-months of a part; corrections by the law of the month they belong to."""
    statute = statute or load()
    plan_for_bulk()
    for month in (part.month, *_corrected_months(part)):
        for kind in ASSESSED:
            write(_statement(kind, part.month, month, statute), part.parameters)
    return count_and_sum(ASSESSED_SO_FAR, part.parameters)


def _corrected_months(part: Part) -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT DISTINCT for_month FROM contributions_personmonth
            WHERE close_month = %(month)s AND for_month < %(month)s
              AND payer_id BETWEEN %(first)s AND %(last)s ORDER BY 1
            """,
            part.parameters,
        )
        return [month for (month,) in cursor.fetchall()]


def _statement(kind: Assessed, close_month: date, for_month: date, statute: Statute) -> str:
    """The statement that assesses one segment for one month."""
    program = statute.of_month(for_month).program(sorted(set(kind.amounts.values())))
    month = f"DATE '{for_month:%Y-%m-%d}'"
    source = FROZEN.format(
        # The facts frozen with that month; a payer that was unknown then is taken as it is now.
        facts_of=month if close_month == for_month else _facts_month(month),
        for_month=month,
        segment=int(kind.segment),
        by_wage=BY_KNOWN_WAGE if kind is PROJECT_WORKERS else "",
    )
    keep = [f"m.{name}" for name in (*KEY, "programmes")]
    computed = select_sql(program, "postgres", kind.inputs, source, keep=keep)
    amounts = {name: kind.amounts.get(name, "0::bigint") for name in AMOUNTS}
    if close_month == for_month:
        return ASSESS.format(columns=", ".join(AMOUNTS), amounts=", ".join(amounts.values()), computed=computed)
    return CORRECT.format(
        columns=", ".join(AMOUNTS),
        computed=computed,
        for_month=month,
        sums=", ".join(f"sum(a.{name})::bigint AS {name}" for name in AMOUNTS),
        differences=", ".join(
            f"CASE WHEN n.programmes = 0 THEN 0 ELSE {_of('n', amount)} END - coalesce(b.{name}, 0)"
            for name, amount in amounts.items()
        ),
    )


def _of(table: str, amount: str) -> str:
    return amount if amount.startswith("0") else f"{table}.{amount}"


def _facts_month(month: str) -> str:
    return (
        "coalesce((SELECT max(k.close_month) FROM contributions_payermonth k "
        f"WHERE k.payer_id = m.payer_id AND k.close_month = {month}), %(month)s)"
    )
