"""A run that is killed and started again leaves what an undisturbed one leaves; two at once are one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.db import connection
from tests.conftest import Databases
from tests.factories import month
from tests.pensions.people import a_pension

from naungan.pensions import run as runs
from naungan.pensions.errors import RunBusy

pytestmark = pytest.mark.slow
WORK = """
import os, signal, sys
from naungan.database import prepare
prepare()
from datetime import date
from naungan.pensions import run
run.PART_SIZE = 4
done = []
def tell(part):
    done.append(part)
    if len(done) == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
run.pay_month(date(2026, 2, 1), tell=tell, workers={workers})
"""
TABLES = {
    "pensions_rate": "award_id, since, amount, joint, inflation",
    "pensions_runline": "month, award_id, amount, why",
    "pensions_release": "month, award_id, amount",
    "claims_payable": "reference, payee_id, amount, fund, what, due_on",
    "pensions_runpart": "number, lines, withheld, released, amount",
    "ledger_entry": "account_id, debit, credit",
}


def content() -> dict[str, list[Any]]:
    with connection.cursor() as cursor:
        found = {}
        for table, columns in TABLES.items():
            cursor.execute(f"SELECT {columns} FROM {table} ORDER BY {columns}")
            found[table] = cursor.fetchall()
        return found


def work(url: str, after: int, workers: int) -> int:
    """Run the month in a process that is killed after so many parts (0: never)."""
    script = WORK.format(after=after, workers=workers)
    return subprocess.run(
        [sys.executable, "-c", script], env={**os.environ, "DATABASE_URL": url}, check=False
    ).returncode


def test_a_killed_run_goes_on_and_ends_as_an_undisturbed_one(databases: Databases) -> None:
    begun = databases.copy()
    with databases.using(begun):
        for number in range(14):
            a_pension(amount=500_000 + number * 12_345)
        runs.pay_month(month("2026-01"))  # a year late: many are withheld, and months are caught up
    undisturbed, killed = databases.copy(begun), databases.copy(begun)
    assert work(databases.url(undisturbed), after=0, workers=1) == 0
    assert work(databases.url(killed), after=2, workers=2) == -9
    with databases.using(killed):
        assert runs.Run.objects.get(month=month("2026-02")).state == "running"
    assert work(databases.url(killed), after=0, workers=2) == 0
    assert work(databases.url(killed), after=0, workers=2) == 0
    with databases.using(undisturbed):
        expected = content()
    with databases.using(killed):
        assert content() == expected
    assert len(expected["pensions_runpart"]) == 1 + 4


def test_a_second_run_at_the_same_time_is_refused(own_database: str) -> None:
    import psycopg

    with psycopg.connect(own_database) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [runs.LOCK])
        with pytest.raises(RunBusy, match="sedang berjalan"):
            runs.pay_month(month("2025-01"))
