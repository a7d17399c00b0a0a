"""The number of a claim: programme, year, serial without gaps in what was kept."""

from __future__ import annotations

from django.db import connection

_NEXT = """
INSERT INTO claims_serial (prefix, year, last) VALUES (%(prefix)s, %(year)s, %(many)s)
ON CONFLICT (prefix, year) DO UPDATE SET last = claims_serial.last + %(many)s
RETURNING last
"""


def next_number(prefix: str, year: int) -> str:
    """The next number, as JKM-2026-000123; held by this transaction until it ends."""
    return number_text(prefix, year, take_serials(prefix, year, 1))


def take_serials(prefix: str, year: int, many: int) -> int:
    """Take so many serials at once: the first of them. Call as the owner of the tables."""
    with connection.cursor() as cursor:
        cursor.execute(_NEXT, {"prefix": prefix, "year": year, "many": many})
        return int(cursor.fetchone()[0]) - many + 1


def number_text(prefix: str, year: int, serial: int) -> str:
    """A number as people read it."""
    return f"{prefix}-{year:04d}-{serial:06d}"
