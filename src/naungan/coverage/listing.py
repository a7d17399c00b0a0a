"""Everything published of a place and a time, side by side, with what contradicts itself marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from naungan.coverage.errors import UnknownRegion
from naungan.coverage.publish import load_statistics, stored
from naungan.coverage.recompute import Recomputed, recompute_published
from naungan.coverage.statistics import Fact, Statistics
from naungan.saying import gettext as _

COVERAGE = (
    "coverage_rate",
    "coverage_rate_low",
    "coverage_rate_high",
    "coverage_rate_rounded",
    "coverage_target",
    "active_participants",
    "eligible_workers",
    "eligible_workers_estimate",
    "uncovered_workers",
    "employed",
    "labour_force",
)


@dataclass(frozen=True)
class Published:
    """One published number, with the rate its own page's numbers make where that can be tried."""

    fact: Fact
    check: Recomputed | None

    def as_json(self) -> dict[str, Any]:
        """The number as JSON types."""
        fact = self.fact
        return {
            "region_code": fact.region_code,
            "region": fact.region_name,
            "period": fact.period,
            "on": fact.on.isoformat(),
            "segments": fact.segment,
            "indicator": fact.indicator,
            "basis": fact.basis,
            "value": fact.people if fact.unit == "persons" else float(fact.value),
            "unit": fact.unit,
            "status": fact.status,
            "source": fact.source,
            "note": fact.note,
            "recomputed": float(self.check.recomputed) if self.check else None,
            "verdict": self.check.verdict if self.check else None,
        }


def published_of(region_code: str, period: str = "") -> list[Published]:
    """The published coverage numbers of a region, of periods that begin with `period`, in time order.

    Loads the carried statistics first. Raises UnknownRegion where nothing is known of the region.
    """
    load_statistics()
    known = stored()
    found = published_in(known, region_code)
    if not found:
        codes = sorted({fact.region_code for fact in known.facts if fact.indicator in COVERAGE})
        raise UnknownRegion(
            _("Tidak ada angka terbitan untuk wilayah %(region_code)s. Ada untuk: %(codes)s.")
            % {"region_code": repr(region_code), "codes": ", ".join(codes)}
        )
    return [one for one in found if one.fact.period.startswith(period)]


def published_in(known: Statistics, region_code: str) -> list[Published]:
    """The published coverage numbers of a region among these statistics, in time order."""
    checks = {check.rate: check for check in recompute_published(known)}
    found = [Published(fact, checks.get(fact)) for name in COVERAGE for fact in known.of(name, region_code)]
    return sorted(found, key=lambda one: (one.fact.on, one.fact.indicator, one.fact.segment))
