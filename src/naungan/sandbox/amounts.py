"""What every payer will be billed for every month, by the same law and statements as the close uses."""

from __future__ import annotations

from datetime import date

from django.db import connection

from naungan.contributions.assess import ASSESSED, PROJECT_WORKERS, Assessed
from naungan.engines.sql import select_sql
from naungan.law.months import first_day, month_of
from naungan.law.statute import Law, load

FACTS = """
CREATE TEMP TABLE sb_fact ON COMMIT DROP AS
SELECT id AS payer_id, jkk_class, false AS relief_pp49, false AS relief_pp7, false AS public_funds FROM sb_employer
UNION ALL SELECT id, 0, false, false, fund_source IN ('apbn', 'apbd') FROM sb_sponsor
UNION ALL SELECT id, 0, false, false, false FROM sb_project
UNION ALL SELECT payer_id, 0, false, false, false FROM sb_cover WHERE kind IN ('self', 'unpaid_self');
CREATE TEMP TABLE sb_bill (payer_id bigint, idx smallint, amount bigint) ON COMMIT DROP;
CREATE TEMP TABLE sb_frozen (participation_id bigint, wage bigint) ON COMMIT DROP;
ANALYZE sb_fact;
"""

# As the close freezes a month: the report of the month, else the month before, else the registration.
FREEZE = """
ALTER TABLE sb_frozen RENAME TO sb_before;
CREATE TEMP TABLE sb_frozen ON COMMIT DROP AS
SELECT p.payer_id, p.id AS participation_id, p.segment, p.programmes,
       coalesce(l.wage + l.back_pay, b.wage, p.wage) AS wage,
       coalesce(coalesce(l.month_wage, l.wage) + l.back_pay, b.wage, p.wage) AS month_wage,
       c.born, c.is_foreign, p.continues_past_pension AS continues, p.sector = 'transport' AS transport
FROM registry_participation p
JOIN sb_cover c ON c.id = p.id
LEFT JOIN intake_wageline l ON l.participation_id = p.id AND l.payer_id = p.payer_id AND l.for_month = '{month}'
LEFT JOIN sb_before b ON b.participation_id = p.id
WHERE p.during && daterange('{month}', '{next_month}');
DROP TABLE sb_before;
ANALYZE sb_frozen;
"""
BILLED = """
INSERT INTO sb_bill SELECT payer_id, {idx}, sum({total})::bigint FROM ({owed}) AS owed GROUP BY payer_id
"""
FROZEN = "sb_frozen m JOIN sb_fact y USING (payer_id) WHERE m.segment = {segment} {by_wage}"
BY_KNOWN_WAGE = "AND m.payer_id IN (SELECT id FROM sb_project WHERE wages_known)"

# Stages in even steps from the month of registration, as contributions.charge bills them.
STAGES = """
INSERT INTO sb_bill
SELECT id, {idx}, (jakon_jkk * up_to + 50) / 100 - (jakon_jkk * before + 50) / 100
    + (jakon_jkm * up_to + 50) / 100 - (jakon_jkm * before + 50) / 100
FROM ({owed}) AS owed
"""
DUE_STAGES = """
(SELECT j.id, j.contract_value, s.up_to, s.up_to - s.percent AS before
 FROM sb_project j
 CROSS JOIN LATERAL (
    SELECT number, percent::int, sum(percent::int) OVER (ORDER BY number) AS up_to, count(*) OVER () AS stages
    FROM string_to_table(j.stage_plan, '/') WITH ORDINALITY AS plan (percent, number)) AS s
 WHERE NOT j.wages_known AND date_trunc('month', j.registered_on)
    + make_interval(months => ((s.number - 1) * {stage_months} / s.stages)::int) = DATE '{month}') AS due
"""


def bill_ahead(months: tuple[date, ...]) -> None:
    """Fill sb_bill: payer, number of the month, rupiah, without fines. Needs the stages before it."""
    with connection.cursor() as cursor:
        cursor.execute(FACTS)
        for idx, month in enumerate(months):
            law = load().of_month(month)
            cursor.execute(FREEZE.format(month=month, next_month=first_day(month_of(month) + 1)))
            for kind in ASSESSED:
                cursor.execute(_assessed(kind, idx, law))
            cursor.execute(_stages(idx, month, law))
        cursor.execute("ANALYZE sb_bill")


def _assessed(kind: Assessed, idx: int, law: Law) -> str:
    total = kind.amounts["total"]
    source = FROZEN.format(segment=int(kind.segment), by_wage=BY_KNOWN_WAGE if kind is PROJECT_WORKERS else "")
    owed = select_sql(law.program([total]), "postgres", kind.inputs, source, keep=["payer_id"])
    return BILLED.format(idx=idx, total=total, owed=owed)


def _stages(idx: int, month: date, law: Law) -> str:
    due = DUE_STAGES.format(stage_months=law.whole("jakon.stage_years") * 12, month=month)
    columns = {"contract_value": "contract_value", "relief_pp49": "false"}
    keep = ["id", "up_to", "before"]
    owed = select_sql(law.program(["jakon_jkk", "jakon_jkm"]), "postgres", columns, due, keep=keep)
    return STAGES.format(idx=idx, owed=owed)
