"""The close as a job: once at a time, its failure in words, taken over when its worker dies."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app
from tests.conftest import Databases
from tests.factories import a_participation, an_employer, an_open_month, month
from tests.operations.books import contents, fill

from naungan.access.models import Use
from naungan.contributions.models import Month
from naungan.operations.close import close_month
from naungan.operations.errors import CloseRefused, CloseRunning, JobRefused
from naungan.operations.jobs import (
    NIGHTLY,
    TIDY,
    close_job_of,
    in_words,
    job_seen,
    jobs_seen,
    retry_job,
    start_close,
    tidy_as_a_job,
)
from naungan.operations.models import JobFailure
from naungan.operations.progress import close_progress, months_on_record

pytestmark = pytest.mark.slow
WORKING = Path(__file__).with_name("working.py")
OCTOBER = month("2022-10")
LONGEST = 60.0  # seconds that anything here may take


def work(url: str, *how: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "DATABASE_URL": url}
    return subprocess.run(
        [sys.executable, str(WORKING), *how],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


@contextmanager
def working(url: str) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen([sys.executable, str(WORKING), "on"], env={**os.environ, "DATABASE_URL": url})
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        assert process.wait(LONGEST) == 0


def waited_for(status: str, job: int) -> bool:
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        found = job_seen(job)
        if found and found.status == status:
            return True
        time.sleep(0.2)
    return False


def test_a_close_is_done_by_the_worker(own_database: str) -> None:
    fill()
    job = start_close(OCTOBER)
    assert (job_seen(job).status, job_seen(job).month) == ("todo", OCTOBER)  # type: ignore[union-attr]
    done = work(own_database, "once")
    assert (done.returncode, job_seen(job).status) == (0, "succeeded")  # type: ignore[union-attr]
    progress = close_progress(OCTOBER)
    assert (progress.month.state, progress.percent, all(step.done for step in progress.steps)) == (
        "closed",
        100,
        True,
    )
    assert [one.state for one in months_on_record()] == ["open", "closed"]


def test_what_is_over_is_forgotten_every_night(own_database: str) -> None:
    Use.objects.create(who="a" * 64, what="sign-in", since=timezone.now() - timedelta(days=3), times=1)
    (periodic,) = [one for one in app.periodic_registry.periodic_tasks.values() if one.task.name == TIDY]
    assert periodic.cron == NIGHTLY
    job = tidy_as_a_job.defer(timestamp=0)
    assert work(own_database, "once").returncode == 0
    assert (job_seen(job).status, Use.objects.count()) == ("succeeded", 0)  # type: ignore[union-attr]


@pytest.mark.usefixtures("own_database")
def test_one_close_at_a_time() -> None:
    a_participation(an_employer())
    an_open_month("2022-10")
    start_close(OCTOBER)
    with pytest.raises(CloseRunning, match="Tunggu sampai selesai"):
        start_close(OCTOBER)
    assert len(jobs_seen()) == 1


@pytest.mark.usefixtures("own_database")
def test_a_closed_or_unknown_month_is_not_started() -> None:
    a_participation(an_employer())
    close_month(an_open_month("2022-10"))
    with pytest.raises(CloseRefused, match="sudah ditutup"):
        start_close(OCTOBER)
    with pytest.raises(CloseRefused, match="belum dibuka"):
        start_close(month("2031-01"))
    assert jobs_seen() == []


def test_a_close_that_is_refused_says_why_and_may_be_tried_again(own_database: str) -> None:
    employer = an_employer(jkk_class=1)
    a_participation(employer)
    employer.risk_classes.all().delete()
    an_open_month("2022-10")
    job = start_close(OCTOBER)
    work(own_database, "once")
    failed = job_seen(job)
    assert failed is not None
    assert (failed.status, failed.trace) == ("failed", "")
    assert employer.code in str(failed.said)
    employer.risk_classes.create(jkk_class=1, during=employer.life)
    retry_job(job)
    work(own_database, "once")
    assert (job_seen(job).status, Month.objects.get(month=OCTOBER).state) == ("succeeded", "closed")  # type: ignore[union-attr]


def test_what_nobody_expected_is_told_without_jargon_and_kept_for_the_keeper(own_database: str) -> None:
    fill()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'disk'; END$$"
        )
        cursor.execute("CREATE TRIGGER no BEFORE INSERT ON contributions_bill EXECUTE FUNCTION no()")
    job = start_close(OCTOBER)
    work(own_database, "once")
    failure = JobFailure.objects.get(job_id=job)
    assert ("Jalankan lagi" in failure.said, "disk" in failure.said, "disk" in failure.trace) == (True, False, True)
    assert close_progress(OCTOBER).month.state == "frozen"


@pytest.mark.usefixtures("own_database")
def test_only_a_failed_job_is_tried_again() -> None:
    a_participation(an_employer())
    an_open_month("2022-10")
    job = start_close(OCTOBER)
    with pytest.raises(JobRefused, match="berstatus todo"):
        retry_job(job)
    with pytest.raises(JobRefused, match="tidak ada"):
        retry_job(job + 1)


def test_a_job_whose_worker_was_killed_is_taken_over_and_ends_as_if_undisturbed(databases: Databases) -> None:
    filled = databases.copy()
    with databases.using(filled):
        fill()
    undisturbed, disturbed = databases.copy(filled), databases.copy(filled)
    with databases.using(undisturbed):
        close_month(OCTOBER)
        expected = contents()
    with databases.using(disturbed):
        job = start_close(OCTOBER)
        assert work(databases.url(disturbed), "deadly", "30").returncode == -signal.SIGKILL
        assert (job_seen(job).status, close_job_of(OCTOBER).id) == ("doing", job)  # type: ignore[union-attr]
        with working(databases.url(disturbed)):
            assert waited_for("succeeded", job)
        found = contents()
    assert {table: found[table] == expected[table] for table in expected} == dict.fromkeys(expected, True)


def test_the_progress_of_a_half_done_close_is_what_is_done(own_database: str) -> None:
    fill()
    start_close(OCTOBER)
    work(own_database, "deadly", "40")
    progress = close_progress(OCTOBER)
    done = {step.step.number: step.parts_done for step in progress.steps}
    assert (done[10], done[40], progress.month.state, 0 < progress.percent < 100) == (1, 0, "frozen", True)


def test_an_error_that_is_no_refusal_names_its_kind() -> None:
    assert in_words(CloseRefused("Bulan belum dibuka.")) == "Bulan belum dibuka."
    assert "ZeroDivisionError" in in_words(ZeroDivisionError())
