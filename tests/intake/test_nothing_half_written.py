"""A failure anywhere leaves the database as it was; two uploads at once are one after the other."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.db import IntegrityError, connection, transaction
from tests.conftest import Databases
from tests.factories import an_employer, lasting
from tests.intake.conftest import DECEMBER, TODAY, Mill
from tests.intake.files import WAGES, WORKERS, as_csv, wage_row, worker_row, xlsx

from naungan.intake.errors import CollidingWork, FileRefused
from naungan.intake.models import Finding, StaffNumber, Upload, WageLine, WageReport
from naungan.intake.outcome import ImportOutcome
from naungan.intake.wages import import_wages
from naungan.intake.workers import import_workers
from naungan.registry.models import Card, Participation, Person
from naungan.registry.regions import load_regions

STORED = (Upload, Finding, WageReport, WageLine, Person, Card, Participation, StaffNumber)


def counts() -> list[int]:
    return [model.objects.count() for model in STORED]


def test_a_csv_that_breaks_in_its_ten_thousandth_row_leaves_nothing(mill: Mill) -> None:
    rows = [mill.row(0), mill.row(1, wage="x"), *([mill.row(2)] * 10_000)]
    file = as_csv(mill.folder / "upah.csv", WAGES, rows)
    file.write_bytes(file.read_bytes() + b'"rusak')
    before = counts()
    with pytest.raises(FileRefused):
        import_wages(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert counts() == before


def break_(table: str, condition: str) -> None:
    """Let the database refuse every further row of a table."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT broken CHECK ({condition}) NOT VALID")


@pytest.mark.parametrize(
    ("table", "condition"),
    [("intake_wageline", "wage < 0"), ("intake_wagereport", "id < 0"), ("intake_finding", "id < 0")],
)
def test_a_database_that_refuses_in_the_middle_leaves_nothing(mill: Mill, table: str, condition: str) -> None:
    before = counts()
    break_(table, condition)
    with pytest.raises((IntegrityError, psycopg.IntegrityError), match="broken"), transaction.atomic():
        mill.upload([mill.row(0), mill.row(1, wage="x")])
    assert counts() == before


def test_people_are_enrolled_whole_or_not_at_all(mill: Mill) -> None:
    before = counts()
    break_("registry_participation", "wage > 4000000")
    file = xlsx(mill.folder / "baru.xlsx", WORKERS, [worker_row()])
    with pytest.raises(CollidingWork, match="tidak ada yang disimpan"), transaction.atomic():
        import_workers(file, employer=mill.payer.code, month=DECEMBER, today=TODAY)
    assert counts() == before


@pytest.fixture
def shared(databases: Databases, tmp_path: Path) -> Any:
    """A database that several connections see, with a mill of one worker in it."""
    name = databases.copy()
    with databases.using(name):
        load_regions()
        payer = an_employer()
        person = Person.objects.create(nik="6471010107900001", name="Siti Aminah", born_on=date(1990, 7, 1), sex="P")
        Participation.objects.create(
            person=person,
            payer=payer,
            segment=1,
            programmes=15,
            region=payer.region,
            during=lasting(date(2022, 1, 1)),
            wage=5_000_000,
        )
        yield payer, tmp_path


def at_once(work: Any, times: int = 4) -> list[ImportOutcome]:
    """The same work in several threads, each with a connection of its own."""

    def alone(_: int) -> ImportOutcome:
        try:
            outcome: ImportOutcome = work()
            return outcome
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(alone, range(times)))


def test_the_same_file_four_times_at_once_goes_in_once(shared: Any) -> None:
    payer, folder = shared
    file = xlsx(folder / "upah.xlsx", WAGES, [wage_row(nik="6471010107900001")])
    outcomes = at_once(lambda: import_wages(file, employer=payer.code, month=DECEMBER, today=TODAY))
    assert sorted(outcome.already_seen for outcome in outcomes) == [False, True, True, True]
    assert (Upload.objects.count(), WageLine.objects.count()) == (1, 1)


def test_the_same_new_people_in_four_files_at_once_are_enrolled_once(shared: Any) -> None:
    payer, folder = shared
    people = [worker_row(NO_IDENTITAS=f"64710157089000{n:02d}", NO_PEGAWAI=f"P-{n}") for n in range(1, 31)]
    files = [xlsx(folder / f"{n}.xlsx", WORKERS, [*people[n:], *people[:n]]) for n in range(4)]
    waiting = iter(files)
    outcomes = at_once(lambda: import_workers(next(waiting), employer=payer.code, month=DECEMBER, today=TODAY))
    assert sorted(outcome.stored for outcome in outcomes) == [0, 0, 0, 30]
    assert Participation.objects.count() == 31


def test_a_close_that_freezes_the_month_waits_for_the_import(shared: Any) -> None:
    payer, folder = shared
    file = xlsx(folder / "upah.xlsx", WAGES, [wage_row(nik="6471010107900001")])
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO contributions_month (month) VALUES ('2022-12-01')")
    parameters = {
        key: value for key, value in connection.get_connection_params().items() if key in ("host", "user", "port")
    }
    name = connection.settings_dict["NAME"]
    with transaction.atomic():
        import_wages(file, employer=payer.code, month=DECEMBER, today=TODAY)
        with psycopg.connect(**parameters, dbname=name) as other:
            other.execute("SET lock_timeout = '200ms'")
            with pytest.raises(psycopg.errors.LockNotAvailable):
                other.execute("UPDATE contributions_month SET state = 'frozen' WHERE month = '2022-12-01'")
