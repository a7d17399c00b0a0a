"""Open what a year asks of every government: each verified duty for each of its periods, once."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection, transaction

from naungan.mandates.facts import duties, periods

_OPEN = """
INSERT INTO mandates_obligation (region_id, duty, period, due_on, state, version)
SELECT r.id, of.duty, of.period, of.due_on, 'not-started', 1
FROM unnest(%(duties)s::text[], %(periods)s::text[], %(dues)s::date[], %(levels)s::int[])
     AS of (duty, period, due_on, level)
JOIN registry_region r ON r.level = of.level AND r.code_system = 'kemendagri' AND r.valid @> %(on)s::date
JOIN registry_region top ON top.id = coalesce(r.parent_id, r.id)
WHERE top.level = 0 OR EXISTS (SELECT FROM registry_region k WHERE k.id = top.parent_id AND k.level = 0)
ON CONFLICT (region_id, duty, period) DO NOTHING
"""


@transaction.atomic
def open_obligations(year: int) -> int:
    """Open the obligations that are due in a year for the governments that are governed here; how many were new.

    A duty that was not seen in its source opens nothing. Done twice it changes nothing.
    """
    rows = [
        (duty.code, period.code, period.due_on, level)
        for duty in duties().values()
        if duty.seen
        for period in periods(duty, year)
        for level in duty.levels
    ]
    codes, names, dues, levels = (list(column) for column in zip(*rows, strict=True))
    given: dict[str, Any] = {
        "duties": codes,
        "periods": names,
        "dues": dues,
        "levels": levels,
        "on": date(year, 12, 31),
    }
    with connection.cursor() as cursor:
        cursor.execute(_OPEN, given)
        opened: int = cursor.rowcount
    return opened
