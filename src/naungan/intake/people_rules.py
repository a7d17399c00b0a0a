"""The rules that judge a list of people as a whole, against each other and the registry, as SQL."""

from __future__ import annotations

from naungan.intake.limits import ONE_PHONE_FOR
from naungan.intake.set_rules import SetRule
from naungan.intake.words_sql import kind_sql
from naungan.registry.models import Segment

# Foreigners are known by passport and country; nobody else is looked for that way.
FOREIGNERS = """
SELECT DISTINCT ON (passport, nationality) id, passport, nationality, name, born_on, died_on
FROM registry_person
WHERE passport = ANY(ARRAY(SELECT passport FROM arrivals WHERE nik IS NULL AND passport <> ''))
ORDER BY passport, nationality, id
"""
# Everybody in the file beside whoever is registered under the same NIK or passport.
JUDGED = """
SELECT a.*, coalesce(h.id, f.id) AS person_id, coalesce(h.name, f.name) AS known_name,
       coalesce(h.born_on, f.born_on) AS known_born_on, coalesce(h.died_on, f.died_on) AS died_on,
       CASE WHEN a.place IS NULL THEN %(payer_region)s ELSE work.id END AS place_id,
       resides.id AS home_id, daterange(a.since, a.until) AS during,
       coalesce(%(payer)s, own.id) AS payer_id
FROM arrivals a
LEFT JOIN registry_person h ON h.nik = a.nik
LEFT JOIN foreigners f ON a.nik IS NULL AND (f.passport, f.nationality) = (a.passport, a.nationality)
LEFT JOIN registry_payer own ON own.person_id = h.id
LEFT JOIN registry_region work ON work.code_system = 'kemendagri' AND work.level = 2
    AND work.code = a.place AND work.valid @> a.since
LEFT JOIN registry_region resides ON resides.code_system = 'kemendagri' AND resides.level = 2
    AND resides.code = a.home AND resides.valid @> a.since
"""

_TWICE = """
(SELECT j.row, CASE WHEN j.row = t.first THEN t.last ELSE t.first END AS other, t.key FROM (
    SELECT coalesce(nik, passport || nationality) AS key, min(row) AS first, max(row) AS last,
           count(DISTINCT (wage, since)) > 1 AS differ
    FROM judged WHERE coalesce(nik, nullif(passport, '')) IS NOT NULL GROUP BY 1 HAVING count(*) > 1
) t JOIN judged j ON coalesce(j.nik, j.passport || j.nationality) = t.key
WHERE j.row > t.first OR t.differ) twice"""
_ACTIVE_HERE = """
(SELECT j.row, j.nik, min(lower(p.during)) AS since
 FROM judged j JOIN registry_participation p ON p.person_id = j.person_id AND p.payer_id = j.payer_id
    AND p.during && j.during{but} GROUP BY j.row, j.nik) here"""
_ACTIVE_ELSEWHERE = """
judged j WHERE EXISTS (SELECT 1 FROM registry_participation p
    WHERE p.person_id = j.person_id AND p.payer_id IS DISTINCT FROM j.payer_id
    AND p.during @> j.since{only})"""
_NO_WORD_SHARED = """NOT string_to_array(upper(regexp_replace(name, '[^[:alpha:]]+', ' ', 'g')), ' ')
    && string_to_array(upper(regexp_replace(known_name, '[^[:alpha:]]+', ' ', 'g')), ' ')"""
_PHONES = f"""
(SELECT row, phone, n FROM (SELECT row, phone, count(*) OVER (PARTITION BY phone) AS n
 FROM judged WHERE phone IS NOT NULL) p WHERE n > {ONE_PHONE_FOR}) shared"""
_NUMBERS = """
(SELECT j.row, j.number, CASE WHEN o.row IS NOT NULL THEN jsonb_build_object('line', o.row)
        ELSE to_jsonb(h.name) END AS whom
 FROM judged j
 LEFT JOIN LATERAL (SELECT min(row) AS row FROM judged b WHERE b.number = j.number AND b.row < j.row) o ON true
 LEFT JOIN intake_staffnumber s ON s.payer_id = %(payer)s AND s.number = j.number
    AND s.person_id IS DISTINCT FROM j.person_id
 LEFT JOIN registry_person h ON h.id = s.person_id
 WHERE j.number IS NOT NULL AND (o.row IS NOT NULL OR s.id IS NOT NULL)) numbers"""
_LIFE = """
(SELECT j.row, j.since, p.life FROM judged j JOIN registry_payer p ON p.id = j.payer_id
 WHERE j.since IS NOT NULL AND NOT p.life @> j.during) outside"""
