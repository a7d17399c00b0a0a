"""Judging exclusion constraints together refuses what judging them row by row refuses."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.sandbox.asking import ask

from naungan.sandbox.bulk import EXCLUSIONS, exclusions_judged_together

TABLE = "registry_participation"
COPY_ONE = """
INSERT INTO registry_participation (person_id, payer_id, segment, programmes, region_id, during, wage)
SELECT person_id, payer_id, segment, programmes, region_id, during, wage FROM registry_participation
WHERE segment = %s ORDER BY id LIMIT 1 RETURNING id
"""


def test_the_constraints_are_the_same_before_and_after(writing: object) -> None:
    before = ask(EXCLUSIONS, TABLE)
    with transaction.atomic(), exclusions_judged_together(TABLE):
        assert ask(EXCLUSIONS, TABLE) == []
    assert ask(EXCLUSIONS, TABLE) == before
    assert [name for name, _ in before] == ["participation_once_per_payer", "participation_one_bpu_payer_a_month"]


@pytest.mark.parametrize("segment", [1, 2])
def test_a_row_that_breaks_one_fails_everything_and_the_constraints_stay(writing: object, segment: int) -> None:
    before = ask(EXCLUSIONS, TABLE)
    with pytest.raises(IntegrityError), transaction.atomic(), exclusions_judged_together(TABLE):
        assert ask(COPY_ONE, segment)
    assert ask(EXCLUSIONS, TABLE) == before
    with pytest.raises(IntegrityError):
        ask(COPY_ONE, segment)


def test_a_failure_inside_leaves_the_constraints(writing: object) -> None:
    before = ask(EXCLUSIONS, TABLE)
    with pytest.raises(ZeroDivisionError), transaction.atomic(), exclusions_judged_together(TABLE):
        raise ZeroDivisionError
    assert ask(EXCLUSIONS, TABLE) == before
