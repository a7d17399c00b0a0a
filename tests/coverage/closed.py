"""A closed November and December 2022 of a sandbox of one in a hundred, for the tests of the pages."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tests.coverage.people import DECEMBER, YEAR_END, write_crowd, write_regions

from naungan.contributions.models import Month
from naungan.coverage.compute import compute_figures
from naungan.coverage.scale import set_population_scale
from naungan.registry.regions import load_regions

NOVEMBER, NOVEMBER_END = date(2022, 11, 1), date(2022, 11, 30)
# People that make Kaltim's 66.00 percent; all of Kaltim's are in Samarinda, which is then far over 100.
AT_YEAR_END = {"61.71": 5_754, "62.02": 4_950, "63.71": 4_904, "64.72": 8_967, "65.71": 1_425}


def write_closed_months() -> None:
    """Figures of both months, December with 500 BPU in each province."""
    set_population_scale(Fraction(1, 100))
    regions = write_regions()
    for code, people in AT_YEAR_END.items():
        write_crowd(regions, code, people - 700, month=NOVEMBER)
        write_crowd(regions, code, people - 500)
        write_crowd(regions, code, 500, segment="BPU")
    Month.objects.create(month=NOVEMBER, state="closed", as_of=NOVEMBER_END, law_version="abc123")
    Month.objects.create(month=DECEMBER, state="closed", as_of=YEAR_END, law_version="abc123")
    compute_figures(NOVEMBER_END, NOVEMBER)
    compute_figures(YEAR_END, DECEMBER)
    load_regions()
