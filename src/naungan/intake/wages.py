"""Import a month's wage file of an employer: judge every row, store the good ones, say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from naungan.intake import wage_roster as sql
from naungan.intake.lawful import compulsory_for, wage_floors
from naungan.intake.layouts import WAGES
from naungan.intake.months import Reporting, reporting
from naungan.intake.outcome import ImportOutcome
from naungan.intake.payers import find_employer
from naungan.intake.result import placing, write_result
from naungan.intake.set_rules import judge, only_confirmed
from naungan.intake.stage import Cursor, Prepared, fresh, fresh_as, load, reading
from naungan.intake.uploads import Policy, Receipt, Took, close_upload, receive
from naungan.intake.wage_known import Known, known_workers
from naungan.intake.wage_report import next_report, write_agreed, write_matched
from naungan.intake.wage_rows import STAGED, prepare_wages
from naungan.intake.wage_rules import ODD, RULES
from naungan.registry.models import Payer

# Below a tenth of the employer's people only those are looked up whom the rows can be about.
FEW = 10


def import_wages(
    path: Path,
    *,
    employer: str,
    month: date,
    result: Path | None = None,
    confirmed: bool = False,
    hold_soft: bool = False,
    encoding: str | None = None,
    today: date | None = None,
) -> ImportOutcome:
    """Import the wage file of an employer (NPP, or NPP-division) for a month (its first day).

    Good rows go in, hard rows stay out, soft rows go in and are listed; with `hold_soft` they wait for
    `confirmed`. All in one transaction. The same file for the same payer and month again changes
    nothing, unless it confirms rows that wait. `result` is written as XLSX or CSV: the same rows with
    status, code, explanation and repair. A month already closed is settled in the open one.
    Raises FileRefused, NoSuchFile, EmployerUnknown, BadNumber, MonthNotOpen.
    """
    policy = Policy(hold_soft, confirmed)
    payer = find_employer(employer)
    with (
        placing(result, path) as draft,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        report = reporting(month, today or timezone.localdate())
        with reading(path, WAGES, encoding) as (opened, judged):
            # A workbook takes long to open: who works here is fetched meanwhile, and rows that agree with
            # that are not looked up again. A CSV is read sooner than that: all of it goes to the database.
            workbook = path.suffix.lower() == ".xlsx"
            started = None if workbook else judged(prepare_wages(report.last_day, None))
            bound = _people(cursor, payer, report)
            known = known_workers(cursor, bound["people"], bound) if workbook else None
            if started:
                fresh_as(cursor, "roster", sql.ROSTER, bound)
            table = opened()
            receipt = receive(table, payer, month, policy)
            took = Took()
            if not receipt.seen:
                task = Task(cursor, receipt, policy, known if receipt.new else None, has_roster=started is not None)
                took = _take(task, started or judged(prepare_wages(report.last_day, task.known)), bound)
        if draft is not None:
            write_result(table, receipt.upload_id, draft)
        return close_upload(receipt, table, payer, report, took, result)


@dataclass(frozen=True, slots=True)
class Task:
    """One import under way: its record, what happens to soft rows, and what was fetched beforehand."""

    cursor: Cursor
    receipt: Receipt
    policy: Policy
    known: Known | None
    has_roster: bool


def _people(cursor: Cursor, payer: Payer, report: Reporting) -> dict[str, Any]:
    """Find whom the employer covers in the month and what was last reported; what statements are bound to."""
    known: dict[str, Any] = {"payer": payer.pk, "month": report.month, "next_month": report.next_month}
    cursor.execute(sql.LAST_REPORTED, known)
    known["month_before"] = cursor.fetchone()[0]
    wage_floors(cursor, report.month)
    # Temporary tables have no statistics, and the planner would sort what is better hashed.
    cursor.execute("SET LOCAL enable_mergejoin = off")
    steps = (("here", sql.HERE), ("before", sql.BEFORE), ("already", sql.ALREADY))
    rows = {table: fresh_as(cursor, table, query, known) for table, query in steps}
    return known | compulsory_for(payer, report.last_day) | {"people": rows["here"], "reported": rows["already"] > 0}


def _take(task: Task, batches: Iterator[Prepared], people: dict[str, Any]) -> Took:
    """Write the lines of rows that agree with what is known; match and judge the others, and write theirs."""
    cursor, receipt = task.cursor, task.receipt
    report_of = receipt.upload_id if receipt.new else None
    bound = people | {"upload": receipt.upload_id, "report_of": report_of, "report": next_report(cursor)}
    fresh(cursor, "staged", STAGED)
    rows = load(cursor, batches, receipt, task.policy)
    if receipt.confirms:
        rows = only_confirmed(cursor, "staged", RULES, receipt)
    _match(task, bound)
    bound["agreed"] = write_agreed(cursor, bound, task.known) if task.known else 0
    cursor.execute(sql.SUMMARY, bound)
    bound["repeated"], bound["absent"] = cursor.fetchone()
    fresh_as(cursor, "odd", ODD, bound)
    judge(cursor, RULES, receipt, task.policy, bound)
    written, unchanged = write_matched(cursor, bound)
    return Took(rows, bound["agreed"] + written, unchanged)


def _match(task: Task, bound: dict[str, Any]) -> None:
    """Find the worker of every staged row: by KPJ, what is left by NIK, what is left by staff number."""
    cursor = task.cursor
    cursor.execute("SELECT count(*) FROM staged")
    (left,) = cursor.fetchone()
    if not task.has_roster:
        few = left * FEW < bound["people"]
        fresh_as(cursor, "roster", sql.ROSTER_ASKED_FOR if few else sql.ROSTER, bound)
    fresh(cursor, "matched", sql.MATCHED)
    cursor.execute("SET LOCAL enable_nestloop = off")
    for statement in (sql.BY_KPJ, sql.BY_NIK, sql.BY_CODE, sql.STRANGERS):
        if left:
            cursor.execute(statement)
            left -= cursor.rowcount
    cursor.execute("SET LOCAL enable_nestloop = on")
