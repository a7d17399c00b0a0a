"""Why a figure changed: the difference of two rates taken apart into people, workforce, basis and definition.

A rate is a numerator times one over a denominator. Each of the two goes from its first to its last value in
steps, and the other is held at its middle: the parts then add up to the change, exactly, whatever the order
they are told in. Everything here is a fraction; nothing is rounded before it is shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any

from naungan.coverage.arithmetic import in_points
from naungan.coverage.bases import basis_called, definition_called, segment_called
from naungan.coverage.compare import Asked
from naungan.coverage.errors import DifferentBases, NotComputable, UnknownRegion
from naungan.coverage.models import Figure
from naungan.coverage.report import days_of_figures
from naungan.saying import gettext as _

PEOPLE, DEFINITION, WORKFORCE, BASIS = "people", "definition", "workforce", "basis"
KINDS = (PEOPLE, DEFINITION, WORKFORCE, BASIS)


@dataclass(frozen=True, slots=True)
class Reading:
    """One end of a change: a count over a denominator, and what each is. `bound` names a rate that is one.

    `definition` is empty where nobody told whom the count takes for active.
    """

    region_code: str
    region: str
    on: date
    numerator: int
    denominator: int
    basis: str
    definition: str
    source: str
    bound: str = ""

    @property
    def rate(self) -> Fraction:
        """The share, 1 is all."""
        return Fraction(self.numerator, self.denominator)


@dataclass(frozen=True, slots=True)
class Corners:
    """Values between the two ends, where known: the old rule on the new day, the new rule on the old day."""

    people_by_old_definition: int | None = None
    people_by_new_definition: int | None = None
    workforce_on_old_basis: int | None = None
    workforce_on_new_basis: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One reason of a change. `share` is exact (1 is all); `shown` is rounded so that all shown add up.

    `measured` False: it cannot be told apart from the reason after it, which then holds both.
    """

    kind: str
    share: Fraction
    shown: Decimal
    measured: bool


@dataclass(frozen=True, slots=True)
class Change:
    """Two readings of one region and the reasons between them; the parts sum to the change."""

    before: Reading
    after: Reading
    parts: tuple[Part, ...]

    @property
    def change(self) -> Fraction:
        """After less before, exact."""
        return self.after.rate - self.before.rate

    @property
    def levels(self) -> tuple[Decimal, ...]:
        """The rate in percent before, after each part, and so at the end: the steps of a waterfall."""
        return _levels(self.before.rate, [part.share for part in self.parts])

    def as_json(self) -> dict[str, Any]:
        """The change as JSON types: shown points as numbers, exact ones as fractions in text."""
        return {
            "before": _told(self.before),
            "after": _told(self.after),
            "points": float(self.levels[-1] - self.levels[0]),
            "exact": str(self.change),
            "parts": [
                {"kind": p.kind, "points": float(p.shown), "exact": str(p.share), "measured": p.measured}
                for p in self.parts
            ],
        }


def take_apart(before: Reading, after: Reading, corners: Corners) -> Change:
    """The reasons of a change. Raises DifferentBases where the two are not of one region."""
    _refuse_two_regions(before.region_code, after.region_code)
    people, definition = _steps(
        Fraction(before.numerator), Fraction(after.numerator), before.definition == after.definition,
        _fraction(corners.people_by_old_definition), _fraction(corners.people_by_new_definition),
    )  # fmt: skip
    workforce, basis = _steps(
        Fraction(1, before.denominator), Fraction(1, after.denominator), before.basis == after.basis,
        _inverse(corners.workforce_on_old_basis), _inverse(corners.workforce_on_new_basis),
    )  # fmt: skip
    below = (Fraction(1, before.denominator) + Fraction(1, after.denominator)) / 2
    above = Fraction(before.numerator + after.numerator, 2)
    steps = (people, definition, workforce, basis)
    shares = [(step or Fraction(0)) * held for step, held in zip(steps, (below, below, above, above), strict=True)]
    shown = [after - before for before, after in pairwise(_levels(before.rate, shares))]
    parts = zip(KINDS, shares, shown, steps, strict=True)
    return Change(before, after, tuple(Part(kind, share, s, step is not None) for kind, share, s, step in parts))


