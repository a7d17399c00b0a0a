"""The scale of a population: one row or none, said once."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from naungan.coverage.errors import ScaleAlreadySet
from naungan.coverage.models import PopulationScale
from naungan.coverage.scale import population_scale, set_population_scale, told

pytestmark = pytest.mark.django_db


def test_a_real_database_has_scale_one() -> None:
    assert (population_scale(), told(population_scale())) == (Fraction(1), "")


def test_a_sandbox_says_its_scale_once_and_may_repeat_it() -> None:
    set_population_scale(Fraction(1, 100))
    set_population_scale(Fraction(1, 100))
    assert (population_scale(), told(population_scale())) == (Fraction(1, 100), "sandbox 1:100")


def test_another_scale_is_refused() -> None:
    set_population_scale(Fraction(1, 100))
    with pytest.raises(ScaleAlreadySet, match="sudah berskala 1/100, bukan 1/10"):
        set_population_scale(Fraction(1, 10))
    assert population_scale() == Fraction(1, 100)


@pytest.mark.parametrize("scale", [Fraction(0), Fraction(-1, 2), Fraction(2)])
def test_a_scale_outside_nothing_to_all_is_refused(scale: Fraction) -> None:
    with pytest.raises(ValueError, match="not within 0 and 1"):
        set_population_scale(scale)


@pytest.mark.parametrize(
    "row",
    [
        {"id": 2, "numerator": 1, "denominator": 5},
        {"numerator": 0, "denominator": 5},
        {"numerator": 3, "denominator": 2},
    ],
)
def test_the_database_refuses_a_second_row_and_a_senseless_scale(row: dict[str, int]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        PopulationScale.objects.create(**row)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE coverage_populationscale SET denominator = 50",
        "DELETE FROM coverage_populationscale",
        "TRUNCATE coverage_populationscale",
    ],
)
def test_the_database_never_lets_a_scale_change(statement: str) -> None:
    set_population_scale(Fraction(1, 100))
    with pytest.raises(DatabaseError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert population_scale() == Fraction(1, 100)
