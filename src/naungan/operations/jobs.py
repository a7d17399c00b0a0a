"""Long work beside the site: the close of a month as a job, the list of jobs, and the worker that does them."""

from __future__ import annotations

import asyncio
import traceback
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType

from django.db import connection, transaction
from django.utils import timezone
from procrastinate import App, JobContext
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector
from procrastinate.exceptions import AlreadyEnqueued

from naungan.errors import Refused
from naungan.operations.close import close_month
from naungan.operations.errors import CloseRefused, CloseRunning, JobRefused
from naungan.operations.failures import JobFailure
from naungan.operations.forgetting import forget_what_is_over
from naungan.operations.progress import close_progress
from naungan.saying import gettext as _

CLOSE, TIDY = "close-month", "tidy"
NIGHTLY = "17 18 * * *"  # UTC: past two at night in Balikpapan
HEARTBEAT = 5.0  # seconds between two signs of life of a worker
GIVEN_UP_AFTER = 20.0  # seconds without one, after which another takes its jobs over
LONGEST_TRACE = 20_000  # characters

JOBS = """
SELECT j.id, j.task_name, j.status::text, j.args::json, j.attempts, e.deferred, e.started, e.ended, f.said, f.trace
FROM procrastinate_jobs j
LEFT JOIN LATERAL (
    SELECT min(at) FILTER (WHERE type = 'deferred') AS deferred, max(at) FILTER (WHERE type = 'started') AS started,
           max(at) FILTER (WHERE type IN ('succeeded', 'failed', 'cancelled', 'aborted')) AS ended
    FROM procrastinate_events e WHERE e.job_id = j.id
) e ON true
LEFT JOIN LATERAL (
    SELECT said, trace FROM operations_jobfailure f WHERE f.job_id = j.id ORDER BY f.id DESC LIMIT 1
) f ON true
"""
UNDER_WAY = "SELECT 1 FROM procrastinate_jobs WHERE task_name = %s AND status IN ('todo', 'doing') LIMIT 1"
STATUS = "SELECT status::text FROM procrastinate_jobs WHERE id = %s FOR UPDATE"


@dataclass(frozen=True, slots=True)
class JobSeen:
    """A job: todo, doing, succeeded, failed, cancelled or aborted; what it said when it last failed."""

    id: int
    task: str
    status: str
    arguments: dict[str, str]
    attempts: int
    deferred_at: datetime | None
    started_at: datetime | None
    ended_at: datetime | None
    said: str | None
    trace: str | None

    @property
    def month(self) -> date | None:
        """The month it closes, for a close."""
        text = self.arguments.get("month")
        return date.fromisoformat(text) if text else None


@app.task(name=CLOSE, queue="close", lock=CLOSE, queueing_lock=CLOSE, pass_context=True)
def close_as_a_job(context: JobContext, month: str, as_of: str | None = None) -> None:
    """Close a month, or go on with a close that was interrupted; a failure is noted in words."""
    try:
        with _Noted(context):
            close_month(date.fromisoformat(month), date.fromisoformat(as_of) if as_of else None)
    finally:
        connection.close()


@app.periodic(cron=NIGHTLY)
@app.task(name=TIDY, queue="night", queueing_lock=TIDY)
def tidy_as_a_job(timestamp: int) -> int:
    """Every night: forget what is over. How many rows went."""
    try:
        return forget_what_is_over()
    finally:
        connection.close()


def start_close(month: date, as_of: date | None = None) -> int:
    """Let the worker close a month; the number of the job.

    Raises CloseRefused for a month that is not on record or closed, CloseRunning while a close waits or runs.
    """
    if close_progress(month).month.state == "closed":
        raise CloseRefused(
            _("Bulan %(month)s sudah ditutup; tidak ada yang perlu dijalankan.") % {"month": f"{month:%Y-%m}"}
        )
    running = _("Penutupan bulan sedang berjalan atau menunggu giliran. Tunggu sampai selesai.")
    with connection.cursor() as cursor:
        cursor.execute(UNDER_WAY, [CLOSE])
        if cursor.fetchone():
            raise CloseRunning(running)
    try:
        with transaction.atomic():
            return int(close_as_a_job.defer(month=month.isoformat(), as_of=as_of.isoformat() if as_of else None))
    except AlreadyEnqueued as twice:
        raise CloseRunning(running) from twice


