"""The database remembers people, payers and participations, whoever writes and however."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from tests.factories import a_participation, a_person, an_employer
from tests.registry.breaking import run

pytestmark = pytest.mark.django_db


def _labels(table: str, key: int) -> list[str]:
    rows = run(f"SELECT pgh_label FROM {table}event WHERE pgh_obj_id = %s ORDER BY pgh_id", key)
    return [label for (label,) in rows]


def _recorded_at(key: int) -> Any:
    return run("SELECT recorded_at FROM registry_participation WHERE id = %s", key)[0][0]


def test_every_insert_update_and_delete_of_a_person_is_remembered() -> None:
    person = a_person()
    run("UPDATE registry_person SET name = 'Lain' WHERE id = %s", person.pk)
    run("DELETE FROM registry_person WHERE id = %s", person.pk)
    assert _labels("registry_person", person.pk) == ["insert", "update", "delete"]
    names = run("SELECT name FROM registry_personevent WHERE pgh_obj_id = %s ORDER BY pgh_id", person.pk)
    assert names == [(person.name,), ("Lain",), ("Lain",)]


def test_every_insert_and_update_of_a_payer_is_remembered() -> None:
    payer = an_employer()
    run("UPDATE registry_payer SET name = 'PT Baru' WHERE id = %s", payer.pk)
    assert _labels("registry_payer", payer.pk) == ["insert", "update"]


def test_every_insert_update_and_delete_of_a_participation_is_remembered() -> None:
    job = a_participation(an_employer(), wage=4_000_000)
    run("UPDATE registry_participation SET wage = 5000000 WHERE id = %s", job.pk)
    run("DELETE FROM registry_participation WHERE id = %s", job.pk)
    assert _labels("registry_participation", job.pk) == ["insert", "update", "delete"]
    wages = run("SELECT wage FROM registry_participationevent WHERE pgh_obj_id = %s ORDER BY pgh_id", job.pk)
    assert wages == [(4_000_000,), (5_000_000,), (5_000_000,)]


def test_an_update_that_changes_nothing_of_a_person_is_not_remembered() -> None:
    person = a_person()
    run("UPDATE registry_person SET name = name WHERE id = %s", person.pk)
    assert _labels("registry_person", person.pk) == ["insert"]


def test_one_statement_over_many_rows_remembers_each() -> None:
    people = [a_person().pk for _ in range(5)]
    run("UPDATE registry_person SET phone = '08' || id WHERE id = ANY(%s) AND id <> %s", people, people[0])
    assert [_labels("registry_person", key) for key in people] == [["insert"], *[["insert", "update"]] * 4]


def test_rows_copied_in_are_remembered() -> None:
    with (
        connection.cursor() as cursor,
        cursor.copy("COPY registry_person (passport, name, born_on, sex) FROM STDIN") as copy,
    ):
        for name in ("Ani", "Beni"):
            copy.write_row(("", name, "1990-01-01", "L"))
    remembered = run("SELECT name, pgh_label FROM registry_personevent WHERE name IN ('Ani', 'Beni') ORDER BY name")
    assert remembered == [("Ani", "insert"), ("Beni", "insert")]


def test_recorded_at_moves_with_every_change_whoever_writes() -> None:
    job = a_participation(an_employer(), recorded_at=datetime(2020, 1, 1, tzinfo=UTC))
    assert _recorded_at(job.pk) == datetime(2020, 1, 1, tzinfo=UTC)
    run("UPDATE registry_participation SET wage = wage + 1 WHERE id = %s", job.pk)
    assert run("SELECT now()")[0][0] == _recorded_at(job.pk)


def test_recorded_at_cannot_be_set_back() -> None:
    job = a_participation(an_employer())
    run("UPDATE registry_participation SET recorded_at = '2020-01-01' WHERE id = %s", job.pk)
    assert run("SELECT now()")[0][0] == _recorded_at(job.pk)
