"""Whether this database is a sandbox: only the sandbox's builder marks it so, and a mark is never changed."""

from __future__ import annotations

from django.db import connection


def is_sandbox() -> bool:
    """Whether the people in this database are invented (coverage's row on the scale of the population)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM coverage_populationscale)")
        return bool(cursor.fetchone()[0])
