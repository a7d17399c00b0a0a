"""Build the sandbox: a Kalimantan that never existed but adds up, from published figures.

The rows are made inside PostgreSQL by the statements in `sql/`, in the order of their numbers, in one
transaction: a build that is killed or fails leaves nothing behind.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from importlib.resources import files

from django.db import connection, transaction

from naungan.coverage.publish import load_statistics
from naungan.coverage.scale import set_population_scale
from naungan.law.months import month_of
from naungan.registry.regions import load_regions
from naungan.sandbox.amounts import bill_ahead
from naungan.sandbox.bulk import exclusions_judged_together
from naungan.sandbox.errors import DatabaseNotEmpty
from naungan.sandbox.plan import Plan, make_plan
from naungan.sandbox.staging import stage

# Two builds at once would mix; any number that no other lock of this database uses.
LOCK = 8_427_112_016

COUNTS = {
    "people": "SELECT count(*) FROM registry_person",
    "employers": "SELECT count(*) FROM registry_employer",
    "payers": "SELECT count(*) FROM registry_payer",
    "participations": "SELECT count(*) FROM registry_participation",
    "wage_lines": "SELECT count(*) FROM intake_wageline",
    "payments": "SELECT count(*) FROM contributions_payment",
}
NUMBERED = (
    "registry_person",
    "registry_payer",
    "registry_participation",
    "registry_card",
    "intake_wagereport",
    "contributions_payment",
)
# Sequences are not rolled back: numbering goes on after the rows that are there, whatever was tried before.
RESTART = """
SELECT setval(pg_get_serial_sequence('{table}', 'id'), coalesce((SELECT max(id) FROM {table}), 0) + 1, false)
"""

Tell = Callable[["StageDone"], None]


@dataclass(frozen=True, slots=True)
class StageDone:
    """A stage of the build that is done; `number` of `of`."""

    number: int
    of: int
    name: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Built:
    """What a build made: rows by kind, and seconds."""

    scale: Fraction
    seed: int
    first_month: date
    last_month: date
    people: int
    employers: int
    payers: int
    participations: int
    wage_lines: int
    payments: int
    seconds: float


def build(scale: Fraction, first_month: date, last_month: date, seed: int = 1, tell: Tell | None = None) -> Built:
    """Fill an empty database with people, payers, reports and payments of the months, both included.

    The same scale, months and seed give the same rows. Raises BadPlan, and DatabaseNotEmpty where
    people, payers or months with a history are there already.
    """
    started = time.monotonic()
    plan = make_plan(scale, month_of(first_month), month_of(last_month), seed)
    with transaction.atomic():
        _refuse_unless_empty(plan)
        for number, (name, work) in enumerate(STAGES, start=1):
            begun = time.monotonic()
            work(plan)
            if tell:
                tell(StageDone(number, len(STAGES), name, time.monotonic() - begun))
        counts = {name: _one(query) for name, query in COUNTS.items()}
    return Built(scale, seed, plan.months[0], plan.months[-1], **counts, seconds=time.monotonic() - started)


def _refuse_unless_empty(plan: Plan) -> None:
    if not _one("SELECT pg_try_advisory_xact_lock(%s)::int", LOCK):
        raise DatabaseNotEmpty("Sandbox lain sedang dibangun di basis data ini. Tunggu sampai selesai.")
    people, payers = _one("SELECT count(*) FROM registry_person"), _one("SELECT count(*) FROM registry_payer")
    if people or payers:
        raise DatabaseNotEmpty(
            f"Basis data ini sudah berisi {people} orang dan {payers} pembayar; sandbox hanya dibangun di "
            "basis data kosong. Pakai NAUNGAN_HOME lain, misalnya: "
            "NAUNGAN_HOME=~/naungan-coba naungan sandbox build --scale 0.01 --from 2022-10 --to 2023-03"
        )
    begun = _one(
        "SELECT count(*) FROM contributions_month WHERE state <> 'open' OR month NOT BETWEEN %s AND %s",
        plan.months[0],
        plan.months[-1],
    )
    if begun:
        raise DatabaseNotEmpty(
            f"Basis data ini sudah mempunyai {begun} bulan lain atau yang sudah ditutup; sandbox memerlukan "
            "basis data kosong. Pakai NAUNGAN_HOME lain."
        )


def _prepare(plan: Plan) -> None:
    with connection.cursor() as cursor:
        # Foreign keys are checked stage by stage instead of all at the end.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE; SET LOCAL work_mem = '256MB'")
    load_regions()
    load_statistics()
    stage(plan)


def _statements(*names: str) -> Callable[[Plan], None]:
    def run(_: Plan) -> None:
        with connection.cursor() as cursor:
            for name in names:
                statements = files("naungan.sandbox").joinpath("sql", f"{name}.sql")
                cursor.execute(statements.read_text(encoding="utf-8"))

    return run


def _take_part(plan: Plan) -> None:
    with exclusions_judged_together("registry_participation"):
        _statements("50_participations", "60_registry")(plan)


def _finish(plan: Plan) -> None:
    """Say the scale, let the next rows be numbered after these, and tell the planner what is there."""
    set_population_scale(plan.scale)
    with connection.cursor() as cursor:
        for table in NUMBERED:
            cursor.execute(RESTART.format(table=table))
        cursor.execute("SET CONSTRAINTS ALL DEFERRED; ANALYZE")


STAGES: tuple[tuple[str, Callable[[Plan], None]], ...] = (
    ("wilayah, statistik, rencana", _prepare),
    ("tempat dan pembayar", _statements("10_places", "20_payers", "30_seats")),
    ("orang", _statements("40_people")),
    ("kepesertaan", _take_part),
    ("laporan upah", _statements("70_reports")),
    ("iuran menurut hukum", lambda plan: bill_ahead(plan.months)),
    ("pembayaran", _statements("80_payments")),
    ("penutup", _finish),
)


def _one(query: str, *parameters: int | date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters or None)
        return int(cursor.fetchone()[0])
