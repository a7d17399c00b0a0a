"""Freeze the payers of a month; what is frozen of every person-month is said here, and written by assess.py."""

from __future__ import annotations

from datetime import date

from django.db import connection

from naungan.contributions.errors import NotBillable, PayerIncomplete
from naungan.contributions.parts import WORKERS, Done, Part, plan_for_bulk, tell_planner, write
from naungan.contributions.reliefs import relief_flags
from naungan.registry.models import PayerKind, Segment
from naungan.saying import gettext as _

# As many parts as there are workers, and as many again for every five million people: each part reads the people
# and the participations anew. To bill a payer, to set a payment against the bill and to settle it costs as much
# as to assess four people.
PEOPLE_OF_PARTS, PAYER_IN_PEOPLE = 5_000_000, 4

# A payer takes part when somebody is with it this month, when a charge or a project's stage is due,
# or when something about a closed month was reported since the last close.
PAYERS = """
INSERT INTO contributions_payermonth
    (close_month, payer_id, part, kind, jkk_class, relief_pp49, relief_pp7, public_funds, reported,
     by_contract, people)
WITH here AS (
    SELECT payer_id, count(*) AS people FROM registry_participation
    WHERE during && daterange(%(month)s, %(next_month)s) GROUP BY payer_id
), taking_part AS (
    SELECT payer_id, people FROM here
    UNION ALL SELECT payer_id, 0 FROM contributions_charge WHERE close_month = %(month)s
    UNION ALL SELECT payer_id, 0 FROM registry_project
    UNION ALL SELECT payer_id, 0 FROM intake_wagereport
        WHERE for_month < %(month)s AND reported_at > %(changed_since)s
    UNION ALL SELECT payer_id, 0 FROM registry_participation WHERE recorded_at > %(changed_since)s
), counted AS (
    SELECT payer_id, sum(people)::int AS people FROM taking_part GROUP BY payer_id
), placed AS (
    SELECT payer_id, people,
           (1 + (sum(people + %(payer_in_people)s) OVER (ORDER BY payer_id) - 1) * %(parts)s
                / sum(people + %(payer_in_people)s) OVER ())::smallint AS part
    FROM counted
)
SELECT %(month)s, c.payer_id, c.part, p.kind, coalesce(k.jkk_class, 0), coalesce(f.pp49, false),
       coalesce(f.pp7, false), coalesce(s.fund_source IN ('apbn', 'apbd'), false),
       r.payer_id IS NOT NULL, coalesce(NOT j.wages_known, false), c.people
FROM placed c
JOIN registry_payer p ON p.id = c.payer_id
LEFT JOIN registry_riskclass k ON k.payer_id = c.payer_id AND k.during @> (%(next_month)s::date - 1)
LEFT JOIN registry_sponsor s ON s.payer_id = c.payer_id
LEFT JOIN registry_project j ON j.payer_id = c.payer_id
LEFT JOIN (SELECT DISTINCT payer_id FROM intake_wagereport WHERE for_month = %(month)s) r
    ON r.payer_id = c.payer_id
LEFT JOIN ({flags}) f ON f.payer_id = c.payer_id
"""

# Whoever never had but one participation counts once anywhere (coverage): nobody need look for another.
SEVERAL = "p.person_id IN (SELECT person_id FROM registry_participation GROUP BY person_id HAVING count(*) > 1)"

