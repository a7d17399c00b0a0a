"""`naungan bench close`: a whole month close on a sandbox of its own, beside a bare insert of its rows."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.bench.own_database import own_database
from naungan.bench.own_database import run as run_statement
from naungan.database import prepare

MONTH = date(2022, 12, 1)
AS_OF = date(2023, 1, 31)  # what was paid on time for December is allocated, settled and posted too
DATABASE = "naungan_bench_close"
PERSON_MONTHS_AT_SCALE_ONE = 2_600_000  # about; a first, small sandbox tells exactly
SMALLER = 10
FIRST = 100  # this many times smaller: it also loads what a process loads once

TWIN = """
CREATE TABLE twin (LIKE contributions_assessment INCLUDING ALL);
DO $$
DECLARE guard text;
BEGIN
    FOR guard IN
        SELECT replace(pg_get_triggerdef(oid), 'ON public.contributions_assessment', 'ON public.twin')
        FROM pg_trigger WHERE tgrelid = 'contributions_assessment'::regclass AND NOT tgisinternal
    LOOP
        EXECUTE guard;
    END LOOP;
END $$;
"""
BARE_INSERT = "INSERT INTO twin SELECT * FROM contributions_assessment WHERE close_month = %s"


@dataclass(frozen=True, slots=True)
class Run:
    """One close: person-months, seconds of the close and by step, and of the bare insert of its rows."""

    rows: int
    seconds: float
    steps: dict[str, float]
    bare_seconds: float

    @property
    def seconds_a_row(self) -> float:
        """Seconds of the close a person-month."""
        return self.seconds / self.rows


def run(rows: int) -> Measurement:
    """Close a month of about `rows` person-months, and one of a tenth of them.

    `growth_ratio`: seconds a person-month of the large close over those of the small one.
    `ratio_to_bare_insert`: the close over a bare INSERT ... SELECT of its assessment rows into a twin of
    the table with the same indexes, constraints and guards, in the same run.
    """
    prepare()
    guess = Fraction(rows, FIRST * PERSON_MONTHS_AT_SCALE_ONE)
    scale = guess * rows / _close(guess).rows
    small, large = _close(scale / SMALLER), _close(scale)
    return Measurement(
        bench="close",
        rows=large.rows,
        seconds=large.seconds,
        peak_rss_mb=peak_rss_mb(),
        ratios={
            "ratio_to_bare_insert": large.seconds / large.bare_seconds,
            "growth_ratio": large.seconds_a_row / small.seconds_a_row,
        },
        more={
            "bare_insert_seconds": large.bare_seconds,
            "smaller_rows": small.rows,
            "smaller_seconds": small.seconds,
            **{f"seconds_{name.replace(' ', '_')}": seconds for name, seconds in large.steps.items()},
        },
    )


def _close(scale: Fraction) -> Run:
    """Build a sandbox in a database of its own and close its only month."""
    from naungan.operations.close import close_month
    from naungan.sandbox.build import build

    with own_database(DATABASE):
        build(scale.limit_denominator(10**6), MONTH, MONTH)
        _settle_down()
        started = time.perf_counter()
        closed = close_month(MONTH, AS_OF)
        seconds = time.perf_counter() - started
        rows = next(step.rows for step in closed.steps if step.step.number == 20)
        return Run(rows, seconds, {step.step.name: step.seconds for step in closed.steps}, _bare_insert())


def _settle_down() -> None:
    """What a database does by itself in the days before a close: statistics, visibility, dirty pages."""
    run_statement("VACUUM (ANALYZE)")
    run_statement("CHECKPOINT")


def _bare_insert() -> float:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(TWIN)
        started = time.perf_counter()
        cursor.execute(BARE_INSERT, [MONTH])
        return time.perf_counter() - started
