"""The rules that judge a wage file as a whole, against the registry and last month, as SQL."""

from __future__ import annotations

from django.utils.translation import gettext_noop as _

from naungan.intake.limits import WAGE_MOVES
from naungan.intake.set_rules import SetRule
from naungan.intake.words_sql import kind_sql, text

_CARD_AND_NIK, _NUMBER_AND_CARD = text(_("KPJ dan NIK")), text(_("KODE_TK dan KPJ atau NIK"))
# Odd rows beside what is known of the worker; of a stranger, what is known of whoever has these keys.
ODD = f"""
SELECT m.row, s.kpj, s.nik, s.code, s.name, m.wage, m.participation_id, r.name AS known_name, r.known_wage,
       r.floor, r.floor_kind, w.died_on,
       (SELECT max(upper(during)) FROM registry_participation p
        WHERE p.person_id = w.id AND p.payer_id = %(payer)s AND upper(during) <= %(month)s) AS left_on,
       CASE
           WHEN s.nik <> r.nik OR EXISTS (SELECT 1 FROM registry_card c
               WHERE c.kpj = s.kpj AND c.person_id <> r.person_id) THEN {_CARD_AND_NIK}
           WHEN EXISTS (SELECT 1 FROM intake_staffnumber n
               WHERE n.payer_id = %(payer)s AND n.number = s.code AND n.person_id <> r.person_id)
               THEN {_NUMBER_AND_CARD}
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
    SetRule("M02", "NIK", "odd WHERE conflict IS NOT NULL", read=_WHO, parts={"keys": kind_sql("words", "conflict")}),
    # Of rows that agree the first goes in; where the amounts differ nobody can say which is meant.
    SetRule("N05", "NIK", _SAME_PERSON_TWICE, read="key", parts={"r": "other"}, only_if="repeated"),
    SetRule(
        "M05", "NIK", "odd WHERE participation_id IS NULL AND died_on < %(month)s", read=_WHO,
        parts={"date": kind_sql("day", "died_on")},
    ),
    SetRule(
        "M04", "NIK",
        "odd WHERE participation_id IS NULL AND left_on IS NOT NULL "
        "AND (died_on IS NULL OR died_on >= %(month)s)",
        read=_WHO, parts={"date": kind_sql("day", "left_on")},
    ),
    SetRule(
        "M01", "NIK",
        f"odd WHERE participation_id IS NULL AND left_on IS NULL AND {_HAS_KEY} "
        "AND (died_on IS NULL OR died_on >= %(month)s)",
        read=_WHO,
    ),
    SetRule(
        "M03", "NAMA_LENGKAP", f"odd WHERE conflict IS NULL AND {_NO_WORD_SHARED}", read="name",
        parts={"name": "known_name"},
    ),
    SetRule(
        "W02", "UPAH", "odd WHERE conflict IS NULL AND wage < floor", read="wage::text",
        parts={"kind": "floor_kind", "x": kind_sql("rupiah", "floor")},
    ),
    SetRule(
        "W03", "UPAH",
        f"odd WHERE conflict IS NULL AND abs(wage - known_wage) * 100 > known_wage * {WAGE_MOVES}",
        read="wage::text",
        parts={
            "p": "to_char((wage - known_wage) * 100 / known_wage, 'FMSG999999999990')",
            "x": kind_sql("rupiah", "known_wage"),
        },
    ),
    SetRule(
        "W05", "",
        "(SELECT count(*) AS n, (array_agg(h.name ORDER BY h.name))[1:5] AS names"
        " FROM before b JOIN here p ON p.id = b.participation_id JOIN registry_person h ON h.id = p.person_id"
        " WHERE (h.died_on IS NULL OR h.died_on >= %(month)s)"
        " AND NOT EXISTS (SELECT 1 FROM already a WHERE a.participation_id = p.id)"
        " AND NOT EXISTS (SELECT 1 FROM matched m WHERE m.participation_id = p.id)"
        " AND (SELECT true FROM intake_wageline l WHERE l.for_month = %(month)s AND l.payer_id = %(payer)s"
        " AND l.participation_id = p.id AND l.report_id = %(report)s) IS NULL) w WHERE n > 0",
        row="0", read="array_to_string(names, ', ')", parts={"n": "n"}, only_if="absent",
    ),
    SetRule(
        "P01", "",
        "(SELECT count(*) AS n FROM here p JOIN registry_person h ON h.id = p.person_id"
        " WHERE h.nationality = 'ID' AND (h.died_on IS NULL OR h.died_on >= %(month)s)"
        " AND p.programmes & %(compulsory)s <> %(compulsory)s) p WHERE n > 0",
        row="0", parts={"n": "n", "x": "%(compulsory_names)s::text", "scale": kind_sql("words", "%(scale)s::text")},
    ),
)  # fmt: skip
