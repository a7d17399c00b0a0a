"""DuckDB's tables for a whole list: the lines as `l`, the registry as `r`, the pairs to weigh, and shares."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.csv as pa_csv
from django.db import connection

from naungan.matching.blocking import RULES
from naungan.matching.columns import BASE, PREPARED, Known, table_of
from naungan.matching.model import Trained

MEMORY, THREADS = "2GB", 2
PEOPLE = "person_id, nik, sounds, born, sex, NULL AS village, district, mother"
EVERYBODY = f"COPY (SELECT {PEOPLE} FROM matching_known) TO STDOUT (FORMAT csv)"
PEOPLE_KNOWN = "SELECT reltuples::bigint FROM pg_class WHERE oid = 'matching_known'::regclass"
COUNTED = "SELECT count(*) FROM matching_known"

PAIRS = "CREATE TABLE pairs AS " + " UNION ".join(
    f"SELECT l.id AS id_l, r.id AS id_r FROM l JOIN r ON {rule.duckdb()}" for rule in RULES
)
SHARES = "CREATE TABLE shares_{column} AS SELECT {column} AS value, count(*) / {people} AS share FROM r GROUP BY 1"


@contextmanager
def workspace(trained: Trained) -> Iterator[Any]:
    """A DuckDB of its own, in memory and on two threads, with the model's words and districts in it."""
    with duckdb.connect(config={"threads": THREADS, "memory_limit": MEMORY}) as duck:
        put(duck, "common", pa.table({"word": pa.array(trained.common, pa.string())}))
        districts = list(trained.districts.items())
        shares = {"value": [code for code, _ in districts], "share": [share for _, share in districts]}
        put(duck, "shares_district", pa.table(shares))
        yield duck


def put(duck: Any, name: str, table: pa.Table) -> None:
    """Make a DuckDB table of an Arrow table."""
    duck.register("arrived", table)
    duck.execute(f"CREATE TABLE {name} AS FROM arrived")
    duck.unregister("arrived")


def put_lines(duck: Any, lines: Sequence[Known], name: str = "l") -> None:
    """The lines, numbered from 0, as a prepared table."""
    _prepare(duck, name, table_of(enumerate(lines)))


def put_everybody(duck: Any, people: int) -> None:
    """The whole registry as `r`, with how often each name and birth day is borne."""
    stream = io.BytesIO()
    with connection.cursor() as cursor, cursor.copy(EVERYBODY) as copy:
        for block in copy:
            stream.write(block)
    stream.seek(0)
    options = pa_csv.ReadOptions(column_names=BASE.names)
    kinds = pa_csv.ConvertOptions(column_types=BASE, strings_can_be_null=True, quoted_strings_can_be_null=False)
    _prepare(duck, "r", pa_csv.read_csv(stream, options, convert_options=kinds) if stream.getbuffer() else _nobody())
    put_shares(duck, people)


def put_shares(duck: Any, people: int) -> None:
    """How often each name and birth day is borne among so many people."""
    for column in ("key", "born"):
        duck.execute(SHARES.format(column=column, people=people))


def put_pairs(duck: Any) -> int:
    """The candidate pairs of all rules, each once; how many."""
    return int(duck.execute(PAIRS).fetchone()[0])


def people_known() -> int:
    """About how many people the registry has read; exact while they are few."""
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE_KNOWN)
        about = int(cursor.fetchone()[0])
        if about < 100_000:
            cursor.execute(COUNTED)
            about = int(cursor.fetchone()[0])
    return max(about, 1)


def _prepare(duck: Any, name: str, base: pa.Table) -> None:
    duck.register("arrived", base)
    duck.execute(f"CREATE TABLE {name} AS {PREPARED.format(base='arrived')}")
    duck.unregister("arrived")


def _nobody() -> pa.Table:
    return BASE.empty_table()
