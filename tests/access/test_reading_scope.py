"""What only reads beyond the scope: it sees all, writes nothing, and the scope holds again whatever happens."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction
from tests.access.world import World, an_actor

from naungan.access.looks import looked
from naungan.access.models import Look, Role
from naungan.access.scope import WroteWhileReading, as_system, reading_as, reading_as_system, scoped
from naungan.errors import Refused
from naungan.registry.models import Person


@pytest.fixture
def as_worker(world: World) -> Iterator[None]:
    with scoped(an_actor(Role.WORKER, world.here)):
        yield


def settings() -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), naungan_person(), naungan_payer(), naungan_role()")
        return tuple(cursor.fetchone())


def test_it_sees_all_and_the_scope_holds_again(as_worker: None) -> None:
    before = settings()
    with reading_as_system():
        assert Person.objects.count() == 6
    assert (Person.objects.count(), settings()) == (1, before)


def test_as_somebody_it_sees_what_they_see_and_the_scope_before_holds_again(world: World) -> None:
    officer = an_actor(Role.EMPLOYER_MAKER, world.here)
    with scoped(an_actor(Role.WORKER, world.here)):
        before = settings()
        with reading_as(officer):
            assert settings() == ("naungan_site_payer", None, officer.payer_id, "employer-maker")
        assert settings() == before


def test_a_scope_within_a_scope_gives_the_outer_one_back(world: World) -> None:
    worker = an_actor(Role.WORKER, world.here)
    with scoped(None):
        before = settings()
        with scoped(worker):
            assert Person.objects.count() == 1
        assert (Person.objects.count(), settings()) == (0, before)


@pytest.mark.parametrize("error", [Refused("tidak"), DatabaseError("rusak")])
def test_the_scope_holds_again_after_an_error(as_worker: None, error: Exception) -> None:
    with pytest.raises(type(error)), reading_as_system():
        raise error
    assert Person.objects.count() == 1


def test_the_scope_holds_again_after_an_error_of_the_database_itself(as_worker: None) -> None:
    with pytest.raises(DatabaseError, match="division"), transaction.atomic(), reading_as_system():
        connection.cursor().execute("SELECT 1 / 0")
    assert Person.objects.count() == 1


def test_the_scope_holds_again_after_an_error_that_was_caught_within(as_worker: None) -> None:
    with reading_as_system():
        with pytest.raises(DatabaseError), transaction.atomic():
            connection.cursor().execute("SELECT 1 / 0")
        assert Person.objects.count() == 6
    assert Person.objects.count() == 1


def test_nothing_is_written_while_only_reading(world: World) -> None:
    actor = an_actor(Role.BRANCH, world.here)
    with pytest.raises(WroteWhileReading), scoped(actor), reading_as_system():
        looked(actor, world.here.worker.pk, "uji")
    with pytest.raises(WroteWhileReading), scoped(actor), reading_as_system(), as_system():
        looked(actor, world.here.worker.pk, "uji")
    assert Look.objects.count() == 0


def test_nothing_is_written_within_a_question_either(as_worker: None) -> None:
    with pytest.raises(WroteWhileReading), reading_as_system():
        connection.cursor().execute("WITH gone AS (DELETE FROM access_look RETURNING id) SELECT id FROM gone")
