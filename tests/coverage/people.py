"""People standing in a month, written as a closed month would leave them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import count

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.registry.models import Region, Segment
from naungan.registry.region_facts import PROVINCES_OF_KALIMANTAN, RegionFact, region_facts

DECEMBER, YEAR_END = date(2022, 12, 1), date(2022, 12, 31)
Row = tuple[int, str, str, int] | tuple[int, str, str, int, int]
Stand = Callable[..., None]

# What counts is read from a view of another room; here a table of the same shape stands in its place.
_IN_PLACE = """
DO $$ BEGIN
    IF (SELECT relkind = 'v' FROM pg_class WHERE oid = 'contributions_standing'::regclass) THEN
        ALTER VIEW contributions_standing RENAME TO contributions_standing_view;
        CREATE TABLE contributions_standing AS SELECT * FROM contributions_standing_view WITH NO DATA;
    END IF;
END $$
"""
_WRITE = (
    "INSERT INTO contributions_standing (month, payer_id, participation_id, person_id, region_id, segment,"
    " standing, unpaid_months) "
)
_crowded = count(1_000_000, 1_000_000)


def write_regions() -> dict[str, int]:
    """Kalimantan whole, and South Sulawesi with Makassar and nothing above it: code to id.

    The ids are given here: the sequence is a small one and remembers what a test rolls back.
    """
    facts = sorted((fact for fact in region_facts() if _wanted(fact)), key=lambda fact: fact.level)
    ids = {fact.code: number for number, fact in enumerate(facts, 1)}
    Region.objects.bulk_create(
        Region(
            id=ids[fact.code],
            code=fact.code,
            level=fact.level,
            kind=fact.kind,
            name=fact.name,
            parent_id=ids.get(fact.parent_code),
            valid=DateRange(fact.valid_from, fact.valid_until),
        )
        for fact in facts
    )
    return ids


def _wanted(fact: RegionFact) -> bool:
    here = fact.code[:2] in ("KA", *PROVINCES_OF_KALIMANTAN) or fact.code in ("73", "73.71")
    return here and fact.holds_on(DECEMBER)


def write_people(
    regions: dict[str, int], rows: Iterable[Row], month: date = DECEMBER, first_participation: int = 1
) -> None:
    """(person, region code, segment, standing, unpaid months): one participation a row."""
    values = [
        (month, 1, number, row[0], regions[row[1]], Segment[row[2]].value, row[3], row[4] if len(row) > 4 else 0)
        for number, row in enumerate(rows, first_participation)
    ]
    with connection.cursor() as cursor:
        cursor.execute(_IN_PLACE)
        cursor.executemany(_WRITE + "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)", values)


def write_crowd(regions: dict[str, int], code: str, people: int, segment: str = "PU", month: date = DECEMBER) -> None:
    """That many people in one region, all active, nobody of them elsewhere."""
    first = next(_crowded)
    with connection.cursor() as cursor:
        cursor.execute(_IN_PLACE)
        cursor.execute(
            _WRITE + "SELECT %s, 2, n, n, %s, %s, 1, 0 FROM generate_series(%s, %s) AS n",
            [month, regions[code], Segment[segment].value, first, first + people - 1],
        )
