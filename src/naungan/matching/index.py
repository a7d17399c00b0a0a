"""Keep the registry read for matching: whoever changed since is read again, a batch at a time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction

from naungan.access.scope import as_system
from naungan.matching.columns import Known
from naungan.matching.dates import month_day
from naungan.matching.names import read_name

BATCH = 50_000
# Whoever is being merged away is not found again.
STALE = """
WITH taken AS (
    DELETE FROM matching_stale WHERE id IN (SELECT id FROM matching_stale ORDER BY id LIMIT %(batch)s)
    RETURNING person_id
)
SELECT DISTINCT t.person_id, h.nik, h.name, h.born_on, h.sex, r.code, h.mother_name
FROM taken t
LEFT JOIN registry_person h ON h.id = t.person_id AND NOT EXISTS (
    SELECT FROM matching_merge m WHERE m.gone_id = h.id AND m.state = 'done')
LEFT JOIN registry_region r ON r.id = h.region_id
"""
FORGET = "DELETE FROM matching_known WHERE person_id = ANY (%(people)s)"
KEEP = """
COPY matching_known (person_id, nik, sounds, key, letters, start, born, year, month_day, sex, district, mother)
FROM STDIN
"""
WAITING = "SELECT EXISTS (SELECT FROM matching_stale)"


def refresh() -> int:
    """Read everybody again who is new or has changed; how many. Quick where nobody has.

    Whoever matches calls it first. Two at once take turns: one waits for the other's batch.
    """
    done = 0
    with as_system(), connection.cursor() as cursor:
        cursor.execute(WAITING)
        if not cursor.fetchone()[0]:
            return 0
        while people := _batch(cursor):
            done += len(people)
        if done >= BATCH:
            cursor.execute("ANALYZE matching_known")
    return done


def _batch(cursor: Any) -> Sequence[tuple[Any, ...]]:
    with transaction.atomic():
        cursor.execute(STALE, {"batch": BATCH})
        people = cursor.fetchall()
        cursor.execute(FORGET, {"people": [person[0] for person in people]})
        with cursor.copy(KEEP) as copy:
            for person_id, nik, name, born_on, sex, district, mother in people:
                if name is not None:
                    copy.write_row(_row(person_id, read_person(nik, name, born_on, sex, district, mother)))
    return list(people)


def read_person(nik: str | None, name: str, born_on: date, sex: str, district: str | None, mother: str) -> Known:
    """A person of the registry as read; the registry knows no villages."""
    return Known(
        nik, read_name(name, sex), born_on, sex, None, district, read_name(mother, "P").in_order or None
    )  # fmt: skip


def _row(person_id: int, one: Known) -> tuple[Any, ...]:
    assert one.born_on is not None
    name = one.name
    return (
        person_id, one.nik, " ".join(name.sounds), name.key, one.letters, one.start, one.born_on, one.born_on.year,
        month_day(one.born_on), one.sex, one.district, one.mother,
    )  # fmt: skip
