"""The same seed makes the same database, row for row."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from tests.conftest import Databases
from tests.sandbox.asking import one

from naungan.registry.payers import register_self_payer
from naungan.registry.people import issue_card, register_person
from naungan.sandbox.build import build

pytestmark = pytest.mark.slow

TABLES = (
    "registry_region",
    "registry_person",
    "registry_card",
    "registry_payer",
    "registry_employer",
    "registry_riskclass",
    "registry_project",
    "registry_participation",
    "intake_wagereport",
    "intake_wageline",
    "contributions_payment",
    "contributions_month",
    "coverage_populationscale",
)
DIGEST = "SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) FROM {} t"


def _digests(databases: Databases, seed: int) -> dict[str, str]:
    with databases.using(databases.copy()):
        build(Fraction(1, 2000), date(2022, 11, 1), date(2022, 12, 1), seed)
        return {table: one(DIGEST.format(table)) for table in TABLES}


def test_the_same_seed_makes_the_same_rows_and_another_seed_makes_others(databases: Databases) -> None:
    first, again, other = (_digests(databases, seed) for seed in (7, 7, 8))
    assert first == again
    alike = {table for table in TABLES if first[table] == other[table]}
    assert alike == {
        "registry_region",
        "contributions_month",
        "coverage_populationscale",
    }


def test_clock_and_chance_are_nowhere_in_the_statements() -> None:
    from importlib.resources import files

    for path in files("naungan.sandbox").joinpath("sql").iterdir():
        text = path.read_text(encoding="utf-8").lower()
        for word in ("random(", "now()", "current_date", "current_timestamp", "clock_timestamp", "gen_random"):
            assert word not in text, (path.name, word)


def test_numbering_goes_on_after_the_rows_of_the_sandbox(writing: object) -> None:
    last = one("SELECT max(id) FROM registry_person")
    person = register_person(name="Siti Aminah", born_on=date(1990, 8, 17), sex="P", as_of=date(2022, 12, 1))
    payer = register_self_payer(person_id=person.pk, region="64.71", since=date(2022, 12, 1))
    assert person.pk > last
    assert payer.pk > one("SELECT max(id) FROM registry_payer WHERE person_id <> %s OR person_id IS NULL", person.pk)
    assert issue_card(person_id=person.pk, issued_on=date(2022, 12, 1)).person_id == person.pk
