"""The close: once, in order, one at a time, and the same after a kill as without one."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from tests.conftest import Databases
from tests.factories import a_participation, an_employer, an_open_month, month
from tests.operations.books import contents, fill

from naungan.contributions.models import Bill, Month
from naungan.contributions.proof import prove
from naungan.operations.close import LOCK, close_month
from naungan.operations.errors import CloseRefused
from naungan.operations.steps import STEPS

pytestmark = pytest.mark.slow

DYING = Path(__file__).with_name("dying.py")
OCTOBER = month("2022-10")


def run(arguments: list[str], url: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": url}
    return subprocess.run(arguments, env=environment, capture_output=True, text=True, check=False)


@pytest.mark.usefixtures("own_database")
def test_a_closed_month_is_closed_and_the_next_one_open() -> None:
    a_participation(an_employer())
    close_month(an_open_month("2022-12"))
    assert list(Month.objects.order_by("month").values_list("month", "state")) == [
        (month("2022-12"), "closed"),
        (month("2023-01"), "open"),
    ]


@pytest.mark.usefixtures("own_database")
def test_closing_twice_changes_nothing() -> None:
    fill()
    close_month(OCTOBER)
    before = contents()
    again = close_month(OCTOBER)
    assert again.already_closed
    assert contents() == before


@pytest.mark.usefixtures("own_database")
def test_the_books_hold_after_a_close_in_parts() -> None:
    fill()
    done = close_month(OCTOBER)
    assert [proof.what for proof in prove() if not proof.holds] == []
    assert {step.step.number: step.parts for step in done.steps}[30] > 1


@pytest.mark.usefixtures("own_database")
def test_a_month_that_does_not_exist_is_refused_and_the_known_ones_named() -> None:
    an_open_month("2022-12")
    with pytest.raises(CloseRefused, match=r"2023-05 belum dibuka\. Bulan yang ada: 2022-12 sampai 2022-12"):
        close_month(month("2023-05"))


@pytest.mark.usefixtures("own_database")
def test_months_are_closed_in_order() -> None:
    an_open_month("2022-11")
    an_open_month("2022-12")
    with pytest.raises(CloseRefused, match="2022-11 belum ditutup"):
        close_month(month("2022-12"))


def test_a_second_close_at_the_same_time_is_refused(databases: Databases) -> None:
    name = databases.copy()
    with databases.using(name):
        a_participation(an_employer())
        an_open_month("2022-12")
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        refused = run([sys.executable, "-m", "naungan.cli", "close-month", "2022-12"], databases.url(name))
        assert refused.returncode == 1
        assert "Penutupan bulan lain sedang berjalan" in refused.stderr
        assert Bill.objects.count() == 0


def test_two_closes_started_together_bill_everybody_once(databases: Databases) -> None:
    name = databases.copy()
    with databases.using(name):
        fill()
    command = [sys.executable, "-m", "naungan.cli", "close-month", "2022-10", "--json"]
    environment = {**os.environ, "DATABASE_URL": databases.url(name)}
    both = [subprocess.Popen(command, env=environment, stdout=-3, stderr=-3) for _ in range(2)]
    codes = sorted(process.wait() for process in both)
    with databases.using(name):
        assert codes in ([0, 0], [0, 1])
        assert Month.objects.get(month=OCTOBER).state == "closed"
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), count(DISTINCT payer_id) FROM contributions_bill")
            bills, payers = cursor.fetchone()
        assert bills == payers > 0


@pytest.mark.slow
def test_killed_at_any_step_and_run_again_it_is_as_if_never_disturbed(databases: Databases) -> None:
    filled = databases.copy()
    with databases.using(filled):
        fill()
    undisturbed = databases.copy(filled)
    with databases.using(undisturbed):
        close_month(OCTOBER)
        expected = contents()
    for step in STEPS:
        for when in ("before", "after"):
            name = databases.copy(filled)
            died = run([sys.executable, str(DYING), "2022-10", str(step.number), when], databases.url(name))
            assert died.returncode == -9, died.stderr
            with databases.using(name):
                assert Month.objects.get(month=OCTOBER).state == "frozen"
                close_month(OCTOBER)
                found = contents()
            assert {table: found[table] == expected[table] for table in expected} == dict.fromkeys(expected, True)


@pytest.mark.usefixtures("own_database")
def test_a_task_that_fails_leaves_nothing_of_itself_and_the_close_goes_on_later() -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'disk'; END$$"
        )
        cursor.execute("CREATE TRIGGER no BEFORE INSERT ON contributions_bill EXECUTE FUNCTION no()")
    with pytest.raises(Exception, match="disk"):
        close_month(OCTOBER)
    assert Bill.objects.count() == 0
    with connection.cursor() as cursor:
        cursor.execute("DROP TRIGGER no ON contributions_bill")
    assert not close_month(OCTOBER).already_closed
    assert Bill.objects.count() > 0


@pytest.mark.usefixtures("own_database")
def test_the_day_of_the_payments_that_count_is_fixed_when_the_close_begins() -> None:
    a_participation(an_employer())
    closed = close_month(an_open_month("2022-12"), as_of=date(2023, 1, 20))
    assert closed.as_of == Month.objects.get(month=month("2022-12")).as_of == date(2023, 1, 20)


@pytest.mark.usefixtures("own_database")
def test_a_month_is_not_closed_as_of_a_day_before_its_end() -> None:
    with pytest.raises(CloseRefused, match="sebelum akhir bulan 2022-12; pilih 2022-12-31"):
        close_month(an_open_month("2022-12"), as_of=date(2022, 12, 30))
    assert Month.objects.get(month=month("2022-12")).state == "open"
