"""Row-level security, asked in plain SQL under the site's own roles, for every table there is."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from tests.access.world import Side, World, an_actor

from naungan.access.actor import Actor
from naungan.access.models import OF_A_PAYER, OF_A_PERSON, REGIONAL, Role
from naungan.access.scope import as_system, scoped
from naungan.row_security import ABOUT_SOMEBODY
from naungan.row_security_sql import bring, own_tables, policies

pytestmark = pytest.mark.django_db
DECLARED = {policy.table for policy in policies()}
FRAMEWORK = sorted(
    model._meta.db_table
    for model in apps.get_models(include_auto_created=True)
    if not apps.get_app_config(model._meta.app_label).name.startswith("naungan.")
)


def asked(sql: str, *values: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def columns_of(table: str) -> set[str]:
    return {
        name for (name,) in asked("SELECT column_name FROM information_schema.columns WHERE table_name = %s", table)
    }


def seen(actor: Actor | None, table: str, column: str) -> set[object]:
    with scoped(actor):
        return {value for (value,) in asked(f'SELECT DISTINCT "{column}" FROM "{table}"')}


def test_every_table_about_somebody_has_a_policy() -> None:
    views = {name for (name,) in asked("SELECT viewname FROM pg_views WHERE schemaname = 'public'")}
    about = {table for table in own_tables() if columns_of(table) & ABOUT_SOMEBODY}
    assert about - DECLARED - views == set()


def test_every_declared_table_exists_and_is_held() -> None:
    held = {name for (name,) in asked("SELECT relname FROM pg_class WHERE relrowsecurity")}
    assert held == DECLARED


def test_every_view_shows_what_its_reader_may_see() -> None:
    views = asked(
        "SELECT relname, reloptions FROM pg_class WHERE relkind = 'v' AND relname = ANY (%s)", [*own_tables()]
    )
    assert views != []
    assert [name for name, options in views if options != ["security_invoker=true"]] == []


@pytest.mark.parametrize("role", [None, Role.BRANCH, Role.EMPLOYER_MAKER, Role.WORKER, Role.AUDITOR])
def test_the_frameworks_tables_are_read_by_nobody(world: World, role: Role | None) -> None:
    read = []
    with scoped(role and an_actor(role, world.here)):
        for table in set(FRAMEWORK) - DECLARED:
            with suppress(ProgrammingError), transaction.atomic():
                asked(f'SELECT * FROM "{table}" LIMIT 1')
                read.append(table)
    assert read == []


@pytest.mark.usefixtures("world")
def test_the_public_sees_nothing_about_anybody() -> None:
    with scoped(None):
        seen_by_all = [table for table in DECLARED if asked(f'SELECT count(*) FROM "{table}"') != [(0,)]]
    assert seen_by_all == []


@pytest.mark.parametrize("role", [*OF_A_PAYER, *OF_A_PERSON, *REGIONAL])
def test_nobody_sees_anything_of_there_from_here(world: World, role: Role) -> None:
    actor = an_actor(role, world.here)
    an_actor(role, world.there)
    of_theirs = of_there(world.there)
    leaks = {
        (table, column)
        for table in own_tables()
        for column in columns_of(table) & of_theirs.keys()
        if readable(actor, table) and seen(actor, table, column) & of_theirs[column]
    }
    assert leaks == set()


def test_what_is_looked_for_there_is_there_at_all(world: World) -> None:
    for table in ("registry_participation", "intake_wageline", "contributions_bill", "contributions_standing"):
        assert seen(None, "registry_region", "id")
        with as_system():
            column = "person_id" if "person_id" in columns_of(table) else "payer_id"
            there = world.there.people if column == "person_id" else world.there.payers
            assert {value for (value,) in asked(f"SELECT {column} FROM {table}")} & there


def of_there(side: Side) -> dict[str, set[Any]]:
    """By the name of a column, what of the other side would be a leak."""
    with as_system():
        return {
            "person_id": side.people,
            "payer_id": side.payers,
            "nik": {person.nik for person in (side.worker, side.sponsored, side.self_payers)},
            "participation_id": ids("registry_participation", "payer_id", side.payers),
            "bill_id": ids("contributions_bill", "payer_id", side.payers),
            "upload_id": ids("intake_upload", "payer_id", side.payers),
            "account_id": {
                account
                for (account,) in asked(
                    "SELECT account_id FROM access_grant WHERE payer_id = ANY (%s) OR person_id = ANY (%s) "
                    "OR region_id = ANY (%s)",
                    [*side.payers], [*side.people], [side.district.pk, side.province.pk],
                )
            },
        }  # fmt: skip


def ids(table: str, column: str, among: set[int]) -> set[int]:
    return {value for (value,) in asked(f"SELECT id FROM {table} WHERE {column} = ANY (%s)", [*among])}


def readable(actor: Actor, table: str) -> bool:
    with scoped(actor):
        return bool(asked("SELECT has_table_privilege(%s, 'SELECT')", table)[0][0])


@pytest.mark.parametrize("role", [Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR])
def test_those_who_see_everything_see_both_sides(world: World, role: Role) -> None:
    assert seen(an_actor(role, world.here), "registry_person", "id") == world.here.people | world.there.people


@pytest.mark.parametrize(
    ("role", "people"),
    [
        (Role.BRANCH, lambda here: here.people),
        (Role.REGION, lambda here: here.people),
        (Role.EMPLOYER_MAKER, lambda here: {here.worker.pk}),
        (Role.SPONSOR, lambda here: {here.sponsored.pk}),
        (Role.WORKER, lambda here: {here.worker.pk}),
        (Role.HEIR, lambda here: {here.worker.pk}),
    ],
)
def test_each_sees_the_people_it_is_for(world: World, role: Role, people: Any) -> None:
    actor = an_actor(role, world.here)
    assert seen(actor, "registry_person", "id") == people(world.here)
    for table in ("registry_participation", "contributions_standing"):
        assert seen(actor, table, "person_id") == people(world.here)


def test_a_branch_sees_who_works_here_for_a_payer_of_elsewhere(world: World) -> None:
    from tests.factories import a_participation

    guest = a_participation(world.there.employer, region=world.here.district)
    actor = an_actor(Role.BRANCH, world.here)
    assert guest.person_id in seen(actor, "registry_person", "id")
    assert seen(actor, "registry_payer", "id") == world.here.payers | {world.there.employer.pk}
    assert world.there.employer.pk not in seen(actor, "contributions_bill", "payer_id")
    assert world.there.worker.pk not in seen(actor, "registry_person", "id")


def test_an_employer_sees_of_a_shared_worker_only_its_own_participation(world: World) -> None:
    from tests.factories import a_participation

    a_participation(world.there.employer, person=world.here.worker, region=world.there.district)
    actor = an_actor(Role.EMPLOYER_MAKER, world.here)
    assert seen(actor, "registry_participation", "payer_id") == {world.here.employer.pk}
    assert seen(actor, "registry_payer", "id") == {world.here.employer.pk}


def test_a_worker_sees_the_bill_only_of_what_they_pay_themselves(world: World) -> None:
    assert seen(an_actor(Role.WORKER, world.here), "contributions_bill", "id") == set()


def test_bringing_the_policies_again_changes_nothing() -> None:
    what = "SELECT polrelid::regclass::text, polname, pg_get_expr(polqual, polrelid) FROM pg_policy ORDER BY 1, 2"
    before = asked(what)
    bring()
    assert asked(what) == before


def test_what_is_no_longer_declared_is_taken_back() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE POLICY naungan_old ON registry_person FOR SELECT TO naungan_site_public USING (true)")
        cursor.execute("GRANT SELECT ON access_token TO naungan_site_public")
        cursor.execute("COMMENT ON FUNCTION naungan_role() IS 'declared otherwise'")
    bring()
    assert asked("SELECT count(*) FROM pg_policy WHERE polname = 'naungan_old'") == [(0,)]
    with scoped(None):
        assert asked("SELECT count(*) FROM access_token") == [(0,)]
