"""Writing many rows at once without giving up a single guard."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

EXCLUSIONS = """
SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE conrelid = %s::regclass AND contype = 'x' ORDER BY conname
"""


@contextmanager
def exclusions_judged_together(table: str) -> Iterator[None]:
    """Let PostgreSQL judge the exclusion constraints of a table once at the end, not row by row.

    They are put back as they were, which checks every row and costs half as much. A row that breaks one
    fails the transaction, and so does any other failure: nothing is left without its constraint.
    """
    with connection.cursor() as cursor:
        cursor.execute(EXCLUSIONS, [table])
        exclusions = cursor.fetchall()
        for name, _ in exclusions:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        yield
        # PostgreSQL alters no table while checks of its foreign keys are waiting.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for name, definition in exclusions:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
