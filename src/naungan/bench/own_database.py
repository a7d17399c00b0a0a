"""A database of a benchmark's own, on the user's server, that goes away afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """Let Django work on a new, migrated database called `name`."""
    from django.core.management import call_command
    from django.db import connection

    before = connection.settings_dict["NAME"]
    run(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    run(f'CREATE DATABASE "{name}"')
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        run(f'DROP DATABASE "{name}" WITH (FORCE)')


def run(statement: str, parameters: dict[str, Any] | None = None) -> None:
    """Run one statement outside of any transaction."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
