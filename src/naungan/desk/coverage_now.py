"""How many are protected now in an officer's region, beside what was published, aimed at and there before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from naungan.coverage.arithmetic import percent
from naungan.coverage.bases import ALL
from naungan.coverage.models import Figure, Statistic
from naungan.registry.models import Region

BASIS, DEFINITION = "bpjs-eligible", "active-or-grace"
TARGET, RATE = "coverage_target", "coverage_rate"


@dataclass(frozen=True, slots=True)
class Place:
    """A region's figure on the day: people protected, people to protect (None: not known), rate in percent."""

    code: str
    name: str
    numerator: int
    denominator: int | None

    @property
    def rate(self) -> Decimal | None:
        """Percent, two decimals; None where the denominator is not known."""
        return percent(self.numerator, self.denominator) if self.denominator else None

    @property
    def gap(self) -> int | None:
        """People not yet protected."""
        return max(self.denominator - self.numerator, 0) if self.denominator else None


@dataclass(frozen=True, slots=True)
class CoverageNow:
    """The figures of the last closed month for a region and its neighbours or parts, most people missing first.

    `before` is the number a month earlier, `year_before` twelve months earlier, None where there is none.
    `target` and `published` are printed numbers as they were printed; bases are never mixed.
    """

    as_of: date
    here: Place
    before: int | None
    year_before: int | None
    places: tuple[Place, ...]
    target: Statistic | None
    published: Statistic | None

    @property
    def behind(self) -> Place | None:
        """The district with most people still to protect."""
        return self.places[0] if self.places else None

    @property
    def rank(self) -> int | None:
        """Which place, by rate, the region has among its neighbours; None for one that is not among them."""
        rates = [place.rate for place in self.places if place.rate is not None]
        mine = self.here.rate
        inside = any(place.code == self.here.code for place in self.places)
        return 1 + sum(rate > mine for rate in rates) if inside and mine is not None else None


def coverage_now(region: Region | None) -> CoverageNow | None:
    """The figures for an officer's region, None for the whole; None where no month has been closed.

    A district is shown among the districts of its province; a wider region with the districts in it.
    """
    level = region.level if region else 0
    own = [figure for figure in _figures().filter(level=level) if region is None or figure.region_code == region.code]
    if not own:
        return None
    latest = max(own, key=lambda figure: figure.as_of)
    days = {(latest.as_of - figure.as_of).days: figure.numerator for figure in own}
    parts = _figures().filter(as_of=latest.as_of, level=2)
    if region is not None:
        parts = parts.filter(region_code__startswith=f"{region.code[:2]}.")
    places = [Place(one.region_code, one.region_name, one.numerator, one.denominator) for one in parts]
    printed = list(Statistic.objects.filter(indicator__in=(TARGET, RATE), region_code=latest.region_code))
    return CoverageNow(
        as_of=latest.as_of,
        here=Place(latest.region_code, latest.region_name, latest.numerator, latest.denominator),
        before=_near(days, 28, 31),
        year_before=_near(days, 364, 367),
        places=tuple(sorted(places, key=lambda place: (-(place.gap or 0), place.code))),
        target=_nearest(printed, TARGET, latest.as_of),
        published=_nearest([one for one in printed if one.basis == BASIS], RATE, latest.as_of),
    )


def _figures() -> QuerySet[Figure]:
    return Figure.objects.filter(basis=BASIS, definition=DEFINITION, segments=ALL)


def _near(days: dict[int, int], least: int, most: int) -> int | None:
    return next((count for day, count in days.items() if least <= day <= most), None)


def _nearest(printed: list[Statistic], indicator: str, on: date) -> Statistic | None:
    """Of the printed numbers of all segments the one nearest to the day."""
    found = [one for one in printed if one.indicator == indicator and one.segment == ALL]
    return min(found, key=lambda one: abs((one.on - on).days), default=None)
