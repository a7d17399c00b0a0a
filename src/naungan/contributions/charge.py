"""Charges beyond the person-month: project stages, instalments of deferred JP, late fines."""

from __future__ import annotations

from datetime import date
from functools import cache

from naungan.contributions.parts import Done, Part, count_and_sum
from naungan.engines.sql import select_sql
from naungan.law.months import first_day, month_of
from naungan.law.statute import load
from naungan.registry.models import PayerKind

# Stages fall due evenly over the years the law gives (law.md 3.4); one payment at registration otherwise.
# Each stage is the rounded sum up to it less the rounded sum before it, so that stages add to the whole.
STAGES = """
WITH project AS (
    SELECT j.payer_id, j.contract_value, y.relief_pp49, string_to_array(j.stage_plan, '/')::int[] AS plan,
           date_trunc('month', p.registered_on)::date AS registered
    FROM registry_project j
    JOIN registry_payer p ON p.id = j.payer_id
    JOIN contributions_payermonth y ON y.close_month = %(month)s AND y.payer_id = j.payer_id
    WHERE y.by_contract AND j.payer_id BETWEEN %(first)s AND %(last)s
), due AS (
    SELECT project.*, stage.number,
           (SELECT sum(percent) FROM unnest(plan[:stage.number]) AS percent) AS up_to,
           (SELECT coalesce(sum(percent), 0) FROM unnest(plan[:stage.number - 1]) AS percent) AS before
    FROM project CROSS JOIN LATERAL generate_series(1, cardinality(plan)) AS stage (number)
    WHERE registered + make_interval(months => (stage.number - 1) * %(stage_months)s / cardinality(plan))
          = %(month)s
), owed AS ({owed}),
written AS (
    INSERT INTO contributions_charge (close_month, payer_id, kind, sequence, jkk, jkm)
    SELECT %(month)s, payer_id, 'stage', number,
           (jakon_jkk * up_to + 50) / 100 - (jakon_jkk * before + 50) / 100,
           (jakon_jkm * up_to + 50) / 100 - (jakon_jkm * before + 50) / 100
    FROM owed
    RETURNING jkk + jkm AS amount
)
SELECT count(*), sum(amount) FROM written
"""

DEFERRALS = """
WITH owed AS (
    SELECT b.payer_id, sum(b.jp_deferred)::bigint AS deferred FROM contributions_bill b
    WHERE b.jp_deferred > 0 AND b.payer_id BETWEEN %(first)s AND %(last)s GROUP BY b.payer_id
), written AS (
    INSERT INTO contributions_charge (close_month, payer_id, kind, sequence, jp)
    SELECT %(month)s, payer_id, 'deferral', %(instalment)s,
           deferred * %(instalment)s / %(instalments)s - deferred * (%(instalment)s - 1) / %(instalments)s
    FROM owed
    RETURNING jp AS amount
)
SELECT count(*), sum(amount) FROM written
"""

# One row a full month of delay, on the contributions that were unpaid when that month was full.
FINES = """
WITH late AS (
    SELECT b.id, b.payer_id, b.total - b.penalty AS contributions, b.due_on, rate.ppm,
           least(%(as_of)s, coalesce(s.settled_on, %(as_of)s)) AS until
    FROM contributions_bill b
    LEFT JOIN contributions_settlement s ON s.bill_id = b.id
    JOIN registry_payer p ON p.id = b.payer_id AND p.kind = %(employer)s
    JOIN (SELECT * FROM unnest(%(months)s::date[], %(rates)s::bigint[]) AS rate (month, ppm)) rate
        ON rate.month = b.month
    WHERE b.payer_id BETWEEN %(first)s AND %(last)s AND b.due_on <= %(as_of)s - interval '1 month'
      AND (s.bill_id IS NULL OR s.close_month = %(month)s)
), full_month AS (
    SELECT late.*, n AS months_late, (due_on + make_interval(months => n))::date AS on_day
    FROM late CROSS JOIN LATERAL generate_series(
        1, (extract(year FROM age(until, due_on)) * 12 + extract(month FROM age(until, due_on)))::int) AS n
), unpaid AS (
    SELECT f.id, f.payer_id, f.months_late, f.ppm,
           f.contributions - coalesce((
               SELECT sum(a.amount) FROM contributions_allocation a
               JOIN contributions_payment y ON y.id = a.payment_id
               WHERE a.bill_id = f.id AND y.paid_on < f.on_day), 0) AS amount
    FROM full_month f
), fined AS (
    SELECT *, (amount * ppm + 500000)::bigint / 1000000 AS fine FROM unpaid WHERE amount > 0
), written AS (
    INSERT INTO contributions_charge (close_month, payer_id, kind, sequence, about_bill_id, penalty)
    SELECT %(next_month)s, payer_id, 'penalty', months_late, id, fine FROM fined WHERE fine > 0
    ON CONFLICT DO NOTHING
    RETURNING penalty AS amount
)
SELECT count(*), sum(amount) FROM written
"""


def charge_stages(part: Part) -> Done:
    """Charge the project stages that fall in the month (PP 44/2015 art. 54, Permenaker 5/2021 art. 72)."""
    law = load().of_month(part.month)
    program = law.planned(["jakon_jkk", "jakon_jkm"])
    columns = {"contract_value": "contract_value", "relief_pp49": "relief_pp49"}
    keep = ["payer_id", "number", "up_to", "before"]
    owed = select_sql(program, "postgres", columns, "due", keep=keep)
    stage_months = law.whole("jakon.stage_years") * 12
    return count_and_sum(STAGES.format(owed=owed), part.parameters | {"stage_months": stage_months})


def charge_deferrals(part: Part) -> Done:
    """Charge the month's instalment of JP deferred by PP 49/2020 (art. 17); bills fall due a month later."""
    law = load().of_month(part.month)
    first = month_of(_day(law.value("relief.pp49_instalments_start_by"))) - 1
    last = month_of(_day(law.value("relief.pp49_settled_by"))) - 1
    now = month_of(part.month)
    if not first <= now <= last:
        return Done(0)
    instalment = {"instalment": now - first + 1, "instalments": last - first + 1}
    return count_and_sum(DEFERRALS, part.parameters | instalment)


def charge_fines(part: Part) -> Done:
    """Charge employers the fine of every full month a bill is late to their next bill (law.md 2.4)."""
    months, rates = _fine_rates(part.month)
    parameters = {"employer": int(PayerKind.EMPLOYER), "months": months, "rates": rates}
    return count_and_sum(FINES, part.parameters | parameters)


@cache
def _fine_rates(month: date) -> tuple[list[date], list[int]]:
    """The rate of every contribution month up to this one, parts per million a month of delay."""
    first = month_of(date(2015, 7, 1))
    months = [first_day(number) for number in range(first, month_of(month) + 1)]
    return months, [load().of_month(one).whole("payment.pu_penalty_rate") for one in months]


def _day(value: object) -> date:
    if not isinstance(value, date):
        raise TypeError(f"the law gives {value!r} where a day is meant")
    return value
