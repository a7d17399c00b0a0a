"""The record of a file: received once, counted at the end, told again when it comes a second time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import connection

from naungan.intake.catalogue import Level, Rule
from naungan.intake.months import Reporting
from naungan.intake.outcome import CodeCount, ImportOutcome
from naungan.intake.read import Table
from naungan.registry.models import Payer
from naungan.web.sentences import say

# Two uploads of the same file at the same moment: the second waits here for the first, and then sees it.
_RECEIVE = """
INSERT INTO intake_upload (kind, payer_id, month, file_name, sha256, rows, good, soft, hard)
VALUES (%s, %s, %s, %s, %s, 0, 0, 0, 0) ON CONFLICT DO NOTHING RETURNING id
"""
_FIND = """
SELECT id FROM intake_upload
WHERE kind = %s AND payer_id IS NOT DISTINCT FROM %s AND month = %s AND sha256 = %s
"""
# A row is hard if anything hard was found in it; else soft if anything was.
_LEVELS = """
SELECT count(*) FILTER (WHERE hard), count(*) FILTER (WHERE NOT hard), count(*) FILTER (WHERE NOT hard AND waits)
FROM (SELECT bool_or(level = 'hard') AS hard, bool_or(waits) AS waits
      FROM intake_finding WHERE upload_id = %s AND row > 0 GROUP BY row) judged
"""
_BY_CODE = """
SELECT code, min(level), count(DISTINCT row), min(row), (array_agg(words ORDER BY row, id))[1],
       (array_agg(parts ORDER BY row, id))[1]
FROM intake_finding WHERE upload_id = %s GROUP BY code ORDER BY min(level), count(DISTINCT row) DESC, code
"""
_COUNT = "UPDATE intake_upload SET rows = %s, good = %s, soft = %s, hard = %s WHERE id = %s"
_COUNTED = "SELECT rows, good, soft, hard FROM intake_upload WHERE id = %s"

# What stays out of the registry: rows with a hard finding, and rows that wait to be confirmed.
HELD = "SELECT row FROM intake_finding WHERE upload_id = %(upload)s AND (level = 'hard' OR waits)"


@dataclass(frozen=True, slots=True)
class Policy:
    """What happens to soft rows: `hold_soft` keeps them all out until `confirmed`.

    Rows of a rule that waits (the catalogue says which) stay out until `confirmed` in any case.
    """

    hold_soft: bool
    confirmed: bool

    def waits(self, rule: Rule) -> bool:
        """Whether a row stays out because this rule found something in it."""
        return rule.level is Level.SOFT and not self.confirmed and (rule.waits or self.hold_soft)


@dataclass(frozen=True, slots=True)
class Receipt:
    """The record of a file that came in. `new`: never seen. `confirms`: seen, and its waiting rows go in."""

    upload_id: int
    new: bool
    confirms: bool

    @property
    def seen(self) -> bool:
        """Whether there is nothing to do: the file came before, and no row of it is to be confirmed now."""
        return not self.new and not self.confirms


def receive(table: Table, payer: Payer | None, month: date, policy: Policy) -> Receipt:
    """Record a file; part of the caller's transaction."""
    payer_id = payer.pk if payer else None
    with connection.cursor() as cursor:
        cursor.execute(_RECEIVE, [table.layout.kind.value, payer_id, month, table.path.name[:200], table.sha256])
        made = cursor.fetchone()
        if made:
            return Receipt(made[0], new=True, confirms=False)
        cursor.execute(_FIND, [table.layout.kind.value, payer_id, month, table.sha256])
        (upload_id,) = cursor.fetchone()
        cursor.execute(_LEVELS, [upload_id])
        waiting = cursor.fetchone()[2]
    return Receipt(upload_id, new=False, confirms=policy.confirmed and waiting > 0)


@dataclass(frozen=True, slots=True)
class Took:
    """What an import did: rows judged (0: none now), rows that took effect, rows that changed nothing."""

    rows: int = 0
    stored: int = 0
    unchanged: int = 0


def close_upload(
    receipt: Receipt, table: Table, payer: Payer | None, month: Reporting, took: Took, result: Path | None
) -> ImportOutcome:
    """Count the rows of a file by what was found in them, and say what the import brought."""
    with connection.cursor() as cursor:
        cursor.execute(_LEVELS, [receipt.upload_id])
        hard, soft, waiting = cursor.fetchone()
        cursor.execute(_COUNTED, [receipt.upload_id])
        rows = took.rows if receipt.new else cursor.fetchone()[0]
        good = rows - hard - soft
        if not receipt.seen:
            cursor.execute(_COUNT, [rows, good, soft, hard, receipt.upload_id])
        cursor.execute(_BY_CODE, [receipt.upload_id])
        findings = tuple(
            CodeCount(code, level, count, first, say(words, json.loads(parts)))
            for code, level, count, first, words, parts in cursor.fetchall()
        )
    return ImportOutcome(
        upload_id=receipt.upload_id,
        kind=table.layout.kind.value,
        payer=str(payer) if payer else "",
        month=month.month,
        rows=rows,
        good=good,
        soft=soft,
        hard=hard,
        stored=took.stored,
        unchanged=took.unchanged,
        waiting=waiting,
        already_seen=receipt.seen,
        adjusts=month.adjusts,
        findings=findings,
        result=result,
    )
