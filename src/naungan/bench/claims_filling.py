"""Claims of people of the sandbox, as officers have them before they decide: sent in, looked at, with payees."""

from __future__ import annotations

# Everybody draws the same on every run: a hash of who it is.
_DRAW = "mod(abs(hashint8(p.id * 31 + {0})::bigint), {1})"

# A wage earner or a member who pays for himself dies in December; half leave a spouse, a third children.
_JKM = f"""
WITH people AS (
    SELECT DISTINCT ON (h.id) h.id, p.region_id,
           least(coalesce(h.died_on, date '2022-12-01' + {_DRAW.format(1, 31)}::int), date '2022-12-31') AS event_on,
           {_DRAW.format(2, 6)} AS family
    FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
    WHERE p.programmes & 2 <> 0 AND p.segment IN (1, 2) AND p.during @> date '2022-12-31'
    ORDER BY h.id, p.id
    LIMIT %(rows)s
)
INSERT INTO claims_claim (number, kind, person_id, event_on, region_id, state, origin, claimant_name,
                          claimant_relation, claimant_born_on, facts, opened_at, submitted_at)
SELECT 'JKM-2023-' || lpad(row_number() OVER (ORDER BY id)::text, 6, '0'), 'jkm', id, event_on, region_id,
       'verifying', 'officer', 'Ahli waris', 'spouse', date '1980-01-01',
       jsonb_build_object('cause', 'sakit', 'family',
           CASE WHEN family < 3 THEN '{{"spouse": 1}}'::jsonb
                WHEN family < 5 THEN '{{"spouse": 1, "children": 2}}' ELSE '{{"parents": 1}}' END),
       now(), timestamptz '2023-01-20 09:00+08'
FROM people
"""
_HEIRS = """
INSERT INTO claims_payee (claim_id, name, relation, born_on, guardian_name, bank_code, account_number, account_name)
SELECT c.id, r.name || ' ' || n, r.relation, r.born_on, r.guardian, '009', (10000000 + c.id * 10 + n)::text, r.name
FROM claims_claim c
CROSS JOIN (VALUES ('spouse', 'Pasangan', date '1980-01-01', ''), ('children', 'Anak', date '2010-05-05', 'Wali'),
                   ('parents', 'Ibu', date '1950-01-01', '')) AS r (relation, name, born_on, guardian)
CROSS JOIN LATERAL generate_series(1, (c.facts -> 'family' ->> r.relation)::int) AS n
WHERE c.kind = 'jkm'
"""
# Wage earners with a paid bill stop at the end of December, or are old enough.
_JHT = f"""
WITH people AS (
    SELECT DISTINCT ON (h.id) h.id, p.region_id,
           CASE {_DRAW.format(3, 3)} WHEN 0 THEN 'jht_resign' WHEN 1 THEN 'jht_dismissal' ELSE 'jht_pkwt_expired' END
               AS kind
    FROM registry_participation p JOIN registry_person h ON h.id = p.person_id
    WHERE p.programmes & 4 <> 0 AND p.segment = 1 AND p.during @> date '2022-12-15'
    ORDER BY h.id DESC, p.id
    LIMIT %(rows)s
)
INSERT INTO claims_claim (number, kind, person_id, event_on, region_id, state, origin, claimant_name,
                          claimant_relation, claimant_born_on, facts, opened_at, submitted_at)
SELECT 'JHT-2023-' || lpad(row_number() OVER (ORDER BY id)::text, 6, '0'), kind, id, date '2022-12-31', region_id,
       'verifying', 'claimant', 'Peserta', 'self', date '1980-01-01', '{{"stopped_working": true, "has_npwp": true}}',
       now(), timestamptz '2023-01-20 09:00+08'
FROM people
"""
_SELF = """
INSERT INTO claims_payee (claim_id, name, relation, bank_code, account_number, account_name)
SELECT id, 'Peserta', 'self', '009', (20000000 + id)::text, 'PESERTA' FROM claims_claim WHERE starts_with(kind, 'jht')
"""


def fill_jkm(rows: int) -> int:
    """Claims after so many deaths, with the family's heirs as payees; how many there were people for."""
    return _fill(rows, _JKM, _HEIRS)


def fill_jht(rows: int) -> int:
    """Claims of so many wage earners who stopped working; how many there were."""
    return _fill(rows, _JHT, _SELF)


def _fill(rows: int, claims: str, payees: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(claims, {"rows": rows})
        made = int(cursor.rowcount)
        cursor.execute(payees)
        return made
