"""JHT of many claims at once: the account to the rupiah, the tax by the law's own formula, the explanation."""

from __future__ import annotations

import json
from datetime import date

from naungan.claims.entitlement.bulk_sql import Statements
from naungan.claims.entitlement.case import run
from naungan.claims.models import SignalOutcome
from naungan.engines.sql import select_sql
from naungan.law.statute import Statute
from naungan.registry.models import Programme, Segment

KINDS = ("jht_resign", "jht_dismissal", "jht_pkwt_expired", "jht_pension_age")
TAX_FORMULA = "jht_tax_final"

# What was paid in of each claim's person, by month, once its bill was settled; and what it has grown to.
HELD = """
CREATE TEMPORARY TABLE bulk_held ON COMMIT DROP AS
WITH paid AS (
    SELECT e.claim_id, a.for_month, sum(a.jht_employer + a.jht_employee)::bigint AS amount
    FROM bulk_enrolled e
    JOIN contributions_assessment a ON a.payer_id = e.payer_id AND a.participation_id = e.participation
    JOIN bulk_bill b ON b.payer_id = a.payer_id AND b.month = a.close_month AND b.settled_on <= %(on)s
    GROUP BY e.claim_id, a.for_month HAVING sum(a.jht_employer + a.jht_employee) <> 0
)
SELECT p.claim_id, count(*)::int AS months, sum(p.amount)::bigint AS paid_in,
       (div(2 * sum(p.amount * g.grown) + %(denominator)s, 2 * %(denominator)s) - sum(p.amount))::bigint AS earned,
       extract(year FROM min(p.for_month))::int AS since_year
FROM paid p JOIN bulk_growth g ON g.month = p.for_month
GROUP BY p.claim_id
"""
# Whom the participant last saved with when it happened, and whether he saves again with somebody since.
WORK = f"""
CREATE TEMPORARY TABLE bulk_work ON COMMIT DROP AS
SELECT claim_id,
       (array_agg(segment ORDER BY since DESC, participation DESC) FILTER (WHERE since <= event_on))[1]
           AS last_segment,
       bool_or(since > event_on AND since <= %(on)s AND (until IS NULL OR until > %(on)s)) AS again
FROM bulk_enrolled WHERE programmes & {Programme.JHT} <> 0 GROUP BY claim_id
"""
JUDGED = f"""
CREATE TEMPORARY TABLE bulk_judged WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
SELECT c.id AS claim_id, c.event_on, e.event, opens.day AS opens, h.paid_in, h.earned,
       h.paid_in + h.earned AS gross, h.months,
       r.steps AS rates, r.doubted, t.id AS payee,
       CASE WHEN d.event_on IS NULL THEN 'before-the-law'
            WHEN d.in_time IS NULL THEN 'term'
            WHEN c.facts ? 'company_pension_age' OR c.facts -> 'stopped_working' = 'false' THEN 'work'
            WHEN opens.day > %(on)s THEN 'too-early'
            WHEN e.again THEN 'works-again'
            WHEN i.has_earlier THEN 'paid-before'
            WHEN h.claim_id IS NULL OR h.paid_in <= 0 OR h.earned < 0 THEN 'balance'
            WHEN t.many IS DISTINCT FROM 1 OR NOT t.payable THEN 'account'
            WHEN EXISTS (SELECT 1 FROM claims_signal g
                         WHERE g.claim_id = c.id AND g.outcome <> '{SignalOutcome.CLEARED}') THEN 'signal'
       END AS left_because
FROM bulk_chosen c
JOIN bulk_inputs i ON i.id = c.id
LEFT JOIN bulk_day d USING (event_on)
LEFT JOIN bulk_held h ON h.claim_id = c.id
LEFT JOIN bulk_rates r ON r.since_year = h.since_year
LEFT JOIN bulk_taker t ON t.claim_id = c.id AND t.place = 0
LEFT JOIN bulk_work w ON w.claim_id = c.id
CROSS JOIN LATERAL (
    SELECT CASE WHEN c.kind = 'jht_resign' AND w.last_segment <> {Segment.PU} THEN 'bpu_stops'
                ELSE substr(c.kind, 5) END AS event, coalesce(w.again, false) AS again
) AS e
LEFT JOIN bulk_opens o ON o.event_on = c.event_on AND o.event = e.event
CROSS JOIN LATERAL (
    SELECT (c.born_on + make_interval(years => d.pension_age))::date AS birthday
) AS b
CROSS JOIN LATERAL (
    SELECT CASE WHEN e.event <> 'pension_age' THEN o.opens
                -- somebody born on 29 February has his birthday on 1 March of other years
                ELSE b.birthday + (extract(day FROM c.born_on) = 29 AND extract(day FROM b.birthday) = 28
                                   AND extract(month FROM c.born_on) = 2)::int END AS day
) AS opens
"""
_WORKED = """
CREATE TEMPORARY TABLE bulk_worked WITH (toast_tuple_target = 8160) ON COMMIT DROP AS
WITH taxed AS ({taxed})
SELECT j.claim_id, j.gross - x.{tax} AS total,
       '[' || concat_ws(',', {line_balance}, CASE WHEN j.earned <> 0 THEN {line_return} END,
                        CASE WHEN x.{tax} <> 0 THEN {line_tax} END) || ']' AS lines,
       '[' || d.in_time || ','
       || json_build_object(
           'step', 'payable_from', 'says', 'JHT dapat dibayar mulai', 'value', j.opens, 'article', o.article,
           'with', json_build_object('event', j.event), 'law', o.law) || ','
       || j.rates
       || json_build_object(
           'step', 'account', 'says', 'Saldo: iuran yang diterima dan hasil pengembangan, dibulatkan sekali',
           'value', j.gross, 'article', 'PP 46/2015', 'law', '[]'::json,
           'with', json_build_object('paid_in', j.paid_in, 'earned', j.earned, 'through', %(through)s::text,
                                     'paid', j.paid_in, 'taken', 0, 'months', j.months)) || ','
       || replace(replace(%(tax_step)s::text, '"{value_mark}"', x.{tax}::text), '"{gross_mark}"', j.gross::text)
       || ']' AS steps
FROM bulk_judged j JOIN taxed x USING (claim_id)
JOIN bulk_day d USING (event_on) JOIN bulk_opens o USING (event_on, event)
"""
_LINE = """json_build_object(
           'programme', 'JHT', 'item', '{item}', 'amount', {amount}, 'article', {article}, 'unverified', {unverified},
           'payee', 'participant', 'due_on', '', 'monthly', false,
           'shares', json_build_array(json_build_object('payee', j.payee, 'amount', {amount})))::text"""
