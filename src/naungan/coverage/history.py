"""A region's coverage through time, in runs that no line may join: computed ones and published ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import basis_called, definition_called, segment_called
from naungan.coverage.models import Figure
from naungan.coverage.published import RATES
from naungan.coverage.statistics import Fact, Statistics

COMPUTED, PUBLISHED = "computed", "published"
EXACT = "coverage_rate"


@dataclass(frozen=True, slots=True)
class Point:
    """One rate of one day, in percent. A published one has its fact, a computed one its two numbers."""

    on: date
    rate: Decimal
    kind: str
    basis: str
    numerator: int | None = None
    denominator: int | None = None
    fact: Fact | None = None

    @property
    def indicator(self) -> str:
        """`coverage_rate`, or what bound or rounding a published rate is."""
        return self.fact.indicator if self.fact else EXACT


@dataclass(frozen=True, slots=True)
class Run:
    """Points that measure the same, in time order: one line may join them."""

    kind: str
    basis: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """From `after` on the series measures something else than up to `before`: nothing may join the two.

    `why` is basis, or denominator.
    """

    why: str
    before: Point
    after: Point


@dataclass(frozen=True, slots=True)
class History:
    """The runs and breaks of one region, on one basis where computed, and all that was published."""

    region_code: str
    runs: tuple[Run, ...]
    breaks: tuple[Break, ...]

    @property
    def bounded(self) -> bool:
        """Whether a bound or a rounded rate is among the points."""
        return any(point.indicator != EXACT for point in self.points)

    @property
    def points(self) -> list[Point]:
        """Every point in time order, computed ones first."""
        return sorted(
            (point for run in self.runs for point in run.points),
            key=lambda point: (point.on, point.kind, point.basis),
        )


def history(
    region_code: str, known: Statistics, basis: str = "bpjs-eligible", definition: str = "active-or-grace",
    segments: str | None = None,
) -> History:  # fmt: skip
    """Computed figures on one basis and definition, and published rates of the same segments on any.

    A computed run ends where the denominator changes, a published one where the basis does.
    """
    measured = basis_called(basis)
    wanted = segment_called(segments or measured.segments[0])
    figures = Figure.objects.filter(
        region_code=region_code, basis=basis, definition=definition_called(definition).code, segments=wanted
    ).order_by("as_of")
    computed = [_computed(figure, figure.denominator) for figure in figures if figure.denominator]
    published = list(_published(region_code, wanted, known))
    return History(
        region_code,
        (*_computed_runs(computed), *_published_runs(published)),
        (*_denominator_breaks(computed), *basis_breaks(region_code, wanted, known)),
    )


def _computed(figure: Figure, below: int) -> Point:
    rate = percent(figure.numerator, below)
    return Point(figure.as_of, rate, COMPUTED, figure.basis, figure.numerator, below)


def _published(region_code: str, segments: str, known: Statistics) -> Iterator[Point]:
    facts = (fact for name in RATES for fact in known.of(name, region_code) if fact.segment == segments)
    for fact in sorted(facts, key=lambda fact: (fact.on, fact.indicator, fact.source)):
        yield Point(fact.on, fact.value, PUBLISHED, fact.basis, fact=fact)


def _computed_runs(points: Iterable[Point]) -> Iterator[Run]:
    for _, run in groupby(points, key=lambda point: point.denominator):
        found = tuple(run)
        yield Run(COMPUTED, found[0].basis, found)


def _published_runs(points: list[Point]) -> Iterator[Run]:
    """Exact rates on a known basis in runs; a bound, or a rate whose basis nobody told, stands alone."""
    joined = [point for point in points if point.basis and point.indicator == EXACT]
    for basis, run in groupby(joined, key=lambda point: point.basis):
        yield Run(PUBLISHED, basis, tuple(run))
    for point in points:
        if not (point.basis and point.indicator == EXACT):
            yield Run(PUBLISHED, point.basis, (point,))


def _denominator_breaks(points: list[Point]) -> Iterator[Break]:
    for before, after in pairwise(points):
        if before.denominator != after.denominator:
            yield Break("denominator", before, after)


def basis_breaks(region_code: str, segments: str, known: Statistics) -> list[Break]:
    """Where the published rates of a region change their basis; rates whose basis nobody told are passed over."""
    told = [point for point in _published(region_code, segments, known) if point.basis]
    return [Break("basis", before, after) for before, after in pairwise(told) if before.basis != after.basis]
