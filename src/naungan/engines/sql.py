"""The law as SQL: a program becomes one SELECT, for PostgreSQL, DuckDB or Spark.

Ibis was the plan.  Its `//` becomes a division of doubles and a floor, which is no longer exact for
amounts of ten trillion rupiah, so the statement is built from sqlglot expressions instead, and every
dialect divides BIGINT by BIGINT in its own explicit form (`sql_words.DIVISIONS`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from naungan.engines.errors import EngineError
from naungan.engines.inputs import completed
from naungan.engines.sql_plan import Expressions, arrange, columns_of
from naungan.engines.sql_words import DIVISIONS
from naungan.law.inputs import INPUTS
from naungan.law.program import Program

_COLUMN = re.compile(r"(?:[A-Za-z_][A-Za-z0-9_]*\.)?([A-Za-z_][A-Za-z0-9_]*)")

# PostgreSQL would merge the subqueries and work a shared value out again for each of its uses: twice as
# slow.  One with an OFFSET it keeps whole, and with a BIGINT one (not `OFFSET 0`, which is cast first) all
# levels still run in parallel workers.  The other two share such values themselves.
SOURCE = "{source}"  # stands in a statement where its source goes
FENCES = {"postgres": " OFFSET BIGINT '0'", "duckdb": "", "spark": ""}


def select_sql(
    program: Program,
    dialect: str,
    columns: Mapping[str, str | int],
    source: str,
    keep: Sequence[str] = (),
) -> str:
    """A SELECT of the `keep` columns and then all targets, in that order, one row for each of `source`.

    `columns` gives the program's inputs as SQL expressions over the source (wage -> "w.amount") or as
    numbers known beforehand; an input without one takes its ordinary value.  `source` is what follows
    FROM.  Amounts are BIGINT rupiah, flags BOOLEAN, days an integer since 1970-01-01.  `keep` names
    columns, with their table if need be ("w.id" comes out as "id").  A NULL input makes its targets NULL
    wherever it matters, and so does a class outside its table; a product past 64 bits is the database's
    error.  Raises EngineError for an unknown dialect, input or column, or a name used twice.
    """
    if dialect not in DIVISIONS:
        raise EngineError(f"no SQL for {dialect!r}; the dialects are {', '.join(DIVISIONS)}")
    return _statement(program, dialect, tuple(columns.items()), tuple(keep)).replace(SOURCE, source)


@lru_cache(maxsize=256)
def _statement(
    program: Program, dialect: str, columns: tuple[tuple[str, str | int], ...], keep: tuple[str, ...]
) -> str:
    """The SELECT over a source that is named later: it takes long to write, and a page needs the same one again."""
    given = completed(program, dict(columns))
    casts = {name: f"CAST({sql} AS {_type(name)})" for name, sql in given.items() if isinstance(sql, str)}
    read = {_input(name): sql for name, sql in casts.items()}
    plan = arrange(program, dialect, given | {name: _input(name) for name in casts})
    kept = _kept(keep, [*read, *program.targets, *(name for level in plan.levels for name in level)])
    text = _select([*keep, *(f"{sql} AS {name}" for name, sql in read.items())], SOURCE)
    ready = list(read)
    for at, level in enumerate(plan.levels):
        wanted = _read_by([*plan.levels[at + 1 :], plan.targets])
        ready = [name for name in ready if name in wanted]
        text = _select([*kept, *ready, *_items(level, dialect)], _nested(text, at, dialect))
        ready += level
    return _select([*kept, *_items(plan.targets, dialect)], _nested(text, len(plan.levels), dialect))


def _select(items: Sequence[str], source: str) -> str:
    return f"SELECT {', '.join(items)} FROM {source}"


def _items(expressions: Expressions, dialect: str) -> list[str]:
    return [f"{one.sql(dialect=dialect)} AS {name}" for name, one in expressions.items()]


def _nested(text: str, level: int, dialect: str) -> str:
    # What reads the source only renames and casts, which is free to repeat.
    return f"({text}{FENCES[dialect] if level else ''}) AS level_{level}"


def _read_by(levels: Iterable[Expressions]) -> set[str]:
    return {name for level in levels for one in level.values() for name in columns_of(one)}


def _input(name: str) -> str:
    return f"input_{name}"


def _type(name: str) -> str:
    return "BOOLEAN" if INPUTS[name].kind == "flag" else "BIGINT"


def _kept(keep: Sequence[str], taken: Iterable[str]) -> list[str]:
    """The names under which the kept columns come out."""
    names = []
    used = set(taken)
    for one in keep:
        found = _COLUMN.fullmatch(one)
        if found is None:
            raise EngineError(f"cannot keep {one!r}: name a column, or give the expression a name inside the source")
        if found[1] in used:
            raise EngineError(
                f"cannot keep {one!r}: the name {found[1]} is used already; rename it inside the source"
            )
        used.add(found[1])
        names.append(found[1])
    return names
