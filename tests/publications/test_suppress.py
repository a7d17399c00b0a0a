"""Small numbers are left out so that no total gives them away: tried by working backwards."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from naungan.publications.suppress import Sum, bounds, hidden, rule

Cell = tuple[str, str]
MINIMUM = 5


def table(values: list[list[int]]) -> tuple[dict[Cell, int], list[Sum[Cell]]]:
    """Rows and columns with their totals, and the sum of all."""
    rows, columns = [f"r{n}" for n in range(len(values))], [f"c{n}" for n in range(len(values[0]))]
    cells = {(row, column): values[i][j] for i, row in enumerate(rows) for j, column in enumerate(columns)}
    for row in rows:
        cells[row, "all"] = sum(cells[row, column] for column in columns)
    for column in (*columns, "all"):
        cells["all", column] = sum(cells[row, column] for row in rows)
    sums = [Sum((row, "all"), tuple((row, column) for column in columns)) for row in (*rows, "all")]
    sums += [Sum(("all", column), tuple((row, column) for row in rows)) for column in (*columns, "all")]
    return cells, sums


def worked_out(cells: dict[Cell, int], sums: list[Sum[Cell]], left_out: frozenset[Cell]) -> set[Cell]:
    """What can be had by subtracting again and again."""
    unknown = set(left_out)
    while True:
        found = {next(iter(inside)) for one in sums if len(inside := unknown.intersection(one.cells)) == 1}
        if not found:
            return set(left_out) - unknown
        unknown -= found


tables = some.integers(2, 4).flatmap(
    lambda width: some.lists(some.lists(some.integers(0, 40), min_size=width, max_size=width), min_size=2, max_size=5)
)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_every_small_number_is_left_out_and_none_comes_back(values: list[list[int]]) -> None:
    cells, sums = table(values)
    left_out = hidden(cells, sums, MINIMUM)
    small = {key for key, value in cells.items() if 0 < value < MINIMUM}
    assert small <= left_out
    assert worked_out(cells, sums, left_out) == set()
    ends = bounds(cells, sums, left_out, sorted(small))
    assert all(low <= 1.001 and high >= MINIMUM - 1.001 for low, high in ends.values())


def test_a_total_that_holds_only_small_numbers_is_left_out_too() -> None:
    cells, sums = table([[1, 1], [1, 1]])
    assert hidden(cells, sums, MINIMUM) >= {("r0", "c0"), ("r0", "all"), ("all", "c0"), ("all", "all")}


def test_where_nothing_is_small_everything_is_shown() -> None:
    cells, sums = table([[10, 20], [30, 0]])
    assert hidden(cells, sums, MINIMUM) == frozenset()


def test_one_small_number_takes_a_square_with_it() -> None:
    cells, sums = table([[3, 20, 30], [40, 50, 60], [70, 80, 90]])
    left_out = hidden(cells, sums, MINIMUM)
    assert ("r0", "c0") in left_out
    assert len(left_out) == 4


def test_without_the_second_step_a_subtraction_gives_it_away() -> None:
    cells, sums = table([[3, 20, 30], [40, 50, 60]])
    alone = frozenset({("r0", "c0")})
    assert worked_out(cells, sums, alone) == alone
    assert bounds(cells, sums, alone, alone) == {("r0", "c0"): (3.0, 3.0)}


def test_two_left_out_are_not_enough_where_their_sum_is_small() -> None:
    cells, sums = table([[1, 1, 90], [50, 60, 70]])
    left_out = hidden(cells, sums, MINIMUM)
    ends = bounds(cells, sums, left_out, [("r0", "c0"), ("r0", "c1")])
    assert all(high >= MINIMUM - 1.001 for _, high in ends.values())


def test_the_bounds_are_those_of_trying_every_possibility() -> None:
    cells, sums = table([[2, 9], [7, 4]])
    left_out = frozenset(itertools.product(("r0", "r1"), ("c0", "c1")))
    possible = [n for n in range(12) if n <= 11 and n <= 9 and 9 - n >= 0 and 11 - n >= 0 and 13 - (11 - n) >= 0]
    assert bounds(cells, sums, left_out, [("r0", "c0")])["r0", "c0"] == (min(possible), max(possible))


def test_a_sum_that_does_not_hold_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        hidden({("a", "x"): 1, ("a", "all"): 3}, [Sum(("a", "all"), (("a", "x"),))], MINIMUM)


def test_the_rule_is_data_with_its_words() -> None:
    assert rule().minimum == MINIMUM
    assert set(rule().said) == {"id", "en"}
