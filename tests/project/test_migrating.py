"""The triggers of a migration's tables: all set with one operation, all taken away by its reverse."""

from __future__ import annotations

import pgtrigger
import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from naungan.migrating import InstallTriggers

pytestmark = pytest.mark.django_db


def _declared(room: str = "") -> set[str]:
    """Names of the triggers of one room's models, or of every room's."""
    return {
        trigger.get_pgid(model)
        for model, trigger in pgtrigger.registered()
        if model.__module__.startswith(f"naungan.{room}")
    }


def _set() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT tgname FROM pg_trigger WHERE tgname LIKE 'pgtrigger%'")
        return {name for (name,) in cursor.fetchall()}


def test_every_trigger_that_the_models_declare_is_set() -> None:
    assert _declared() - _set() == set()
    assert len(_declared()) > 150


def test_taken_back_only_the_rooms_own_are_gone_and_set_again_they_are_all_there() -> None:
    before, state = _set(), MigrationLoader(connection).project_state()
    with connection.schema_editor() as editor:
        InstallTriggers().database_backwards("operations", editor, state, state)
    assert before - _set() == _declared("operations")
    with connection.schema_editor() as editor:
        InstallTriggers().database_forwards("operations", editor, state, state)
    assert _set() == before
