"""A month of person-months becomes a table of its own only with everything that holds in the table of all months."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from tests.contributions.closing import close
from tests.factories import a_participation, a_payment, a_person, a_project, an_employer, month

from naungan.contributions.models import Assessment, Bill, Savings
from naungan.contributions.proof import prove
from naungan.contributions.statement import statement

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = month("2022-12"), month("2023-01")


def execute(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement)


def a_closed_month() -> None:
    for wage in (3_000_000, 5_000_000):
        a_participation(an_employer(), wage)
    close("2022-12")


def made_from_december(**changed: str) -> None:
    """A table `made` with the rows of December, some of their columns changed."""
    execute(f"CREATE TABLE made AS SELECT * FROM contributions_assessment WHERE close_month = '{DECEMBER}'")
    if changed:
        execute(f"UPDATE made SET {', '.join(f'{column} = {value}' for column, value in changed.items())}")


def attach(as_month: date) -> None:
    """As the only part of a month."""
    execute(f"SELECT naungan_attach_part('made', '{as_month}', 0, {2**62})")


def tables_of_months() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relid::text FROM pg_partition_tree('contributions_assessment') WHERE isleaf ORDER BY 1"
        )
        return [table for (table,) in cursor.fetchall()]


def test_every_part_of_a_closed_month_has_a_table_of_its_own() -> None:
    a_closed_month()
    close("2023-01")
    assert tables_of_months() == ["contributions_assessment_2022_12_1", "contributions_assessment_2023_01_1"]


def test_two_parts_of_a_month_never_hold_the_same_payers() -> None:
    a_closed_month()
    made_from_december()
    with pytest.raises(DatabaseError, match="would overlap"):
        attach(DECEMBER)


def test_a_made_month_is_attached_when_all_of_it_holds() -> None:
    a_closed_month()
    execute(f"INSERT INTO contributions_payermonth SELECT (jsonb_populate_record(y, '{{\"close_month\": "
            f"\"{JANUARY}\"}}')).* FROM contributions_payermonth y")  # fmt: skip
    made_from_december(close_month=f"DATE '{JANUARY}'", for_month=f"DATE '{JANUARY}'")
    attach(JANUARY)
    assert Assessment.objects.filter(close_month=JANUARY).count() == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "payer frozen"),
        ({"wage": "NULL"}, "null values"),
        ({"total": "total + 1"}, "assessment_total"),
        ({"jkk": "jkk - 2 * total", "total": "0 - total"}, "assessment_negative_only_as_correction"),
        ({"close_month": f"DATE '{DECEMBER}'"}, "of_the_part"),
    ],
)
def test_a_made_month_with_a_wrong_row_is_refused(changed: dict[str, str], said: str) -> None:
    a_closed_month()
    made_from_december(**{"close_month": f"DATE '{JANUARY}'", "for_month": f"DATE '{JANUARY}'"} | changed)
    with pytest.raises(DatabaseError, match=said):
        attach(JANUARY)


def test_the_same_person_month_twice_is_refused() -> None:
    a_closed_month()
    with pytest.raises(DatabaseError, match="_pkey"):
        execute("INSERT INTO contributions_assessment SELECT * FROM contributions_assessment LIMIT 1")


@pytest.mark.parametrize("table", ["contributions_assessment", "contributions_assessment_2022_12_1"])
def test_a_row_of_a_payer_that_is_not_frozen_is_refused_wherever_it_is_written(table: str) -> None:
    a_closed_month()
    row = "(jsonb_populate_record(a, '{\"payer_id\": 999999}')).*"
    with pytest.raises(DatabaseError, match="payer frozen"):
        execute(f"INSERT INTO {table} SELECT {row} FROM contributions_assessment a LIMIT 1")


@pytest.mark.parametrize("what", ["UPDATE {} SET wage = wage + 1", "DELETE FROM {}", "TRUNCATE {}"])
def test_the_table_of_a_month_is_never_changed_either(what: str) -> None:
    a_closed_month()
    with pytest.raises(DatabaseError, match="never changed"):
        execute(what.format("contributions_assessment_2022_12_1"))


def test_a_worker_of_a_project_that_pays_by_contract_is_frozen_and_owes_nothing_singly() -> None:
    project = a_project(date(2022, 11, 3), 80_000_000)
    a_participation(project, 3_000_000, person=a_person(nik="6471011503900003"), since=date(2022, 11, 3))
    close("2022-11")
    close("2022-12")
    assert list(Assessment.objects.values_list("by_contract", "wage", "total")) == [(True, 3_000_000, 0)] * 2
    assert [bill.total for bill in Bill.objects.all()] == [192_000]
    assert {line.total for line in statement("6471011503900003").months} == {None}


def test_savings_are_the_jht_of_paid_bills_person_by_person() -> None:
    paid, unpaid = an_employer(), an_employer()
    workers = [a_participation(paid, wage) for wage in (3_000_000, 5_000_000)]
    a_participation(unpaid, 4_000_000)
    close("2022-11")
    a_payment(paid, Bill.objects.get(payer=paid).total, date(2022, 12, 20))
    close("2022-12")
    rows = Savings.objects.order_by("participation_id").values_list("participation_id", "bill_month", "amount")
    assert list(rows) == [
        (workers[0].pk, month("2022-11"), 171_000),
        (workers[1].pk, month("2022-11"), 285_000),
    ]
    assert set(Savings.objects.values_list("close_month", flat=True)) == {DECEMBER}
    assert [proof.what for proof in prove() if not proof.holds] == []
