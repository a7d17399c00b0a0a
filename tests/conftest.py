"""Fixtures for every room."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest

_numbers = count(1)
TEMPLATE = "_template"


# A test with one of these works on PostgreSQL.
DATABASE = {"db", "transactional_db", "django_db_setup", "migrated", "databases", "own_database"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Quick tests first, so that a fault is known soon; one run, so that one line tells how many passed."""
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    items.sort(key=_how_slow)


def pytest_collection_finish() -> None:
    """What was read to collect the tests stays to the end: the collector need not walk it again and again."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Libraries count at the end what was never given back: let it be."""
    gc.unfreeze()


def _how_slow(item: pytest.Item) -> int:
    return 2 if item.get_closest_marker("slow") else 1 if item.get_closest_marker("database") else 0


class Databases:
    """Databases of a test's own, whose commits other connections and processes see."""

    def __init__(self, template: str, server: dict[str, str]) -> None:
        self.template = template
        self.server = server
        self.made: list[str] = []

    def copy(self, of: str | None = None) -> str:
        """A new database with the content of another (the migrated empty one unless told)."""
        name = f"own_{os.getpid()}_{next(_numbers)}"
        with self._admin() as admin:
            admin.execute(f'CREATE DATABASE "{name}" TEMPLATE "{of or self.template}"')
        self.made.append(name)
        return name

    def url(self, name: str) -> str:
        """The address that a command started by the test is given."""
        return f"postgresql://{self.server['user']}@/{name}?host={self.server['host']}"

    @contextmanager
    def using(self, name: str) -> Iterator[None]:
        """Let Django work on that database."""
        from django.db import connection

        before = connection.settings_dict["NAME"]
        connection.close()
        connection.settings_dict["NAME"] = name
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict["NAME"] = before

    def drop_all(self) -> None:
        with self._admin() as admin:
            for name in self.made:
                admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        self.made.clear()

    def _admin(self) -> psycopg.Connection[tuple[object, ...]]:
        return psycopg.connect(**self.server, dbname="postgres", autocommit=True)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: Any
) -> None:
    """The tests' database, and a copy of it as it came from the migrations, before any test.

    Made whichever tests were chosen, and not taken down: the server and its folder end with the run.
    """
    from django.db import connection
    from django.test.utils import setup_databases

    with django_db_blocker.unblock():
        setup_databases(verbosity=0, interactive=False, aliases={"default"})
        server, name = _server(), connection.settings_dict["NAME"]
        connection.close()
        with psycopg.connect(**server, dbname="postgres", autocommit=True) as admin:  # type: ignore[arg-type]
            admin.execute(f'CREATE DATABASE "{name}{TEMPLATE}" TEMPLATE "{name}"')


def _server() -> dict[str, str]:
    from django.db import connection

    parameters = connection.get_connection_params()
    return {name: str(parameters[name]) for name in ("host", "user", "port") if parameters.get(name)}


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, django_db_blocker: Any) -> Databases:
    """The server, with an empty database at the present migrations that others are copied from."""
    from django.db import connection

    with django_db_blocker.unblock():
        return Databases(connection.settings_dict["NAME"] + TEMPLATE, _server())


@pytest.fixture
def databases(migrated: Databases, django_db_blocker: Any) -> Iterator[Databases]:
    """A maker of databases; what it made is dropped after the test."""
    with django_db_blocker.unblock():
        try:
            yield migrated
        finally:
            migrated.drop_all()


@pytest.fixture
def own_database(databases: Databases) -> Iterator[str]:
    """Django on a database of the test's own; its address for commands."""
    name = databases.copy()
    with databases.using(name):
        yield databases.url(name)
