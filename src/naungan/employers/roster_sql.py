"""Whom an employer covers in a month with what was last and what is now reported of them, as SQL."""

from __future__ import annotations

from naungan.intake.wage_roster import HERE

_LAST = """
(SELECT wage, back_pay FROM intake_wageline l
 WHERE l.payer_id = %(payer)s AND l.for_month = {month} AND l.participation_id = p.id
 ORDER BY report_id DESC LIMIT 1)"""
_REPORTED_BEFORE = """
(SELECT max(for_month) FROM intake_wagereport WHERE payer_id = %(payer)s AND for_month < %(month)s)"""

# `known_wage` is the wage last reported, before any report that of the registration: intake compares with it.
PEOPLE = f"""
FROM ({HERE}) p
JOIN registry_person h ON h.id = p.person_id AND (h.died_on IS NULL OR h.died_on >= %(month)s)
JOIN registry_participation q ON q.id = p.id
"""
_CARD = "(SELECT min(kpj) FROM registry_card c WHERE c.person_id = p.person_id) AS kpj"
_CODE = """
(SELECT min(number) FROM intake_staffnumber n WHERE n.payer_id = %(payer)s AND n.person_id = p.person_id) AS code"""
FACTS = f"""
SELECT p.id AS participation_id, p.person_id, {_CARD}, h.nik, {_CODE}, h.name, q.during,
       coalesce(b.wage, p.wage) AS known_wage, a.wage AS now_wage, a.back_pay AS now_back_pay
"""
WAGES = f"""
LEFT JOIN LATERAL {_LAST.format(month=_REPORTED_BEFORE)} b ON true
LEFT JOIN LATERAL {_LAST.format(month="%(month)s")} a ON true
"""
WORKER = f"{FACTS} {PEOPLE} {WAGES} WHERE %(only)s::bigint IS NULL OR p.id = %(only)s"

NOT_REPORTED = f"""
SELECT kpj, nik, code, name, known_wage, 0 FROM ({FACTS} {PEOPLE} {WAGES}) w
WHERE now_wage IS NULL ORDER BY name, participation_id
"""
