"""Breaking in: raw SQL against the tables, and the rule by which the database refused it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from naungan.registry.refusing import rule_of


def run(sql: str, *bound: Any) -> list[tuple[Any, ...]]:
    """Run one statement and give its rows, if it has any."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(bound))
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def database_refuses(rule: str) -> Iterator[None]:
    """The statements inside must be refused by this constraint, or with this sentence of a trigger."""
    with pytest.raises(IntegrityError) as caught, transaction.atomic():
        yield
    assert rule_of(caught.value) == rule


def put_participation(person: int, payer: int, segment: int, during: str, region: int, programmes: int = 3) -> int:
    """Write a participation as anybody with SQL could; its id."""
    rows: Sequence[tuple[int]] = run(
        """
        INSERT INTO registry_participation (person_id, payer_id, segment, programmes, region_id, during, wage)
        VALUES (%s, %s, %s, %s, %s, %s::daterange, 1000000) RETURNING id
        """,
        person,
        payer,
        segment,
        programmes,
        region,
        during,
    )
    return rows[0][0]
