"""The catalogue's sentences as SQL, for rules that judge a whole file in one statement."""

from __future__ import annotations

import re
from collections.abc import Mapping

from naungan.wording import MONTHS

_HOLE = re.compile(r"\{(\w+)\}")


def text(literal: str) -> str:
    """A text as an SQL literal; a percent sign is doubled, as psycopg wants it."""
    return "'" + literal.replace("'", "''").replace("%", "%%") + "'"


def sentence(template: str, values: Mapping[str, str]) -> str:
    """A sentence with `{holes}` as an SQL expression, given an SQL expression of type text for each hole."""
    pieces = _HOLE.split(template)
    said = [
        text(piece) if place % 2 == 0 else f"coalesce({values[piece]}, '?')" for place, piece in enumerate(pieces)
    ]
    return " || ".join(said)


def day_sql(expression: str) -> str:
    """A date as 31 Desember 2022."""
    names = ", ".join(text(name) for name in MONTHS)
    return (
        f"(extract(day FROM {expression}) || ' ' || (ARRAY[{names}])[extract(month FROM {expression})::int] "
        f"|| ' ' || extract(year FROM {expression}))"
    )


def rupiah_sql(expression: str) -> str:
    """A bigint as Rp 16.800, with a space that does not break."""
    return f"('Rp\u00a0' || replace(to_char({expression}, 'FM999,999,999,999,999,990'), ',', '.'))"
