"""Freeze and assess every person-month by the law of its month: what was reported and what is owed are one row.

Each part of the month is made as a table of its own and attached: PostgreSQL writes such a table many rows at a
time and builds its index by one sort, where rows inserted singly would each look for their place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.contributions.freeze import CHANGED, CORRECTED_MONTHS, PERSON_MONTHS, changed_since
from naungan.contributions.parts import Done, Part, count_and_sum, tell_planner, write
from naungan.engines.sql import select_sql
from naungan.law.statute import Statute, load
from naungan.registry.models import Programme, Segment

# The columns of contributions_assessment: what is frozen, as freeze.py names it, then what is owed.
FROZEN = (
    "close_month",
    "for_month",
    "payer_id",
    "participation_id",
    "person_id",
    "born",
    "joined",
    "region_id",
    "segment",
    "programmes",
    "source",
    "is_foreign",
    "continues",
    "transport",
    "by_contract",
    "several",
    "wage",
    "month_wage",
)
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


@dataclass(frozen=True, slots=True)
class Assessed:
    """How the person-months of a segment meet the law: its inputs from columns, its targets as amounts."""

    segment: Segment
    inputs: dict[str, str]
    amounts: dict[str, str]


def _takes(programme: Programme) -> str:
    return f"(programmes & {int(programme)} <> 0)"


WAGE_EARNERS = Assessed(
    Segment.PU,
    {
        "wage": "wage",
        "month_wage": "month_wage",
        "jkk_class": "jkk_class",
        "born": "born",
        "foreign": "is_foreign",
        "continues": "continues",
        "takes_jht": _takes(Programme.JHT),
        "takes_jp": _takes(Programme.JP),
        "takes_jkp": _takes(Programme.JKP),
        "relief_pp49": "relief_pp49",
        "relief_pp7": "relief_pp7",
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
        "declared_income": "wage",
        "takes_jht": _takes(Programme.JHT),
        "transport": "transport",
        "public_funds": "public_funds",
        "relief_pp49": "relief_pp49",
    },
    {"jkk": "bpu_jkk", "jkm": "bpu_jkm", "jht_employee": "bpu_jht", "total": "bpu_total"},
)
PROJECT_WORKERS = Assessed(
    Segment.JAKON,
    {"wage": "wage", "relief_pp49": "relief_pp49"},
    {"jkk": "jakon_wage_jkk", "jkm": "jakon_wage_jkm", "total": "jakon_wage_total"},
)
ASSESSED = (WAGE_EARNERS, NON_WAGE_EARNERS, PROJECT_WORKERS)

# Every participation is read once; each segment then meets its own formulas.
OWED = """
WITH frozen AS MATERIALIZED ({frozen})
{segments}
"""
# A project whose wages are unknown pays by contract value (charge.py): its workers owe nothing singly.
SEGMENT = """
SELECT {frozen}, {amounts}
FROM ({computed}) AS computed
"""

# For a closed month: what the law says now, less all that was assessed for that month before.
CORRECT = """
INSERT INTO contributions_assessment ({columns})
WITH now_owed AS ({owed}),
before AS (
    SELECT a.participation_id, {sums}
    FROM contributions_assessment a JOIN now_owed n USING (payer_id, participation_id)
    WHERE a.for_month = %(for_month)s AND a.close_month < %(month)s
    GROUP BY a.participation_id
)
SELECT {frozen}, {differences}
FROM now_owed n LEFT JOIN before b USING (participation_id)
"""

# What other statements join and choose by.
TOLD = ("close_month", "for_month", "payer_id", "participation_id", "person_id", "segment")

SUM = """
SELECT count(*), sum(total) FROM contributions_assessment
WHERE close_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
"""


def assess(part: Part, statute: Statute | None = None) -> Done:
    """Freeze and assess the person-months of a part's payers, then what changed about closed months.

    Each by the law of the month it is about.
    """
    statute = statute or load()
    _assess_part(part, statute)
    since = changed_since(part.month)
    if since is not None:
        _correct_months(part.parameters | {"changed_since": since}, statute)
    return count_and_sum(SUM, part.parameters)


def _assess_part(part: Part, statute: Statute) -> None:
    """Make the part's table, give it what holds in the table of all months, and attach it there."""
    made = f"contributions_assessment_{part.month:%Y_%m}_{part.number}"
    owed = _owed(PERSON_MONTHS, part.month, statute)
    with connection.cursor() as cursor:
        # A million rows joined in order are read in order, where a hash of them is missed by every cache.
        cursor.execute(
            "SET LOCAL work_mem = '256MB'; SET LOCAL enable_hashjoin = off; SET LOCAL enable_nestloop = off"
        )
        cursor.execute(f"CREATE TABLE {made} AS {owed}", part.parameters)
        cursor.execute("SET LOCAL enable_hashjoin = DEFAULT; SET LOCAL enable_nestloop = DEFAULT")
        cursor.execute("SELECT naungan_attach_part(%s, %s, %s, %s)", [made, part.month, part.first, part.last])
    tell_planner(made, *TOLD)


def _correct_months(parameters: dict[str, Any], statute: Statute) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT for_month FROM ({CHANGED}) AS changed ORDER BY 1", parameters)
        months = [month for (month,) in cursor.fetchall()]
    for month in months:
        write(_correction(month, statute), parameters | {"for_month": month})


def _correction(month: date, statute: Statute) -> str:
    """The statement that assesses what changed about a closed month, as differences."""
    return CORRECT.format(
        columns=", ".join(_column(name) for name in (*FROZEN, *AMOUNTS)),
        owed=_owed(CORRECTED_MONTHS, month, statute),
        sums=", ".join(f"sum(a.{name})::bigint AS {name}" for name in AMOUNTS),
        frozen=", ".join(f"n.{_column(name)}" for name in FROZEN),
        differences=", ".join(
            f"CASE WHEN n.programmes = 0 THEN 0 ELSE n.{name} END - coalesce(b.{name}, 0)" for name in AMOUNTS
        ),
    )


def _owed(frozen: str, month: date, statute: Statute) -> str:
    """The SELECT of all columns of contributions_assessment, by the law of a month, for what was frozen of it."""
    segments = [_segment(kind, month, statute) for kind in ASSESSED]
    return OWED.format(frozen=frozen, segments="UNION ALL".join(segments))


def _segment(kind: Assessed, month: date, statute: Statute) -> str:
    program = statute.of_month(month).planned(sorted(set(kind.amounts.values())))
    source = f"(SELECT * FROM frozen WHERE segment = {int(kind.segment)}) AS one_segment"
    amounts = {name: kind.amounts.get(name, "0::bigint") for name in AMOUNTS}
    if kind is PROJECT_WORKERS:
        amounts |= {name: f"CASE WHEN by_contract THEN 0 ELSE {owed} END" for name, owed in kind.amounts.items()}
    return SEGMENT.format(
        frozen=", ".join(f"{name} AS {_column(name)}" for name in FROZEN),
        amounts=", ".join(f"{owed} AS {name}" for name, owed in amounts.items()),
        computed=select_sql(program, "postgres", kind.inputs, source, keep=FROZEN),
    )


def _column(name: str) -> str:
    """The column that holds it: FOREIGN is a word of SQL."""
    return '"foreign"' if name == "is_foreign" else name
