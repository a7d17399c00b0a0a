"""How many people a province must have covered at the end of a month, from published figures."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from naungan.coverage.arithmetic import half_up
from naungan.coverage.denominators import target_participants
from naungan.law.months import last_day, month_of

# The two days for which every province has a published or carried count (see coverage's statistics).
ANCHORS = (date(2022, 12, 31), date(2023, 3, 31))


def covered_people(province: str, month: int, scale: Fraction) -> int:
    """People covered at the end of a month (year x 12 + month - 1) in a sandbox of that scale.

    Straight through the two anchors, and level after the later one. Raises LookupError when the
    statistics have no target for an anchor.
    """
    (early, low), (late, high) = (_anchor(province, day) for day in ANCHORS)
    at = min(month, late)
    return half_up((low + Fraction((high - low) * (at - early), late - early)) * scale)


def _anchor(province: str, day: date) -> tuple[int, int]:
    if day != last_day(month_of(day)):
        raise ValueError(f"{day} is not the last day of a month")
    people = target_participants(province, day)
    if people is None:
        raise LookupError(f"no count of active participants of {province} on {day} among the statistics")
    return month_of(day), people
