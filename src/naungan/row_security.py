"""Who may see which row: declared by each room, held by PostgreSQL.

A room's `row_security.py` has `POLICIES`, and `FUNCTIONS` where a policy needs SQL of its own. After every
`migrate` all of it is brought into the database (row_security_sql.py writes the statements).

Every page runs under the database role of its actor's scope. These roles own nothing and may do what is
granted here alone: read and write the rows a policy shows; read the tables of Naungan that hold nothing
about a person or a payer; and nothing of the framework's own tables (sessions, passwords, jobs).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

SITE_ROLE = "naungan_site"
# A table with one of these is about somebody, and needs a policy of its own.
ABOUT_SOMEBODY = {"account_id", "person_id", "payer_id", "participation_id", "bill_id", "upload_id", "nik"}


class Scope(StrEnum):
    """How far somebody sees; each has a database role of its own, so that its policies are plain and quick."""

    EVERYWHERE = "everywhere"
    READER = "reader"  # sees everything, changes nothing
    REGIONS = "regions"
    PAYER = "payer"
    PERSON = "person"
    PUBLIC = "public"

    @property
    def database_role(self) -> str:
        """The PostgreSQL role that this scope's policies are written for."""
        return f"{SITE_ROLE}_{self}"


WRITERS = (Scope.EVERYWHERE, Scope.REGIONS, Scope.PAYER, Scope.PERSON)


@dataclass(frozen=True, slots=True)
class Seen:
    """Which rows each scope sees, as SQL over the row; nothing unless told."""

    everywhere: str = "true"
    regions: str = "false"
    payer: str = "false"
    person: str = "false"
    public: str = "false"

    def by(self, scope: Scope) -> str:
        """The SQL for one scope; a reader sees what is seen everywhere."""
        return str(getattr(self, Scope.EVERYWHERE if scope is Scope.READER else scope.value))


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rows of a table are seen, and which may be written: by default those seen.

    Both are SQL over the row, one for all scopes or one for each (`Seen`). It may use naungan_payer(),
    naungan_person(), naungan_account(), naungan_role(), naungan_regions() and naungan_everywhere(), which
    are asked once a query. A subquery sees, of the other table, what that table's own policy shows.
    """

    table: str
    sees: str | Seen
    writes: str | Seen | None = None
    writers: tuple[Scope, ...] = WRITERS

    def shown(self, scope: Scope) -> str:
        """The SQL of the rows that a scope sees."""
        return _sql(self.sees, scope)

    def writable(self, scope: Scope) -> str:
        """The SQL of the rows that a scope may write."""
        if scope not in self.writers:
            return "false"
        return _sql(self.sees if self.writes is None else self.writes, scope)


_ASKED = re.compile(r"\bnaungan_(everywhere|regions|payer|person|account|role)\(\)")
_ARRAYS = {"regions": "::smallint[]"}


def asked_once(sql: str) -> str:
    """The SQL with each question about the actor as a subquery, which PostgreSQL runs once a query."""
    return _ASKED.sub(lambda found: f"(SELECT {found[0]}){_ARRAYS.get(found[1], '')}", sql)


def _sql(rows: str | Seen, scope: Scope) -> str:
    return rows.by(scope) if isinstance(rows, Seen) else rows
