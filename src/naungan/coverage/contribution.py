"""What each province or district adds to the change of the region above it: shift-share, exact.

A region's rate is the sum of its members' rates, each weighed by its share of the denominator. Between two
days a member adds by its own rate (at its middle weight) and by its weight (at its middle rate, measured
from the region's). What the members' counts leave of the region's own figure stands as a line of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naungan.coverage.arithmetic import half_up, in_points
from naungan.coverage.bases import basis_called, definition_called, level_called
from naungan.coverage.errors import NotComputable, UnknownRegion
from naungan.coverage.models import Figure
from naungan.coverage.report import days_of_figures
from naungan.registry.region_facts import KALIMANTAN
from naungan.saying import gettext as _


@dataclass(frozen=True, slots=True)
class Contribution:
    """One member: what it adds by its rate and by its weight, as shares of the region (1 is all)."""

    region_code: str
    region: str
    before: Fraction
    after: Fraction
    more_people: int
    by_rate: Fraction
    by_weight: Fraction

    @property
    def total(self) -> Fraction:
        """What it adds in all."""
        return self.by_rate + self.by_weight


@dataclass(frozen=True, slots=True)
class Contributions:
    """The change of a region and what its members make of it; `residual` is what they do not explain.

    The residual is not zero where the region's own denominator is not the sum of its members': another
    statistic, or whole people after scaling.
    """

    region_code: str
    region: str
    first: date
    last: date
    basis: str
    definition: str
    before: Fraction
    after: Fraction
    members: tuple[Contribution, ...]
    residual: Fraction

    @property
    def change(self) -> Fraction:
        """The change of the region, exact."""
        return self.after - self.before

    def as_json(self) -> dict[str, Any]:
        """The contributions as JSON types, points as numbers and exact ones as fractions in text."""
        return {
            "region_code": self.region_code,
            "region": self.region,
            "from": self.first.isoformat(),
            "to": self.last.isoformat(),
            "basis": self.basis,
            "definition": self.definition,
            "points": float(in_points(self.change)),
            "residual_points": _points(self.residual),
            "exact": str(self.change),
            "members": [
                {
                    "region_code": one.region_code,
                    "region": one.region,
                    "rate_before": float(in_points(one.before)),
                    "rate_after": float(in_points(one.after)),
                    "more_people": one.more_people,
                    "points_by_rate": _points(one.by_rate),
                    "points_by_weight": _points(one.by_weight),
                    "points": _points(one.total),
                    "exact": str(one.total),
                }
                for one in self.members
            ],
        }


def contributions(
    region_code: str, first: date, last: date, by: str = "district", basis: str = "bpjs-eligible",
    definition: str = "active-or-grace",
) -> Contributions:  # fmt: skip
    """What the provinces or districts of a region add to its change, largest first.

    Raises UnknownRegion, NotComputedYet, UnknownChoice; NotComputable where a member or the region has no
    denominator on one of the days: without it the parts could not add up.
    """
    measured, level = basis_called(basis), level_called(by)
    days = days_of_figures(first, last)
    rows = Figure.objects.filter(
        as_of__in=days, basis=basis, definition=definition_called(definition).code, segments=measured.segments[0]
    )
    found = {(one.as_of, one.region_code): one for one in rows}
    if (days[0], region_code) not in found or (days[1], region_code) not in found:
        raise UnknownRegion(
            _("Tidak ada angka untuk wilayah %(region_code)s pada %(first)s dan %(last)s.")
            % {"region_code": repr(region_code), "first": days[0], "last": days[1]}
        )
    top = found[days[0], region_code]
    codes = sorted({one.region_code for one in found.values() if one.level == level and _within(one, region_code)})
    if not codes:
        raise UnknownRegion(
            _("%(region_name)s tidak mempunyai bagian pada tingkat %(by)s.")
            % {"region_name": top.region_name, "by": by}
        )
    _refuse_without_denominator(found, [region_code, *codes], days)
    return _shared(found, region_code, codes, days)


def _shared(
    found: Mapping[tuple[date, str], Figure], region_code: str, codes: list[str], days: tuple[date, date]
) -> Contributions:
    before, after = days
    wholes = [sum(found[day, code].denominator or 0 for code in codes) for day in days]
    sums = [Fraction(sum(found[day, code].numerator for code in codes)) for day in days]
    middle = sum((people / whole for people, whole in zip(sums, wholes, strict=True)), Fraction(0)) / 2
    members = []
    for code in codes:
        ends = [found[day, code] for day in days]
        rates = [_rate(one) for one in ends]
        weights = [Fraction(one.denominator or 0, whole) for one, whole in zip(ends, wholes, strict=True)]
        members.append(
            Contribution(
                code,
                ends[1].region_name,
                rates[0],
                rates[1],
                ends[1].numerator - ends[0].numerator,
                (rates[1] - rates[0]) * sum(weights, Fraction(0)) / 2,
                (weights[1] - weights[0]) * (sum(rates, Fraction(0)) / 2 - middle),
            )
        )
    own = [_rate(found[day, region_code]) for day in days]
    explained = sum((one.total for one in members), Fraction(0))
    members.sort(key=lambda one: (-one.total, one.region_code))
    figure = found[after, region_code]
    return Contributions(
        region_code, figure.region_name, before, after, figure.basis, figure.definition, own[0], own[1],
        tuple(members), own[1] - own[0] - explained,
    )  # fmt: skip


def _within(figure: Figure, region_code: str) -> bool:
    return region_code == KALIMANTAN or figure.region_code.startswith(f"{region_code}.")


def _rate(figure: Figure) -> Fraction:
    return Fraction(figure.numerator, figure.denominator or 1)


def _refuse_without_denominator(
    found: Mapping[tuple[date, str], Figure], codes: list[str], days: tuple[date, date]
) -> None:
    for code in codes:
        for day in days:
            figure = found.get((day, code))
            if figure is None or figure.denominator is None:
                why = figure.denominator_source if figure else _("tidak ada angkanya")
                raise NotComputable(
                    _(
                        "Sumbangan wilayah tidak dapat dihitung: %(code)s per %(day)s %(why)s. Pilih dasar atau hari "
                        "lain."
                    )
                    % {"code": code, "day": day.isoformat(), "why": why}
                )


def _points(share: Fraction) -> float:
    return float(in_points(share))


def shown_points(share: Fraction) -> Decimal:
    """A share in points as it is shown, four decimals: a small district's part is not 0,00."""
    return Decimal(half_up(share * 1_000_000)).scaleb(-4)
