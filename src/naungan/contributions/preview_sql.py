"""The facts of one employer's month as SQL, as far as they are known; freeze.py takes the same for everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from naungan.registry.models import Segment

# The latest report of a month is in force for each worker; back pay is wage of the month it is reported in.
_REPORTED = """
LEFT JOIN LATERAL (
    SELECT wage + back_pay AS wage, coalesce(month_wage, wage) + back_pay AS month_wage, back_pay
    FROM intake_wageline w
    WHERE w.for_month = {month} AND w.payer_id = p.payer_id AND w.participation_id = p.id
    ORDER BY report_id DESC LIMIT 1
) r ON true
"""

PRESENT = f"""
SELECT p.id AS participation_id, p.payer_id, p.person_id, p.programmes, coalesce(r.wage, l.wage, p.wage) AS wage,
       coalesce(r.month_wage, l.wage, p.wage) AS month_wage, coalesce(r.back_pay, 0) AS back_pay,
       h.born_on - DATE '1970-01-01' AS born, h.nationality <> 'ID' AS is_foreign,
       p.continues_past_pension AS continues
FROM registry_participation p
JOIN registry_person h ON h.id = p.person_id
{_REPORTED.format(month="%(month)s")}
LEFT JOIN contributions_assessment l ON l.close_month = %(month_before)s AND l.for_month = %(month_before)s
    AND l.payer_id = p.payer_id AND l.participation_id = p.id
WHERE p.payer_id = %(payer)s AND p.segment = {Segment.PU.value}
  AND p.during && daterange(%(month)s, %(next_month)s)
  AND (h.died_on IS NULL OR h.died_on >= %(month)s)
"""

_FACTS = """
SELECT coalesce(k.jkk_class, 0) AS jkk_class, coalesce(f.pp49, false) AS relief_pp49,
       coalesce(f.pp7, false) AS relief_pp7
FROM registry_payer o
LEFT JOIN registry_riskclass k ON k.payer_id = o.id AND k.during @> (%(next_month)s::date - 1)
LEFT JOIN ({flags}) f ON f.payer_id = o.id
WHERE o.id = %(payer)s
"""


def facts_sql(flags: str) -> str:
    """What is true of the employer now: its JKK class and reliefs. `flags` is `relief_flags`' statement."""
    return _FACTS.format(flags=flags)


# Charges of the month's bill, the instalment of deferred JP aside, and the credit that the last bill left.
BESIDE = """
SELECT coalesce(sum(c.jkk), 0)::bigint, coalesce(sum(c.jkm), 0)::bigint, coalesce(sum(c.penalty), 0)::bigint,
       coalesce((SELECT b.credit_forward FROM contributions_bill b
                 WHERE b.payer_id = %(payer)s AND b.month < %(month)s ORDER BY b.month DESC LIMIT 1), 0)::bigint,
       naungan_payment_code(%(payer)s, %(month)s)
FROM contributions_charge c WHERE c.payer_id = %(payer)s AND c.close_month = %(month)s
"""

# As charge.py cuts it: the instalments of a sum add up to it.
INSTALMENT = """
SELECT coalesce(sum(b.jp_deferred)::bigint * %(instalment)s / %(instalments)s
                - sum(b.jp_deferred)::bigint * greatest(%(instalment)s - 1, 0) / %(instalments)s, 0)::bigint
FROM contributions_bill b WHERE b.payer_id = %(payer)s AND b.jp_deferred > 0
"""

BILLED = """
SELECT a.participation_id, a.person_id, a.wage, coalesce(w.back_pay, 0) AS back_pay, a.jkk, a.jkm, a.jht_employer,
       a.jht_employee, a.jp_employer, a.jp_employee, a.jp_deferred, a.jkp_from_jkk, a.jkp_from_jkm,
       a.jkp_from_state, a.total
FROM contributions_assessment a
LEFT JOIN LATERAL (
    SELECT back_pay FROM intake_wageline w WHERE w.for_month = a.for_month AND w.payer_id = a.payer_id
    AND w.participation_id = a.participation_id ORDER BY report_id DESC LIMIT 1
) w ON true
WHERE a.close_month = %(month)s AND a.for_month = %(month)s AND a.payer_id = %(payer)s
"""

