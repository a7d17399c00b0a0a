"""Two officers who really click at the same moment, and a process that is killed in the middle of its work."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier
from typing import Any

import psycopg
import pytest
from django.db import connection
from tests.disbursements.bank import Booked, notice
from tests.disbursements.money import a_claim, a_source, an_officer, by, funds, gathered, officers, references, sent

from naungan.access.actor import Actor
from naungan.access.models import Account, Role
from naungan.claims.models import Claim
from naungan.disbursements.check import cancel, check
from naungan.disbursements.models import Act, BankFile, Batch, Match, OrderFile, Transfer
from naungan.disbursements.proof import places, prove
from naungan.disbursements.read_answer import read_answer
from naungan.disbursements.release import release
from naungan.errors import Refused
from naungan.ledger.models import Journal

pytestmark = pytest.mark.slow
AMOUNT = 42_000_000
BLOCKED = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def at_once(*acts: Callable[[], object]) -> list[str]:
    """Do all of them at the same moment, each on a connection of its own; the classes of what was refused."""
    start = Barrier(len(acts))

    def one(act: Callable[[], object]) -> str:
        try:
            start.wait()
            act()
        except Refused as no:
            return type(no).__name__
        finally:
            connection.close()
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return sorted(pool.map(one, acts))


def all_is_proved() -> bool:
    return all(proof.holds for proof in prove())


def test_two_officers_release_one_batch_once(own_database: str) -> None:
    funds()
    a_claim({"amount": AMOUNT})
    two, third = officers(), an_officer()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    outcomes = at_once(lambda: release(batch, by(two.releaser)), lambda: release(batch, by(third)))
    assert outcomes == ["WrongMove", "done"]
    assert (OrderFile.objects.count(), Act.objects.filter(name="release").count(), places().sent) == (1, 1, AMOUNT)
    assert all_is_proved()


def test_a_release_and_a_cancellation_exclude_each_other(own_database: str) -> None:
    funds()
    a_claim({"amount": AMOUNT})
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    outcomes = at_once(lambda: release(batch, by(two.releaser)), lambda: cancel(batch, by(two.maker), "salah"))
    assert outcomes == ["WrongMove", "done"]
    assert (places().sent == AMOUNT) == (Batch.objects.get().state == "sent")
    assert all_is_proved()


def test_two_officers_gather_each_payable_once(own_database: str) -> None:
    a_claim({"amount": 1}, {"amount": 2})
    a_source()
    two = officers()
    outcomes = at_once(lambda: gathered(two.maker), lambda: gathered(two.releaser))
    assert (outcomes, Transfer.objects.count()) == (["NothingDue", "done"], 2)


def test_money_for_one_batch_does_not_release_two(own_database: str) -> None:
    funds(AMOUNT)
    two, third = officers(), an_officer()
    batches = []
    for _ in range(2):
        a_claim({"amount": AMOUNT})
        batches.append(gathered(two.maker))
    funds(AMOUNT)
    for batch in batches:
        check(batch, by(two.maker))
    assert at_once(*[lambda batch=batch: release(batch, by(third)) for batch in batches]) == ["done", "done"]
    assert all_is_proved()


def test_one_file_taken_in_twice_at_once_is_taken_in_once(own_database: str) -> None:
    funds()
    a_claim({"amount": AMOUNT})
    batch, _file = sent(officers())
    bank = an_officer(role=Role.HEAD_OFFICE)
    content = notice(Booked(AMOUNT, names=references(batch)[0], reference="B1"))
    outcomes = at_once(*[lambda: read_answer(content, "bank", bank)] * 3)
    assert (outcomes, BankFile.objects.count(), Match.objects.count()) == (["done"] * 3, 1, 1)
    assert all_is_proved()


@contextmanager
def stuck_before_its_claim(url: str, claim: Claim, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """A command that has done its work up to the claim, which somebody else holds, and waits there."""
    with psycopg.connect(url) as other:
        other.execute("SELECT 1 FROM claims_claim WHERE id = %s FOR UPDATE", [claim.pk])
        command = [sys.executable, "-m", "naungan.cli", "disburse", *arguments]
        started = subprocess.Popen(command, env={**os.environ, "DATABASE_URL": url}, stderr=subprocess.PIPE)
        with psycopg.connect(url, autocommit=True) as watch:
            for _ in range(600):
                if watch.execute(BLOCKED).fetchone():
                    break
                assert started.poll() is None, started.communicate()
                time.sleep(0.1)
            else:
                raise AssertionError("the command never came to the claim")
        yield started
        other.rollback()


def run(url: str, *arguments: str) -> int:
    command = [sys.executable, "-m", "naungan.cli", "disburse", *arguments]
    return subprocess.run(command, env={**os.environ, "DATABASE_URL": url}, check=False).returncode


def email_of(actor: Actor) -> str:
    return str(Account.objects.get(pk=actor.account_id).email)


def wait_until_gone(url: str) -> None:
    """Until the database has noticed that the killed process is no more."""
    with psycopg.connect(url, autocommit=True) as watch:
        for _ in range(200):
            if not watch.execute("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted").fetchone():
                return
            time.sleep(0.1)
    raise AssertionError("the killed command still holds its lock")


def facts() -> tuple[Any, ...]:
    """Everything that a release or an answer writes."""
    return (
        sorted(Transfer.objects.values_list("reference", "state")),
        list(Claim.objects.values_list("state", flat=True)),
        Journal.objects.count(), OrderFile.objects.count(), BankFile.objects.count(), Match.objects.count(),
        list(Batch.objects.values_list("state", flat=True)), Act.objects.count(),
    )  # fmt: skip


def test_a_release_killed_in_the_middle_is_as_if_it_had_not_begun(own_database: str, tmp_path: Path) -> None:
    funds()
    claim = a_claim({"amount": AMOUNT})
    two = officers()
    batch = gathered(two.maker)
    check(batch, by(two.maker))
    before, out = facts(), tmp_path / "pesanan.xml"
    order = ("release", batch.number, "--as", email_of(two.releaser), "--out", str(out))
    with stuck_before_its_claim(own_database, claim, *order) as started:
        os.kill(started.pid, signal.SIGKILL)
        started.communicate()
        wait_until_gone(own_database)
        assert (facts() == before, out.exists()) == (True, False)
    assert run(own_database, *order) == 0
    first = out.read_bytes()
    assert run(own_database, *order) == 0
    assert (out.read_bytes() == first, places().sent, OrderFile.objects.count()) == (True, AMOUNT, 1)
    assert all_is_proved()


def test_an_answer_killed_in_the_middle_is_as_if_it_had_not_come(own_database: str, tmp_path: Path) -> None:
    funds()
    claim = a_claim({"amount": AMOUNT})
    batch, _file = sent(officers())
    bank, file = an_officer(role=Role.HEAD_OFFICE), tmp_path / "bank.xml"
    file.write_bytes(notice(Booked(AMOUNT, names=references(batch)[0], reference="B1")))
    before, order = facts(), ("answer", str(file), "--as", email_of(bank))
    with stuck_before_its_claim(own_database, claim, *order) as started:
        os.kill(started.pid, signal.SIGKILL)
        started.communicate()
        wait_until_gone(own_database)
        assert facts() == before
    assert (run(own_database, *order), run(own_database, *order)) == (0, 0)
    assert (places().paid, Match.objects.count(), Claim.objects.get().state) == (AMOUNT, 1, "paid")
    assert all_is_proved()
