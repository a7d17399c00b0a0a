"""Targets side by side, each of its own series, with the gap to a figure and the pace that closes it.

Two series are two targets and are never merged. A gap is worked out only where the target's basis is that of
the figure, or where the reader says to assume so: then the row says that it is an assumption.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any

from django.db import transaction

from naungan.coverage.arithmetic import in_points
from naungan.coverage.bases import BASES, basis_called
from naungan.coverage.errors import UnknownChoice, UnknownRegion
from naungan.coverage.models import RegionTarget
from naungan.coverage.report import CoverageRow, Figures
from naungan.coverage.statistics import STATUSES
from naungan.errors import WrongUse
from naungan.registry.models import Region
from naungan.saying import gettext
from naungan.yaml_text import from_yaml

NATION = "ID"
SAME, ASSUMED, UNTOLD, OTHER = "same", "assumed", "untold", "other"


@dataclass(frozen=True, slots=True)
class Target:
    """A target of coverage in percent on a day: of which series, on which basis (empty: not told), whose words."""

    region_code: str
    on: date
    series: str
    percent: Decimal
    basis: str
    status: str
    source: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """A target beside a figure. `comparable` says how its basis stands to the figure's.

    `points` is the target less the rate (negative: passed), `people` how many more participants that is on
    the figure's denominator, `months` those left from the figure's day, `pace` people a month, rounded up.
    All None where the two do not measure the same, or the figure has no rate; `pace` also once the day is past.
    """

    target: Target
    comparable: str
    points: Decimal | None
    people: int | None
    months: int
    pace: int | None

    def as_json(self) -> dict[str, Any]:
        """The row as JSON types."""
        one = self.target
        return {
            "region_code": one.region_code,
            "series": one.series,
            "on": one.on.isoformat(),
            "percent": float(one.percent),
            "basis": one.basis,
            "status": one.status,
            "source": one.source,
            "note": one.note,
            "comparable": self.comparable,
            "points": None if self.points is None else float(self.points),
            "people": self.people,
            "months": self.months,
            "people_a_month": self.pace,
        }


def series_words(language: str) -> Mapping[str, str]:
    """The series there are, in words."""
    return {code: words[language] for code, words in _file()["series"].items()}


def carried() -> tuple[Target, ...]:
    """The targets that travel with the package."""
    return tuple(
        Target(
            one["region"], one["day"], one["series"], Decimal(str(one["percent"])), one["basis"], one["status"],
            one["source"], one.get("note", ""),
        )
        for one in _file()["targets"]
    )  # fmt: skip


def targets_of(region_code: str) -> tuple[Target, ...]:
    """A region's targets and the nation's: carried ones and those entered here; of one entered twice, the last."""
    entered = {
        (one.region_code, one.on, one.series): Target(
            one.region_code, one.on, one.series, one.percent, one.basis, one.status, one.source, one.note
        )
        for one in RegionTarget.objects.filter(region_code__in=[region_code, NATION]).order_by("id")
    }
    found = [one for one in carried() if one.region_code in (region_code, NATION)]
    kept = [one for one in found if (one.region_code, one.on, one.series) not in entered]
    return tuple(sorted((*kept, *entered.values()), key=lambda one: (one.region_code == NATION, one.on, one.series)))


def measured_targets(figures: Figures, region_code: str, assume: bool = False) -> tuple[Measured, ...]:
    """A region's targets beside its figure of a day; `assume` takes an untold basis for the figure's.

    Raises UnknownRegion.
    """
    row = figures.row(region_code)
    return tuple(measure(one, row, assume) for one in targets_of(region_code))


def measure(target: Target, row: CoverageRow, assume: bool = False) -> Measured:
    """One target beside one figure."""
    comparable = _comparable(target, row, assume)
    months = max((target.on.year - row.as_of.year) * 12 + target.on.month - row.as_of.month, 0)
    if row.denominator is None or comparable in (UNTOLD, OTHER):
        return Measured(target, comparable, None, None, months, None)
    wanted = Fraction(target.percent) / 100 * row.denominator
    people = max(_up(wanted) - row.numerator, 0)
    gap = Fraction(target.percent) / 100 - Fraction(row.numerator, row.denominator)
    return Measured(
        target, comparable, in_points(gap), people, months, _up(Fraction(people, months)) if months else None
    )


@transaction.atomic
def enter_target(target: Target) -> RegionTarget:
    """Write down a target of a region with its source; entered again for its day and series, the last one holds.

    Raises UnknownRegion, UnknownChoice for series, basis or status, WrongUse for a percentage outside 0 to 100
    or without a source.
    """
    for what, read, known in (
        ("Seri (--series)", target.series, _file()["series"]),
        ("Dasar (--basis)", target.basis, ("", *BASES)),
        ("Status (--status)", target.status, STATUSES),
    ):
        if read not in known:
            raise UnknownChoice(what, read, known)
    if not 0 < target.percent <= 100:
        raise WrongUse(gettext("Target ditulis dalam persen, di atas 0 dan paling tinggi 100."))
    if not target.source.strip():
        raise WrongUse(gettext("Tulis sumbernya: nomor peraturan atau dokumen dengan halamannya, atau alamatnya."))
    if not Region.objects.filter(code=target.region_code).exists():
        raise UnknownRegion(
            gettext("Wilayah %(region_code)s tidak ada di daftar wilayah.")
            % {"region_code": repr(target.region_code)}
        )
    return RegionTarget.objects.create(
        region_code=target.region_code, on=target.on, series=target.series, percent=target.percent,
        basis=target.basis and basis_called(target.basis).code, status=target.status, source=target.source,
        note=target.note,
    )  # fmt: skip


def _comparable(target: Target, row: CoverageRow, assume: bool) -> str:
    if target.basis == row.basis:
        return SAME
    if target.basis:
        return OTHER
    return ASSUMED if assume else UNTOLD


def _up(value: Fraction) -> int:
    return -(-value.numerator // value.denominator)


@cache
def _file() -> Any:
    return from_yaml(files("naungan.coverage").joinpath("data", "targets.yaml").read_text(encoding="utf-8"))