_OTHER_BPU_PAYER = f"""
(SELECT DISTINCT ON (j.row) j.row, j.nik, y.name AS payer, lower(p.during) AS since
 FROM judged j
 JOIN registry_participation p ON p.person_id = j.person_id AND p.segment = {Segment.BPU.value}
    AND naungan_months_of(p.during) && naungan_months_of(j.during)
 JOIN registry_payer y ON y.id = p.payer_id
 WHERE p.payer_id IS DISTINCT FROM j.payer_id OR NOT p.during && j.during
 ORDER BY j.row, lower(p.during)) covered"""
_SAME_OCCUPATION = """
(SELECT count(*) AS n, min(sector) AS sector FROM judged
 HAVING count(*) > 10 AND count(DISTINCT sector) = 1) same"""

_PEOPLE = (
    # Of rows that agree the first goes in; where they differ nobody can say which is meant.
    SetRule("N05", "NIK", _TWICE, read="key", parts={"r": "other"}),
    SetRule("M05", "NIK", "judged WHERE died_on < since", read="nik", parts={"date": kind_sql("day", "died_on")}),
    SetRule(
        "M07", "NIK", f"judged WHERE born_on <> known_born_on AND {_NO_WORD_SHARED}", read="nik",
        parts={"name": "known_name", "date": kind_sql("day", "known_born_on")},
    ),
    SetRule(
        "M03", "NAMA", f"judged WHERE born_on = known_born_on AND {_NO_WORD_SHARED}", read="name",
        parts={"name": "known_name"},
    ),
    SetRule(
        "M09", "TANGGAL_LAHIR", f"judged WHERE born_on <> known_born_on AND NOT ({_NO_WORD_SHARED})",
        read="born_on::text", parts={"date": kind_sql("day", "known_born_on")},
    ),
    SetRule(
        "R01", "WILAYAH", "judged WHERE place IS NOT NULL AND place_id IS NULL AND since IS NOT NULL",
        read="place", parts={"x": "place", "date": kind_sql("day", "since")},
    ),
    SetRule("C02", "HP", _PHONES, read="phone", parts={"n": "n"}),
)  # fmt: skip
_ALREADY = SetRule("N06", "NIK", _ACTIVE_HERE.format(but=""), read="nik", parts={"date": kind_sql("day", "since")})
# The list of a sponsor is a state, sent again every month: who is on it already is no news.
_ALREADY_LATER = SetRule(
    "N06", "NIK", _ACTIVE_HERE.format(but=" AND NOT p.during @> j.since"), read="nik",
    parts={"date": kind_sql("day", "since")},
)  # fmt: skip
_BEYOND = SetRule(
    "M08", "TANGGAL_KEPESERTAAN", _LIFE, read="since::text",
    parts={"date": kind_sql("span", "jsonb_build_array(lower(life), upper(life))")},
)  # fmt: skip
_ONE_PAYER = SetRule(
    "M06", "NIK", _OTHER_BPU_PAYER, read="nik", parts={"payer": "payer", "date": kind_sql("day", "since")}
)
_ELSEWHERE = SetRule("N07", "NIK", _ACTIVE_ELSEWHERE.format(only=""), read="nik")
_WORKS_ELSEWHERE = SetRule(
    "N07", "NIK", _ACTIVE_ELSEWHERE.format(only=f" AND p.segment <> {Segment.BPU.value}"), read="nik"
)
_LOW_WAGE = SetRule(
    "W02", "UPAH",
    "(SELECT j.row, j.wage, f.rupiah, f.kind FROM judged j JOIN floors f ON f.region_id = j.place_id"
    " WHERE j.wage < f.rupiah) low",
    read="wage::text", parts={"kind": "kind", "x": kind_sql("rupiah", "rupiah")},
)  # fmt: skip
_STAFF_NUMBER = SetRule("E03", "NO_PEGAWAI", _NUMBERS, read="number", parts={"x": "number", "whom": "whom"})

WORKER_RULES = (*_PEOPLE, _ALREADY, _BEYOND, _ELSEWHERE, _LOW_WAGE, _STAFF_NUMBER)
SPONSORED_RULES = (
    *_PEOPLE,
    _ALREADY_LATER,
    _ONE_PAYER,
    _BEYOND,
    _WORKS_ELSEWHERE,
    SetRule("S02", "", _SAME_OCCUPATION, row="0", parts={"n": "n", "x": "sector"}),
)
BPU_RULES = (*_PEOPLE, _ALREADY, _ONE_PAYER, _BEYOND, _WORKS_ELSEWHERE)
