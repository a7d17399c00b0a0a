"""How much a file may hold, and the bounds of the upload form that no statute sets."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What the reader takes on.

    `xlsx_bytes` is the limit of HR uploads (workflows.md 3.1). The other bounds keep a hostile file
    from filling the memory: a workbook is unpacked and laid out as a full grid of rows and columns.
    `csv_line_bytes` bounds one line; the number of lines of a CSV is not bounded.
    """

    xlsx_bytes: int = 10 * 1024 * 1024
    unpacked_bytes: int = 512 * 1024 * 1024
    columns: int = 52
    xlsx_rows: int = 199_999
    csv_line_bytes: int = 1024 * 1024


LIMITS = Limits()

# The upload form takes nobody outside these ages (workflows.md 3.2, D01); no statute says so.
YOUNGEST_WORKER, OLDEST_WORKER = 17, 65

# More workers than this with one phone number are asked about (C02).
ONE_PHONE_FOR = 5

# A wage that moves by more than this is asked about (W03), in percent.
WAGE_MOVES = 30

# Below this an amount is taken for one written in thousands (W04); above the other for a slip (W07). Rupiah.
LEAST_AMOUNT, MOST_AMOUNT = 1_000, 10_000_000_000_000
