"""Regions and people for the coverage tests; a closed month that many tests read is written once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import pytest
from django.db import transaction
from tests.coverage.people import Stand, write_crowd, write_people, write_regions


@pytest.fixture
def regions(db: None) -> dict[str, int]:
    """The regions of the tests: code to id."""
    return write_regions()


@pytest.fixture
def stand(regions: dict[str, int]) -> Stand:
    """Write standings: (person, region code, segment, standing, unpaid months)."""
    return partial(write_people, regions)


@pytest.fixture
def crowd(regions: dict[str, int]) -> Callable[..., None]:
    """Write that many people in one region."""
    return partial(write_crowd, regions)


@pytest.fixture(scope="module")
def for_this_module(django_db_setup: None, django_db_blocker: Any) -> Callable[[], AbstractContextManager[None]]:
    """A transaction around all tests of a module, undone at its end; each test still undoes its own."""

    @contextmanager
    def around() -> Iterator[None]:
        with django_db_blocker.unblock(), transaction.atomic():
            yield
            transaction.set_rollback(True)

    return around
