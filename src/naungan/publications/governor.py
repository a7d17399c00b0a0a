"""The governor's two pages: what is known, where it stands, what changed, what it costs, what to do next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from naungan.access.scope import reading_as_system
from naungan.coverage.bases import ALL
from naungan.coverage.compare import Asked as AskedFigure
from naungan.coverage.contribution import Contributions, contributions
from naungan.coverage.decompose import Change, explain_change
from naungan.coverage.next_point import NextPoint, next_point
from naungan.coverage.report import CoverageRow, Figures, figures_of
from naungan.coverage.scale import population_scale
from naungan.coverage.targets import Measured, measured_targets
from naungan.errors import Refused
from naungan.law.months import month_of
from naungan.law.protection_cost import Plan, ProtectionCost, protection_cost
from naungan.mandates.facts import QUARTER, Duty, Instrument, Period, duties, instrument_of, periods
from naungan.publications.errors import NoSuchReport
from naungan.registry.models import Region
from naungan.saying import gettext as _

BASES = ("bpjs-eligible", "bps-employed")
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Cost:
    """What it costs to protect so many as self-employed with JKK and JKM; `each` is one person, month by month."""

    people: int
    points: Fraction
    each: ProtectionCost

    @property
    def total(self) -> int:
        """All of them for all months, rupiah: every month costs each person the same."""
        return self.people * self.each.total


@dataclass(frozen=True, slots=True)
class Due:
    """What the province must send in next."""

    duty: Duty
    instrument: Instrument
    period: Period


@dataclass(frozen=True, slots=True)
class GovernorReport:
    """All that the two pages say, as figures; `before` None: it is the first month that was closed."""

    region: Region
    on: date
    figures: Figures
    row: CoverageRow
    provinces: Sequence[CoverageRow]
    districts: Sequence[CoverageRow]
    other: CoverageRow
    scale: Fraction
    before: date | None
    change: Change | None
    members: Contributions | None
    next: NextPoint
    costs: Mapping[str, Cost]
    targets: Sequence[Measured]
    due: Due | None


def governor_report(region_code: str, as_of: date | None) -> GovernorReport:
    """Read everything that the report of a province says.

    Raises NoSuchReport for what is not a province of Kalimantan, NotComputedYet where the month is not closed,
    NotComputable where its coverage has no denominator.
    """
    figures = figures_of(as_of, BASES[0], "active-or-grace")
    found = [row for row in figures.table("province") if row.region_code == region_code]
    if not found:
        codes = ", ".join(row.region_code for row in figures.table("province"))
        raise NoSuchReport(
            _("Laporan gubernur dibuat untuk provinsi: %(codes)s. Yang diminta %(region_code)s.")
            % {"codes": codes, "region_code": repr(region_code)}
        )
    row = found[0]
    # Whom the next point is with is counted over everybody: the report holds counts, never names.
    with reading_as_system():
        nearest = next_point(figures, region_code)
    before = max((day for day in figures.days if day < figures.day), default=None)
    return GovernorReport(
        region=Region.objects.filter(code=region_code).latest("id"),
        on=figures.day,
        figures=figures,
        row=row,
        provinces=figures.table("province"),
        districts=figures.table("district"),
        other=figures_of(figures.day, BASES[1], "active-or-grace").row(region_code),
        scale=population_scale(),
        before=before,
        change=_change(region_code, before, figures.day) if before else None,
        members=_members(region_code, before, figures.day) if before else None,
        next=nearest,
        costs=_costs(row, nearest, figures.day),
        targets=[one for one in measured_targets(figures, region_code) if one.target.on >= figures.day],
        due=_due(row, figures.day),
    )


def cost_of(people: int, on: date, below: int) -> Cost | None:
    """A year of protection for so many from the month after a day; None where there is nobody."""
    return Cost(people, Fraction(people, below), _one_person(month_of(on) + 1)) if people > 0 else None


@lru_cache(maxsize=24)
def _one_person(first_month: int) -> ProtectionCost:
    """One person's contributions for a year, by the law of each month, paid by the region."""
    return protection_cost(Plan(people=1, first_month=first_month, months=MONTHS))


def _costs(row: CoverageRow, nearest: NextPoint, on: date) -> dict[str, Cost]:
    below, gap = row.denominator or 1, max(row.gap or 0, 0)
    wanted = {"point": min(nearest.one_point, gap), "five": min(-(-below * 5 // 100), gap), "gap": gap}
    costs = {name: cost_of(people, on, below) for name, people in wanted.items()}
    return {name: cost for name, cost in costs.items() if cost}


def _change(region_code: str, before: date, after: date) -> Change | None:
    try:
        return explain_change(*(AskedFigure(region_code, day, BASES[0], segments=ALL) for day in (before, after)))
    except Refused:
        return None


def _members(region_code: str, before: date, after: date) -> Contributions | None:
    try:
        return contributions(region_code, before, after)
    except Refused:
        return None


def _due(row: CoverageRow, on: date) -> Due | None:
    """The next quarterly report, by the calendar of the duty that was seen."""
    for duty in duties().values():
        if duty.seen and duty.every == QUARTER:
            coming = [one for year in (on.year, on.year + 1) for one in periods(duty, year)]
            after = [one for one in coming if one.due_on and one.due_on > on]
            return Due(duty, instrument_of(duty), after[0]) if after else None
    return None
