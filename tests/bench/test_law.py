"""The benchmark of the law measures what it says, and trusts no engine."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from naungan.bench.law import run
from naungan.bench.law_people import TARGETS, check, people, second_way
from naungan.engines.array_columns import Column, Columns
from naungan.engines.conformance import NotIdentical
from naungan.engines.conformance.adapters import integers
from naungan.law.statute import Law, load

LAW = load().of_month("2022-12")
KEYS = {
    "bench", "rows", "seconds", "rows_per_second", "peak_rss_mb", "limit_ratio", "first_seconds",
    "copy_gigabytes_per_second", "duckdb_rows_per_second", "postgres_rows_per_second", "one_person_us",
    "one_person_explained_us", "import_law_seconds", "calculate_process_seconds",
}  # fmt: skip


def by_the_law(law: Law, inputs: Columns) -> list[dict[str, int]]:
    rows = [{name: one[row].item() for name, one in inputs.items()} for row in range(len(inputs["wage"]))]
    return [dict(found) for found in integers(law.program(TARGETS), rows)]


@pytest.mark.parametrize("month", ["2018-12", "2021-12", "2022-01", "2022-12", "2024-12", "2025-01"])
def test_the_second_way_agrees_with_the_law_around_pension_age(month: str) -> None:
    law = load().of_month(month)
    born = np.arange(-4800, -600, 7, dtype=np.int32)
    inputs = people(len(born)) | {"born": born}
    expected = by_the_law(law, inputs)
    found = second_way(inputs, law)
    assert [{name: one[row].item() for name, one in found.items()} for row in range(len(born))] == expected


def test_the_people_are_always_the_same_and_of_the_width_that_is_counted() -> None:
    first, again = people(1000), people(1000)
    assert all(np.array_equal(first[name], again[name]) for name in first)
    assert [one.itemsize for one in first.values()] == [8, 1, 4]


def test_the_people_meet_half_rupiah() -> None:
    wage = people(10_000)["wage"]
    assert np.count_nonzero(wage * 37_000 % 1_000_000 == 500_000) > 100


def wrong_in_one_row(inputs: Columns) -> Iterator[tuple[Column, Columns]]:
    found = second_way(inputs, LAW)
    found["jp_employee"][77] += 1
    yield np.arange(100), found


def test_one_wrong_rupiah_stops_the_benchmark() -> None:
    inputs = people(100)
    with pytest.raises(NotIdentical, match=r"Some engine: jp_employee of row 77 is \d+, must be \d+"):
        check(wrong_in_one_row(inputs), inputs, LAW, "Some engine")


def test_rows_are_compared_with_the_person_they_belong_to() -> None:
    inputs = people(100)
    backwards = np.arange(99, -1, -1)
    found = second_way({name: one[backwards] for name, one in inputs.items()}, LAW)
    assert check(iter([(backwards, found)]), inputs, LAW, "Some engine") == 100
    with pytest.raises(NotIdentical):
        check(iter([(np.arange(100), found)]), inputs, LAW, "Some engine")


@pytest.mark.slow
@pytest.mark.usefixtures("own_database")
def test_the_whole_benchmark_runs_and_names_its_figures() -> None:
    measured = run(200_000).as_object()
    assert measured.keys() == KEYS
    assert measured["rows"] == 200_000
    assert min(value for value in measured.values() if not isinstance(value, str)) > 0
