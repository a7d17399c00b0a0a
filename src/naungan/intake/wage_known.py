"""Rows that say of a known worker what is known: the great majority, settled without asking the database.

A row agrees when card number, NIK and name are those of one worker and the wage lies where no rule
would speak up. Everything else is matched and judged in the database. An employer with more workers than
`KNOWN_AT_MOST` is left to the database altogether, so that memory does not grow with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, repeat
from typing import Any

import numpy as np

from naungan.intake.layouts import WAGES
from naungan.intake.limits import MOST_AMOUNT
from naungan.intake.read import Batch
from naungan.intake.stage import Cursor
from naungan.intake.wage_roster import KNOWN

KNOWN_AT_MOST = 250_000
_WIDTH = len(WAGES.columns)
_LONGEST_AMOUNT = len(str(MOST_AMOUNT))
_NOTHING = frozenset(("", "0", 0))


@dataclass(frozen=True, slots=True)
class Known:
    """The workers of a month in columns, and the rows of a file that agree with what is known of them.

    `places` finds a worker by KPJ, NIK and name, tab between them. `least` and `most` are the wages
    that no rule asks about, in rupiah; `numbers` the staff numbers, None where the employer has none.
    `rows` and `wages` are filled in by `agreeing`: the number of the row, and its wage; 0 where no row agrees.
    """

    places: Mapping[str, int]
    participations: np.ndarray
    least: np.ndarray
    most: np.ndarray
    numbers: list[list[str]] | None
    rows: np.ndarray
    wages: np.ndarray


def known_workers(cursor: Cursor, how_many: int, bound: Mapping[str, Any]) -> Known | None:
    """The workers of the month, nobody of whom has been reported yet; None where there are none or too many."""
    if how_many > KNOWN_AT_MOST:
        return None
    cursor.execute(KNOWN, bound)
    workers = cursor.fetchall()
    if not workers:
        return None
    participations, least, most = (np.array([worker[at] for worker in workers], np.int64) for at in (1, 2, 3))
    numbers = [worker[4] for worker in workers]
    # Somebody with several cards could be found by each of them: no wage is right.
    _, at, times = np.unique(participations, return_inverse=True, return_counts=True)
    most[times[at] > 1] = -1
    return Known(
        {worker[0]: place for place, worker in enumerate(workers)},
        participations,
        least,
        most,
        None if numbers[0] is None else numbers,
        np.zeros(len(workers), np.int32),
        np.zeros(len(workers), np.int64),
    )


def agreeing(known: Known, batch: Batch) -> Batch:
    """Note the rows that agree with what is known, one for each worker; the others come back."""
    kpjs, niks, codes, names, wages, back_pays = islice(zip(*batch.rows, strict=True), _WIDTH)
    keys = map("\t".join, zip(map(str, kpjs), map(str, niks), map(str, names), strict=True))
    numbers = np.array(batch.numbers)
    places = np.fromiter(map(known.places.get, keys, repeat(-1)), np.int64, len(numbers))
    amounts = np.array([cell if type(cell) is float else _digits(cell) for cell in wages], np.float64)
    agree = (places >= 0) & (known.least[places] <= amounts) & (amounts <= known.most[places])
    agree &= (amounts == np.floor(amounts)) & (known.rows[places] == 0)
    agree &= np.array([cell in _NOTHING and cell is not False for cell in back_pays])
    if known.numbers is not None:
        theirs = map(known.numbers.__getitem__, places)
        agree &= np.array([not code or code in own for code, own in zip(codes, theirs, strict=True)])
    # Of two rows about one worker in this batch the place keeps one.
    known.rows[places[agree]] = numbers[agree]
    agree &= known.rows[places] == numbers
    known.wages[places[agree]] = amounts[agree]
    rest = np.flatnonzero(~agree).tolist()
    return Batch([batch.numbers[at] for at in rest], [batch.rows[at] for at in rest])


def _digits(cell: Any) -> int:
    """The amount in a cell of plain digits; otherwise one that is never right."""
    plain = type(cell) is str and cell.isascii() and cell.isdigit() and len(cell) <= _LONGEST_AMOUNT
    return int(cell) if plain else -1


def taken_back(known: Known, participations: Sequence[int]) -> list[tuple[int, int, int]]:
    """Forget the rows that agree and are about these participations; (row, wage, participation) of each."""
    at = np.flatnonzero((known.rows > 0) & np.isin(known.participations, participations))
    rows = list(
        zip(known.rows[at].tolist(), known.wages[at].tolist(), known.participations[at].tolist(), strict=True)
    )
    known.rows[at] = known.wages[at] = 0
    return rows
