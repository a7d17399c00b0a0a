"""Bill every payer of the month: person-months, charges, and the credit of earlier corrections."""

from __future__ import annotations

from datetime import date
from functools import cache

from naungan.contributions.charge import charge_deferrals, charge_stages
from naungan.contributions.parts import Done, Part, count_and_sum, plan_for_bulk
from naungan.law.calendar import due_date
from naungan.law.months import month_of
from naungan.law.statute import load
from naungan.registry.models import PayerKind

BILLS = """
WITH assessed AS (
    SELECT payer_id, count(*) FILTER (WHERE for_month = %(month)s) AS people,
           sum(jkk)::bigint AS jkk, sum(jkm)::bigint AS jkm,
           sum(jht_employer + jht_employee)::bigint AS jht, sum(jp_employer + jp_employee)::bigint AS jp,
           sum(jp_deferred)::bigint AS deferred, sum(jkp_from_jkk)::bigint AS jkp_from_jkk,
           sum(jkp_from_jkm)::bigint AS jkp_from_jkm, sum(jkp_from_state)::bigint AS jkp_from_state
    FROM contributions_assessment
    WHERE close_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s AND NOT by_contract
    GROUP BY payer_id
), charged AS (
    SELECT payer_id, sum(jkk)::bigint AS jkk, sum(jkm)::bigint AS jkm, sum(jp)::bigint AS jp,
           sum(penalty)::bigint AS penalty
    FROM contributions_charge
    WHERE close_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
    GROUP BY payer_id
), credit AS (
    SELECT DISTINCT ON (payer_id) payer_id, credit_forward FROM contributions_bill
    WHERE month < %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
    ORDER BY payer_id, month DESC
), due AS (
    SELECT y.payer_id, y.kind, coalesce(a.people, 0) AS people,
           coalesce(a.jkk, 0) + coalesce(c.jkk, 0) AS jkk, coalesce(a.jkm, 0) + coalesce(c.jkm, 0) AS jkm,
           coalesce(a.jht, 0) AS jht, coalesce(a.jp, 0) AS jp,
           coalesce(a.deferred, 0) - coalesce(c.jp, 0) AS deferred,
           coalesce(a.jkp_from_jkk, 0) AS jkp_from_jkk, coalesce(a.jkp_from_jkm, 0) AS jkp_from_jkm,
           coalesce(a.jkp_from_state, 0) AS jkp_from_state,
           coalesce(c.penalty, 0) AS penalty, coalesce(k.credit_forward, 0) AS credit
    FROM contributions_payermonth y
    LEFT JOIN assessed a USING (payer_id) LEFT JOIN charged c USING (payer_id)
    LEFT JOIN credit k USING (payer_id)
    WHERE y.close_month = %(month)s AND y.payer_id BETWEEN %(first)s AND %(last)s
      AND (a.payer_id IS NOT NULL OR c.payer_id IS NOT NULL)
), netted AS (
    SELECT due.*, jkk + jkm + jht + jp - deferred + penalty - credit AS net FROM due
), written AS (
    INSERT INTO contributions_bill (payer_id, month, people, jkk, jkm, jht, jp, jp_deferred,
        jkp_from_jkk, jkp_from_jkm, jkp_from_state, penalty, credit_used, credit_forward, total, due_on, payment_code)
    SELECT payer_id, %(month)s, people, jkk, jkm, jht, jp, deferred,
           jkp_from_jkk, jkp_from_jkm, jkp_from_state, penalty, credit,
           greatest(-net, 0), greatest(net, 0), d.due_on, naungan_payment_code(payer_id, %(month)s)
    FROM netted
    JOIN unnest(%(kinds)s::smallint[], %(due_days)s::date[]) AS d (kind, due_on) ON d.kind = netted.kind
    ORDER BY payer_id
    RETURNING total
)
SELECT count(*), sum(total) FROM written
"""

# Whose due date a bill follows (law.md 2.4); the law names none for projects: the employer's.
DUE_DATE_OF = {
    PayerKind.EMPLOYER: "pu",
    PayerKind.SELF: "bpu",
    PayerKind.SPONSOR: "bpu",
    PayerKind.PROJECT: "pu",
}


def bill(part: Part) -> Done:
    """Bill the payers of a part: one bill a payer and month, with due date and payment code."""
    plan_for_bulk()
    charge_stages(part)
    charge_deferrals(part)
    days = due_days(part.month)
    parameters = {"kinds": [int(kind) for kind in days], "due_days": list(days.values())}
    return count_and_sum(BILLS, part.parameters | parameters)


@cache
def due_days(month: date) -> dict[PayerKind, date]:
    """The due date of a month's bill by kind of payer, by the working-day calendar."""
    return {kind: due_date(load(), payer, month_of(month)).due for kind, payer in DUE_DATE_OF.items()}
