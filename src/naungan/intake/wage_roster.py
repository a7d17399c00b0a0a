"""Whom an employer covers in a month, and which row of its file is about whom, as SQL.

The roster is everybody whom the employer covers in the month, with what is known of them. The rows of
the file are matched to it by KPJ, else NIK, else staff number (workflows.md 3.1). A row that agrees with
the roster in everything is done with here; only the odd ones are looked at rule by rule.
"""

from __future__ import annotations

from naungan.intake.limits import LEAST_AMOUNT, MOST_AMOUNT, WAGE_MOVES

LAST_REPORTED = """
SELECT max(for_month) FROM intake_wagereport WHERE payer_id = %(payer)s AND for_month < %(month)s
"""
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
_KNOWN_WAGE = "coalesce(b.wage, p.wage)"
_LEAST = f"greatest(({_KNOWN_WAGE} * {100 - WAGE_MOVES} + 99) / 100, f.rupiah)"
_MOST = f"{_KNOWN_WAGE} * {100 + WAGE_MOVES} / 100"
# An employer whose workers have no numbers at all may write what it likes into that column.
_NUMBERS = """coalesce(n.numbers, CASE WHEN EXISTS (
    SELECT 1 FROM intake_staffnumber WHERE payer_id = %(payer)s) THEN ARRAY[]::text[] END)"""
_PEOPLE = """
FROM here p
JOIN registry_person h ON h.id = p.person_id AND (h.died_on IS NULL OR h.died_on >= %(month)s)
LEFT JOIN before b ON b.participation_id = p.id
LEFT JOIN already a ON a.participation_id = p.id
LEFT JOIN registry_card c ON c.person_id = p.person_id
LEFT JOIN (SELECT person_id, array_agg(number) AS numbers FROM intake_staffnumber
           WHERE payer_id = %(payer)s GROUP BY person_id) n ON n.person_id = p.person_id
LEFT JOIN floors f ON f.region_id = p.region_id
"""
ROSTER = f"""
SELECT p.id AS participation_id, p.person_id, h.nik, h.name, c.kpj, {_NUMBERS} AS numbers,
       {_KNOWN_WAGE} AS known_wage, a.wage AS now_wage, a.back_pay AS now_back_pay,
       f.rupiah AS floor, f.kind AS floor_kind, {_LEAST} AS least, {_MOST} AS most
{_PEOPLE}
"""
# The part of the roster that a few rows can be about.
ROSTER_ASKED_FOR = f"""{ROSTER}
WHERE p.person_id IN (
    SELECT k.person_id FROM staged s JOIN registry_card k ON k.kpj = s.kpj
    UNION SELECT k.id FROM staged s JOIN registry_person k ON k.nik = s.nik
    UNION SELECT k.person_id FROM staged s JOIN intake_staffnumber k ON k.number = s.code AND k.payer_id = %(payer)s)
"""
# What is known of a worker: the keys, the wages that no rule asks about, the staff numbers. Somebody with a
# line of this month already is compared in the database.
KNOWN = f"""
SELECT c.kpj || E'\\t' || h.nik || E'\\t' || h.name,
       p.id, greatest({_LEAST}, {LEAST_AMOUNT}), least({_MOST}, {MOST_AMOUNT}), {_NUMBERS}
{_PEOPLE}
WHERE c.kpj IS NOT NULL AND h.nik IS NOT NULL AND strpos(h.name, E'\\t') = 0 AND a.participation_id IS NULL
"""

MATCHED = "row int, wage bigint, back_pay bigint, participation_id bigint, odd boolean, unchanged boolean"
_MATCH = """
INSERT INTO matched
SELECT {distinct} s.row, s.wage, coalesce(s.back_pay, 0), r.participation_id,
       coalesce(s.name <> r.name, false) OR coalesce(s.nik <> r.nik, false) OR coalesce(s.kpj <> r.kpj, false)
           OR coalesce(s.wage NOT BETWEEN r.least AND r.most, false) OR coalesce(s.code <> ALL(r.numbers), false),
       coalesce(s.wage = r.now_wage AND coalesce(s.back_pay, 0) = r.now_back_pay, false)
FROM staged s JOIN roster r ON {key} {rest}
"""
_REST = "WHERE NOT EXISTS (SELECT 1 FROM matched m WHERE m.row = s.row)"
BY_KPJ = _MATCH.format(distinct="", key="r.kpj = s.kpj", rest="")
BY_NIK = _MATCH.format(distinct="DISTINCT ON (s.row)", key="r.nik = s.nik", rest=_REST)
BY_CODE = _MATCH.format(distinct="DISTINCT ON (s.row)", key="s.code = ANY(r.numbers)", rest=_REST)
STRANGERS = f"""
INSERT INTO matched SELECT s.row, s.wage, s.back_pay, NULL, true, false FROM staged s {_REST}
"""

SUMMARY = """
SELECT count(participation_id) > count(DISTINCT participation_id) AS repeated,
       count(DISTINCT participation_id) + %(agreed)s < %(people)s AS absent
FROM matched
"""