# What is frozen of a person-month, and the facts of its payer that the law asks for, by name. The wage of
# the month's latest report, else last month's, else the one of the registration. Back pay (rapel) is wage of
# the month in which it is reported.
PERSON_MONTHS = f"""
SELECT %(month)s::date AS close_month, %(month)s::date AS for_month, p.payer_id, p.id AS participation_id,
       p.person_id, h.born_on - DATE '1970-01-01' AS born,
       date_trunc('month', lower(p.during)::timestamp)::date AS joined, p.region_id, p.segment, p.programmes,
       (CASE WHEN r.wage IS NOT NULL THEN 1 WHEN l.wage IS NOT NULL THEN 2 ELSE 3 END)::smallint AS source,
       h.nationality <> 'ID' AS is_foreign, p.continues_past_pension AS continues,
       p.sector = 'transport' AS transport, y.by_contract, {SEVERAL} AS several,
       coalesce(r.wage, l.wage, p.wage) AS wage, coalesce(r.month_wage, l.wage, p.wage) AS month_wage,
       y.jkk_class, y.relief_pp49, y.relief_pp7, y.public_funds
FROM registry_participation p
JOIN registry_person h ON h.id = p.person_id
JOIN contributions_payermonth y
    ON y.close_month = %(month)s AND y.payer_id = p.payer_id AND y.payer_id BETWEEN %(first)s AND %(last)s
LEFT JOIN (
    SELECT DISTINCT ON (payer_id, participation_id) payer_id, participation_id, wage + back_pay AS wage,
           coalesce(month_wage, wage) + back_pay AS month_wage
    FROM intake_wageline WHERE for_month = %(month)s AND payer_id BETWEEN %(first)s AND %(last)s
    ORDER BY payer_id DESC, participation_id DESC, report_id DESC
) r ON r.payer_id = p.payer_id AND r.participation_id = p.id
LEFT JOIN (
    SELECT payer_id, participation_id, wage FROM contributions_assessment
    WHERE close_month = %(month_before)s AND for_month = %(month_before)s
      AND payer_id BETWEEN %(first)s AND %(last)s
) l ON l.payer_id = p.payer_id AND l.participation_id = p.id
WHERE p.payer_id BETWEEN %(first)s AND %(last)s AND p.during && daterange(%(month)s, %(next_month)s)
  AND (h.died_on IS NULL OR h.died_on >= %(month)s)
ORDER BY p.payer_id, p.id
"""

# Since the last close something was reported of a closed month, or a participation changed.
CHANGED = """
SELECT l.participation_id, l.for_month
FROM intake_wageline l JOIN intake_wagereport r ON r.id = l.report_id
WHERE l.for_month < %(month)s AND l.payer_id BETWEEN %(first)s AND %(last)s AND r.reported_at > %(changed_since)s
UNION
SELECT p.id, c.month FROM registry_participation p
CROSS JOIN contributions_month c
WHERE p.recorded_at > %(changed_since)s AND p.payer_id BETWEEN %(first)s AND %(last)s AND c.state = 'closed'
"""

# A closed month is corrected, never changed: what is now known of it, where that differs from what was
# last frozen, is frozen again under the open month. Programmes 0 says that nothing was due after all.
# The payer's facts are those frozen with that month; a payer that was unknown then is taken as it is now.
CORRECTED_MONTHS = f"""
WITH changed AS ({CHANGED}), known AS (
    SELECT p.payer_id, p.id AS participation_id, p.person_id, h.born_on - DATE '1970-01-01' AS born,
        coalesce(date_trunc('month', lower(p.during)::timestamp)::date, d.for_month) AS joined,
        p.region_id, p.segment,
        CASE WHEN p.during && daterange(d.for_month, (d.for_month + interval '1 month')::date)
              AND (h.died_on IS NULL OR h.died_on >= d.for_month) THEN p.programmes ELSE 0 END AS programmes,
        (CASE WHEN r.wage IS NOT NULL THEN 1 WHEN f.wage IS NOT NULL THEN 2 ELSE 3 END)::smallint AS source,
        h.nationality <> 'ID' AS is_foreign, p.continues_past_pension AS continues,
        p.sector = 'transport' AS transport, y.by_contract, {SEVERAL} AS several,
        coalesce(r.wage, f.wage, p.wage) AS wage, coalesce(r.month_wage, f.month_wage, p.wage) AS month_wage,
        y.jkk_class, y.relief_pp49, y.relief_pp7, y.public_funds,
        f.programmes AS was_programmes, f.wage AS was_wage, f.month_wage AS was_month_wage
    FROM changed d
    JOIN registry_participation p ON p.id = d.participation_id
    JOIN registry_person h ON h.id = p.person_id
    JOIN LATERAL (
        SELECT * FROM contributions_payermonth k
        WHERE k.payer_id = p.payer_id AND k.close_month IN (d.for_month, %(month)s)
        ORDER BY k.close_month LIMIT 1
    ) y ON true
    LEFT JOIN LATERAL (
        SELECT wage + back_pay AS wage, coalesce(month_wage, wage) + back_pay AS month_wage
        FROM intake_wageline l
        WHERE l.for_month = d.for_month AND l.payer_id = p.payer_id AND l.participation_id = p.id
        ORDER BY report_id DESC LIMIT 1
    ) r ON true
    LEFT JOIN LATERAL (
        SELECT programmes, wage, month_wage FROM contributions_assessment m
        WHERE m.payer_id = p.payer_id AND m.participation_id = p.id AND m.for_month = d.for_month
          AND m.close_month BETWEEN d.for_month AND %(month_before)s
        ORDER BY m.close_month DESC LIMIT 1
    ) f ON true
    WHERE d.for_month = %(for_month)s
)
SELECT %(month)s::date AS close_month, %(for_month)s::date AS for_month, known.* FROM known
WHERE CASE WHEN was_programmes IS NULL THEN programmes <> 0
           ELSE (programmes, wage, month_wage) IS DISTINCT FROM (was_programmes, was_wage, was_month_wage)
                AND (programmes, was_programmes) IS DISTINCT FROM (0::smallint, 0::smallint) END
"""


