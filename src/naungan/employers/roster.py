"""The workers of a month with their wages: a page at a time, by name or card number, and counted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from naungan.employers.months import EmployerMonth
from naungan.employers.roster_sql import FACTS, PEOPLE, WAGES, WORKER

# Names are matched anywhere, numbers from their beginning.
_FOUND = """
(%(search)s = '' OR h.name ILIKE '%%' || %(search)s || '%%' OR h.nik LIKE %(search)s || '%%' OR EXISTS (
    SELECT FROM registry_card c WHERE c.person_id = p.person_id AND c.kpj LIKE %(search)s || '%%'))
"""
_PAGE = f"""
WITH chosen AS MATERIALIZED (
    SELECT p.id {PEOPLE}
    WHERE {_FOUND} AND (%(name)s::text IS NULL OR (h.name, p.id) {{beyond}} (%(name)s, %(participation)s))
    ORDER BY h.name {{way}}, p.id {{way}} LIMIT %(limit)s
)
{FACTS} {PEOPLE} {WAGES} WHERE p.id IN (SELECT id FROM chosen) ORDER BY h.name {{way}}, p.id {{way}}
"""
_FORWARD, _BACKWARD = _PAGE.format(beyond=">", way=""), _PAGE.format(beyond="<", way="DESC")
_COUNT = f"""
SELECT count(*), count(a.participation_id),
       (SELECT count(*) FROM registry_participation c WHERE c.payer_id = %(payer)s
           AND lower(c.during) >= %(month)s AND lower(c.during) < %(next_month)s),
       (SELECT count(*) FROM registry_participation c WHERE c.payer_id = %(payer)s
           AND upper(c.during) > %(month)s AND upper(c.during) <= %(next_month)s)
{PEOPLE}
LEFT JOIN (SELECT DISTINCT participation_id FROM intake_wageline
           WHERE payer_id = %(payer)s AND for_month = %(month)s) a ON a.participation_id = p.id
"""


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker in a month. `known_wage` was last reported, `now_wage` for this month (None: not yet); rupiah."""

    participation_id: int
    person_id: int
    kpj: str | None
    nik: str | None
    code: str | None
    name: str
    during: DateRange
    known_wage: int
    now_wage: int | None
    now_back_pay: int | None

    @property
    def change_percent(self) -> int | None:
        """By how many percent the wage has moved, None where it is not reported or has not."""
        if self.now_wage is None or self.now_wage == self.known_wage:
            return None
        return (self.now_wage - self.known_wage) * 100 // self.known_wage

    @property
    def since(self) -> date | None:
        """The first day of the participation."""
        found: date | None = self.during.lower
        return found


@dataclass(frozen=True, slots=True)
class Roster:
    """How many work here in the month, for how many a wage is reported, how many came and how many left."""

    workers: int
    reported: int
    arrived: int
    left: int

    @property
    def missing(self) -> int:
        """Workers without a wage of this month: they are counted with their last one."""
        return self.workers - self.reported


def roster_page(
    about: EmployerMonth, search: str, beyond: Sequence[object], limit: int, *, backwards: bool = False
) -> list[Worker]:
    """At most `limit` workers by name whom the search finds, `beyond` one (name, participation; nobody: from the
    first). `backwards`: those before that one, nearest first."""
    name, participation = beyond or (None, None)
    bound = about.bound | {"search": search.strip(), "name": name, "participation": participation, "limit": limit}
    with connection.cursor() as cursor:
        cursor.execute(_BACKWARD if backwards else _FORWARD, bound)
        return [Worker(*row) for row in cursor.fetchall()]


def worker(about: EmployerMonth, participation_id: int) -> Worker | None:
    """One worker of the month, None where nobody of that id works here in it."""
    with connection.cursor() as cursor:
        cursor.execute(WORKER, about.bound | {"only": participation_id})
        found = cursor.fetchone()
    return Worker(*found) if found else None


def roster(about: EmployerMonth) -> Roster:
    """Count the workers of the month and those with a wage."""
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, about.bound)
        return Roster(*cursor.fetchone())
