"""The arithmetic of coverage: integers and fractions in, hundredths of a percent out; no floats."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction


def half_up(value: Fraction) -> int:
    """The nearest whole number; exact halves go away from zero."""
    whole = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return whole if value >= 0 else -whole


def percent(numerator: int, denominator: int) -> Decimal:
    """`numerator` of `denominator` in percent, two decimals, half up; may pass 100."""
    return in_points(Fraction(numerator, denominator))


def in_points(share: Fraction) -> Decimal:
    """A share (1 is all) in percentage points, two decimals, half up; negative for a fall."""
    return Decimal(half_up(share * 10_000)).scaleb(-2)


def share_out(total: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Split `total` by `weights` into whole numbers that add up to it (largest remainder).

    Equal remainders are settled by key, so the same input gives the same split.
    """
    every = sum(weights.values())
    shares = {key: total * weight // every for key, weight in weights.items()}
    by_remainder = sorted(weights, key=lambda key: (-(total * weights[key] % every), key))
    for key in by_remainder[: total - sum(shares.values())]:
        shares[key] += 1
    return shares
