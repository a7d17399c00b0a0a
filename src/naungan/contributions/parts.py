"""A part of a month's close: the payers it works on, and what was done."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.law.months import first_day, month_of

WORKERS = min(4, os.cpu_count() or 2)  # how many parts are worked on side by side


def next_month(month: date) -> date:
    """The first day of the month after the one that `month` lies in."""
    return first_day(month_of(month) + 1)


def month_before(month: date) -> date:
    """The first day of the month before the one that `month` lies in."""
    return first_day(month_of(month) - 1)


@dataclass(frozen=True, slots=True)
class Part:
    """Payers `first` to `last` (by id) of the close of `month`; payments count up to `as_of`."""

    month: date
    as_of: date
    number: int
    first: int
    last: int

    @property
    def parameters(self) -> dict[str, Any]:
        """The part as the parameters that every statement of the close may name."""
        return {
            "month": self.month,
            "next_month": next_month(self.month),
            "month_before": month_before(self.month),
            "as_of": self.as_of,
            "part": self.number,
            "first": self.first,
            "last": self.last,
        }


@dataclass(frozen=True, slots=True)
class Done:
    """Rows written and rupiah they carry."""

    rows: int
    rupiah: int = 0

    def __add__(self, other: Done) -> Done:
        return Done(self.rows + other.rows, self.rupiah + other.rupiah)


def write(statement: str, parameters: Mapping[str, Any]) -> int:
    """Run one writing statement; rows written."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def count_and_sum(statement: str, parameters: Mapping[str, Any]) -> Done:
    """Run a statement that answers with one row (rows, rupiah)."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        rows, rupiah = cursor.fetchone()
        return Done(int(rows), int(rupiah or 0))


def plan_for_bulk() -> None:
    """Keep the planner from nested loops over tables it has no statistics of yet, in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off; SET LOCAL work_mem = '256MB'")


def tell_planner(table: str, *columns: str) -> None:
    """Let the planner know what the close has written, from a sample of six thousand rows."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL default_statistics_target = 20")
        cursor.execute(f"ANALYZE {table} ({', '.join(columns)})")
