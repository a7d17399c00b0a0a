"""A small truth in the database: a registry of invented people and a list about some of them."""

from __future__ import annotations

from pathlib import Path

from django.db import connection

from naungan.bench.match import load_people
from naungan.bench.match_truth import Truth, make_truth
from naungan.matching.index import refresh


def a_truth(lines: int, people: int, folder: Path, seed: int = 7) -> Truth:
    """Invent, put the people into the registry, and let matching read them."""
    made = make_truth(lines, people, seed)
    load_people(made.registry, folder / "people.csv")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE registry_person")
    refresh()
    return made
