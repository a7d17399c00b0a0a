"""A participation lies within the life of its payer, however anybody tries."""

from __future__ import annotations

from datetime import date

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.factories import a_payer, a_person, a_region, an_employer
from tests.registry.breaking import database_refuses, put_participation, run

from naungan.registry.models import Payer, PayerKind
from naungan.registry.participate import OUTSIDE_LIFE
from naungan.registry.payers import OUTSIDE_LIFE_WHEN_SHRUNK

pytestmark = pytest.mark.django_db


def _until_2023(code: str = "JK1") -> Payer:
    return a_payer(PayerKind.PROJECT, code, life=DateRange(date(2022, 1, 1), date(2023, 1, 1)))


@pytest.mark.parametrize(
    "during",
    ["[2021-12-31,2022-06-01)", "[2022-06-01,2023-01-02)", "[2022-06-01,)", "(,2022-06-01)", "[2024-01-01,)"],
)
def test_a_participation_outside_the_life_is_not_inserted(during: str) -> None:
    payer, who, place = _until_2023().pk, a_person().pk, a_region().pk
    with database_refuses(OUTSIDE_LIFE):
        put_participation(who, payer, 3, during, place)


def test_a_participation_as_long_as_the_life_is_inserted() -> None:
    assert put_participation(a_person().pk, _until_2023().pk, 3, "[2022-01-01,2023-01-01)", a_region().pk) > 0


def test_a_participation_is_not_stretched_beyond_the_life() -> None:
    row = put_participation(a_person().pk, _until_2023().pk, 3, "[2022-01-01,2022-06-01)", a_region().pk)
    with database_refuses(OUTSIDE_LIFE):
        run("UPDATE registry_participation SET during = '[2022-01-01,)' WHERE id = %s", row)


def test_a_participation_is_not_moved_to_a_payer_that_does_not_live_then() -> None:
    row = put_participation(a_person().pk, an_employer().pk, 1, "[2020-01-01,)", a_region().pk)
    with database_refuses(OUTSIDE_LIFE):
        run("UPDATE registry_participation SET payer_id = %s WHERE id = %s", _until_2023().pk, row)


def test_a_life_does_not_shrink_over_its_participations() -> None:
    payer = _until_2023()
    put_participation(a_person().pk, payer.pk, 3, "[2022-03-01,2022-06-01)", a_region().pk)
    for life in ("[2022-01-01,2022-05-31)", "[2022-03-02,2023-01-01)", "empty", "[2024-01-01,)"):
        with database_refuses(OUTSIDE_LIFE_WHEN_SHRUNK):
            run("UPDATE registry_payer SET life = %s::daterange WHERE id = %s", life, payer.pk)
    run("UPDATE registry_payer SET life = '[2022-03-01,2022-06-01)' WHERE id = %s", payer.pk)
    payer.refresh_from_db()
    assert payer.life == DateRange(date(2022, 3, 1), date(2022, 6, 1))


def test_one_of_many_lives_that_shrinks_too_far_refuses_all() -> None:
    free, bound = _until_2023("JK1"), _until_2023("JK2")
    put_participation(a_person().pk, bound.pk, 3, "[2022-03-01,2022-06-01)", a_region().pk)
    with database_refuses(OUTSIDE_LIFE_WHEN_SHRUNK):
        run("UPDATE registry_payer SET life = '[2022-01-01,2022-02-01)' WHERE id IN (%s, %s)", free.pk, bound.pk)
    free.refresh_from_db()
    assert free.life.upper == date(2023, 1, 1)


def test_a_payer_is_never_deleted_even_without_participations() -> None:
    payer = _until_2023()
    run("SET CONSTRAINTS ALL IMMEDIATE")
    with database_refuses("a payer is never deleted: close it"):
        run("DELETE FROM registry_payer WHERE id = %s", payer.pk)
    with database_refuses("a payer is never deleted: close it"):
        run("TRUNCATE registry_payer CASCADE")
