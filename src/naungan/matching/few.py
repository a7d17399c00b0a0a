"""A few lines against the registry: people come from PostgreSQL's indexes, levels are asked in Python.

The same candidates, levels and weights as for a whole list, in milliseconds: somebody waits at a counter.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import log2
from typing import Any

from django.db import connection

from naungan.matching.blocking import RULES
from naungan.matching.by_hand import Side, gammas_of, side_of
from naungan.matching.columns import Known
from naungan.matching.dates import month_day, swapped
from naungan.matching.decide import Weighed
from naungan.matching.levels import FEATURES, NULL
from naungan.matching.model import Trained
from naungan.matching.names import Name
from naungan.matching.scoring import LEAST_WEIGHT

PEOPLE = "person_id, nik, sounds, born, sex, district, mother"
REACHED = f"SELECT {PEOPLE} FROM matching_known r WHERE "
BEARERS = "SELECT key, count(*) FROM matching_known WHERE key = ANY (%s) GROUP BY key"
BORN = "SELECT count(*) FROM matching_known WHERE born = %s"


def weigh_few(lines: Iterable[Known], trained: Trained, people: int, prior: float) -> list[Weighed]:
    """Everybody a blocking rule reaches from each line, with the levels that hold and the weight in bits."""
    common = frozenset(trained.common)
    found = []
    for number, line in enumerate(lines):
        left = side_of(line, common)
        sides = {person: side_of(one, common) for person, one in reached(line)}
        borne = _borne(left, sides.values(), people)
        for person, right in sides.items():
            gammas = gammas_of(left, right)
            weight = prior + _weight(left, right, gammas, trained, borne)
            if weight >= LEAST_WEIGHT:
                found.append(Weighed(number, person, gammas, weight))
    return found


def reached(line: Known) -> list[tuple[int, Known]]:
    """The people whom a blocking rule reaches from a line, as they are known."""
    asked = _asked(line)
    rules = [rule for rule in RULES if all(asked[column] is not None for column in rule.line)]
    if not rules:
        return []
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(REACHED + rule.bound() for rule in rules), asked)
        return [(row[0], _known(row)) for row in cursor.fetchall()]


def _asked(line: Known) -> dict[str, Any]:
    """The line as PostgreSQL compares it; every rule is an index of matching_known."""
    born = line.born_on
    return {
        "nik": line.nik,
        "key": line.name.key or None,
        "letters": line.letters or None,
        "start": line.start,
        "born": born,
        "born_swapped": swapped(born) if born else None,
        "year": born.year if born else None,
        "month_day": month_day(born) if born else None,
        "district": line.district,
    }


def _known(row: tuple[Any, ...]) -> Known:
    sounds = tuple(row[2].split())
    return Known(row[1], Name(sounds, sounds), row[3], row[4], None, row[5], row[6])


def _borne(left: Side, sides: Iterable[Side], people: int) -> Mapping[object, float]:
    """The share of the registry that bears each name among them, and the line's birth day."""
    with connection.cursor() as cursor:
        cursor.execute(BEARERS, [[left.key, *(side.key for side in sides)]])
        shares: dict[object, float] = {key: count / people for key, count in cursor.fetchall()}
        cursor.execute(BORN, [left.known.born_on])
        shares[left.known.born_on] = cursor.fetchone()[0] / people
    return shares


def _weight(
    left: Side, right: Side, gammas: tuple[int, ...], trained: Trained, borne: Mapping[object, float]
) -> float:
    """What `scoring.pairs_sql` adds up, for one pair."""
    shares = {
        "key": max(borne.get(left.key, 0.0), borne.get(right.key, 0.0)),
        "born": borne.get(left.known.born_on, 0.0),
        "district": trained.districts.get(left.known.district or "", 0.0),
    }
    weight = 0.0
    for feature, gamma in zip(FEATURES, gammas, strict=True):
        if gamma == NULL:
            continue
        level = feature.levels[len(feature.levels) - 1 - gamma]
        weight += trained.shares[level.code].weight
        if level.frequency and shares[level.frequency]:
            weight += log2(trained.shares[feature.levels[0].code].u / shares[level.frequency])
    return weight
