"""What the registry and other lists know of people: dead, covered by whom, on a list elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import connection

from naungan.registry.models import PayerKind, Person, Segment
from naungan.sponsorship.lists.reasons import Reason
from naungan.sponsorship.models import Candidate, Scheme
from naungan.web.sentences import day

# Who has cover on a day or will have it later within the scheme, the strongest claim first.
_COVERED = """
SELECT p.person_id, p.segment, p.payer_id, y.name, y.kind, lower(p.during)
FROM registry_participation p JOIN registry_payer y ON y.id = p.payer_id
WHERE p.person_id = ANY(%(people)s) AND p.during && daterange(%(first)s, %(last)s, '[]')
ORDER BY p.person_id, p.segment, lower(p.during)
"""
# The same NIK or the same person on another list: of this scheme before, of any other sponsor's in these months.
_ELSEWHERE = """
SELECT c.id, l.scheme_id = %(scheme)s, l.payer_id, y.name, l.name, o.line
FROM sponsorship_candidate c
JOIN sponsorship_candidate o ON o.id <> c.id AND o.listing_id <> c.listing_id
    AND (o.nik = c.nik AND c.nik <> '' OR o.person_id = c.person_id)
JOIN sponsorship_candidatelist l ON l.id = o.listing_id
JOIN sponsorship_scheme s ON s.id = l.scheme_id
JOIN registry_payer y ON y.id = l.payer_id
WHERE c.listing_id = %(listing)s AND o.verdict <> 'rejected'
  AND (l.scheme_id = %(scheme)s AND o.listing_id < c.listing_id
       OR l.payer_id <> %(payer)s AND s.last_month >= %(first)s AND s.first_month <= %(last)s)
ORDER BY c.id, l.scheme_id = %(scheme)s DESC, l.id, o.line
"""


@dataclass(frozen=True, slots=True)
class Cover:
    """A participation that stands in the way of, or goes on in, a scheme."""

    segment: int
    payer_id: int
    payer: str
    kind: int
    since: date


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Another list that somebody is on."""

    same_scheme: bool
    payer: str
    listing: str
    line: int


def covers(people: Collection[int], scheme: Scheme) -> Mapping[int, list[Cover]]:
    """Cover within a scheme's months by person."""
    found: dict[int, list[Cover]] = defaultdict(list)
    bound: dict[str, list[int] | date] = {
        "people": list(people),
        "first": scheme.first_month,
        "last": scheme.last_month,
    }
    with connection.cursor() as cursor:
        cursor.execute(_COVERED, bound)
        for person_id, *facts in cursor.fetchall():
            found[person_id].append(Cover(*facts))
    return found


def on_other_lists(listing_id: int, scheme: Scheme) -> Mapping[int, Elsewhere]:
    """The weightiest other list by candidate."""
    bound: dict[str, int | date] = {
        "listing": listing_id, "scheme": scheme.pk, "payer": scheme.payer_id, "first": scheme.first_month,
        "last": scheme.last_month,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ELSEWHERE, bound)
        rows = cursor.fetchall()
    return {row[0]: Elsewhere(row[1], row[3], row[4], row[5]) for row in reversed(rows)}


def reasons_of_person(person: Person, covered: Collection[Cover], scheme: Scheme) -> Iterator[Reason]:
    """What the registry says of somebody."""
    if person.died_on:
        yield Reason("dead", {"day": day(person.died_on)})
    for one in covered:
        told = {"payer": one.payer, "day": day(one.since)}
        if one.segment == Segment.PU:
            yield Reason("wage-earner", told)
        elif one.segment == Segment.JAKON:
            yield Reason("project", told)
        elif one.payer_id == scheme.payer_id:
            yield Reason("continuing", told)
        elif one.kind == PayerKind.SELF:
            yield Reason("self-paying", told)
        else:
            yield Reason("sponsored", told)


def reasons_of_lists(one: Candidate, elsewhere: Mapping[int, Elsewhere]) -> Iterator[Reason]:
    """What other lists say of a candidate."""
    found = elsewhere.get(one.pk)
    if found is None:
        return
    rule = "twice" if found.same_scheme else "elsewhere"
    yield Reason(rule, {"line": found.line, "list": found.listing, "payer": found.payer})
