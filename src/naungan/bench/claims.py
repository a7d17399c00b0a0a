"""`naungan bench claims`: many JKM and JHT claims decided in the database, on a sandbox of its own.

Deciding is end to end: facts read and frozen, the law applied, decisions with their explanation, lines, log and
states written.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from naungan.bench.claims_filling import fill_jht, fill_jkm
from naungan.bench.measurement import Measurement, peak_rss_mb
from naungan.bench.own_database import own_database
from naungan.bench.own_database import run as run_statement
from naungan.bench.pensions import part as _pensions
from naungan.database import prepare

if TYPE_CHECKING:
    from naungan.access.actor import Actor

MONTHS = tuple(date(2022, month, 1) for month in (10, 11, 12))
ON = date(2023, 2, 1)
DATABASE = "naungan_bench_claims"
PEOPLE_AT_SCALE_ONE = 2_600_000  # about
SPARE = 4  # times as many people as claims of a kind: half are no wage earners, some are behind


def run(rows: int) -> Measurement:
    """Decide about `rows` JKM and as many JHT claims; each part of PARTS adds what it measured."""
    prepare()
    more: dict[str, float] = {}
    with own_database(DATABASE):
        _sandbox(rows)
        for part in PARTS:
            more |= part(rows)
    seconds = more["jkm_seconds"] + more["jht_seconds"]
    decided = round(more["jkm_decided"] + more["jht_decided"])
    return Measurement("claims", decided, seconds, peak_rss_mb(), more=more)


def _sandbox(rows: int) -> None:
    """People enough, with three months closed."""
    from naungan.operations.close import close_month
    from naungan.sandbox.build import build

    scale = max(Fraction(rows * SPARE, PEOPLE_AT_SCALE_ONE), Fraction(1, 500))
    build(scale.limit_denominator(10**6), MONTHS[0], MONTHS[-1])
    for month in MONTHS:
        close_month(month, date(2023, 1, 31))


def _decided(name: str, fill: Callable[[int], int], kinds: tuple[str, ...], rows: int) -> dict[str, float]:
    """Send claims in, then decide them: seconds of deciding, how many were decided, how many left to officers."""
    from naungan.claims.entitlement.bulk import decide_many

    fill(rows)
    run_statement("VACUUM (ANALYZE)")
    run_statement("CHECKPOINT")
    maker = _maker()
    started = time.perf_counter()
    done = decide_many(maker, kinds, ON, workers=os.cpu_count() or 1)
    seconds = time.perf_counter() - started
    return {
        f"{name}_per_second": done.decided / seconds,
        f"{name}_seconds": seconds,
        f"{name}_decided": done.decided,
        f"{name}_left_to_officers": sum(done.left.values()),
    }


def _jkm(rows: int) -> dict[str, float]:
    from naungan.claims.entitlement.bulk import JKM_KINDS

    return _decided("jkm", fill_jkm, JKM_KINDS, rows)


def _jht(rows: int) -> dict[str, float]:
    from naungan.claims.entitlement.bulk_jht import KINDS

    return _decided("jht", fill_jht, KINDS, rows)


def _maker() -> Actor:
    """Who has them decided: somebody else checks."""
    from naungan.access.actor import Actor
    from naungan.access.models import Account, Role

    account, _ = Account.objects.get_or_create(email="tugas@naungan.invalid", defaults={"name": "Tugas putusan"})
    return Actor(account.pk, account.name, Role.HEAD_OFFICE, None, None, None)


# Each measures on the same sandbox, in this order, and gives what it measured by name.
PARTS: tuple[Callable[[int], dict[str, float]], ...] = (_jkm, _jht, _pensions)
