"""Import a list of people: the frame that new workers, self-payers and sponsored people share."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from django.db import IntegrityError, connection, transaction

from naungan.intake.enrol import LOCK, enrol, know
from naungan.intake.errors import CollidingWork
from naungan.intake.lawful import wage_floors
from naungan.intake.layouts import Layout
from naungan.intake.months import Reporting, reporting
from naungan.intake.outcome import ImportOutcome
from naungan.intake.people_rows import ARRIVALS
from naungan.intake.result import placing, write_result
from naungan.intake.set_rules import SetRule, judge, only_confirmed
from naungan.intake.stage import Cursor, Prepare, fresh, load, reading
from naungan.intake.uploads import Policy, Receipt, Took, close_upload, receive
from naungan.registry.models import Payer
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class PeopleList:
    """What is particular to a list: its layout, its rules, its segment, its payer (None: each their own)."""

    layout: Layout
    rules: tuple[SetRule, ...]
    segment: int
    payer: Payer | None


def import_people(
    path: Path,
    what: PeopleList,
    prepare: Prepare,
    month: date,
    policy: Policy,
    *,
    result: Path | None,
    encoding: str | None,
    today: date,
) -> ImportOutcome:
    """Judge a list and enrol the rows that may go in, in one transaction.

    Raises FileRefused, NoSuchFile, MonthNotOpen, and CollidingWork when another writer was quicker.
    """
    try:
        with placing(result, path) as draft, transaction.atomic(), connection.cursor() as cursor:
            report = reporting(month, today)
            with reading(path, what.layout, encoding) as (opened, judged):
                table = opened()
                cursor.execute(LOCK)
                receipt = receive(table, what.payer, month, policy)
                took = Took()
                if not receipt.seen:
                    fresh(cursor, "arrivals", ARRIVALS)
                    rows = load(cursor, judged(prepare), receipt, policy)
                    took = _take(cursor, what, receipt, policy, report, rows, today)
            if draft is not None:
                write_result(table, receipt.upload_id, draft)
            return close_upload(receipt, table, what.payer, report, took, result)
    except IntegrityError as wrong:
        raise CollidingWork(
            _("Data peserta berubah ketika %(path)s sedang diolah; tidak ada yang disimpan. Unggah lagi.")
            % {"path": path.name}
        ) from wrong


def _take(
    cursor: Cursor, what: PeopleList, receipt: Receipt, policy: Policy, report: Reporting, rows: int, today: date
) -> Took:
    """Judge the staged people against each other and the registry, and enrol those who may go in."""
    bound: dict[str, Any] = {
        "upload": receipt.upload_id,
        "payer": what.payer.pk if what.payer else None,
        "payer_region": what.payer.region_id if what.payer else None,
        "month": report.month,
        "segment": what.segment,
        "on": today,
        "report_of": receipt.upload_id if receipt.new else None,
    }
    if receipt.confirms:
        rows = only_confirmed(cursor, "arrivals", what.rules, receipt)
    wage_floors(cursor, report.month)
    know(cursor, bound)
    judge(cursor, what.rules, receipt, policy, bound)
    return Took(rows, *enrol(cursor, bound))
