"""Count people once: every person of a month at one main participation, for each definition of active."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from naungan.coverage.bases import DEFINITIONS, Definition
from naungan.registry.models import Segment

# A person with several participations counts at one: the first of this order, then the oldest.
MAIN_FIRST = (Segment.PU, Segment.JAKON, Segment.BPU, Segment.PMI)

# One pass over the month and one group a person. Order (3 bits), participation (44) and region (16)
# are packed into one bigint, so that a plain min() finds the main participation with its place; a
# sort of a million rows by three columns takes twice as long. Without its participation it is a place: one
# number for each definition, so that PostgreSQL expects few groups and need not sort for them either.
_COUNT = """
CREATE TEMPORARY TABLE coverage_counted ON COMMIT DROP AS
WITH main AS (
    SELECT {mains}
    FROM (
        SELECT person_id, standing, unpaid_months,
               ((CASE segment {order} END)::bigint << 60) | (participation_id << 16) | region_id AS packed
        FROM contributions_standing
        WHERE month = %(month)s AND standing = ANY (%(active)s::smallint[])
    ) AS active
    GROUP BY person_id
), places AS (
    SELECT {places}, count(*) AS people FROM main GROUP BY {columns}
)
SELECT definition, (place & 65535)::int AS region_id, (%(names)s::text[])[(place >> 16) + 1] AS segment,
       sum(people)::bigint AS people
FROM places CROSS JOIN LATERAL (VALUES {unfolded}) AS of_definition (definition, place)
WHERE place IS NOT NULL
GROUP BY definition, place
"""


def count_people(month: date) -> None:
    """Fill the temporary table coverage_counted: definition, region_id, segment, people."""
    active = {standing for definition in DEFINITIONS.values() for standing in definition.standings}
    given: dict[str, Any] = {
        "month": month,
        "active": sorted(active),
        "names": [segment.name for segment in MAIN_FIRST],
    }
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS coverage_counted")
        cursor.execute(_count_sql(), given)


def _counts(definition: Definition) -> str:
    """The condition under which a participation counts as active."""
    standings = ", ".join(map(str, definition.standings))
    return f"standing IN ({standings})" + (" AND unpaid_months = 0" if definition.paid else "")


def _count_sql() -> str:
    """The statement for the table of definitions: one packed main participation for each."""
    counts = [_counts(definition) for definition in DEFINITIONS.values()]
    mains = [f"min(packed) FILTER (WHERE {condition}) AS main_{n}" for n, condition in enumerate(counts)]
    places = [f"(main_{n} >> 60 << 16) | (main_{n} & 65535) AS place_{n}" for n in range(len(mains))]
    unfolded = [f"('{code}', place_{n})" for n, code in enumerate(DEFINITIONS)]
    return _COUNT.format(
        mains=", ".join(mains),
        order=" ".join(f"WHEN {segment.value} THEN {place}" for place, segment in enumerate(MAIN_FIRST)),
        places=", ".join(places),
        columns=", ".join(map(str, range(1, len(mains) + 1))),
        unfolded=", ".join(unfolded),
    )
