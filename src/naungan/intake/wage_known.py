"""Rows that say of a known worker what is known: the great majority, settled without asking the database.

A row agrees when card number, NIK and name are those of one worker and the wage lies where no rule
would speak up. Everything else goes the long way, through the rules and the database. An employer with
more workers than `KNOWN_AT_MOST` goes the long way altogether, so that memory does not grow with it.
"""

from __future__ import annotations

from typing import Any, TypeAlias

from naungan.intake.limits import LEAST_AMOUNT, MOST_AMOUNT
from naungan.intake.read import Batch
from naungan.intake.stage import Cursor

KNOWN_AT_MOST = 250_000
KPJ, NIK, CODE, NAME, WAGE, BACK_PAY = range(6)

# Card number to NIK, name, least and most wage that no rule asks about, the end of the line of `matched`,
# staff numbers.
Worker: TypeAlias = tuple[str, str, int, int, str, list[str] | None]
Known: TypeAlias = dict[str, Worker]

# Somebody with a line of this month already is compared in the database. Of several cards none is taken
# here: the same person could then be found twice.
_KNOWN = f"""
SELECT kpj, nik, name, greatest(least, {LEAST_AMOUNT}), least(most, {MOST_AMOUNT}), participation_id, numbers
FROM roster WHERE kpj IS NOT NULL AND nik IS NOT NULL AND now_wage IS NULL
"""
_SEVERAL_CARDS = (
    "SELECT kpj FROM roster r WHERE 1 < (SELECT count(*) FROM registry_card c WHERE c.person_id = r.person_id)"
)
_CARDS = "SELECT count(*) FROM roster"


def known_workers(cursor: Cursor, how_many: int) -> Known:
    """The workers of the roster by card number; nobody where there are too many of them."""
    if how_many > KNOWN_AT_MOST:
        return {}
    cursor.execute(_KNOWN)
    known: Known = {
        kpj: (nik, name, least, most, f"\t0\t{participation}\tf\tf\tt\n", numbers)
        for kpj, nik, name, least, most, participation, numbers in cursor.fetchall()
    }
    cursor.execute(_CARDS)
    if cursor.fetchone()[0] > how_many:
        cursor.execute(_SEVERAL_CARDS)
        for (kpj,) in cursor.fetchall():
            known.pop(kpj, None)
    return known


def agreeing(known: Known, batch: Batch) -> tuple[list[str], Batch]:
    """The lines of the table `matched` for rows that agree with what is known, and the rows that do not.

    A worker who has been found is known no more: a second row about them goes the long way.
    """
    lines: list[str] = []
    numbers: list[int] = []
    rest: list[Any] = []
    for number, row in zip(batch.numbers, batch.rows, strict=True):
        worker = known.get(row[KPJ])
        if worker is not None and worker[0] == row[NIK] and worker[1] == row[NAME]:
            amount = _whole(row[WAGE])
            if worker[2] <= amount <= worker[3] and _is_nothing(row[BACK_PAY]) and _is_theirs(row[CODE], worker[5]):
                lines.append(f"{number}\t{amount}{worker[4]}")
                del known[row[KPJ]]
                continue
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


def _is_theirs(code: Any, numbers: list[str] | None) -> bool:
    """An employer whose workers have no staff numbers may write what it likes into that column."""
    return not code or numbers is None or code in numbers
