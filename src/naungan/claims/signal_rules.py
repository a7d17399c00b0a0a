"""The patterns that send a claim to a second pair of eyes (workflows.md 9): a table of rules, each one statement.

A rule finds, of the claims %(claims)s, those that show its pattern: `claim_id` and `facts` (JSON: numbers and days,
never a name). It is a question with a reason, never a verdict: families share a phone, people fall ill.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from naungan.claims.kinds import KINDS, ClaimKind, Happened


@dataclass(frozen=True, slots=True)
class SignalRule:
    """A pattern: its code, why somebody should look, and the statement that finds it."""

    code: str
    reason: str | Promise
    finds: str


def _kinds(*happened: Happened) -> str:
    return ", ".join(f"'{kind.value}'" for kind, facts in KINDS.items() if facts.happened in happened)


DEATHS = _kinds(Happened.DEATH)
JOBS = _kinds(Happened.JOB_ENDED)
BY_WAGE = f"'{ClaimKind.JKK_STMB}', '{ClaimKind.JKK_DISABILITY}', '{ClaimKind.JKK_DEATH}', '{ClaimKind.JKP}'"
OVER = "('draft', 'closed', 'rejected')"
# The claims asked about, with the day of what happened and the day they were sent.
ASKED = """
    asked AS (
        SELECT c.*, coalesce((c.facts ->> 'died_on')::date, c.event_on) AS happened,
               coalesce(c.submitted_at, now()) AS sent
        FROM claims_claim c WHERE c.id = ANY (%(claims)s))
"""
# Kinds that exclude each other for one event.
EXCLUDING = """
    (VALUES ('jkm', 'jkk_death'), ('jkm', 'jkm'), ('jkk_death', 'jkk_death'), ('jkp', 'jht_resign'),
            ('jkp', 'jht_pkwt_expired'), ('jht_resign', 'jht_dismissal'), ('jht_resign', 'jht_pkwt_expired'),
            ('jht_dismissal', 'jht_pkwt_expired')) AS x (one, other)
"""

ENROLLED = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('enrolled_on', max(lower(p.during)), 'happened_on', a.happened) AS facts
FROM asked a JOIN registry_participation p ON p.person_id = a.person_id AND NOT isempty(p.during)
WHERE a.kind IN ('{ClaimKind.JKM}', '{ClaimKind.JKK_DEATH}') AND lower(p.during) <= a.happened
GROUP BY a.id, a.happened
HAVING max(lower(p.during)) > a.happened - %(enrolled_days)s
   AND NOT bool_or(p.during @> (a.happened - %(enrolled_days)s))
"""

# Wages as reported and as assessed, by month; the latest months against the half-year before them.
WAGE = f"""
WITH {ASKED}, wages AS (
    SELECT a.id, w.for_month AS month, w.wage
    FROM asked a JOIN registry_participation p ON p.person_id = a.person_id
    JOIN intake_wageline w ON w.payer_id = p.payer_id AND w.participation_id = p.id
    WHERE w.for_month BETWEEN date_trunc('month', a.happened) - interval '9 months' AND a.happened
    UNION ALL
    SELECT a.id, s.for_month, s.wage
    FROM asked a JOIN registry_participation p ON p.person_id = a.person_id
    JOIN contributions_assessment s ON s.payer_id = p.payer_id AND s.participation_id = p.id
    WHERE s.for_month BETWEEN date_trunc('month', a.happened) - interval '9 months' AND a.happened
), compared AS (
    SELECT a.id, max(w.wage) FILTER (WHERE w.month > b.since) AS late,
           max(w.wage) FILTER (WHERE w.month <= b.since) AS early
    FROM asked a JOIN wages w USING (id),
    LATERAL (SELECT date_trunc('month', a.happened) - make_interval(months => %(wage_months)s) AS since) b
    WHERE a.kind IN ({BY_WAGE})
    GROUP BY a.id
)
SELECT id AS claim_id, jsonb_build_object('wage_before', early, 'wage_at_the_event', late) AS facts
FROM compared WHERE late * 100 > early * (100 + %(wage_rise_percent)s)
"""

PHONE = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('people', count(DISTINCT o.person_id),
       'claims', jsonb_agg(DISTINCT o.number) FILTER (WHERE o.id <> a.id)) AS facts
FROM asked a
JOIN claims_claim o ON o.claimant_phone = a.claimant_phone AND o.claimant_phone <> '' AND o.state <> 'draft'
GROUP BY a.id HAVING count(DISTINCT o.person_id) >= %(many_people)s
"""

ACCOUNT = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('people', count(DISTINCT o.person_id),
       'claims', jsonb_agg(DISTINCT o.number) FILTER (WHERE o.id <> a.id)) AS facts
FROM asked a
JOIN claims_payee y ON y.claim_id = a.id AND y.account_number <> ''
    AND y.relation NOT IN ('facility', 'employer', 'estate')
JOIN claims_payee z ON z.account_number = y.account_number AND z.account_number <> '' AND z.bank_code = y.bank_code
JOIN claims_claim o ON o.id = z.claim_id AND o.state <> 'draft'
GROUP BY a.id HAVING count(DISTINCT o.person_id) >= %(many_people)s
"""

PAPER = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('people', count(DISTINCT o.person_id),
       'claims', jsonb_agg(DISTINCT o.number) FILTER (WHERE o.id <> a.id)) AS facts