def freeze_payers(part: Part) -> Done:
    """Freeze the facts of every payer of the month and cut them into parts of like size.

    Raises PayerIncomplete for employers without a JKK class, NotBillable for migrant workers.
    """
    plan_for_bulk()
    flags, flag_parameters = relief_flags(part.month)
    parameters = part.parameters | flag_parameters | {"changed_since": changed_since(part.month)}
    parameters |= {"parts": WORKERS * (1 + _people(part) // PEOPLE_OF_PARTS), "payer_in_people": PAYER_IN_PEOPLE}
    rows = write(PAYERS.format(flags=flags), parameters)
    tell_planner("contributions_payermonth", "close_month", "payer_id")
    _refuse_employers_without_class(part.month)
    return Done(rows)


def changed_since(month: date) -> object:
    """When the month before was frozen: what came in later was not seen by any close. None: no close yet."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT max(frozen_at) FROM contributions_month WHERE state = 'closed' AND month < %s", [month]
        )
        return cursor.fetchone()[0]


def _people(part: Part) -> int:
    """Participations of the month. Raises NotBillable where migrant workers are among them."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*), count(*) FILTER (WHERE segment = %(migrant)s) FROM registry_participation
            WHERE during && daterange(%(month)s, %(next_month)s)
            """,
            part.parameters | {"migrant": Segment.PMI},
        )
        people, migrants = cursor.fetchone()
    if migrants:
        raise NotBillable(
            _(
                "%(migrants)s kepesertaan PMI berlaku pada %(month)s; paket PMI dibayar di muka dan belum "
                "ditagih lewat tutup bulan. Akhiri atau keluarkan kepesertaan itu dari basis data ini."
            )
            % {"migrants": migrants, "month": f"{part.month:%Y-%m}"}
        )
    return int(people)


def _refuse_employers_without_class(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT p.code FROM contributions_payermonth m JOIN registry_payer p ON p.id = m.payer_id
            WHERE m.close_month = %s AND m.kind = %s AND m.jkk_class = 0 AND m.people > 0
            ORDER BY p.code LIMIT 5
            """,
            [month, PayerKind.EMPLOYER],
        )
        codes = [code for (code,) in cursor.fetchall()]
    if codes:
        raise PayerIncomplete(
            _(
                "Kelompok risiko JKK belum ditetapkan untuk pemberi kerja %(codes)s pada akhir %(month)s. "
                "Tetapkan kelompoknya (1 sampai 5), lalu tutup bulan lagi."
            )
            % {"codes": ", ".join(codes), "month": f"{month:%Y-%m}"}
        )
