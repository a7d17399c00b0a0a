"""The rules that judge a wage file as a whole, against the registry and last month, as SQL.

The roster is everybody whom the employer covers in the month, with what is known of them. The rows of
the file are matched to it by KPJ, else NIK, else staff number. A row that agrees with the roster in
everything is done with there; only the odd ones are looked at rule by rule.
"""

from __future__ import annotations

from naungan.intake.limits import WAGE_MOVES
from naungan.intake.set_rules import SetRule
from naungan.intake.words_sql import day_sql, rupiah_sql

# Three small tables first: PostgreSQL then knows how many rows it joins, which it cannot know of a month
# whose lines have just been written.
HERE = """
SELECT id, person_id, region_id, programmes, wage FROM registry_participation p
WHERE payer_id = %(payer)s AND during && daterange(%(month)s, %(next_month)s)
  -- Somebody who left and came back within the month is reported for the later time.
  AND (upper_inf(during) OR upper(during) >= %(next_month)s OR NOT EXISTS (
      SELECT 1 FROM registry_participation q
      WHERE q.person_id = p.person_id AND q.payer_id = p.payer_id
        AND q.during && daterange(%(month)s, %(next_month)s) AND lower(q.during) > lower(p.during)))
"""
# The latest report of a month is in force for each worker (contributions reads it the same way). Both
# keys descend, so that the primary key is read backwards and nothing is sorted.
LINES_OF = """
SELECT DISTINCT ON (participation_id) participation_id, wage, back_pay FROM intake_wageline
WHERE payer_id = %(payer)s AND for_month = {month} ORDER BY participation_id DESC, report_id DESC
"""
BEFORE, ALREADY = LINES_OF.format(month="%(month_before)s"), LINES_OF.format(month="%(month)s")
ROSTER = f"""
SELECT p.id AS participation_id, p.person_id, p.programmes, h.nik, h.name, h.nationality, c.kpj,
       -- An employer whose workers have no numbers at all may write what it likes into that column.
       coalesce(n.numbers, CASE WHEN EXISTS (
           SELECT 1 FROM intake_staffnumber WHERE payer_id = %(payer)s) THEN ARRAY[]::text[] END) AS numbers,
       coalesce(b.wage, p.wage) AS known_wage, b.wage IS NOT NULL AS reported_before,
       a.wage AS now_wage, a.back_pay AS now_back_pay, f.rupiah AS floor, f.kind AS floor_kind,
       greatest((coalesce(b.wage, p.wage) * {100 - WAGE_MOVES} + 99) / 100, f.rupiah) AS least,
       coalesce(b.wage, p.wage) * {100 + WAGE_MOVES} / 100 AS most
FROM here p
JOIN registry_person h ON h.id = p.person_id AND (h.died_on IS NULL OR h.died_on >= %(month)s)
LEFT JOIN before b ON b.participation_id = p.id
LEFT JOIN already a ON a.participation_id = p.id
LEFT JOIN registry_card c ON c.person_id = p.person_id
LEFT JOIN (SELECT person_id, array_agg(number) AS numbers FROM intake_staffnumber
           WHERE payer_id = %(payer)s GROUP BY person_id) n ON n.person_id = p.person_id
LEFT JOIN floors f ON f.region_id = p.region_id
"""

ROSTER_STEPS = (("here", HERE), ("before", BEFORE), ("already", ALREADY), ("roster", ROSTER))

