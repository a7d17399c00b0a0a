"""Close a month: run the steps of steps.py, part by part, each part done once and for all.

A task's work and its `CloseTask` row commit together. Killed anywhere, the close goes on where it was;
run again after the end, it does nothing. One close at a time: a session lock says so.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from queue import Empty, SimpleQueue

from django.db import connection, transaction

from naungan.contributions.parts import Done, Part, next_month
from naungan.law.statute import load
from naungan.operations.errors import CloseRefused, CloseRunning
from naungan.operations.steps import STEPS, Step

LOCK = 8_427_112_015  # any number that no other lock of this database uses
WORKERS = min(4, os.cpu_count() or 2)
TELL_EVERY = 0.1  # seconds

Tell = Callable[["StepDone"], None]


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step, how many of its parts are done, and what they did. Seconds are wall time of this run."""

    step: Step
    parts: int
    parts_done: int
    rows: int
    rupiah: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Closed:
    """The close of a month: its steps, and whether it had been closed before."""

    month: date
    as_of: date
    already_closed: bool
    seconds: float
    steps: tuple[StepDone, ...]


def close_month(month: date, as_of: date | None = None, tell: Tell | None = None) -> Closed:
    """Close a month, or go on with a close that was interrupted.

    `as_of`: last day whose payments count; the last day of the month unless given. `tell` hears of
    every task done. Raises CloseRefused when the month is not open or an earlier one is, CloseRunning
    when another close is at work.
    """
    started = time.monotonic()
    with _only_close():
        state, frozen_as_of = _month_state(month)
        day = frozen_as_of or as_of or next_month(month) - timedelta(days=1)
        if state == "closed":
            return Closed(month, day, True, 0.0, _steps_of(month))
        _refuse_out_of_order(month)
        _set_month(month, "frozen", day)
        done = tuple(_run_step(step, month, day, tell) for step in STEPS)
        _finish(month)
    return Closed(month, day, False, time.monotonic() - started, done)


@contextmanager
def _only_close() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
        if not cursor.fetchone()[0]:
            raise CloseRunning("Penutupan bulan lain sedang berjalan. Tunggu sampai selesai, lalu jalankan lagi.")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _month_state(month: date) -> tuple[str, date | None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT state, as_of FROM contributions_month WHERE month = %s", [month])
        found = cursor.fetchone()
        if found is None:
            cursor.execute("SELECT min(month), max(month) FROM contributions_month")
            first, last = cursor.fetchone()
            known = f"Bulan yang ada: {first:%Y-%m} sampai {last:%Y-%m}." if first else "Belum ada bulan."
            raise CloseRefused(f"Bulan {month:%Y-%m} belum dibuka. {known}")
    return found[0], found[1]


def _refuse_out_of_order(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(month) FROM contributions_month WHERE month < %s AND state <> 'closed'",
            [month],
        )
        (earlier,) = cursor.fetchone()
    if earlier:
        raise CloseRefused(f"Bulan {earlier:%Y-%m} belum ditutup. Tutup dulu: naungan close-month {earlier:%Y-%m}")


def _set_month(month: date, state: str, as_of: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contributions_month SET state = %s, as_of = %s, law_version = %s, frozen_at = now()
            WHERE month = %s AND state = 'open'
            """,
            [state, as_of, load().version, month],
        )


def _finish(month: date) -> None:
    """Mark the month closed and open the next."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            """
            UPDATE contributions_month SET state = 'closed', closed_at = now()
            WHERE month = %s AND state = 'frozen'
            """,
            [month],
        )
        cursor.execute(
            "INSERT INTO contributions_month (month) VALUES (%s) ON CONFLICT DO NOTHING", [next_month(month)]
        )


def _run_step(step: Step, month: date, as_of: date, tell: Tell | None) -> StepDone:
    started = time.monotonic()
    parts = [Part(month, as_of, 0, 0, 0)] if step.whole else _parts(month, as_of)
    finished = _done_parts(step, month)
    total = Done(sum(done.rows for done in finished.values()), sum(done.rupiah for done in finished.values()))
    waiting = [part for part in parts if part.number not in finished]
    reached = len(parts) - len(waiting)
    for done in _run_tasks(step, waiting):
        total, reached = total + done, reached + 1
        if tell:
            tell(StepDone(step, len(parts), reached, total.rows, total.rupiah, time.monotonic() - started))
    return StepDone(step, len(parts), reached, total.rows, total.rupiah, time.monotonic() - started)


def _run_tasks(step: Step, parts: list[Part]) -> Iterator[Done]:
    """Run the tasks a few at a time; the first failure keeps the waiting ones from starting."""
    if len(parts) <= 1:
        for part in parts:
            yield _task(step, part)
        return
    waiting: SimpleQueue[Part] = SimpleQueue()
    finished: SimpleQueue[Done] = SimpleQueue()
    for part in parts:
        waiting.put(part)
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="close") as pool:
        workers = {pool.submit(_work, step, waiting, finished) for _ in range(WORKERS)}
        while workers:
            ended, workers = wait(workers, timeout=TELL_EVERY, return_when=FIRST_COMPLETED)
            while not finished.empty():
                yield finished.get()
            for worker in ended:
                worker.result()


def _work(step: Step, waiting: SimpleQueue[Part], finished: SimpleQueue[Done]) -> None:
    """Take tasks until none is left, on a connection of this thread's own; a failure leaves none."""
    try:
        with suppress(Empty):
            while True:
                finished.put(_task(step, waiting.get_nowait()))
    finally:
        with suppress(Empty):
            while True:
                waiting.get_nowait()
        connection.close()


def _task(step: Step, part: Part) -> Done:
    started = time.monotonic()
    with transaction.atomic():
        done = step.run(part)
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO operations_closetask (month, step, part, rows, rupiah, milliseconds)
                VALUES (%s, %s, %s, %s, %s, %s)
                """,
                [
                    part.month,
                    step.number,
                    part.number,
                    done.rows,
                    done.rupiah,
                    round((time.monotonic() - started) * 1000),
                ],
            )
    return done


def _parts(month: date, as_of: date) -> list[Part]:
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT part, min(payer_id), max(payer_id) FROM contributions_payermonth
            WHERE close_month = %s GROUP BY part ORDER BY part
            """,
            [month],
        )
        return [Part(month, as_of, number, first, last) for number, first, last in cursor.fetchall()]


def _done_parts(step: Step, month: date) -> dict[int, Done]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT part, rows, rupiah FROM operations_closetask WHERE month = %s AND step = %s",
            [month, step.number],
        )
        return {part: Done(rows, rupiah) for part, rows, rupiah in cursor.fetchall()}


def _steps_of(month: date) -> tuple[StepDone, ...]:
    """The steps of a close that is over, from what its tasks recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT step, count(*), sum(rows), sum(rupiah), sum(milliseconds) FROM operations_closetask
            WHERE month = %s GROUP BY step
            """,
            [month],
        )
        known = {row[0]: row[1:] for row in cursor.fetchall()}
    return tuple(
        StepDone(step, int(parts), int(parts), int(rows), int(rupiah), int(milliseconds) / 1000)
        for step in STEPS
        for parts, rows, rupiah, milliseconds in [known.get(step.number, (0, 0, 0, 0))]
    )
