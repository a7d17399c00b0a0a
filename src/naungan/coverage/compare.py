"""Compare two figures: only of one basis, one definition of active and the same segments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naungan.coverage.arithmetic import in_points
from naungan.coverage.bases import ALL, basis_called, definition_called, segment_called
from naungan.coverage.errors import DifferentBases, NotComputable, UnknownRegion
from naungan.coverage.models import Figure
from naungan.coverage.report import day_of_figures
from naungan.saying import gettext as _


@dataclass(frozen=True)
class Asked:
    """Which figure is meant: region code, day, basis, definition of active, segments."""

    region_code: str
    as_of: date
    basis: str = "bpjs-eligible"
    definition: str = "active-or-grace"
    segments: str = ALL


@dataclass(frozen=True)
class Comparison:
    """Right less left in percentage points, from the exact fractions, with both figures beside it.

    `denominator_changed` says that one region's denominator is not the same on both days: part of the
    difference is then its own and not the participants'.
    """

    left: Figure
    right: Figure
    left_rate: Decimal
    right_rate: Decimal
    points: Decimal
    more_participants: int
    denominator_changed: bool

    def as_json(self) -> dict[str, Any]:
        """The comparison as JSON types."""
        return {
            "left": _figure(self.left, self.left_rate),
            "right": _figure(self.right, self.right_rate),
            "points": float(self.points),
            "more_participants": self.more_participants,
            "denominator_changed": self.denominator_changed,
        }


def compare(left: Asked, right: Asked) -> Comparison:
    """The difference of two figures in points.

    Raises DifferentBases naming both sides where they do not measure the same, NotComputable where
    one has no denominator, UnknownRegion and NotComputedYet where there is no such figure.
    """
    refuse_different_bases(left, right)
    first, second = _figure_of(left), _figure_of(right)
    before, after = _exact(first), _exact(second)
    return Comparison(
        left=first,
        right=second,
        left_rate=in_points(before),
        right_rate=in_points(after),
        points=in_points(after - before),
        more_participants=second.numerator - first.numerator,
        denominator_changed=left.region_code == right.region_code and first.denominator != second.denominator,
    )


def refuse_different_bases(left: Asked, right: Asked) -> None:
    """Raise DifferentBases unless basis, definition and segments are the same on both sides."""
    for asked in (left, right):
        basis_called(asked.basis)
        definition_called(asked.definition)
        segment_called(asked.segments)
    differing = [
        _("%(name)s: %(one)s dan %(other)s") % {"name": name, "one": one, "other": other}
        for name, one, other in (
            (_("dasar"), left.basis, right.basis),
            (_("definisi aktif"), left.definition, right.definition),
            (_("segmen"), left.segments, right.segments),
        )
        if one != other
    ]
    if differing:
        raise DifferentBases(
            _(
                "Dua angka ini tidak dapat dibandingkan atau dikurangkan, karena tidak mengukur hal yang sama: "
                "%(differing)s. Pilih satu dasar, definisi dan segmen untuk keduanya."
            )
            % {"differing": "; ".join(differing)}
        )


def _figure_of(asked: Asked) -> Figure:
    day = day_of_figures(asked.as_of)
    found = Figure.objects.filter(
        as_of=day,
        region_code=asked.region_code,
        basis=asked.basis,
        definition=asked.definition,
        segments=asked.segments,
    ).first()
    if found is None:
        raise UnknownRegion(
            _(
                "Tidak ada angka untuk wilayah %(region_code)s per %(day)s. Pakai KAL, kode provinsi (64) atau "
                "kode kabupaten dan kota (64.72)."
            )
            % {"region_code": repr(asked.region_code), "day": day.isoformat()}
        )
    return found


def _exact(figure: Figure) -> Fraction:
    if figure.denominator is None:
        raise NotComputable(
            _("Cakupan %(region_name)s per %(as_of)s pada dasar %(basis)s %(denominator_source)s")
            % {
                "region_name": figure.region_name,
                "as_of": figure.as_of.isoformat(),
                "basis": figure.basis,
                "denominator_source": figure.denominator_source,
            }
        )
    return Fraction(figure.numerator, figure.denominator)


def _figure(figure: Figure, rate: Decimal) -> dict[str, Any]:
    return {
        "region_code": figure.region_code,
        "region": figure.region_name,
        "as_of": figure.as_of.isoformat(),
        "rate": float(rate),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "basis": figure.basis,
        "definition": figure.definition,
        "segments": figure.segments,
        "denominator_source": figure.denominator_source,
    }
