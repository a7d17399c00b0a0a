"""PostgreSQL itself shows a sponsor's rows to the sponsor and its region, and to nobody else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.factories import a_payment, a_person
from tests.signing_in import an_account
from tests.sponsorship.people import a_government, a_scheme
from tests.sponsorship.test_flow import JANUARY, a_budget, a_decree

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.registry.models import Payer, Region
from naungan.sponsorship.enrol import enrol, replace
from naungan.sponsorship.models import Candidate, Ruling
from naungan.sponsorship.money import commit, realise
from naungan.sponsorship.row_security import POLICIES

pytestmark = pytest.mark.django_db
TABLES = [policy.table for policy in POLICIES]


@pytest.fixture
def payer(tmp_path: Path) -> Payer:
    """A sponsor with a row in every table of the room."""
    scheme = a_scheme()
    decree = a_decree(tmp_path, scheme)
    enrol(decree)
    replace(decree.lines.get(reserve=False, serial=1), because="moved", on=date(2023, 3, 1))
    one = Candidate.objects.order_by("pk")[0]
    Ruling.objects.create(candidate=one, who="Rina", verdict="eligible", reason="Dilihat")
    line = a_budget(scheme.payer, 1_000_000)
    commit(line, scheme, 5, "PKS")
    realise(line, a_payment(scheme.payer, 7, JANUARY), "SP2D")
    return scheme.payer


def an_actor(role: Role, payer: Payer | None = None, region: int | None = None, person: int | None = None) -> Actor:
    """Somebody in a role."""
    return Actor(an_account().pk, "Rina", role, region, payer.pk if payer else None, person)


def seen_by(actor: Actor | None) -> dict[str, int]:
    """How many rows of each table somebody sees."""
    with scoped(actor), connection.cursor() as cursor:
        counts = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
        return counts


def test_the_sponsor_and_the_branch_of_its_region_see_all_of_it(payer: Payer) -> None:
    for actor in (an_actor(Role.SPONSOR, payer), an_actor(Role.BRANCH, region=payer.region_id)):
        assert [table for table, rows in seen_by(actor).items() if rows == 0] == []


def test_another_sponsor_another_branch_a_worker_and_the_public_see_nothing(payer: Payer) -> None:
    elsewhere = Region.objects.get(code="61.71", valid__contains=JANUARY)
    actors = (
        an_actor(Role.SPONSOR, a_government()),
        an_actor(Role.BRANCH, region=elsewhere.pk),
        an_actor(Role.WORKER, person=a_person().pk),
        None,
    )
    assert [set(seen_by(actor).values()) for actor in actors] == [{0}] * 4


@pytest.mark.parametrize("table", TABLES)
def test_nobody_writes_what_is_another_sponsors(table: str, payer: Payer) -> None:
    stranger = an_actor(Role.SPONSOR, a_government())
    branch = an_actor(Role.BRANCH, region=payer.region_id)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE copied AS SELECT * FROM {table}")
        cursor.execute("GRANT SELECT ON copied TO PUBLIC")
    for actor in (stranger, branch):
        with (
            pytest.raises(ProgrammingError),
            transaction.atomic(),
            scoped(actor),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"INSERT INTO {table} SELECT * FROM copied")