MATCHED = (
    "row int, wage bigint, back_pay bigint, participation_id bigint, odd boolean, unchanged boolean, stored boolean"
)
_MATCH = """
INSERT INTO matched
SELECT {distinct} s.row, s.wage, coalesce(s.back_pay, 0), r.participation_id,
       coalesce(s.name <> r.name, false) OR coalesce(s.nik <> r.nik, false) OR coalesce(s.kpj <> r.kpj, false)
           OR coalesce(s.wage NOT BETWEEN r.least AND r.most, false) OR coalesce(s.code <> ALL(r.numbers), false),
       coalesce(s.wage = r.now_wage AND coalesce(s.back_pay, 0) = r.now_back_pay, false), false
FROM staged s JOIN roster r ON {key} {rest}
"""
_REST = "WHERE NOT EXISTS (SELECT 1 FROM matched m WHERE m.row = s.row)"
BY_KPJ = _MATCH.format(distinct="", key="r.kpj = s.kpj", rest="")
BY_NIK = _MATCH.format(distinct="DISTINCT ON (s.row)", key="r.nik = s.nik", rest=_REST)
BY_CODE = _MATCH.format(distinct="DISTINCT ON (s.row)", key="s.code = ANY(r.numbers)", rest=_REST)
STRANGERS = f"""
INSERT INTO matched SELECT s.row, s.wage, s.back_pay, NULL, true, false, false FROM staged s {_REST}
"""

SUMMARY = """
SELECT count(participation_id) > count(DISTINCT participation_id) AS repeated,
       count(DISTINCT participation_id) < (SELECT count(*) FROM here) AS absent
FROM matched
"""

# Odd rows beside what is known of the worker; of a stranger, what is known of whoever has these keys.
ODD = """
SELECT m.row, s.kpj, s.nik, s.code, s.name, m.wage, m.participation_id, r.name AS known_name, r.known_wage,
       r.floor, r.floor_kind, w.died_on,
       (SELECT max(upper(during)) FROM registry_participation p
        WHERE p.person_id = w.id AND p.payer_id = %(payer)s AND upper(during) <= %(month)s) AS left_on,
       CASE
           WHEN s.nik <> r.nik OR EXISTS (SELECT 1 FROM registry_card c
               WHERE c.kpj = s.kpj AND c.person_id <> r.person_id) THEN 'KPJ dan NIK'
           WHEN EXISTS (SELECT 1 FROM intake_staffnumber n
               WHERE n.payer_id = %(payer)s AND n.number = s.code AND n.person_id <> r.person_id)
               THEN 'KODE_TK dan KPJ atau NIK'
       END AS conflict
FROM matched m
JOIN staged s ON s.row = m.row
LEFT JOIN (SELECT DISTINCT ON (participation_id) * FROM roster ORDER BY participation_id) r
    ON r.participation_id = m.participation_id
LEFT JOIN registry_person w ON m.participation_id IS NULL AND w.id = coalesce(
    (SELECT person_id FROM registry_card c WHERE c.kpj = s.kpj),
    (SELECT id FROM registry_person h WHERE h.nik = s.nik),
    (SELECT person_id FROM intake_staffnumber n WHERE n.payer_id = %(payer)s AND n.number = s.code))
WHERE m.odd
"""

_NO_WORD_SHARED = """NOT string_to_array(upper(regexp_replace(name, '[^[:alpha:]]+', ' ', 'g')), ' ')
    && string_to_array(upper(regexp_replace(known_name, '[^[:alpha:]]+', ' ', 'g')), ' ')"""
_WHO = "concat_ws(' / ', kpj, nik, code)"
_HAS_KEY = "coalesce(kpj, nik, code) IS NOT NULL"
_SAME_PERSON_TWICE = """
(SELECT m.row, d.other, r.key FROM (
    SELECT participation_id, min(row) AS first, max(row) AS last,
           count(DISTINCT (wage, back_pay)) > 1 AS amounts_differ
    FROM matched WHERE participation_id IS NOT NULL AND row NOT IN (SELECT row FROM odd WHERE conflict IS NOT NULL)
    GROUP BY participation_id HAVING count(*) > 1
) t JOIN matched m USING (participation_id)
JOIN (SELECT DISTINCT participation_id, coalesce(nik, name) AS key FROM roster) r USING (participation_id)
CROSS JOIN LATERAL (SELECT CASE WHEN m.row = t.first THEN t.last ELSE t.first END AS other) d
WHERE (m.row > t.first OR t.amounts_differ)
  AND m.row NOT IN (SELECT row FROM odd WHERE conflict IS NOT NULL)) twice"""

