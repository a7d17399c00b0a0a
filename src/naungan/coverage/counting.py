"""Count people once: every person of a month at one main participation, for each definition of active."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from naungan.coverage.bases import DEFINITIONS, Definition
from naungan.registry.models import Segment

# A person with several participations counts at one: the first of this order, then the oldest.
MAIN_FIRST = (Segment.PU, Segment.JAKON, Segment.BPU, Segment.PMI)

# Whoever has other participations is a group of one person: order (3 bits), participation (44) and region (16)
# are packed into one bigint, so that a plain min() finds the main participation with its place. All others,
# nearly everybody, are counted together with those who stand as they do in the same place. One number is the
# group of both (people positive, places negative): PostgreSQL then expects few groups, and does not sort.
# The OFFSET keeps it from working a standing out again for every condition on it.
_COUNT = """
CREATE TEMPORARY TABLE coverage_counted ON COMMIT DROP AS
WITH standing AS (
    SELECT person_id, participation_id, region_id, (CASE segment {order} END)::bigint AS place, {counts},
           several IS NOT FALSE AS several
    FROM (SELECT * FROM contributions_standing WHERE month = %(month)s OFFSET BIGINT '0') AS everybody
    WHERE standing = ANY (%(active)s::smallint[])
), main AS (
    SELECT CASE WHEN several THEN person_id ELSE -((place << 24) | (region_id::bigint << 8) | {bits}) END AS who,
           count(*) AS rows, {mains}
    FROM standing GROUP BY who
), places AS (
    SELECT {places}, sum(CASE WHEN who > 0 THEN 1 ELSE rows END) AS people FROM main GROUP BY {columns}
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
    conditions = [_counts(definition) for definition in DEFINITIONS.values()]
    numbers = range(len(conditions))
    packed = "(place << 60) | (participation_id << 16) | region_id"
    return _COUNT.format(
        order=" ".join(f"WHEN {segment.value} THEN {place}" for place, segment in enumerate(MAIN_FIRST)),
        counts=", ".join(f"{condition} AS counts_{n}" for n, condition in enumerate(conditions)),
        bits=" | ".join(f"(counts_{n}::int << {n})" for n in numbers),
        mains=", ".join(f"min({packed}) FILTER (WHERE counts_{n}) AS main_{n}" for n in numbers),
        places=", ".join(f"(main_{n} >> 60 << 16) | (main_{n} & 65535) AS place_{n}" for n in numbers),
        columns=", ".join(str(n + 1) for n in numbers),
        unfolded=", ".join(f"('{code}', place_{n})" for n, code in enumerate(DEFINITIONS)),
    )
