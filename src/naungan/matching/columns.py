"""People and lines as the columns that matching compares: what is read once in Python, and what DuckDB derives.

A table of `BASE` holds what was read; `PREPARED` makes of it what the levels and the blocking rules ask for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import pyarrow as pa

from naungan.matching.lines import Line
from naungan.matching.names import Name, read_name
from naungan.matching.places import read_place
from naungan.registry.nik import LENGTH, clean

BASE = pa.schema(
    [
        ("id", pa.int64()),
        ("nik", pa.string()),
        ("sounds", pa.string()),
        ("born", pa.string()),
        ("sex", pa.string()),
        ("village", pa.string()),
        ("district", pa.string()),
        ("mother", pa.string()),
    ]
)
STARTS = 3
# What is no letter-by-letter secret to a stranger: `words` are the words longer than an initial, `rare` those of
# them that few bear, `start` how the first of them in alphabetical order begins, `letters` all first letters.
PREPARED = f"""
WITH split AS (
    SELECT *, string_split(sounds, ' ') AS every,
           CASE WHEN born[9:10] <= '12' AND born[9:10] <> born[6:7]
                THEN born[:5] || born[9:10] || '-' || born[6:7] END AS born_swapped
    FROM {{base}}
), worded AS (
    SELECT *, coalesce(list_filter(every, lambda w: len(w) > 1), []) AS words, list_sort(every) AS sorted FROM split
), rarer AS (
    SELECT id, list(word) AS rare
    FROM (SELECT id, unnest(words) AS word FROM worded) ANTI JOIN common USING (word) GROUP BY id
)
SELECT id, nik, replace(sounds, ' ', '') AS key, array_to_string(sorted, ' ') AS in_order,
       array_to_string(list_transform(sorted, lambda w: w[1]), '') AS letters, words, coalesce(rare, []) AS rare,
       list_min(words)[:{STARTS}] AS start, born, born_swapped, CAST(born[:4] AS SMALLINT) AS year,
       sex, village, district, mother
FROM worded LEFT JOIN rarer USING (id)
"""


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody as read: sounds of the name, and what else is compared; None is unknown."""

    nik: str | None
    name: Name
    born_on: date | None
    sex: str | None
    village: str | None
    district: str | None
    mother: str | None

    @property
    def start(self) -> str | None:
        """How the first word in alphabetical order begins: turning words does not change it."""
        return min(self.name.full)[:STARTS] if self.name.full else None

    @property
    def letters(self) -> str:
        """The first letters of all words, in alphabetical order."""
        return "".join(sorted(sound[0] for sound in self.name.sounds))


def read_line(line: Line) -> Known:
    """What a line says, read. A district that is only named beside the village is found there."""
    place = read_place(line.village) if line.village else None
    return Known(
        usable_nik(line.nik),
        read_name(line.name, line.sex),
        line.born_on,
        line.sex if line.sex in ("L", "P") else None,
        (place.village if place else "") or None,
        line.district_code or (place.district_code if place else "") or None,
        read_name(line.mother_name, "P").in_order or None,
    )


def table_of(people: Iterable[tuple[int, Known]]) -> pa.Table:
    """The base columns of numbered people."""
    rows = [
        (number, one.nik, " ".join(one.name.sounds) or None, one.born_on.isoformat() if one.born_on else None,
         one.sex, one.village, one.district, one.mother)
        for number, one in people
    ]  # fmt: skip
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(BASE)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, BASE, strict=True)]
    return pa.Table.from_arrays(arrays, schema=BASE)


def usable_nik(nik: str | None) -> str | None:
    """Sixteen digits that are no rounding of a spreadsheet, or None."""
    digits = clean(nik or "")
    shaped = len(digits) == LENGTH and digits.isascii() and digits.isdigit()
    return digits if shaped and not digits.endswith("0000") and len(set(digits)) > 1 else None
