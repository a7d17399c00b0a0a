"""Import a month's wage file of an employer: judge every row, store the good ones, say what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
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
            roster = _roster(cursor, payer, report)
            known = known_workers(cursor, roster["people"])
            table = opened()
            receipt = receive(table, payer, month, policy)
            took = Took()
            if receipt.new or receipt.confirms:
                # Rows that only confirm are few, and have been odd before.
                prepare = prepare_wages(report.last_day, known if receipt.new else {})
                took = _take(cursor, judged(prepare), receipt, policy, roster)
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


def _take(
    cursor: Cursor, batches: Iterator[Prepared], receipt: Receipt, policy: Policy, known: dict[str, Any]
) -> Took:
    """Stage, match, judge, store."""
    fresh(cursor, "staged", STAGED)
    fresh(cursor, "matched", sql.MATCHED)
    rows = load(cursor, batches, receipt, policy)
    if receipt.confirms:
        rows = only_confirmed(cursor, "staged", sql.RULES, receipt)
    _match(cursor)
    fresh_as(cursor, "odd", sql.ODD, known)
    cursor.execute(sql.SUMMARY)
    repeated, absent = cursor.fetchone()
    judge(cursor, sql.RULES, receipt, policy, known | {"repeated": repeated, "absent": absent})
    return _store(cursor, rows, receipt, known)


def _match(cursor: Cursor) -> None:
    """Find the worker of every staged row: by KPJ, what is left by NIK, what is left by staff number."""
    cursor.execute("SELECT count(*) FROM staged")
    (left,) = cursor.fetchone()
    cursor.execute("SET LOCAL enable_nestloop = off")
    for statement in (sql.BY_KPJ, sql.BY_NIK, sql.BY_CODE, sql.STRANGERS):
        if left:
            cursor.execute(statement)
            left -= cursor.rowcount
    cursor.execute("SET LOCAL enable_nestloop = on")


def _store(cursor: Cursor, rows: int, receipt: Receipt, known: dict[str, Any]) -> Took:
    """Write the report and its lines; a worker whose line would say the same again gets none."""
    bound = {**known, "upload": receipt.upload_id, "report_of": receipt.upload_id if receipt.new else None}
    cursor.execute(sql.REPORT.format(held=HELD), bound)
    report = cursor.fetchone()
    if report is None:
        return Took(rows)
    cursor.execute(sql.LINES.format(held=HELD), {**bound, "report": report[0]})
    stored = int(cursor.rowcount)
    if not known["reported"]:
        return Took(rows, stored)
    cursor.execute(sql.UNCHANGED.format(held=HELD), bound)
    return Took(rows, stored, cursor.fetchone()[0])
