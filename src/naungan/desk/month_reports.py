"""Which employers have reported a month, which have not, and what came in with faults."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

# From whom a report is awaited: employers with people when the last month was frozen, and new ones since.
EXPECTED = """
SELECT e.payer_id, EXISTS (
           SELECT FROM intake_wagereport w WHERE w.for_month = %(month)s AND w.payer_id = e.payer_id) AS reported
FROM (
    SELECT m.payer_id FROM contributions_payermonth m
    WHERE m.close_month = %(closed)s AND m.kind = 1 AND m.people > 0
    UNION
    SELECT x.payer_id FROM registry_employer x JOIN registry_payer y ON y.id = x.payer_id
    WHERE lower(y.life) > %(closed)s
) e
"""
MISSING = f"""
SELECT y.id, y.code, y.name, r.name, m.people,
       (SELECT max(w.for_month) FROM intake_wagereport w WHERE w.payer_id = y.id),
       c.at, c.outcome, c.next_on
FROM ({EXPECTED}) e
JOIN registry_payer y ON y.id = e.payer_id JOIN registry_region r ON r.id = y.region_id
LEFT JOIN contributions_payermonth m ON m.close_month = %(closed)s AND m.payer_id = y.id
LEFT JOIN LATERAL (
    SELECT at, outcome, next_on FROM desk_call WHERE payer_id = y.id ORDER BY id DESC LIMIT 1
) c ON true
WHERE NOT e.reported
ORDER BY m.people DESC NULLS LAST, y.code LIMIT %(limit)s OFFSET %(offset)s
"""
FAULTY = """
SELECT u.id, u.kind, u.file_name, u.received_at, u.month, u.rows, u.good, u.soft, u.hard, y.id, y.code, y.name,
       (SELECT count(*) FROM intake_finding f WHERE f.upload_id = u.id AND f.waits)
FROM intake_upload u LEFT JOIN registry_payer y ON y.id = u.payer_id
WHERE u.hard + u.soft > 0 AND (%(payer)s::bigint IS NULL OR u.payer_id = %(payer)s)
ORDER BY u.received_at DESC, u.id DESC LIMIT %(limit)s
"""
FINDINGS = """
SELECT code, level, count(DISTINCT row), min(row), (array_agg(said ORDER BY row, id))[1],
       (array_agg(repair ORDER BY row, id))[1], bool_or(waits)
FROM intake_finding WHERE upload_id = %s GROUP BY code, level ORDER BY level, count(DISTINCT row) DESC, code
"""


@dataclass(frozen=True, slots=True)
class NotReported:
    """An employer from whom a report is awaited, and what came of the last call."""

    payer_id: int
    code: str
    name: str
    region: str
    people: int | None
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
    said: str
    repair: str
    waits: bool


def not_reported(month: date, closed: date | None, limit: int, offset: int = 0) -> list[NotReported]:
    """Employers that have not reported a month, those with most people first."""
    bound = {"month": month, "closed": closed, "limit": limit, "offset": offset}
    with connection.cursor() as cursor:
        cursor.execute(MISSING, bound)
        return [NotReported(*row) for row in cursor.fetchall()]


def faulty_uploads(limit: int = 50, payer_id: int | None = None) -> list[FaultyUpload]:
    """Files with findings, the newest first; of one payer where one is given."""
    with connection.cursor() as cursor:
        cursor.execute(FAULTY, {"payer": payer_id, "limit": limit})
        return [FaultyUpload(*row) for row in cursor.fetchall()]


def findings_of(upload_id: int) -> list[FindingSum]:
    """What was found in a file, by rule."""
    with connection.cursor() as cursor:
        cursor.execute(FINDINGS, [upload_id])
        return [FindingSum(*row) for row in cursor.fetchall()]
