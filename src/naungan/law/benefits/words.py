"""Words that only benefit formulas use, besides those of the law's arithmetic.

Benefits are worked out one person at a time, so the engines for millions of rows need not know them.
"""

from naungan.law.arithmetic import Table, greatest, least, share

MONTHS_A_YEAR = 12


def divided(amount: int, divisor: int) -> int:
    """A quotient rounded half up once, symmetric for negatives."""
    if amount < 0:
        return -((divisor - 2 * amount) // (2 * divisor))
    return (2 * amount + divisor) // (2 * divisor)


def weighted(amount: int, edges: Table, rates: Table) -> int:
    """Progressive slices like `sliced`, not yet rounded: in millionths of the amount's unit.

    `edges` are the upper ends of all slices but the last, so there is one rate more than edges.
    """
    parts = 0
    lower = 0
    for edge, rate in zip(edges, rates, strict=False):
        parts += greatest(least(amount, edge) - lower, 0) * rate
        lower = edge
    return parts + greatest(amount - lower, 0) * rates[len(edges)]


def shares(amount: int, count: int, rates: Table) -> int:
    """The first `count` shares of an amount, each rounded by itself, added up."""
    return sum(share(amount, rate) for rate in rates[:count])