def explain_change(left: Asked, right: Asked) -> Change:
    """Why a computed figure became another of the same region and segments, on whatever basis and definition.

    Raises DifferentBases for another region or other segments, NotComputable where one has no denominator,
    UnknownRegion and NotComputedYet where there is no such figure.
    """
    _refuse_two_regions(left.region_code, right.region_code)
    for asked in (left, right):
        basis_called(asked.basis), definition_called(asked.definition), segment_called(asked.segments)
    if left.segments != right.segments:
        raise DifferentBases(
            _(
                "Dua angka dari segmen yang berbeda (%(left)s dan %(right)s) bukan perubahan satu "
                "angka. Pilih satu segmen untuk keduanya."
            )
            % {"left": left.segments, "right": right.segments}
        )
    days = days_of_figures(left.as_of, right.as_of)
    found = {
        (one.as_of, one.basis, one.definition): one
        for one in Figure.objects.filter(
            region_code=left.region_code, segments=left.segments, as_of__in=days,
            basis__in={left.basis, right.basis}, definition__in={left.definition, right.definition},
        )
    }  # fmt: skip
    before, after = (
        _reading(found.get((day, a.basis, a.definition)), a, day) for a, day in zip((left, right), days, strict=True)
    )
    return take_apart(before, after, _corners(found, left, right, days))


def _refuse_two_regions(left: str, right: str) -> None:
    if left != right:
        raise DifferentBases(
            _(
                "Perubahan hanya ada pada satu wilayah; yang diminta %(left)s dan %(right)s. Untuk dua wilayah "
                "pakai: naungan coverage compare."
            )
            % {"left": left, "right": right}
        )


def _corners(
    found: dict[tuple[date, str, str], Figure], left: Asked, right: Asked, days: tuple[date, date]
) -> Corners:
    def at(day: date, basis: str, definition: str) -> Figure | None:
        return found.get((day, basis, definition))

    late, early = at(days[1], right.basis, left.definition), at(days[0], left.basis, right.definition)
    old, new = at(days[1], left.basis, right.definition), at(days[0], right.basis, left.definition)
    return Corners(
        late.numerator if late else None,
        early.numerator if early else None,
        old.denominator if old else None,
        new.denominator if new else None,
    )


def _reading(figure: Figure | None, asked: Asked, day: date) -> Reading:
    if figure is None:
        raise UnknownRegion(
            _(
                "Tidak ada angka untuk wilayah %(region_code)s per %(day)s. Pakai KAL, kode provinsi (64) atau "
                "kode kabupaten dan kota (64.72)."
            )
            % {"region_code": repr(asked.region_code), "day": day.isoformat()}
        )
    if figure.denominator is None:
        raise NotComputable(
            _("Cakupan %(region_name)s per %(day)s pada dasar %(basis)s %(denominator_source)s")
            % {
                "region_name": figure.region_name,
                "day": day.isoformat(),
                "basis": figure.basis,
                "denominator_source": figure.denominator_source,
            }
        )
    return Reading(
        figure.region_code, figure.region_name, figure.as_of, figure.numerator, figure.denominator, figure.basis,
        figure.definition, f"{figure.source}; {figure.denominator_source}",
    )  # fmt: skip


def _steps(
    first: Fraction, last: Fraction, same: bool, old_late: Fraction | None, new_early: Fraction | None
) -> tuple[Fraction | None, Fraction]:
    """How much is time's and how much the rule's; where no corner is known, the rule's holds both (None, all)."""
    if same:
        return last - first, Fraction(0)
    ways = []
    if old_late is not None:
        ways.append(old_late - first)
    if new_early is not None:
        ways.append(last - new_early)
    if not ways:
        return None, last - first
    by_time = sum(ways, Fraction(0)) / len(ways)
    return by_time, last - first - by_time


def _levels(start: Fraction, shares: Sequence[Fraction]) -> tuple[Decimal, ...]:
    reached = [start]
    for share in shares:
        reached.append(reached[-1] + share)
    return tuple(in_points(level) for level in reached)


def _fraction(value: int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


def _inverse(value: int | None) -> Fraction | None:
    return Fraction(1, value) if value else None


def _told(reading: Reading) -> dict[str, Any]:
    return {
        "region_code": reading.region_code,
        "region": reading.region,
        "as_of": reading.on.isoformat(),
        "rate": float(in_points(reading.rate)),
        "numerator": reading.numerator,
        "denominator": reading.denominator,
        "basis": reading.basis,
        "definition": reading.definition,
        "bound": reading.bound,
        "source": reading.source,
    }