FROM asked a JOIN claims_paper r ON r.claim_id = a.id
JOIN claims_paper s ON s.sha256 = r.sha256 JOIN claims_claim o ON o.id = s.claim_id AND o.state <> 'draft'
GROUP BY a.id HAVING count(DISTINCT o.person_id) > 1
"""

DEAD = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('died_on', h.died_on, 'paid_after', count(p.id)) AS facts
FROM asked a JOIN registry_person h ON h.id = a.person_id
LEFT JOIN claims_claim o ON o.person_id = a.person_id
LEFT JOIN claims_payee y ON y.claim_id = o.id AND y.relation = 'self'
LEFT JOIN claims_payable p ON p.payee_id = y.id AND p.due_on > coalesce(h.died_on, a.happened)
WHERE h.died_on IS NOT NULL OR a.kind IN ({DEATHS})
GROUP BY a.id, a.kind, a.sent, h.died_on
HAVING count(p.id) > 0 OR (a.kind NOT IN ({DEATHS}, 'scholarship') AND h.died_on < a.sent::date)
"""

TWICE = f"""
WITH {ASKED}
SELECT a.id AS claim_id, jsonb_build_object('claims', jsonb_agg(DISTINCT o.number)) AS facts
FROM asked a JOIN claims_claim o ON o.person_id = a.person_id AND o.id <> a.id AND o.state NOT IN {OVER}
JOIN {EXCLUDING} ON (a.kind, o.kind) IN ((x.one, x.other), (x.other, x.one))
WHERE a.kind IN ({DEATHS}) AND o.kind IN ({DEATHS}) OR abs(a.event_on - o.event_on) <= %(near_days)s
GROUP BY a.id
"""

WORKING = f"""
WITH {ASKED}, after AS (
    SELECT a.id, w.for_month AS month
    FROM asked a JOIN registry_participation p ON p.person_id = a.person_id
    JOIN intake_wageline w ON w.payer_id = p.payer_id AND w.participation_id = p.id
    WHERE a.kind IN ({DEATHS}, {JOBS}) AND w.for_month > a.happened
    UNION ALL
    SELECT a.id, greatest(date_trunc('month', a.happened) + interval '1 month', lower(p.during))::date
    FROM asked a JOIN registry_participation p ON p.person_id = a.person_id AND p.segment = 1
    WHERE a.kind IN ({JOBS}) AND lower(p.during) > a.happened
)
SELECT id AS claim_id, jsonb_build_object('months', count(DISTINCT month), 'first', min(month)) AS facts
FROM after GROUP BY id
"""

NEWCOMER = f"""
WITH {ASKED}, changed AS (
    SELECT a.id, e.pgh_created_at AS at, e.phone, lag(e.phone) OVER (PARTITION BY a.id ORDER BY e.pgh_id) AS before
    FROM asked a JOIN registry_personevent e ON e.pgh_obj_id = a.person_id
)
SELECT a.id AS claim_id, jsonb_build_object('phone_changed', max(n.at)::date,
       'account_made', x.joined_at::date) AS facts
FROM asked a JOIN access_account x ON x.id = a.account_id JOIN changed n ON n.id = a.id
WHERE n.before IS DISTINCT FROM n.phone AND n.before IS NOT NULL AND a.origin = 'claimant'
  AND n.at BETWEEN a.sent - make_interval(days => %(new_days)s) AND a.sent
  AND x.joined_at BETWEEN a.sent - make_interval(days => %(new_days)s) AND a.sent
GROUP BY a.id, x.joined_at
"""

# People enrolled by one payer in one month of whom several have died soon: of a village, by an agent.
CLUSTER = f"""
WITH {ASKED}, enrolled AS (
    SELECT a.id, p.payer_id, date_trunc('month', lower(p.during)) AS month
    FROM asked a JOIN registry_participation p ON p.person_id = a.person_id AND p.during @> a.happened
    WHERE a.kind IN ('{ClaimKind.JKM}', '{ClaimKind.JKK_DEATH}') AND lower(p.during) > a.happened - %(cluster_days)s
)
SELECT e.id AS claim_id, jsonb_build_object('people', count(DISTINCT o.person_id),
       'claims', jsonb_agg(DISTINCT o.number) FILTER (WHERE o.id <> e.id)) AS facts
FROM enrolled e
JOIN registry_participation p ON p.payer_id = e.payer_id AND lower(p.during) >= e.month
    AND lower(p.during) < e.month + interval '1 month'
JOIN claims_claim o ON o.person_id = p.person_id AND o.kind IN ('{ClaimKind.JKM}', '{ClaimKind.JKK_DEATH}')
    AND (o.id = e.id OR o.state <> 'draft')
    AND lower(p.during) > coalesce((o.facts ->> 'died_on')::date, o.event_on) - %(cluster_days)s
GROUP BY e.id HAVING count(DISTINCT o.person_id) >= %(many_people)s
"""

RULES = (
    SignalRule("enrolled-before-death", _("Meninggal tidak lama sesudah didaftarkan."), ENROLLED),
    SignalRule("wage-raised", _("Upah naik tajam tidak lama sebelum kejadian."), WAGE),
    SignalRule("one-phone", _("Satu nomor telepon dipakai untuk klaim tentang banyak orang."), PHONE),
    SignalRule("one-account", _("Satu rekening menerima dari klaim tentang banyak orang."), ACCOUNT),
    SignalRule("same-paper", _("Berkas yang sama persis ada pada klaim orang lain."), PAPER),
    SignalRule("dead-still-paid", _("Peserta tercatat meninggal, tetapi manfaat masih diminta atau dibayar."), DEAD),
    SignalRule("two-claims", _("Ada klaim lain yang tidak dapat benar bersama klaim ini."), TWICE),
    SignalRule("working-after", _("Peserta dilaporkan bekerja sesudah kejadian."), WORKING),
    SignalRule("new-everything", _("Telepon, akun, dan klaim semuanya baru dalam beberapa hari."), NEWCOMER),
    SignalRule("cluster", _("Beberapa orang yang didaftarkan bersama meninggal dalam waktu dekat."), CLUSTER),
)
