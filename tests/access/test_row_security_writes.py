"""What may be written through the site: nothing out of scope, and by an auditor nothing at all."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.access.test_row_security import asked
from tests.access.world import World, an_actor

from naungan.access.models import Role
from naungan.access.scope import as_system, scoped
from naungan.registry.models import Participation, Payer, Person
from naungan.row_security_sql import policies

pytestmark = pytest.mark.django_db


def changed(sql: str, *values: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.rowcount


def test_an_auditor_and_the_public_may_write_no_table(world: World) -> None:
    tables = {policy.table for policy in policies()} - {"access_look", "access_answer"}
    for actor in (an_actor(Role.AUDITOR, world.here), None):
        with scoped(actor):
            writable = asked(
                "SELECT name FROM unnest(%s::text[]) name WHERE has_table_privilege(name, 'INSERT') "
                "OR has_table_privilege(name, 'UPDATE') OR has_table_privilege(name, 'DELETE')", [*tables],
            )  # fmt: skip
        assert writable == []


def test_an_auditors_look_is_recorded_all_the_same(world: World) -> None:
    from naungan.access.looks import looked, looks_at

    actor = an_actor(Role.AUDITOR, world.here)
    with scoped(actor):
        looked(actor, world.here.worker.pk, "halaman orang")
    assert [(look.by, look.role, look.what) for look in looks_at(world.here.worker.pk)] == [
        (actor.name, Role.AUDITOR, "halaman orang")
    ]


def test_a_look_is_recorded_only_in_ones_own_name(world: World) -> None:
    actor, other = an_actor(Role.BRANCH, world.here), an_actor(Role.BRANCH, world.there)
    with scoped(actor), pytest.raises(DatabaseError), transaction.atomic():
        changed(
            "INSERT INTO access_look (account_id, role, person_id, what, reason) VALUES (%s, 'branch', %s, 'x', '')",
            other.account_id, world.here.worker.pk,
        )  # fmt: skip


def test_a_branch_changes_people_here_and_nobody_there(world: World) -> None:
    with scoped(an_actor(Role.BRANCH, world.here)):
        assert changed("UPDATE registry_person SET phone = '0811'") == len(world.here.people)
    assert set(Person.objects.filter(phone="0811").values_list("pk", flat=True)) == world.here.people


def test_a_branch_cannot_move_a_payer_out_of_its_reach_or_add_one_there(world: World) -> None:
    with scoped(an_actor(Role.BRANCH, world.here)):
        with pytest.raises(DatabaseError), transaction.atomic():
            Payer.objects.filter(pk=world.here.employer.pk).update(region=world.there.district)
        with pytest.raises(DatabaseError), transaction.atomic():
            changed(
                "INSERT INTO registry_payer (kind, code, name, region_id, life, registered_on) "
                "VALUES (1, 'X', 'X', %s, '[2020-01-01,)', '2020-01-01')",
                world.there.district.pk,
            )


@pytest.mark.parametrize("role", [Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR, Role.WORKER, Role.HEIR])
@pytest.mark.parametrize(
    "table", ["registry_person", "registry_payer", "registry_participation", "contributions_bill"]
)
def test_employers_and_workers_do_not_write_the_registry_or_bills(world: World, role: Role, table: str) -> None:
    with scoped(an_actor(role, world.here)), pytest.raises(DatabaseError), transaction.atomic():
        changed(f"DELETE FROM {table}")


def test_an_employer_reports_for_itself_only(world: World) -> None:
    insert = "INSERT INTO intake_wagereport (payer_id, for_month) VALUES (%s, '2022-11-01')"
    with scoped(an_actor(Role.EMPLOYER_MAKER, world.here)):
        assert changed(insert, world.here.employer.pk) == 1
        with pytest.raises(DatabaseError), transaction.atomic():
            changed(insert, world.there.employer.pk)


def test_guards_see_all_rows_and_history_is_written_whoever_writes(world: World) -> None:
    participation = Participation.objects.get(person=world.here.worker)
    with scoped(an_actor(Role.BRANCH, world.here)):
        Participation.objects.filter(pk=participation.pk).update(wage=6_000_000)
    history = asked(
        "SELECT pgh_label, wage FROM registry_participationevent WHERE id = %s ORDER BY pgh_id", participation.pk
    )
    assert history[-1] == ("update", 6_000_000)


def test_the_scope_ends_with_its_transaction(world: World) -> None:
    with scoped(an_actor(Role.WORKER, world.here)):
        pass
    assert asked("SELECT current_setting('role')") == [("none",)]


def test_the_scope_holds_again_after_stepping_out(world: World) -> None:
    with scoped(an_actor(Role.WORKER, world.here)):
        with as_system():
            assert Person.objects.count() == 6
        assert Person.objects.count() == 1


def test_the_scope_holds_again_after_an_error_while_stepping_out(world: World) -> None:
    with scoped(an_actor(Role.WORKER, world.here)):
        with pytest.raises(DatabaseError), as_system():
            asked("SELECT 1 / 0")
        assert Person.objects.count() == 1


def test_an_error_leaves_no_scope_behind(world: World) -> None:
    with pytest.raises(DatabaseError), scoped(an_actor(Role.WORKER, world.here)):
        asked("SELECT 1 / 0")
    assert asked("SELECT current_setting('role'), naungan_person()") == [("none", None)]