def retry_job(job_id: int) -> None:
    """Let the worker try a failed job again. Raises JobRefused where the job has not failed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATUS, [job_id])
        found = cursor.fetchone()
        if found is None or found[0] != "failed":
            if found is None:
                raise JobRefused(
                    _("Pekerjaan nomor %(job_id)s tidak ada: hanya yang gagal dapat diulang.") % {"job_id": job_id}
                )
            raise JobRefused(
                _("Pekerjaan nomor %(job_id)s berstatus %(status)s: hanya yang gagal dapat diulang.")
                % {"job_id": job_id, "status": found[0]}
            )
        app.job_manager.retry_job_by_id(job_id, timezone.now())


def jobs_seen(limit: int = 50) -> list[JobSeen]:
    """The newest jobs, the newest first."""
    return _jobs("ORDER BY j.id DESC LIMIT %s", [limit])


def job_seen(job_id: int) -> JobSeen | None:
    """A job by its number."""
    return next(iter(_jobs("WHERE j.id = %s", [job_id])), None)


def close_job_of(month: date) -> JobSeen | None:
    """The last job that closes, or closed, a month."""
    which = "WHERE j.task_name = %s AND j.args->>'month' = %s ORDER BY j.id DESC LIMIT 1"
    return next(iter(_jobs(which, [CLOSE, month.isoformat()])), None)


def run_worker() -> None:
    """Do jobs until told to stop (SIGINT, SIGTERM); the job at hand is finished first.

    Jobs of a worker that died are taken over: what they had finished stays finished.
    """
    asyncio.run(_work(wait=True))


def run_waiting_jobs() -> None:
    """Do the jobs that wait now, then end."""
    asyncio.run(_work(wait=False))


async def _work(*, wait: bool) -> None:
    if not isinstance(app.connector, DjangoConnector):
        raise TypeError(f"jobs need Django's connector, not {app.connector!r}")
    with app.replace_connector(app.connector.get_worker_connector()) as working:
        async with working.open_async():
            keeper = asyncio.create_task(_take_over_forever(working))
            try:
                await working.run_worker_async(
                    wait=wait,
                    fetch_job_polling_interval=2.0,
                    update_heartbeat_interval=HEARTBEAT,
                    stalled_worker_timeout=GIVEN_UP_AFTER,
                )
            finally:
                keeper.cancel()


async def _take_over_forever(working: App) -> None:
    while True:
        await take_over(working)
        await asyncio.sleep(HEARTBEAT)


async def take_over(working: App) -> int:
    """Put the jobs of workers that died back in the queue; how many."""
    stalled = list(await working.job_manager.get_stalled_jobs(seconds_since_heartbeat=GIVEN_UP_AFTER))
    for job in stalled:
        await working.job_manager.retry_job(job)
    return len(stalled)


class _Noted:
    """Writes down why a job stopped, and lets the error go on: the job is failed then."""

    def __init__(self, context: JobContext) -> None:
        self.job = context.job

    def __enter__(self) -> None:
        return None

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or self.job.id is None:
            return
        connection.close_if_unusable_or_obsolete()
        JobFailure.objects.create(
            job_id=self.job.id,
            attempt=self.job.attempts + 1,
            said=in_words(error),
            trace="" if isinstance(error, Refused) else "".join(traceback.format_exception(error))[-LONGEST_TRACE:],
        )


def in_words(error: BaseException) -> str:
    """What is told to people of an error: a refusal's own sentence, else what it means and what to do."""
    if isinstance(error, Refused):
        return str(error)
    return (
        f"Pekerjaan berhenti karena gangguan ({type(error).__name__}). Yang sudah selesai tetap tersimpan. "
        "Jalankan lagi; bila terulang, sampaikan rincian teknisnya kepada pengelola sistem."
    )


def _jobs(which: str, parameters: list[int | str]) -> list[JobSeen]:
    with connection.cursor() as cursor:
        cursor.execute(f"{JOBS} {which}", parameters)
        return [JobSeen(*row) for row in cursor.fetchall()]
