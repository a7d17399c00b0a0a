"""Import a month's wage file of an employer: judge every row, store the good ones, say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from naungan.intake import wage_rules as sql
from naungan.intake.lawful import compulsory_for, wage_floors
from naungan.intake.layouts import WAGES
from naungan.intake.months import Reporting, reporting
from naungan.intake.outcome import ImportOutcome
from naungan.intake.payers import find_employer
from naungan.intake.result import placing, write_result
from naungan.intake.set_rules import judge, only_confirmed
from naungan.intake.stage import Cursor, Prepared, fresh, fresh_as, load, reading
from naungan.intake.uploads import HELD, Policy, Receipt, Took, close_upload, receive
from naungan.intake.wage_known import known_workers
from naungan.intake.wage_rows import STAGED, prepare_wages
from naungan.registry.models import Payer


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
            # A workbook takes long to open: the roster is fetched meanwhile, and rows that agree with it
            # are written at once. A CSV is read before a roster could be fetched: it goes the long way.
            workbook = path.suffix.lower() == ".xlsx"
            started = None if workbook else judged(prepare_wages(report.last_day, {}))
            roster = _roster(cursor, payer, report)
            known = known_workers(cursor, roster["people"]) if workbook else {}
            table = opened()
            receipt = receive(table, payer, month, policy)
            task = Task(receipt, policy, roster)
            took: Took | None = Took()
            if receipt.new and known:
                took = _at_once(cursor, judged(prepare_wages(report.last_day, known)), task)
            elif receipt.new or receipt.confirms:
                took = None
            if took is None:
                took = _the_long_way(cursor, started or judged(prepare_wages(report.last_day, {})), task)
        if draft is not None:
            write_result(table, receipt.upload_id, draft)
        return close_upload(receipt, table, payer, report, took, result)


def _roster(cursor: Cursor, payer: Payer, report: Reporting) -> dict[str, Any]:
    """Everybody the employer covers in the month, and what the rules are bound to."""
    known: dict[str, Any] = {"payer": payer.pk, "month": report.month, "next_month": report.next_month}
    cursor.execute(sql.LAST_REPORTED, known)
    known["month_before"] = cursor.fetchone()[0]
    wage_floors(cursor, report.month)
    # Temporary tables have no statistics, and the planner would sort what is better hashed.
    cursor.execute("SET LOCAL enable_mergejoin = off")
    rows = {table: fresh_as(cursor, table, query, known) for table, query in sql.ROSTER_STEPS}
    counted = {"reported": rows["already"] > 0, "people": rows["here"]}
    return known | compulsory_for(payer, report.last_day) | counted


@dataclass(frozen=True, slots=True)
class Task:
    """One import under way: its record, what happens to soft rows, and what its statements are bound to."""

    receipt: Receipt
    policy: Policy
    roster: dict[str, Any]

    @property
    def bound(self) -> dict[str, Any]:
        """What its statements are bound to."""
        receipt = self.receipt
        return {**self.roster, "upload": receipt.upload_id, "report_of": receipt.upload_id if receipt.new else None}


@dataclass(slots=True)
class Report:
    """The wage report of an import, made when its first line is written."""

    cursor: Cursor
    bound: dict[str, Any]
    number: int | None = None
    stored: int = 0
    after: int = 0

    def write(self, statement: str) -> None:
        """Write lines, and the report before the first of them."""
        if self.number is None:
            self.cursor.execute(sql.REPORT, self.bound)
            self.number = self.cursor.fetchone()[0]
        self.cursor.execute(statement, {**self.bound, "report": self.number, "after": self.after})
        self.stored += self.cursor.rowcount

    def early(self, batch: Prepared) -> None:
        """Write the lines of rows that agree with the roster, while the next rows are being read."""
        if "matched" in batch.lines:
            self.write(sql.EARLY_LINES)
            self.after = batch.last


def _at_once(cursor: Cursor, batches: Iterator[Prepared], task: Task) -> Took | None:
    """Take the rows in, those that agree with the roster at once.

    None where somebody is in the file twice: what was written is taken back, because of two wages for
    one worker none may be chosen.
    """
    report = Report(cursor, task.bound)
    before = transaction.savepoint()
    rows = _stage(cursor, batches, task, report)
    summary = _match(cursor)
    if summary["repeated"]:
        transaction.savepoint_rollback(before)
        return None
    transaction.savepoint_commit(before)
    return _judge(cursor, task, report, rows, summary)


def _the_long_way(cursor: Cursor, batches: Iterator[Prepared], task: Task) -> Took:
    """Take the rows in after all of them have been matched and judged."""
    report = Report(cursor, task.bound)
    rows = _stage(cursor, batches, task, report)
    if task.receipt.confirms:
        rows = only_confirmed(cursor, "staged", sql.RULES, task.receipt)
    return _judge(cursor, task, report, rows, _match(cursor))


def _stage(cursor: Cursor, batches: Iterator[Prepared], task: Task, report: Report) -> int:
    fresh(cursor, "staged", STAGED)
    fresh(cursor, "matched", sql.MATCHED)
    return load(cursor, batches, task.receipt, task.policy, report.early)


def _judge(cursor: Cursor, task: Task, report: Report, rows: int, summary: dict[str, bool]) -> Took:
    """Judge the odd rows, then write the lines of all that may go in and have none yet."""
    bound = task.bound
    fresh_as(cursor, "odd", sql.ODD, bound)
    judge(cursor, sql.RULES, task.receipt, task.policy, bound | summary)
    cursor.execute(sql.WORTH_A_REPORT.format(held=HELD), bound)
    if cursor.fetchone()[0]:
        report.write(sql.LINES.format(held=HELD))
    return Took(rows, report.stored, _unchanged(cursor, bound))


def _match(cursor: Cursor) -> dict[str, bool]:
    """Find the worker of every staged row: by KPJ, what is left by NIK, what is left by staff number.

    Answers whether somebody came twice, and whether somebody of the roster is absent.
    """
    cursor.execute("SELECT count(*) FROM staged")
    (left,) = cursor.fetchone()
    cursor.execute("SET LOCAL enable_nestloop = off")
    for statement in (sql.BY_KPJ, sql.BY_NIK, sql.BY_CODE, sql.STRANGERS):
        if left:
            cursor.execute(statement)
            left -= cursor.rowcount
    cursor.execute("SET LOCAL enable_nestloop = on")
    cursor.execute(sql.SUMMARY)
    repeated, absent = cursor.fetchone()
    return {"repeated": repeated, "absent": absent}


def _unchanged(cursor: Cursor, bound: dict[str, Any]) -> int:
    """Rows that say of this month what an earlier report has said; they get no line."""
    if not bound["reported"]:
        return 0
    cursor.execute(sql.UNCHANGED.format(held=HELD), bound)
    return int(cursor.fetchone()[0])
