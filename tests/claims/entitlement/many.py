"""Claims of everybody in a sandbox, with everything that can be odd about some of them."""

from __future__ import annotations

from django.db import connection

_CLAIM = """
INSERT INTO claims_claim (number, kind, person_id, event_on, region_id, state, origin, claimant_name,
                          claimant_relation, claimant_born_on, claimant_phone, facts, opened_at, submitted_at)
"""
_DEATHS = """
WITH people AS (
    SELECT h.id, min(p.region_id) AS region_id, h.died_on, mod(abs(hashint8(h.id)::bigint), 97)::int AS draw
    FROM registry_person h JOIN registry_participation p ON p.person_id = h.id
    WHERE mod(h.id, 3) = 0 GROUP BY h.id
)
SELECT 'JKM-2023-' || lpad(row_number() OVER (ORDER BY id)::text, 6, '0'), 'jkm', id,
       coalesce(died_on, date '2022-09-20' + (draw * 3 - 97 * (draw / 33))), region_id, 'verifying', 'officer',
       'Ahli waris', 'spouse', date '1980-01-01', '',
       CASE mod(draw, 13)
           WHEN 0 THEN '{"family": {"spouse": 1, "children": 2}}' WHEN 1 THEN '{"family": {"children": 3}}'
           WHEN 2 THEN '{"family": {"parents": 2, "siblings": 4}}' WHEN 3 THEN '{"family": {}}'
           WHEN 4 THEN '{"family": {"spouse": 1}, "competing": true}' WHEN 5 THEN '{"cause": "sakit"}'
           WHEN 6 THEN '{"family": {"spouse": 1},
                        "children": [{"name": "Anak 1", "born_on": "2012-01-01", "level": "SD"}]}'
           WHEN 7 THEN '{"family": {"siblings": 2, "will": 1}}'
           ELSE '{"family": {"spouse": 1}, "competing": false, "children": []}' END::jsonb,
       now(), timestamptz '2023-01-20 09:00+08'
FROM people
"""
# Payees now and then without a guardian, without an account, left out, or fewer than the family has.
_HEIRS = """
INSERT INTO claims_payee (claim_id, name, relation, born_on, guardian_name, bank_code, account_number, account_name,
                          state)
SELECT c.id, 'Anak ' || n, r.relation, r.born_on, CASE WHEN mod(c.id, 7) = 0 THEN '' ELSE r.guardian END, '009',
       CASE WHEN mod(c.id, 17) = 0 THEN '' ELSE (30000000 + c.id * 10 + n)::text END, 'Penerima',
       CASE WHEN mod(c.id, 19) = 0 THEN 'left-out' ELSE 'named' END
FROM claims_claim c
CROSS JOIN (VALUES ('spouse', date '1980-01-01', ''), ('children', date '2005-02-01', ''),
                   ('children', date '2011-05-05', 'Wali'), ('parents', NULL, ''), ('siblings', date '1990-01-01', '')
           ) AS r (relation, born_on, guardian)
CROSS JOIN LATERAL generate_series(1, (c.facts -> 'family' ->> r.relation)::int) AS n
WHERE c.kind = 'jkm' AND (r.relation <> 'children' OR (r.guardian = '') = (mod(c.id, 2) = 0))
"""
_DEATH_UNKNOWN = """
UPDATE registry_person SET died_on = date '2022-12-24'
WHERE id IN (SELECT person_id FROM claims_claim WHERE mod(person_id, 23) = 0 AND event_on <> date '2022-12-24'
             AND event_on > date '2022-12-01')
"""
_SAVERS = """
WITH people AS (
    SELECT h.id, min(p.region_id) AS region_id, mod(abs(hashint8(h.id + 1)::bigint), 97)::int AS draw
    FROM registry_person h JOIN registry_participation p ON p.person_id = h.id AND p.programmes & 4 <> 0
    WHERE mod(h.id, 3) = 0 GROUP BY h.id
)
SELECT 'JHT-2023-' || lpad(row_number() OVER (ORDER BY id)::text, 6, '0'),
       (ARRAY['jht_resign', 'jht_dismissal', 'jht_pkwt_expired', 'jht_pension_age'])[1 + mod(draw, 4)], id,
       date '2022-10-05' + draw, region_id, 'verifying', 'claimant', 'Peserta', 'self', date '1980-01-01', '',
       CASE mod(draw, 11) WHEN 0 THEN '{"stopped_working": false}' WHEN 1 THEN '{"company_pension_age": 40}'
            ELSE '{"has_npwp": true}' END::jsonb, now(), timestamptz '2023-01-20 09:00+08'
FROM people
"""
_SELF = """
INSERT INTO claims_payee (claim_id, name, relation, bank_code, account_number, account_name)
SELECT id, 'Peserta', 'self', '009', CASE WHEN mod(id, 13) = 0 THEN '' ELSE (40000000 + id)::text END, 'PESERTA'
FROM claims_claim WHERE kind LIKE 'jht%' AND mod(id, 29) <> 0
"""
_SIGNALS = """
INSERT INTO claims_signal (claim_id, code, reason, facts, outcome, seen_at, seen_by_id, said)
SELECT id, 'test', 'Contoh', '{}', '', NULL, NULL, '' FROM claims_claim WHERE mod(id, 31) = 0
"""


def fill_with_everything() -> int:
    """A claim after the death of every third person; how many."""
    made = _run(_CLAIM + _DEATHS)
    for statement in (_HEIRS, _DEATH_UNKNOWN, _SIGNALS, "ANALYZE"):
        _run(statement)
    return made


def fill_savers() -> int:
    """A claim of every third who has saved; how many."""
    made = _run(_CLAIM + _SAVERS)
    for statement in (_SELF, _SIGNALS, "ANALYZE"):
        _run(statement)
    return made


def _run(statement: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.rowcount)
