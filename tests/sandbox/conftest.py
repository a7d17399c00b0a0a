"""A small sandbox, built and closed once; what tests write there is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import pytest
from pytest_django import DjangoDbBlocker
from tests.conftest import Databases

from naungan.law.months import first_day, month_of
from naungan.operations.close import close_month
from naungan.sandbox.build import Built, build

FIRST, LAST = date(2022, 10, 1), date(2023, 3, 1)
SMALL = Fraction(1, 500)


def months() -> list[date]:
    """The first days of the months of the sandbox."""
    return [first_day(number) for number in range(month_of(FIRST), month_of(LAST) + 1)]


@dataclass(frozen=True)
class Sandbox:
    """A built sandbox: in which database, with what report, and the maker of more databases."""

    name: str
    built: Built
    databases: Databases


@pytest.fixture(scope="session")
def sandbox(migrated: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[Sandbox]:
    """Built once for the whole run, in a database of its own."""
    databases = Databases(migrated.template, migrated.server)
    name = databases.copy()
    with django_db_blocker.unblock(), databases.using(name):
        built = build(SMALL, FIRST, LAST)
    yield Sandbox(name, built, databases)
    databases.drop_all()


@pytest.fixture
def reading(sandbox: Sandbox, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Django on the sandbox itself, for tests that only read."""
    with django_db_blocker.unblock(), sandbox.databases.using(sandbox.name):
        yield sandbox.built


@pytest.fixture(scope="session")
def closed_name(sandbox: Sandbox, django_db_blocker: DjangoDbBlocker) -> str:
    """A copy of the sandbox in which every month has been closed, as the command does it."""
    name = sandbox.databases.copy(sandbox.name)
    with django_db_blocker.unblock(), sandbox.databases.using(name):
        for month in months():
            close_month(month)
    return name


@pytest.fixture
def closed(sandbox: Sandbox, closed_name: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Django on the sandbox with its months closed, for tests that only read."""
    with django_db_blocker.unblock(), sandbox.databases.using(closed_name):
        yield sandbox.built


@pytest.fixture
def writing(sandbox: Sandbox, django_db_blocker: DjangoDbBlocker) -> Iterator[Built]:
    """Django on the sandbox, for tests that write: what they write is taken back."""
    from django.db import transaction

    with django_db_blocker.unblock(), sandbox.databases.using(sandbox.name), transaction.atomic():
        yield sandbox.built
        transaction.set_rollback(True)
