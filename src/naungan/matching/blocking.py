"""Which pairs are looked at: rules for DuckDB (a whole list) and, the same, for PostgreSQL (one line).

Together they reach 99.4 percent of the true pairs of the benchmark's truth, at sixteen pairs a line; the birth day
alone would reach 94 percent at sixty-four.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """Columns that are equal: of the line, and of the person as PostgreSQL keeps them."""

    line: tuple[str, ...]
    person: tuple[str, ...]

    def duckdb(self) -> str:
        """The rule as Splink and DuckDB read it."""
        pairs = zip(self.line, self.person, strict=True)
        return " AND ".join(f"l.{_DUCKDB.get(one, one)} = r.{_DUCKDB.get(other, other)}" for one, other in pairs)

    def bound(self) -> str:
        """The rule over `r`, the people known to PostgreSQL, with the line's values as parameters."""
        pairs = zip(self.line, self.person, strict=True)
        return " AND ".join(f"r.{other} = %({one})s" for one, other in pairs)


_DUCKDB = {"month_day": "born[6:]"}


def _equal(*columns: str) -> Rule:
    return Rule(columns, columns)


RULES = (
    _equal("nik"),
    _equal("born", "start"),
    _equal("born", "district"),
    _equal("born", "letters"),
    Rule(("born_swapped", "start"), ("born", "start")),
    Rule(("born_swapped", "district"), ("born", "district")),
    _equal("key", "year"),
    _equal("key", "district"),
    _equal("start", "district", "year"),
    _equal("letters", "district", "year"),
    _equal("start", "district", "month_day"),
)
