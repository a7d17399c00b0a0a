"""Pay a month: one line for every award that is due, part by part, each part done once and for all.

A part's lines, releases and money owed commit with its `RunPart` row. Killed anywhere, the run goes on where it
was; run again after its end it does nothing. The books are written once, when all parts are done.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from naungan.claims.books import open_month
from naungan.contributions.parts import month_before, next_month
from naungan.law.statute import Statute, load
from naungan.ledger import chart
from naungan.ledger.post import JournalDraft, post_journal
from naungan.pensions.errors import OutOfOrder, RunBusy
from naungan.pensions.indexing import raise_days, raise_running
from naungan.pensions.models import Award, Run, RunPart
from naungan.pensions.run_sql import PART, RUN_OUT
from naungan.saying import gettext
from naungan.web.templatetags import formats
from naungan.wording import month_words

LOCK = 8_427_112_031  # any number that no other lock of this database uses
PART_SIZE = 100_000  # award numbers; a part is one transaction
WORKERS = min(4, os.cpu_count() or 2)
WHAT = "Pensiun {month}"

Tell = Callable[["PartDone"], None]


@dataclass(frozen=True, slots=True)
class Part:
    """Awards numbered `first` to `last`."""

    number: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class PartDone:
    """What a part came to: lines, of them withheld, and months released; rupiah."""

    part: Part
    lines: int
    withheld: int
    withheld_amount: int
    released: int
    amount: int


@dataclass(frozen=True, slots=True)
class Paid:
    """What a run came to, whether it had been done before, and seconds of this call."""

    run: Run
    lines: int
    withheld: int
    withheld_amount: int
    released: int
    amount: int
    already_done: bool
    seconds: float


def pay_month(
    month: date,
    pay_on: date | None = None,
    tell: Tell | None = None,
    workers: int = WORKERS,
    statute: Statute | None = None,
) -> Paid:
    """Run a month, or go on with a run that was interrupted.

    `month` is a first day; `pay_on` the day the money is due, the last of the month unless given. Raises
    OutOfOrder when an earlier month is not done, NoRateYet, RunBusy when another run is at work.
    """
    started = time.monotonic()
    statute = statute or load()
    with _only_run():
        run = _open(month, pay_on, statute)
        done_before = run.state == "done"
        if not done_before:
            waiting = [one for one in _parts() if one.number not in _finished(run)]
            for done in _work(run, waiting, statute, workers):
                if tell is not None:
                    tell(done)
            _finish(run)
    return _sum(run, done_before, time.monotonic() - started)


@contextmanager
def _only_run() -> Iterator[None]:
    """Hold the lock of the runs; another holder is refused after a moment."""
    with connection.cursor() as cursor:
        for _ in range(50):
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if cursor.fetchone()[0]:
                break
            time.sleep(0.1)
        else:
            raise RunBusy(
                gettext("Pembayaran bulanan lain sedang berjalan. Tunggu sampai selesai, lalu jalankan lagi.")
            )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


def _open(month: date, pay_on: date | None, statute: Statute) -> Run:
    """The run of that month, opened when it is the next one."""
    found = Run.objects.filter(month=month).first()
    if found is not None:
        return found
    last = Run.objects.order_by("-month").first()
    if last is not None and (last.month, last.state) != (month_before(month), "done"):
        wanted = last.month if last.state != "done" else next_month(last.month)
        raise OutOfOrder(
            gettext(
                "Pensiun %(month)s belum dapat dijalankan: giliran berikutnya %(wanted)s. Jalankan dulu: "
                "naungan pension run %(code)s"
            )
            % {"month": formats.month(month), "wanted": formats.month(wanted), "code": f"{wanted:%Y-%m}"}
        )
    raise_days(statute, month)
    due = pay_on or next_month(month) - timedelta(days=1)
    if due < month:
        raise OutOfOrder(
            gettext("Hari bayar %(due)s sebelum bulannya (%(month)s); pilih %(first)s atau sesudahnya.")
            % {"due": due, "month": f"{month:%Y-%m}", "first": month}
        )
    return Run.objects.create(month=month, pay_on=due, law_version=statute.version)


def _parts() -> list[Part]:
    """Award numbers in equal stretches. New awards come at the end: an open run takes them in its last part."""
    newest = Award.objects.order_by("-id").values_list("id", flat=True).first() or 0
    count = newest // PART_SIZE + 1
    return [Part(number, number * PART_SIZE + (number == 0), (number + 1) * PART_SIZE - 1) for number in range(count)]


def _finished(run: Run) -> set[int]:
    return set(RunPart.objects.filter(run_id=run.pk).values_list("number", flat=True))


def _work(run: Run, waiting: list[Part], statute: Statute, workers: int) -> Iterator[PartDone]:
    """Do the parts: here when there is one, else side by side on connections of their own."""
    if len(waiting) <= 1 or workers <= 1:
        for part in waiting:
            yield _do(run, part, statute)
        return
    with ThreadPoolExecutor(workers, thread_name_prefix="pension") as pool:
        for one in as_completed([pool.submit(_do_apart, run, part, statute) for part in waiting]):
            yield one.result()


def _do_apart(run: Run, part: Part, statute: Statute) -> PartDone:
    try:
        return _do(run, part, statute)
    finally:
        connection.close()


def _do(run: Run, part: Part, statute: Statute) -> PartDone:
    started = time.monotonic()
    days = raise_days(statute, run.month)
    parameters: dict[str, Any] = {
        "run": run.pk,
        "month": run.month,
        "pay_on": run.pay_on,
        "first": part.first,
        "last": part.last,
        "raised": days[-1] if days else date.min,
        "what": WHAT.format(month=month_words(run.month)),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        # Parts are worked on side by side already.
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0")
        raise_running(statute, run.month, part.first, part.last)
        cursor.execute(PART, parameters)
        done = PartDone(part, *cursor.fetchone())
        _record(run, done, time.monotonic() - started)
    return done


def _record(run: Run, done: PartDone, seconds: float) -> None:
    RunPart.objects.create(
        run_id=run.pk,
        number=done.part.number,
        lines=done.lines,
        withheld=done.withheld,
        withheld_amount=done.withheld_amount,
        released=done.released,
        amount=done.amount,
        milliseconds=round(seconds * 1000),
    )


def _finish(run: Run) -> None:
    """The books of the run, once; then it is done, and so are the awards it was the last of."""
    with transaction.atomic():
        amount = sum(part.amount for part in RunPart.objects.filter(run_id=run.pk))
        draft = JournalDraft(
            open_month(), "benefits", f"pension:{run.month:%Y-%m}", WHAT.format(month=month_words(run.month))
        )
        draft.debit(chart.JP_BENEFITS, amount)
        draft.credit(chart.BENEFITS_OWED, amount)
        post_journal(draft)
        with connection.cursor() as cursor:
            cursor.execute(RUN_OUT, {"next_month": next_month(run.month)})
        run.state, run.done_at = "done", timezone.now()
        run.save()


def _sum(run: Run, already_done: bool, seconds: float) -> Paid:
    parts = list(RunPart.objects.filter(run_id=run.pk))
    return Paid(
        run,
        sum(part.lines for part in parts),
        sum(part.withheld for part in parts),
        sum(part.withheld_amount for part in parts),
        sum(part.released for part in parts),
        sum(part.amount for part in parts),
        already_done,
        seconds,
    )