RULES = (
    SetRule("M02", "NIK", "odd WHERE conflict IS NOT NULL", read=_WHO, values={"keys": "conflict"}),
    # Of rows that agree the first goes in; where the amounts differ nobody can say which is meant.
    SetRule("N05", "NIK", _SAME_PERSON_TWICE, read="key", values={"r": "other::text"}, only_if="repeated"),
    SetRule(
        "M05", "NIK", "odd WHERE participation_id IS NULL AND died_on < %(month)s", read=_WHO,
        values={"date": day_sql("died_on")},
    ),
    SetRule(
        "M04", "NIK",
        "odd WHERE participation_id IS NULL AND left_on IS NOT NULL "
        "AND (died_on IS NULL OR died_on >= %(month)s)",
        read=_WHO, values={"date": day_sql("left_on")},
    ),
    SetRule(
        "M01", "NIK",
        f"odd WHERE participation_id IS NULL AND left_on IS NULL AND {_HAS_KEY} "
        "AND (died_on IS NULL OR died_on >= %(month)s)",
        read=_WHO,
    ),
    SetRule(
        "M03", "NAMA_LENGKAP", f"odd WHERE conflict IS NULL AND {_NO_WORD_SHARED}", read="name",
        values={"name": "known_name"},
    ),
    SetRule(
        "W02", "UPAH", "odd WHERE conflict IS NULL AND wage < floor", read="wage::text",
        values={"kind": "floor_kind", "x": rupiah_sql("floor")},
    ),
    SetRule(
        "W03", "UPAH",
        f"odd WHERE conflict IS NULL AND abs(wage - known_wage) * 100 > known_wage * {WAGE_MOVES}",
        read="wage::text",
        values={
            "p": "to_char((wage - known_wage) * 100 / known_wage, 'FMSG999999999990')",
            "x": rupiah_sql("known_wage"),
        },
    ),
    SetRule(
        "W05", "",
        "(SELECT count(*) AS n, (array_agg(name ORDER BY name))[1:5] AS names FROM ("
        " SELECT DISTINCT participation_id, name FROM roster r WHERE reported_before AND now_wage IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM matched m WHERE m.participation_id = r.participation_id)"
        ") missing) w WHERE n > 0",
        row="0", read="array_to_string(names, ', ')", values={"n": "n::text"}, only_if="absent",
    ),
    SetRule(
        "P01", "",
        "(SELECT count(DISTINCT participation_id) AS n FROM roster"
        " WHERE nationality = 'ID' AND programmes & %(compulsory)s <> %(compulsory)s) p WHERE n > 0",
        row="0", values={"n": "n::text", "x": "%(compulsory_names)s::text", "scale": "%(scale)s::text"},
    ),
)  # fmt: skip

LAST_REPORTED = """
SELECT max(for_month) FROM intake_wagereport WHERE payer_id = %(payer)s AND for_month < %(month)s
"""
_STORABLE = "NOT stored AND participation_id IS NOT NULL AND wage IS NOT NULL AND row NOT IN ({held})"
UNCHANGED = f"SELECT count(*) FROM matched WHERE unchanged AND {_STORABLE}"
WORTH_A_REPORT = f"SELECT EXISTS (SELECT 1 FROM matched WHERE {_STORABLE})"
REPORT = """
INSERT INTO intake_wagereport (payer_id, for_month, upload_id)
VALUES (%(payer)s, %(month)s, %(report_of)s) RETURNING id
"""
_LINES = """
INSERT INTO intake_wageline (for_month, payer_id, participation_id, report_id, wage, back_pay)
SELECT %(month)s, %(payer)s, participation_id, %(report)s, wage, back_pay FROM matched
WHERE {which} ORDER BY participation_id
"""
EARLY_LINES = _LINES.format(which="stored AND row > %(after)s")
LINES = _LINES.format(which=f"NOT unchanged AND {_STORABLE}")
