"""What the tests of the registry start from: the regions, one person, one employer."""

from __future__ import annotations

from datetime import date

import pytest

from naungan.registry.models import Payer, Person
from naungan.registry.payers import register_employer
from naungan.registry.people import register_person
from naungan.registry.regions import load_regions


@pytest.fixture
def regions(db: None) -> None:
    """All regions of the package, in the database."""
    load_regions()


@pytest.fixture
def siti(regions: None) -> Person:
    """A woman born on 17 August 1990, registered with a NIK of Samarinda."""
    return register_person(
        name="Siti Aminah",
        born_on=date(1990, 8, 17),
        sex="P",
        nik="6472015708900001",
        region="64.72",
        as_of=date(2022, 1, 3),
    )


@pytest.fixture
def mill(regions: None) -> Payer:
    """A large employer in Balikpapan, class 3, alive since 2015."""
    return register_employer(
        npp="KT001234",
        name="PT Sawit Jaya",
        region="64.71",
        since=date(2015, 7, 1),
        scale="large",
        jkk_class=3,
    )
