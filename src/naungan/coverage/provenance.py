"""Where a figure comes from: its close, its denominator with the facts behind it, and how firm it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from naungan.contributions.models import Month
from naungan.coverage.arithmetic import half_up
from naungan.coverage.denominators import Denominator, denominator
from naungan.coverage.report import CoverageRow, Figures
from naungan.coverage.scale import population_scale

FIRM = ("published", "secondary")


@dataclass(frozen=True, slots=True)
class Provenance:
    """A figure with all that it was made of.

    `below` is the denominator as today's statistics give it, at full scale; `explained` says that it still
    makes the stored one. `month` is the close that the numerator came from.
    """

    row: CoverageRow
    computed_at: datetime
    below: Denominator | None
    scale: Fraction
    month: Month | None

    @property
    def explained(self) -> bool:
        """Whether the statistics of today still make the denominator that was stored."""
        return self.below is not None and half_up(self.below.value * self.scale) == self.row.denominator

    @property
    def closed(self) -> bool:
        """Whether the month's close is done: its numerator then never changes."""
        return self.month is not None and self.month.state == "closed"

    @property
    def final(self) -> bool:
        """Final: the month is closed and the denominator was printed; else provisional."""
        return self.closed and self.explained and self.below is not None and self.below.status in FIRM


def provenance(figures: Figures, region_code: str, segments: str | None = None) -> Provenance:
    """Everything behind one figure. Raises UnknownRegion, UnknownChoice."""
    row = figures.row(region_code, segments)
    return provenance_of(figures, row, Month.objects.filter(month=row.as_of.replace(day=1)).first())


def provenance_of(
    figures: Figures, row: CoverageRow, month: Month | None, scale: Fraction | None = None
) -> Provenance:
    """The same for a row already at hand."""
    return Provenance(
        row=row,
        computed_at=figures.found[row.region_code, row.segments].computed_at,
        below=denominator(row.region_code, row.basis, row.as_of, figures.known),
        scale=population_scale() if scale is None else scale,
        month=month,
    )
