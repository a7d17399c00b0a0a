"""The words of the law for compiled loops: 64-bit integers, and doubles where they are exact.

`law/arithmetic.py` is the meaning; here it is written without Python's unbounded integers, so an engine
may use it only within the bounds of `bounds.py`.  Never fastmath: it would allow other rupiah.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
from numba import njit

from naungan.engines.words import rebind, vocabulary

MILLION = 1_000_000
HALF = MILLION // 2

# Division by a number known not to be zero needs no check for it, which would keep a loop from being
# vectorised.
in_line = njit(error_model="numpy")
in_parallel = njit(error_model="numpy", parallel=True)


def share(amount: int, rate: int) -> int:
    product = amount * rate
    if product < 0:
        return -((HALF - product) // MILLION)
    return (product + HALF) // MILLION


def share_in_doubles(amount: int, rate: int) -> Any:
    """`share` within 2**53: the product is a whole double, so is the floor of its quotient."""
    product = float(amount) * float(rate)
    return np.int64(math.copysign(math.floor((abs(product) + 500_000.0) / 1_000_000.0), product))


def relieved(rate: int, kept: int) -> int:
    return rate * kept // MILLION


def relieved_in_doubles(rate: int, kept: int) -> Any:
    """`relieved` within 2**53: by law the quotient is whole, and a whole one comes out exactly."""
    return np.int64(float(rate) * float(kept) / 1_000_000.0)


def least(a: int, b: int) -> int:
    return a if a < b else b


def greatest(a: int, b: int) -> int:
    return a if a > b else b


def where(condition: bool, yes: int, no: int) -> int:
    return yes if condition else no


def lookup(index: int, table: Any) -> Any:
    # Unsigned, so that no loop asks whether the index counts from the end.
    return table[np.uint64(index - 1)]


def bracket(amount: int, floors: Any, values: Any) -> Any:
    """Halving without branches: the last floor that is reached, the first one for an amount below it."""
    place = 0
    left = len(floors)
    while left > 1:
        half = left // 2
        place = place + half if floors[place + half] <= amount else place
        left -= half
    return values[place]


def sliced(amount: int, edges: Any, rates: Any) -> Any:
    parts = 0
    lower = 0
    for place in range(len(edges)):
        parts += max(min(amount, edges[place]) - lower, 0) * rates[place]
        lower = edges[place]
    parts += max(amount - lower, 0) * rates[len(edges)]
    return (parts + HALF) // MILLION


def both(a: bool, b: bool) -> bool:
    return a & b


def either(a: bool, b: bool) -> bool:
    return a | b


def negate(a: bool) -> bool:
    return not a


_ALIKE = (least, greatest, where, lookup, bracket, sliced, both, either, negate)


@cache
def array_words(in_doubles: bool) -> dict[str, Any]:
    """The compiled vocabulary: rounding in doubles, or all in 64-bit integers."""
    rounding = (share_in_doubles, relieved_in_doubles) if in_doubles else (share, relieved)
    words: dict[str, Any] = {one.__name__: in_line(one) for one in _ALIKE}
    words["share"], words["relieved"] = (in_line(one) for one in rounding)
    return vocabulary({**words, "MILLION": MILLION})


@cache
def compiled(function: Callable[..., Any], in_doubles: bool) -> Callable[..., Any]:
    """A formula as a compiled function, which a compiled loop takes in whole."""
    return in_line(rebind(function, array_words(in_doubles)))
