"""Rows that say of a known worker what is known: the great majority, settled without asking the database.

A row agrees when card number, NIK and name are those of one worker and the wage lies where no rule
would speak up. Everything else goes the long way, through the rules and the database. An employer with
more workers than `KNOWN_AT_MOST` goes the long way altogether, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from naungan.intake.limits import LEAST_AMOUNT, MOST_AMOUNT
from naungan.intake.read import Batch
from naungan.intake.stage import Cursor

KNOWN_AT_MOST = 250_000

# Card number to NIK, name, least and most wage that no rule asks about, participation, staff numbers.
Known: TypeAlias = Mapping[str, tuple[str, str, int, int, int, list[str] | None]]

# Somebody with a line of this month already is compared in the database.
_KNOWN = f"""
SELECT kpj, nik, name, greatest(least, {LEAST_AMOUNT}), least(most, {MOST_AMOUNT}), participation_id, numbers
FROM roster WHERE kpj IS NOT NULL AND nik IS NOT NULL AND now_wage IS NULL
"""


def known_workers(cursor: Cursor, how_many: int) -> Known:
    """The workers of the roster by card number; nobody where there are too many of them."""
    if how_many > KNOWN_AT_MOST:
        return {}
    cursor.execute(_KNOWN)
    return {row[0]: row[1:] for row in cursor.fetchall()}


def agreeing(known: Known, batch: Batch) -> tuple[list[str], Batch]:
    """The lines of the table `matched` for rows that agree with what is known, and the rows that do not."""
    lines: list[str] = []
    numbers: list[int] = []
    rest: list[Any] = []
    for number, row in zip(batch.numbers, batch.rows, strict=True):
        kpj, nik, code, name, wage, back_pay = row[:6]
        worker = known.get(kpj)
        if (
            worker is not None
            and worker[0] == nik
            and worker[1] == name
            and worker[2] <= (amount := _whole(wage)) <= worker[3]
            and _is_nothing(back_pay)
            and (not code or worker[5] is None or code in worker[5])
        ):
            lines.append(f"{number}\t{amount}\t0\t{worker[4]}\tf\tf\n")
        else:
            numbers.append(number)
            rest.append(row)
    return lines, Batch(numbers, rest)


def _whole(cell: Any) -> int:
    """The amount in a cell that holds plain digits or a whole number; otherwise one that is never right."""
    if type(cell) is str:
        return int(cell) if cell.isascii() and cell.isdigit() else -1
    return int(cell) if type(cell) is float and cell.is_integer() else -1


def _is_nothing(cell: Any) -> bool:
    return cell in ("", "0") if type(cell) is str else type(cell) is float and cell == 0
