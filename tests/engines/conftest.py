"""The databases that the SQL of the law is run in."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import psycopg
import pytest

from naungan.database import embedded_url
from naungan.engines.conformance.adapters import Execute


@pytest.fixture(scope="session")
def postgres() -> Iterator[Execute]:
    with psycopg.connect(embedded_url(), autocommit=True) as connection:
        yield lambda statement: connection.execute(statement).fetchall()


@pytest.fixture(scope="session")
def duck() -> Iterator[Execute]:
    with duckdb.connect() as connection:
        yield lambda statement: connection.execute(statement).fetchall()


@pytest.fixture(params=["postgres", "duckdb"])
def database(request: pytest.FixtureRequest) -> tuple[str, Execute]:
    """Each dialect with the database that speaks it."""
    return request.param, request.getfixturevalue({"postgres": "postgres", "duckdb": "duck"}[request.param])
