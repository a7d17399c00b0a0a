"""The assignment under the tile grid: the cheapest one there is."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naungan.coverage.maps.assignment import cheapest


@st.composite
def tables(draw: st.DrawFn) -> list[list[int]]:
    """Costs of up to four rows in up to six columns."""
    rows = draw(st.integers(1, 4))
    columns = draw(st.integers(rows, 6))
    row = st.lists(st.integers(-50, 50), min_size=columns, max_size=columns)
    return draw(st.lists(row, min_size=rows, max_size=rows))


@given(tables())
def test_no_other_assignment_is_cheaper(costs: list[list[int]]) -> None:
    given_columns = cheapest(costs)
    every = permutations(range(len(costs[0])), len(costs))
    least = min(sum(costs[row][column] for row, column in enumerate(columns)) for columns in every)
    assert sum(costs[row][column] for row, column in enumerate(given_columns)) == least
    assert len(set(given_columns)) == len(costs)


def test_nothing_is_assigned_to_nothing() -> None:
    assert cheapest([]) == []


def test_more_rows_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="3 rows do not fit 2 columns"):
        cheapest([[1, 2], [2, 1], [3, 3]])