# When the month before was frozen: what came in later was not seen by any close.
CLOSED = "SELECT max(frozen_at) FROM contributions_month WHERE state = 'closed' AND month < %(month)s"
_PIECES = """
SELECT l.participation_id, l.for_month FROM intake_wageline l JOIN intake_wagereport w ON w.id = l.report_id
WHERE l.payer_id = %(payer)s AND l.for_month < %(month)s AND w.reported_at > %(since)s
UNION
SELECT p.id, c.month FROM registry_participation p CROSS JOIN contributions_month c
WHERE p.payer_id = %(payer)s AND p.recorded_at > %(since)s AND c.state = 'closed'
"""
CHANGED = f"""
SELECT DISTINCT c.month FROM ({_PIECES}) d JOIN contributions_month c ON c.month = d.for_month
WHERE c.state = 'closed' ORDER BY 1
"""
_KNOWN = f"""
SELECT * FROM (
    SELECT p.id AS participation_id, p.payer_id, p.person_id,
           CASE WHEN p.during && daterange({{month}}, {{next}}) AND (h.died_on IS NULL OR h.died_on >= {{month}})
                THEN p.programmes ELSE 0 END AS programmes,
           coalesce(r.wage, f.wage, p.wage) AS wage, coalesce(r.month_wage, f.month_wage, p.wage) AS month_wage,
           coalesce(r.back_pay, 0) AS back_pay, h.born_on - DATE '1970-01-01' AS born,
           h.nationality <> 'ID' AS is_foreign, p.continues_past_pension AS continues,
           f.programmes AS was_programmes, f.wage AS was_wage, f.month_wage AS was_month_wage
    FROM registry_participation p
    JOIN registry_person h ON h.id = p.person_id
    {_REPORTED.format(month="{month}")}
    LEFT JOIN LATERAL (
        SELECT a.programmes, a.wage, a.month_wage FROM contributions_assessment a
        WHERE a.payer_id = p.payer_id AND a.participation_id = p.id AND a.for_month = {{month}}
          AND a.close_month BETWEEN {{month}} AND %(month_before)s
        ORDER BY a.close_month DESC LIMIT 1
    ) f ON true
    WHERE p.payer_id = %(payer)s AND p.segment = {Segment.PU.value}
      AND p.id IN (SELECT participation_id FROM ({_PIECES}) d WHERE d.for_month = {{month}})
) known
WHERE CASE WHEN was_programmes IS NULL THEN programmes <> 0
           ELSE (programmes, wage, month_wage) IS DISTINCT FROM (was_programmes, was_wage, was_month_wage)
                AND (programmes, was_programmes) IS DISTINCT FROM (0::smallint, 0::smallint) END
"""
# The facts frozen with that month; an employer that was unknown then is taken as it is now.
_FACTS_THEN = """
SELECT coalesce(k.jkk_class, now.jkk_class) AS jkk_class, coalesce(k.relief_pp49, now.relief_pp49) AS relief_pp49,
       coalesce(k.relief_pp7, now.relief_pp7) AS relief_pp7
FROM ({facts}) now
LEFT JOIN contributions_payermonth k ON k.payer_id = %(payer)s AND k.close_month = {month}
"""
_DIFFERENCES = """
WITH n AS ({{computed}}),
b AS (
    SELECT a.participation_id, {{sums}} FROM contributions_assessment a JOIN n USING (participation_id)
    WHERE a.payer_id = %(payer)s AND a.for_month = {month} AND a.close_month < %(month)s
    GROUP BY a.participation_id
)
SELECT {{kept}}, {{differences}} FROM n LEFT JOIN b USING (participation_id)
"""


@dataclass(frozen=True, slots=True)
class Corrected:
    """The statements about a closed month that was reported on since."""

    known: str
    facts: str
    differences: str

    def at(self, closed: date, facts_now: str) -> tuple[str, str]:
        """What follows FROM to assess the month anew, and what sets that against what was assessed."""
        month = f"DATE '{closed:%Y-%m-%d}'"
        known = self.known.format(month=month, next=f"({month} + interval '1 month')::date")
        facts = self.facts.format(facts=facts_now, month=month)
        return f"({known}) m CROSS JOIN ({facts}) y", self.differences.format(month=month)


CORRECTED = Corrected(_KNOWN, _FACTS_THEN, _DIFFERENCES)
