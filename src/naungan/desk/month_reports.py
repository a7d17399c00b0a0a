"""Which employers have reported a month, which have not, and what came in with faults."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime

from naungan.desk.asking import rows_as
from naungan.web.sentences import say

FORGET = "DELETE FROM desk_awaited"
# From whom a report is awaited: employers with people when the last month was frozen, and new ones since.
WORK_OUT = """
INSERT INTO desk_awaited (payer_id, region_id, people, reported)
SELECT y.id, y.region_id, coalesce(m.people, 0), EXISTS (
           SELECT FROM intake_wagereport w WHERE w.for_month = %(month)s AND w.payer_id = y.id)
FROM registry_employer x
JOIN registry_payer y ON y.id = x.payer_id
LEFT JOIN contributions_payermonth m ON m.close_month = %(closed)s AND m.payer_id = y.id
WHERE m.people > 0 OR lower(y.life) > %(closed)s OR %(closed)s::date IS NULL
"""
CAME_IN = """
UPDATE desk_awaited SET reported = true
WHERE NOT reported AND payer_id IN (
    SELECT payer_id FROM intake_wagereport WHERE id > %(report)s AND for_month = %(month)s)
"""
NEW_EMPLOYERS = """
INSERT INTO desk_awaited (payer_id, region_id, people, reported)
SELECT y.id, y.region_id, 0, EXISTS (
           SELECT FROM intake_wagereport w WHERE w.for_month = %(month)s AND w.payer_id = y.id)
FROM registry_employer x JOIN registry_payer y ON y.id = x.payer_id
WHERE x.payer_id > %(payer)s ON CONFLICT DO NOTHING
"""
MISSING = """
WITH missing AS (
    SELECT payer_id, people FROM desk_awaited WHERE NOT reported
    ORDER BY people DESC, payer_id LIMIT %(limit)s OFFSET %(offset)s
)
SELECT y.id, y.code, y.name, r.name, m.people,
       (SELECT max(w.for_month) FROM intake_wagereport w WHERE w.payer_id = y.id),
       c.at, c.outcome, c.next_on
FROM missing m
JOIN registry_payer y ON y.id = m.payer_id JOIN registry_region r ON r.id = y.region_id
LEFT JOIN LATERAL (
    SELECT at, outcome, next_on FROM desk_call WHERE payer_id = y.id ORDER BY id DESC LIMIT 1
) c ON true
ORDER BY m.people DESC, y.id
"""
FAULTY = """
SELECT u.id, u.kind, u.file_name, u.received_at, u.month, u.rows, u.good, u.soft, u.hard, y.id, y.code, y.name,
       (SELECT count(*) FROM intake_finding f WHERE f.upload_id = u.id AND f.waits)
FROM intake_upload u LEFT JOIN registry_payer y ON y.id = u.payer_id
WHERE u.hard + u.soft > 0 AND (%(payer)s::bigint IS NULL OR u.payer_id = %(payer)s)
ORDER BY u.received_at DESC, u.id DESC LIMIT %(limit)s
"""
FINDINGS = """
SELECT code, level, count(DISTINCT row), min(row), (array_agg(words ORDER BY row, id))[1],
       (array_agg(advice ORDER BY row, id))[1], (array_agg(parts ORDER BY row, id))[1], bool_or(waits)
FROM intake_finding WHERE upload_id = %(upload)s GROUP BY code, level ORDER BY level, count(DISTINCT row) DESC, code
"""


@dataclass(frozen=True, slots=True)
class NotReported:
    """An employer from whom a report is awaited, and what came of the last call."""

    payer_id: int
    code: str
    name: str
    region: str
    people: int
    last_report: date | None
    called_at: datetime | None
    outcome: str | None
    next_on: date | None


@dataclass(frozen=True, slots=True)
class FaultyUpload:
    """A file in which something was found: rows that were refused (hard), asked about (soft), and that wait."""

    id: int
    kind: str
    file_name: str
    received_at: datetime
    month: date | None
    rows: int
    good: int
    soft: int
    hard: int
    payer_id: int | None
    payer_code: str | None
    payer: str | None
    waiting: int


@dataclass(frozen=True, slots=True)
class FindingSum:
    """What a rule of the catalogue found in a file: in how many rows, first in which, and what repairs it."""

    code: str
    level: str
    rows: int
    first_row: int
    words: str
    advice: str
    parts: str
    waits: bool

    @property
    def said(self) -> str:
        """What is wrong in the first row, in the active language."""
        return say(self.words, json.loads(self.parts))

    @property
    def repair(self) -> str:
        """What repairs it, in the active language."""
        return say(self.advice, json.loads(self.parts))


def not_reported(limit: int, offset: int = 0) -> list[NotReported]:
    """Employers that have not reported the open month, those with most people first."""
    return rows_as(NotReported, MISSING, {"limit": limit, "offset": offset})


def faulty_uploads(limit: int = 50, payer_id: int | None = None) -> list[FaultyUpload]:
    """Files with findings, the newest first; of one payer where one is given."""
    return rows_as(FaultyUpload, FAULTY, {"payer": payer_id, "limit": limit})


def findings_of(upload_id: int) -> list[FindingSum]:
    """What was found in a file, by rule."""
    return rows_as(FindingSum, FINDINGS, {"upload": upload_id})
