"""A sandbox goes into an empty database, whole or not at all."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from fractions import Fraction

import pytest
from tests.conftest import Databases
from tests.sandbox.asking import ask, one

from naungan.coverage.scale import population_scale
from naungan.registry.people import register_person
from naungan.sandbox.build import StageDone, build
from naungan.sandbox.errors import DatabaseNotEmpty

pytestmark = pytest.mark.slow

TINY, FIRST, LAST = Fraction(1, 2000), date(2022, 10, 1), date(2022, 11, 1)
FILLED = ("registry_person", "registry_payer", "registry_participation", "intake_wagereport", "contributions_payment")


def _rows() -> dict[str, int]:
    return {table: one(f"SELECT count(*) FROM {table}") for table in (*FILLED, "contributions_month")}


def test_a_database_with_people_is_refused_and_left_as_it_was(own_database: str) -> None:
    register_person(name="Siti Aminah", born_on=date(1990, 8, 17), sex="P", as_of=FIRST)
    with pytest.raises(DatabaseNotEmpty) as refused:
        build(TINY, FIRST, LAST)
    assert "sudah berisi 1 orang" in str(refused.value)
    assert "NAUNGAN_HOME" in str(refused.value)
    assert _rows() == dict.fromkeys(FILLED, 0) | {"registry_person": 1, "contributions_month": 0}


def test_a_built_sandbox_is_not_built_over(writing: object) -> None:
    before = _rows()
    with pytest.raises(DatabaseNotEmpty):
        build(TINY, FIRST, LAST)
    assert _rows() == before


def test_a_database_with_a_closed_month_is_refused(own_database: str) -> None:
    ask("INSERT INTO contributions_month (month, state) VALUES ('2022-10-01', 'closed') RETURNING 1")
    with pytest.raises(DatabaseNotEmpty, match="1 bulan"):
        build(TINY, FIRST, LAST)


class Interrupted(Exception):
    """Somebody pressed the wrong key."""


@pytest.mark.parametrize("stage", [4, 8])
def test_a_build_that_is_broken_off_leaves_nothing_and_can_be_repeated(own_database: str, stage: int) -> None:
    def interrupt(done: StageDone) -> None:
        if done.number == stage:
            raise Interrupted

    with pytest.raises(Interrupted):
        build(TINY, FIRST, LAST, tell=interrupt)
    assert _rows() == dict.fromkeys(_rows(), 0)
    assert population_scale() == 1
    assert build(TINY, FIRST, LAST).people == one("SELECT count(*) FROM registry_person")


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_nothing(databases: Databases) -> None:
    name = databases.copy()
    command = [sys.executable, "-m", "naungan.cli", "sandbox", "build", "--scale", "0.02"]
    process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": databases.url(name)})
    with databases.using(name):
        waited_until = time.monotonic() + 120
        while not one("SELECT count(*) FROM pg_locks WHERE relation = 'registry_participation'::regclass") > 1:
            assert process.poll() is None
            assert time.monotonic() < waited_until
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
        process.wait()
        while one("SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state = 'active'", name) > 1:
            assert time.monotonic() < waited_until
            time.sleep(0.05)
        assert _rows() == dict.fromkeys(_rows(), 0)
        build(TINY, FIRST, LAST)


def test_the_scale_is_known_to_the_database(own_database: str) -> None:
    build(TINY, FIRST, LAST)
    assert population_scale() == TINY
