"""A small sandbox with three closed months, built once for the tests that decide many claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker
from tests.conftest import Databases

from naungan.operations.close import close_month
from naungan.sandbox.build import build

MONTHS = (date(2022, 10, 1), date(2022, 11, 1), date(2022, 12, 1))


@pytest.fixture(scope="module")
def months_closed(migrated: Databases, django_db_blocker: DjangoDbBlocker) -> Iterator[tuple[Databases, str]]:
    """The name of a database with a built sandbox of the smallest size."""
    databases = Databases(migrated.template, migrated.server)
    name = databases.copy()
    with django_db_blocker.unblock(), databases.using(name):
        build(Fraction(1, 2000), MONTHS[0], MONTHS[-1])
        for month in MONTHS:
            close_month(month, date(2023, 1, 31))
    with django_db_blocker.unblock():
        yield databases, name
        databases.drop_all()


@pytest.fixture
def many_people(months_closed: tuple[Databases, str], django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Django on that database; what a test writes is taken back."""
    databases, name = months_closed
    with django_db_blocker.unblock(), databases.using(name), transaction.atomic():
        yield
        transaction.set_rollback(True)