_VALUE_MARK, _GROSS_MARK = "<value>", "<gross>"


def jht_statements(statute: Statute, on: date) -> Statements:
    """What makes bulk_judged and bulk_worked of JHT claims.

    The tax is the law's formula as SQL, by the law of the year of payment; nothing was paid before.
    """
    law = statute.on(date(on.year, 12, 31))
    taxed = select_sql(
        law.program([TAX_FORMULA]), "postgres", {"gross": "gross"},
        "(SELECT claim_id, gross FROM bulk_judged WHERE left_because IS NULL) AS plain", keep=["claim_id"],
    )  # fmt: skip
    sample = run(law, (TAX_FORMULA,), {"gross": 0, "taxed_before": 0}, ("tax.final_years",))
    step = sample.steps[-1] | {"value": _VALUE_MARK}
    step["with"] = step["with"] | {"gross": _GROSS_MARK}
    saved = {"article": "'PP 46/2015'", "unverified": "j.doubted"}
    withheld = {"article": "%(tax_article)s::text", "unverified": "(j.doubted OR %(tax_doubted)s)"}
    worked = _WORKED.format(
        taxed=taxed, tax=TAX_FORMULA, value_mark=_VALUE_MARK, gross_mark=_GROSS_MARK,
        line_balance=_LINE.format(item="balance", amount="j.paid_in", **saved),
        line_return=_LINE.format(item="return", amount="j.earned", **saved),
        line_tax=_LINE.format(item="tax", amount=f"-x.{TAX_FORMULA}", **withheld),
    )  # fmt: skip
    made = (
        HELD, WORK, "ANALYZE bulk_held; ANALYZE bulk_work",
        JUDGED, "ANALYZE bulk_judged (claim_id, event_on, event, left_because)", worked,
        "ANALYZE bulk_worked (claim_id)",
    )  # fmt: skip
    return Statements(made, {
        "tax_step": json.dumps(step, ensure_ascii=False),
        "tax_article": sample.articles[TAX_FORMULA],
        "tax_doubted": TAX_FORMULA in sample.doubts,
    })  # fmt: skip
