"""What an import brought, for whoever called it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class CodeCount:
    """How many rows a rule of the catalogue found something in; `example` is what it said of the first."""

    code: str
    level: str
    count: int
    first_row: int
    example: str


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """An import of a file. Rows: `good` + `soft` + `hard` = `rows`.

    `stored` rows took effect now, `unchanged` rows said what was known already, `waiting` soft rows
    stay out until they are confirmed. `already_seen`: the same file came in before and nothing was
    done. `adjusts` is the open month in which a late report for a closed month will be settled.
    """

    upload_id: int
    kind: str
    payer: str
    month: date
    rows: int
    good: int
    soft: int
    hard: int
    stored: int
    unchanged: int
    waiting: int
    already_seen: bool
    adjusts: date | None
    findings: tuple[CodeCount, ...]
    result: Path | None
