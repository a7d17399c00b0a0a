"""Close a month: run the steps of steps.py, part by part, each part done once and for all.

A task's work and its `CloseTask` row commit together. Killed anywhere, the close goes on where it was;
run again after the end, it does nothing. One close at a time: a session lock says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from queue import Empty, SimpleQueue

from django.db import OperationalError, connection, transaction
from psycopg.errors import LockNotAvailable

from naungan.contributions.parts import WORKERS, Done, Part, next_month
from naungan.law.statute import load
from naungan.operations.errors import CloseRefused, CloseRunning
from naungan.operations.steps import STEPS, Step
from naungan.saying import gettext

LOCK = 8_427_112_015  # any number that no other lock of this database uses
PATIENCE = "5s"  # how long a close waits for another to end before it is refused
TELL_EVERY = 0.1  # seconds

Tell = Callable[["StepDone"], None]


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step, how many of its parts are done, and what they did.

    Seconds of work, of all workers together: a close of two workers takes about half their sum.
    """

    step: Step
    parts: int
    parts_done: int
    rows: int
    rupiah: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Event:
    """A task that was done just now."""

    step: Step
    part: Part
    done: Done
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
        month_end = next_month(month) - timedelta(days=1)
        day = frozen_as_of or as_of or month_end
        if day < month_end:
            raise CloseRefused(
                gettext("Hari %(day)s sebelum akhir bulan %(month)s; pilih %(month_end)s atau sesudahnya.")
                % {"day": day, "month": f"{month:%Y-%m}", "month_end": month_end}
            )
        if state == "closed":
            return Closed(month, day, True, 0.0, tuple(_so_far(step, month) for step in STEPS))
        _refuse_out_of_order(month)
        _set_month(month, "frozen", day)
        done = _run_steps(month, day, tell)
        _finish(month)
    return Closed(month, day, False, time.monotonic() - started, done)


@contextmanager
def _only_close() -> Iterator[None]:
    """Hold the lock of the close. The server needs a moment to notice that a killed close is gone."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, true)", [PATIENCE])
            cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    except OperationalError as error:
        if not isinstance(error.__cause__, LockNotAvailable):
            raise
        raise CloseRunning(
            gettext("Penutupan bulan lain sedang berjalan. Tunggu sampai selesai, lalu jalankan lagi.")
        ) from error
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
            if first is None:
                raise CloseRefused(
                    gettext("Bulan %(month)s belum dibuka. Belum ada bulan.") % {"month": f"{month:%Y-%m}"}
                )
            raise CloseRefused(
                gettext("Bulan %(month)s belum dibuka. Bulan yang ada: %(first)s sampai %(last)s.")
                % {"month": f"{month:%Y-%m}", "first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"}
            )
    return found[0], found[1]


def _refuse_out_of_order(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT min(month) FROM contributions_month WHERE month < %s AND state <> 'closed'",
            [month],
        )
        (earlier,) = cursor.fetchone()
    if earlier:
        raise CloseRefused(
            gettext("Bulan %(earlier)s belum ditutup. Tutup dulu: naungan close-month %(earlier)s")
            % {"earlier": f"{earlier:%Y-%m}"}
        )


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


def _run_steps(month: date, as_of: date, tell: Tell | None) -> tuple[StepDone, ...]:
    """Run all steps: whole ones alone, and between them every part through its steps in order."""
    progress = {step.number: _so_far(step, month) for step in STEPS}

    def note(event: Event) -> None:
        before, parts = progress[event.step.number], 1 if event.step.whole else len(_parts(month, as_of))
        progress[event.step.number] = StepDone(
            event.step,
            parts,
            before.parts_done + 1,
            before.rows + event.done.rows,
            before.rupiah + event.done.rupiah,
            before.seconds + event.seconds,
        )
        if tell:
            tell(progress[event.step.number])

    for whole, steps in groupby(STEPS, key=lambda step: step.whole):
        for event in _run_whole(list(steps), month, as_of) if whole else _run_parted(list(steps), month, as_of):
            note(event)
    return tuple(progress.values())


def _run_whole(steps: list[Step], month: date, as_of: date) -> Iterator[Event]:
    for step in steps:
        if not _finished(step, month):
            yield _task(step, Part(month, as_of, 0, 0, 0))


def _run_parted(steps: list[Step], month: date, as_of: date) -> Iterator[Event]:
    """Every part through the steps, a few parts at a time; the first failure keeps waiting ones waiting."""
    finished = {step.number: _finished(step, month) for step in steps}
    waiting: SimpleQueue[list[tuple[Step, Part]]] = SimpleQueue()
    events: SimpleQueue[Event] = SimpleQueue()
    for part in _parts(month, as_of):
        waiting.put([(step, part) for step in steps if part.number not in finished[step.number]])
    with ThreadPoolExecutor(WORKERS, thread_name_prefix="close") as pool:
        workers = {pool.submit(_work, waiting, events) for _ in range(WORKERS)}
        while workers:
            ended, workers = wait(workers, timeout=TELL_EVERY, return_when=FIRST_COMPLETED)
            while not events.empty():
                yield events.get()
            for worker in ended:
                worker.result()


def _work(waiting: SimpleQueue[list[tuple[Step, Part]]], events: SimpleQueue[Event]) -> None:
    """Take parts until none is left, on a connection of this thread's own; a failure leaves none."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SET max_parallel_workers_per_gather = 0")  # parts are worked on side by side already
        with suppress(Empty):
            while True:
                for step, part in waiting.get_nowait():
                    events.put(_task(step, part))
    finally:
        with suppress(Empty):
            while True:
                waiting.get_nowait()
        connection.close()


def _task(step: Step, part: Part) -> Event:
    started = time.monotonic()
    with transaction.atomic():
        done = step.run(part)
        seconds = time.monotonic() - started
        with connection.cursor() as cursor:
            cursor.execute(
                """
                INSERT INTO operations_closetask (month, step, part, rows, rupiah, milliseconds)
                VALUES (%s, %s, %s, %s, %s, %s)
                """,
                [part.month, step.number, part.number, done.rows, done.rupiah, round(seconds * 1000)],
            )
    return Event(step, part, done, seconds)


def _parts(month: date, as_of: date) -> list[Part]:
    """The parts of the month, those with most payers first: they take longest, and none should end alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT part, min(payer_id), max(payer_id) FROM contributions_payermonth
            WHERE close_month = %s GROUP BY part ORDER BY count(*) DESC, part
            """,
            [month],
        )
        return [Part(month, as_of, number, first, last) for number, first, last in cursor.fetchall()]


def _finished(step: Step, month: date) -> set[int]:
    """The parts of a step that are done."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT part FROM operations_closetask WHERE month = %s AND step = %s", [month, step.number])
        return {part for (part,) in cursor.fetchall()}


def _so_far(step: Step, month: date) -> StepDone:
    """What the tasks of a step recorded: nothing yet, the part before an interruption, or all of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT count(*), coalesce(sum(rows), 0), coalesce(sum(rupiah), 0), coalesce(sum(milliseconds), 0)
            FROM operations_closetask WHERE month = %s AND step = %s
            """,
            [month, step.number],
        )
        done, rows, rupiah, milliseconds = (int(number) for number in cursor.fetchone())
        cursor.execute("SELECT count(DISTINCT part) FROM contributions_payermonth WHERE close_month = %s", [month])
        parts = 1 if step.whole else int(cursor.fetchone()[0])
    return StepDone(step, parts, done, rows, rupiah, milliseconds / 1000)
