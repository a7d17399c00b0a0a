"""The wage report that an import makes: its lines, and the report itself once it has one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from naungan.intake.stage import Cursor
from naungan.intake.uploads import HELD
from naungan.intake.wage_known import Known, taken_back

_NUMBER = "SELECT nextval(pg_get_serial_sequence('intake_wagereport', 'id'))"
_REPORT = """
INSERT INTO intake_wagereport (id, payer_id, for_month, upload_id)
VALUES (%(report)s, %(payer)s, %(month)s, %(report_of)s)
"""
_WAGE_LINE = "intake_wageline (for_month, payer_id, participation_id, report_id, wage, back_pay)"
_STORABLE = f"participation_id IS NOT NULL AND wage IS NOT NULL AND row NOT IN ({HELD})"
_LINES = f"""
INSERT INTO {_WAGE_LINE}
SELECT %(month)s, %(payer)s, participation_id, %(report)s, wage, back_pay FROM matched
WHERE NOT unchanged AND {_STORABLE} ORDER BY participation_id
"""
_UNCHANGED = f"SELECT count(*) FROM matched WHERE unchanged AND {_STORABLE}"


# A line as COPY reads it in binary: how many values follow, and before each how many bytes it has.
_COLUMNS = {"for_month": 4, "payer_id": 8, "participation_id": 8, "report_id": 8, "wage": 8, "back_pay": 8}
_LINE = np.dtype([
    ("values", ">i2"),
    *(part for name, size in _COLUMNS.items() for part in ((f"size of {name}", ">i4"), (name, f">i{size}"))),
])  # fmt: skip
_START, _END = b"PGCOPY\n\xff\r\n\x00" + bytes(8), b"\xff\xff"
_DAY_ZERO = date(2000, 1, 1)


def next_report(cursor: Cursor) -> int:
    """The number of a new report."""
    cursor.execute(_NUMBER)
    return int(cursor.fetchone()[0])


def write_agreed(cursor: Cursor, bound: Mapping[str, Any], known: Known) -> int:
    """Write the lines of the rows that agree with what is known; how many.

    Not of those whose worker came again in a row that does not: they are judged with that row.
    """
    cursor.execute("SELECT DISTINCT participation_id FROM matched WHERE participation_id IS NOT NULL")
    again = taken_back(known, [participation for (participation,) in cursor.fetchall()])
    with cursor.copy("COPY matched FROM STDIN") as copy:
        for row, wage, participation in again:
            copy.write_row((row, wage, 0, participation, False, False))
    with cursor.copy(f"COPY {_WAGE_LINE} FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_START)
        copy.write(_lines(bound, known).tobytes())
        copy.write(_END)
    return int(cursor.rowcount)


def _lines(bound: Mapping[str, Any], known: Known) -> np.ndarray:
    """The lines of the rows that agree, in the order of the index: in that of the file it takes twice the time."""
    at = np.flatnonzero(known.rows)
    at = at[np.argsort(known.participations[at])]
    lines = np.zeros(len(at), _LINE)
    lines["values"] = len(_COLUMNS)
    for name, size in _COLUMNS.items():
        lines[f"size of {name}"] = size
    lines["for_month"] = (bound["month"] - _DAY_ZERO).days
    lines["payer_id"], lines["report_id"] = bound["payer"], bound["report"]
    lines["participation_id"], lines["wage"] = known.participations[at], known.wages[at]
    return lines


def write_matched(cursor: Cursor, bound: Mapping[str, Any]) -> tuple[int, int]:
    """Write the lines of all matched rows that may go in, and the report if it has any row at all.

    Answers how many lines were written, and how many rows say of this month what an earlier report has
    said; those get no line. `bound["agreed"]` lines of the report were written before.
    """
    cursor.execute(_LINES, bound)
    written, unchanged = int(cursor.rowcount), 0
    if bound["reported"]:
        cursor.execute(_UNCHANGED, bound)
        (unchanged,) = cursor.fetchone()
    if bound["agreed"] + written + unchanged:
        cursor.execute(_REPORT, bound)
    return written, unchanged
