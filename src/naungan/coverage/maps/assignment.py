"""The cheapest assignment of rows to columns, in whole numbers (the Hungarian method)."""

from __future__ import annotations

from collections.abc import Sequence


def cheapest(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of every row, all different, with the least sum of costs.

    At most as many rows as columns; whole costs, so nothing hangs on rounding. Equal sums are settled
    by position: the same table gives the same answer. O(rows x rows x columns).
    """
    if not costs:
        return []
    columns = len(costs[0])
    if len(costs) > columns:
        raise ValueError(f"{len(costs)} rows do not fit {columns} columns")
    row_price, column_price = [0] * (len(costs) + 1), [0] * (columns + 1)
    holder = [0] * (columns + 1)  # the row, from 1, that holds a column; column 0 is nobody's
    for row in range(1, len(costs) + 1):
        _give(row, costs, row_price, column_price, holder)
    given = [0] * len(costs)
    for column, row in enumerate(holder):
        if column and row:
            given[row - 1] = column - 1
    return given


def _give(
    row: int, costs: Sequence[Sequence[int]], row_price: list[int], column_price: list[int], holder: list[int]
) -> None:
    """Give one more row a column, moving the others along the cheapest way that frees one."""
    columns = len(holder) - 1
    holder[0] = row
    least: list[int | None] = [None] * (columns + 1)
    came_from, seen, here = [0] * (columns + 1), [False] * (columns + 1), 0
    while True:
        seen[here] = True
        at = holder[here]
        step, following = _look(at, here, costs[at - 1], row_price, column_price, least, came_from, seen)
        for column in range(columns + 1):
            if seen[column]:
                row_price[holder[column]] += step
                column_price[column] -= step
            elif (known := least[column]) is not None:
                least[column] = known - step
        here = following
        if not holder[here]:
            break
    while here:
        holder[here] = holder[came_from[here]]
        here = came_from[here]


def _look(
    row: int,
    here: int,
    costs: Sequence[int],
    row_price: Sequence[int],
    column_price: Sequence[int],
    least: list[int | None],
    came_from: list[int],
    seen: Sequence[bool],
) -> tuple[int, int]:
    """Bring the least prices up to date from one row; the smallest of them and its column."""
    best: tuple[int, int] | None = None
    for column in range(1, len(least)):
        if seen[column]:
            continue
        price = costs[column - 1] - row_price[row] - column_price[column]
        known = least[column]
        if known is None or price < known:
            known = least[column] = price
            came_from[column] = here
        if best is None or known < best[0]:
            best = known, column
    if best is None:
        raise ValueError("no column is left")
    return best
