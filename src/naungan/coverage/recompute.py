"""Recompute what was published: does a page's rate follow from its own numerator and denominator?"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction

from naungan.coverage.arithmetic import percent
from naungan.coverage.statistics import Fact, Statistics

PRINTED = ("published", "secondary")


@dataclass(frozen=True)
class Recomputed:
    """A printed rate beside the one its own page's numbers make. Rates in percent.

    `verdict`: agrees; within-rounding (the printed numbers are too round to tell); cut-off (the
    decimals were dropped, not rounded); contradicts.
    """

    rate: Fact
    numerator: int
    denominator: int
    recomputed: Decimal
    verdict: str

    @property
    def difference(self) -> Decimal:
        """Printed less recomputed, in points."""
        return self.rate.value - self.recomputed


def recompute_published(known: Statistics) -> list[Recomputed]:
    """Every printed rate whose page also prints participants and a denominator, recomputed.

    The denominator is the printed one, else covered plus uncovered; one derived from the rate itself
    proves nothing and is not used.
    """
    pages: dict[tuple[str, ...], dict[str, Fact]] = defaultdict(dict)
    for fact in known.facts:
        if fact.status in PRINTED and not fact.programme:
            pages[fact.period, fact.region_code, fact.segment, fact.source][fact.indicator] = fact
    tried = (_recomputed(page) for page in pages.values())
    return [one for one in tried if one]


def _recomputed(page: dict[str, Fact]) -> Recomputed | None:
    rate, covered = page.get("coverage_rate"), page.get("active_participants")
    parts = [page[name] for name in ("eligible_workers", "employed") if name in page][:1]
    if rate is None or covered is None:
        return None
    if not parts and "uncovered_workers" in page:
        parts = [covered, page["uncovered_workers"]]
    if not parts:
        return None
    below = sum(fact.people for fact in parts)
    return Recomputed(
        rate=rate,
        numerator=covered.people,
        denominator=below,
        recomputed=percent(covered.people, below),
        verdict=_verdict(
            rate.value, covered.people, below, sum((_slack(fact.people) for fact in parts), Fraction(0))
        ),
    )


def _verdict(printed: Decimal, covered: int, below: int, slack_below: Fraction) -> str:
    exact = Fraction(covered, below) * 100
    step = Decimal(1).scaleb(min(0, int(printed.normalize().as_tuple().exponent)))
    half = Fraction(step) / 2
    if abs(Fraction(printed) - exact) <= half:
        return "agrees"
    if percent(covered, below).quantize(step, ROUND_FLOOR) == printed:
        return "cut-off"
    slack = _slack(covered)
    lowest = (covered - slack) / (below + slack_below) * 100
    highest = (covered + slack) / (below - slack_below) * 100
    return "within-rounding" if lowest - half <= printed <= highest + half else "contradicts"


def _slack(people: int) -> Fraction:
    """Half the place a printed count is rounded to, read from its closing zeros (936 thousand: 500)."""
    step = 1
    while people and people % (step * 10) == 0:
        step *= 10
    return Fraction(step, 2) if step > 1 else Fraction(0)
