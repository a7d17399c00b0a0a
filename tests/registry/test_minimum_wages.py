"""Minimum wages: the district's own, else the province's, with the status of the source."""

from __future__ import annotations

import csv
from decimal import Decimal
from importlib.resources import files

import pytest

from naungan.registry.errors import UnknownRegion
from naungan.registry.minimum_wages import MinimumWage, minimum_wage
from naungan.registry.region_facts import by_code


def _known(code: str, year: int) -> MinimumWage:
    found = minimum_wage(code, year)
    assert found is not None
    return found


def test_a_district_has_its_own() -> None:
    found = _known("64.72", 2023)
    assert (found.code, found.kind, found.rupiah, found.status) == ("64.72", "UMK", 3_329_199, "published")


def test_a_district_without_its_own_has_that_of_its_province() -> None:
    found = _known("64.72", 2022)
    assert (found.code, found.kind, found.rupiah, found.status) == ("64", "UMP", 3_014_497, "secondary")


def test_sen_are_printed_and_the_lowest_whole_rupiah_satisfies() -> None:
    found = _known("61", 2023)
    assert (found.printed, found.rupiah) == ("2608601.75", 2_608_602)


def test_the_code_may_be_written_without_its_dot() -> None:
    assert minimum_wage("6472", 2023) == minimum_wage("64.72", 2023)


def test_nothing_published_is_not_zero() -> None:
    assert (minimum_wage("64.72", 2010), minimum_wage("11.71", 2023)) == (None, None)


def test_an_unknown_region_is_refused() -> None:
    with pytest.raises(UnknownRegion, match=r"'66\.01' tidak dikenal"):
        minimum_wage("66.01", 2023)


def test_a_computed_amount_says_so() -> None:
    found = _known("64.01", 2025)
    assert (found.status, "2024 x 1.065" in found.note) == ("derived", True)


def test_no_region_has_two_in_a_year_and_every_code_is_a_region_of_its_kind() -> None:
    with files("naungan.registry").joinpath("data", "minimum_wages.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len({(row["year"], row["code"]) for row in rows}) == len(rows) == 200
    assert {(row["kind"], by_code()[row["code"]].level) for row in rows} == {("UMP", 1), ("UMK", 2)}
    assert [row for row in rows if Decimal(row["amount"]) <= 2_000_000 or not row["source"]] == []


def test_the_minimum_of_a_district_is_never_below_that_of_its_province() -> None:
    below = [
        (year, code)
        for year in range(2023, 2027)
        for code in by_code()
        if (found := minimum_wage(code, year)) is not None
        and found.kind == "UMK"
        and found.rupiah < _known(code[:2], year).rupiah
    ]
    assert below == []
