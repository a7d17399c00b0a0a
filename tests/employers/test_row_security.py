"""PostgreSQL itself shows a month's report to its employer and its branch, and to nobody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction
from tests.employers.people import Firm, a_firm, by
from tests.employers.test_pages import locked
from tests.factories import a_person, a_region, lasting

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.access.scope import scoped
from naungan.employers.changes import leave
from naungan.employers.models import Certificate
from naungan.employers.row_security import POLICIES
from naungan.employers.wages import report_file
from naungan.intake.layouts import WAGES
from naungan.registry.models import Region
from naungan.registry.participate import Leaving

pytestmark = pytest.mark.django_db
TABLES = [policy.table for policy in POLICIES]


@pytest.fixture
def firm(tmp_path: Path) -> Firm:
    """A firm with a row in every table of the room."""
    firm = a_firm(2)
    path = tmp_path / "upah.csv"
    path.write_text(",".join(WAGES.headers) + "\n99999999999,,,ASING,5000000,\n")
    report = report_file(firm.month(), by(firm.maker), path).report
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE employers_judgedrow SET state = 'dropped', reason = 'x', settled_at = now(), settled_by_id = %s",
            [firm.maker.account_id],
        )
    leave(firm.month(), by(firm.maker), firm.workers[0].pk, Leaving.RESIGNED, report.month)
    locked(firm)
    Certificate.objects.create(
        payer=firm.payer, as_of=report.month, settled_through=report.month, workers=1, code="0" * 16,
        issued_by_id=firm.maker.account_id,
    )  # fmt: skip
    return firm


def seen_by(actor: Actor | None) -> dict[str, int]:
    """How many rows of each table somebody sees."""
    with scoped(actor), connection.cursor() as cursor:
        counts = {}
        for table in TABLES:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
        return counts


def test_both_people_of_the_employer_see_all_of_it(firm: Firm) -> None:
    for actor in (firm.maker, firm.approver):
        assert [table for table, rows in seen_by(actor).items() if rows == 0] == []


def test_the_branch_of_its_region_sees_it_and_another_branch_does_not(firm: Firm) -> None:
    branch = replace(firm.maker, role=Role.BRANCH, payer_id=None)
    elsewhere = Region.objects.create(
        code="61.71", level=2, kind="kota", name="Kota Pontianak", valid=lasting(), source="test"
    )
    assert 0 not in seen_by(replace(branch, region_id=a_region().pk)).values()
    assert set(seen_by(replace(branch, region_id=elsewhere.pk)).values()) == {0}


def test_another_employer_a_worker_and_the_public_see_nothing(firm: Firm) -> None:
    stranger = a_firm(1).maker
    worker = replace(firm.maker, role=Role.WORKER, payer_id=None, person_id=a_person().pk)
    assert [set(seen_by(actor).values()) for actor in (stranger, worker, None)] == [{0}, {0}, {0}]


@pytest.mark.parametrize("table", TABLES)
def test_only_the_employer_writes(firm: Firm, table: str) -> None:
    head_office = replace(firm.maker, role=Role.HEAD_OFFICE, payer_id=None)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), scoped(head_office):
        connection.cursor().execute(f"DELETE FROM {table}")
