"""People one may see, a page at a time or one by number, NIK or KPJ. What may be seen the database says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.web.api import place_after
from naungan.web.paging import cursor_of

PERSON = """
SELECT h.id, h.nik, h.name, h.born_on, h.died_on,
       ARRAY(SELECT kpj::text FROM registry_card c WHERE c.person_id = h.id ORDER BY issued_on, kpj)
FROM registry_person h
"""


@dataclass(frozen=True, slots=True)
class Found:
    """A person with their numbers; the NIK is to be masked by whoever shows it."""

    id: int
    nik: str | None
    name: str
    born_on: date
    died_on: date | None
    kpj: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundPage:
    """Some people, and the cursor of those after them."""

    rows: tuple[Found, ...]
    next: str | None


def people_listed(cursor: str, limit: int) -> FoundPage:
    """At most `limit` people by number, after `cursor` (empty: from the first). Raises WrongCursor."""
    (after,) = place_after(cursor, int) or (0,)
    found = _people("WHERE h.id > %s ORDER BY h.id LIMIT %s", [after, limit + 1])
    rows = tuple(found[:limit])
    return FoundPage(rows, cursor_of(rows[-1], ("id",)) if len(found) > limit else None)


def person_listed(person_id: int) -> Found | None:
    """The person with this number, None where there is none to be seen."""
    return next(iter(_people("WHERE h.id = %s", [person_id])), None)


def person_with(nik: str | None, kpj: str | None) -> Found | None:
    """The person whose NIK and KPJ, as far as given, are these; None without any."""
    if nik is None and kpj is None:
        return None
    found = _people(
        "WHERE (%s::text IS NULL OR h.nik = %s) AND (%s::text IS NULL OR h.id = "
        "(SELECT person_id FROM registry_card WHERE kpj = %s))",
        [nik, nik, kpj, kpj],
    )
    return next(iter(found), None)


def _people(which: str, parameters: list[Any]) -> list[Found]:
    with connection.cursor() as cursor:
        cursor.execute(PERSON + which, parameters)
        return [
            Found(number, nik, name, born_on, died_on, tuple(cards))
            for number, nik, name, born_on, died_on, cards in cursor.fetchall()
        ]
