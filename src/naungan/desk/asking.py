"""One question, many lists: rows that PostgreSQL answers as JSON, read back with their types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import date, datetime
from typing import Any, TypeVar, get_type_hints

from django.db import connection

Row = TypeVar("Row")

_READ: dict[Any, Callable[[Any], Any]] = {
    date: date.fromisoformat,
    date | None: lambda text: date.fromisoformat(text) if text else None,
    datetime: datetime.fromisoformat,
    datetime | None: lambda text: datetime.fromisoformat(text) if text else None,
}


def one_row(query: str, bound: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The one row of a query, None where it has none."""
    with connection.cursor() as cursor:
        cursor.execute(query, bound)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found


def rows_as(kind: type[Row], query: str, bound: Mapping[str, Any]) -> list[Row]:
    """The rows of a query, column by column as the fields of a dataclass."""
    with connection.cursor() as cursor:
        cursor.execute(query, bound)
        return [kind(*row) for row in cursor.fetchall()]


def objects_as(kind: type[Row], found: Iterable[Mapping[str, Any]] | None) -> tuple[Row, ...]:
    """JSON objects as a dataclass whose fields they name; days and moments are read from their text."""
    hints = get_type_hints(kind)
    names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
    return tuple(
        kind(**{name: _READ[hints[name]](one[name]) if hints[name] in _READ else one[name] for name in names})
        for one in found or ()
    )
