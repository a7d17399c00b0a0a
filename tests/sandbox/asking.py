"""Short questions to the database."""

from __future__ import annotations

from typing import Any

from django.db import connection


def ask(query: str, *parameters: object) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return list(cursor.fetchall())


def one(query: str, *parameters: object) -> Any:
    """The one value of a query."""
    return ask(query, *parameters)[0][0]
