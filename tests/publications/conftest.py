"""A closed November and December 2022 of a sandbox, with everything a report reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from tests.coverage.closed import write_closed_months

from naungan.mandates.opening import open_obligations


@pytest.fixture(scope="module")
def closed_months(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Figures of both months and the obligations of two years, undone at the end of the module."""
    with django_db_blocker.unblock(), transaction.atomic():
        write_closed_months()
        open_obligations(2022)
        open_obligations(2023)
        yield
        transaction.set_rollback(True)
