"""Why a published rate became another published one: the counts behind both, and the denominators between."""

from __future__ import annotations

from fractions import Fraction

from naungan.coverage.arithmetic import half_up
from naungan.coverage.bases import ALL, BASES
from naungan.coverage.decompose import Change, Corners, Reading, take_apart
from naungan.coverage.denominators import denominator
from naungan.coverage.errors import UnknownRegion
from naungan.coverage.published import RATES
from naungan.coverage.statistics import Fact, Statistics
from naungan.saying import gettext as _

EXACT = "coverage_rate"
BOUNDS = {"coverage_rate_low": "low", "coverage_rate_high": "high", "coverage_rate_rounded": "rounded"}


def readings(region_code: str, known: Statistics) -> tuple[Reading, ...]:
    """The published rates of a region whose basis is told and whose denominator is known, in time order.

    The count is the one printed on the same page, else the rate times its denominator: the source says which.
    """
    facts = [
        fact for name in RATES for fact in known.of(name, region_code) if fact.segment == ALL and fact.basis in BASES
    ]
    found = (_reading(fact, known) for fact in sorted(facts, key=lambda one: (one.on, one.indicator, one.source)))
    return tuple(reading for reading in found if reading)


def explain_published_change(region_code: str, first: str, last: str, known: Statistics) -> Change:
    """The change between two published rates, each named by its period (2023-03); of several the exact one.

    Raises UnknownRegion listing the periods there are.
    """
    found = readings(region_code, known)
    return change_of(_named(found, region_code, first), _named(found, region_code, last), known)


def change_of(before: Reading, after: Reading, known: Statistics) -> Change:
    """The change between two published readings, with the denominators that were published between them."""
    late = denominator(after.region_code, before.basis, after.on, known) if before.basis != after.basis else None
    early = denominator(before.region_code, after.basis, before.on, known) if before.basis != after.basis else None
    corners = Corners(
        workforce_on_old_basis=late.value if late else None, workforce_on_new_basis=early.value if early else None
    )
    return take_apart(before, after, corners)


def _named(found: tuple[Reading, ...], region_code: str, period: str) -> Reading:
    of_period = [reading for reading in found if reading.on.isoformat().startswith(period)] if period else []
    if not of_period:
        there = ", ".join(sorted({f"{reading.on:%Y-%m}" for reading in found}))
        said = _("Tidak ada cakupan terbitan wilayah %(region)s untuk %(period)s yang dasarnya disebut.") % {
            "region": repr(region_code), "period": repr(period),
        }  # fmt: skip
        others = _("Yang ada: %(there)s.") % {"there": there} if there else _("Untuk wilayah itu tidak ada satu pun.")
        raise UnknownRegion(f"{said} {others}")
    return min(of_period, key=lambda reading: bool(reading.bound))


def _reading(fact: Fact, known: Statistics) -> Reading | None:
    below = _printed_with(fact, "eligible_workers", known)
    found = None if below else denominator(fact.region_code, fact.basis, fact.on, known)
    if below is None and found is None:
        return None
    value = below.people if below else found.value if found else 0
    counted = _printed_with(fact, "active_participants", known) if fact.indicator == EXACT else None
    numerator = counted.people if counted else half_up(Fraction(fact.value) / 100 * value)
    said = counted.reference if counted else f"{fact.reference} kali penyebutnya"
    under = below.reference if below else found.source if found else ""
    return Reading(
        fact.region_code, fact.region_name, fact.on, numerator, value, fact.basis, "",
        f"{said}: {fact.source}; penyebut: {under}", BOUNDS.get(fact.indicator, ""),
    )  # fmt: skip


def _printed_with(rate: Fact, indicator: str, known: Statistics) -> Fact | None:
    """The count printed on the very page of a rate, on its day."""
    return next(
        (
            fact
            for fact in known.of(indicator, rate.region_code)
            if (fact.on, fact.segment, fact.source) == (rate.on, ALL, rate.source) and fact.basis in ("", rate.basis)
        ),
        None,
    )
