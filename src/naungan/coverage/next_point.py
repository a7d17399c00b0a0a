"""Who makes the next point of coverage: districts, segments and payers, by people the registry already knows.

People who are known and not counted now are the nearest: they have a name, a last payer and a reason. What is
left of a district's gap beyond them are people nobody has registered yet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db import connection

from naungan.coverage.arithmetic import in_points
from naungan.coverage.bases import ALL, definition_called
from naungan.coverage.errors import NotComputable
from naungan.coverage.report import CoverageRow, Figures
from naungan.law.months import first_day, month_of
from naungan.registry.models import Segment
from naungan.registry.region_facts import KALIMANTAN
from naungan.saying import gettext as _

BACK = 12  # months in which somebody who left is still known to be near

# Everybody known and not counted, once: by what stands now before what ended, the latest end first.
_KNOWN = """
WITH counted AS MATERIALIZED (
    SELECT person_id FROM contributions_standing
    WHERE month = %(month)s AND standing = ANY (%(active)s::smallint[]) AND (NOT %(paid)s OR unpaid_months = 0)
    GROUP BY person_id
), known AS (
    SELECT person_id, payer_id, region_id, segment,
           CASE WHEN standing = 0 THEN 'waiting' WHEN standing = 3 THEN 'stopped' ELSE 'unpaid' END AS why,
           'infinity'::date AS until
    FROM contributions_standing
    WHERE month = %(month)s AND NOT (standing = ANY (%(active)s::smallint[]) AND (NOT %(paid)s OR unpaid_months = 0))
    UNION ALL
    SELECT person_id, payer_id, region_id, segment,
           CASE left_because WHEN 'lapsed' THEN 'stopped' ELSE 'left' END, upper(during)
    FROM registry_participation
    WHERE upper(during) > %(since)s AND upper(during) <= %(until)s AND left_because NOT IN ('died', 'retired')
), once AS (
    SELECT DISTINCT ON (k.person_id) k.*
    FROM known k JOIN registry_person x ON x.id = k.person_id AND x.died_on IS NULL
    WHERE NOT EXISTS (SELECT FROM counted c WHERE c.person_id = k.person_id)
    ORDER BY k.person_id, k.until DESC, k.payer_id, k.segment
)
SELECT r.code, r.name, once.segment,
       CASE y.kind WHEN 1 THEN 'employer-' || e.scale WHEN 2 THEN 'self' WHEN 3 THEN 'sponsor-' || s.fund_source
                   ELSE 'project' END,
       once.why, count(*)
FROM once
JOIN registry_region r ON r.id = once.region_id
JOIN registry_payer y ON y.id = once.payer_id
LEFT JOIN registry_employer e ON e.payer_id = y.id
LEFT JOIN registry_sponsor s ON s.payer_id = y.id
WHERE %(region)s = 'KAL' OR r.code = %(region)s OR r.code LIKE %(region)s || '.%%'
GROUP BY 1, 2, 3, 4, 5
"""


@dataclass(frozen=True, slots=True)
class Group:
    """People of one district, segment and kind of payer who are known and not counted, and why not.

    `points` are of the region asked for; `reached` those of this group and all before it.
    """

    region_code: str
    region: str
    segment: str
    payers: str
    why: str
    people: int
    points: Fraction
    reached: Fraction


@dataclass(frozen=True, slots=True)
class District:
    """A district's gap: how much of it is known by name, and what nobody has registered yet. Points of the region."""

    region_code: str
    region: str
    rate: Decimal | None
    gap: int | None
    known: int
    unknown: int | None
    points: Fraction | None


@dataclass(frozen=True, slots=True)
class NextPoint:
    """How many people one point is, and where they are; groups and districts with most people first.

    `segments` are the region's rates of PU on formal and of BPU on informal workers, where published.
    """

    row: CoverageRow
    one_point: int
    groups: tuple[Group, ...]
    districts: tuple[District, ...]
    segments: tuple[CoverageRow, ...]

    @property
    def enough(self) -> int | None:
        """With how many groups, from the first, one point is reached; None: all of them do not suffice."""
        return next((place for place, one in enumerate(self.groups, 1) if one.reached * 100 >= 1), None)

    def as_json(self) -> dict[str, Any]:
        """The answer as JSON types."""
        return {
            "region_code": self.row.region_code,
            "region": self.row.region,
            "as_of": self.row.as_of.isoformat(),
            "basis": self.row.basis,
            "people_for_one_point": self.one_point,
            "groups_enough": self.enough,
            "groups": [
                {
                    "region_code": one.region_code, "region": one.region, "segment": one.segment,
                    "payers": one.payers, "why": one.why, "people": one.people,
                    "points": float(in_points(one.points)), "reached": float(in_points(one.reached)),
                }
                for one in self.groups
            ],
            "districts": [
                {
                    "region_code": one.region_code, "region": one.region,
                    "rate": None if one.rate is None else float(one.rate), "gap": one.gap, "known": one.known,
                    "unknown": one.unknown, "points": None if one.points is None else float(in_points(one.points)),
                }
                for one in self.districts
            ],
        }  # fmt: skip


def next_point(figures: Figures, region_code: str, segment_figures: Sequence[Figures] = ()) -> NextPoint:
    """Where the next point of a region's coverage is, on the basis and definition of these figures.

    `segment_figures` are those of the same day on bases of one segment (bps-formal, bps-informal). Reads the
    whole registry: call it as the system, for somebody who may know. Raises UnknownRegion, NotComputable.
    """
    row = figures.row(region_code)
    if row.denominator is None:
        raise NotComputable(
            _("Cakupan %(region)s per %(as_of)s %(not_computable)s")
            % {"region": row.region, "as_of": row.as_of.isoformat(), "not_computable": row.not_computable}
        )
    known = _known(figures, region_code)
    below = row.denominator
    groups, reached = [], 0
    for code, region, segment, payers, why, people in known:
        reached += people
        groups.append(
            Group(code, region, segment, payers, why, people, Fraction(people, below), Fraction(reached, below))
        )
    by_district = Counter[str]()
    for one in groups:
        by_district[one.region_code] += one.people
    districts = [_district(one, by_district[one.region_code], below) for one in _members(figures, region_code)]
    districts.sort(key=lambda one: (-(one.gap or 0), one.region_code))
    return NextPoint(
        row, -(-below // 100), tuple(groups), tuple(districts),
        tuple(one.row(region_code) for one in segment_figures if (region_code, one.basis.segments[0]) in one.found),
    )  # fmt: skip


def _known(figures: Figures, region_code: str) -> list[tuple[str, str, str, str, str, int]]:
    definition, month = definition_called(figures.definition), first_day(month_of(figures.day))
    given: dict[str, Any] = {
        "month": month,
        "active": list(definition.standings),
        "paid": definition.paid,
        "since": _months_before(month, BACK),
        "until": first_day(month_of(figures.day) + 1),
        "region": region_code,
    }
    names = {segment.value: segment.name for segment in Segment}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, given)
        rows = [(code, name, names[segment], payers, why, n) for code, name, segment, payers, why, n in cursor]
    return sorted(rows, key=lambda one: (-one[5], *one[:5]))


def _months_before(month: date, months: int) -> date:
    return first_day(month_of(month) - months)


def _members(figures: Figures, region_code: str) -> list[CoverageRow]:
    rows = figures.table("district", ALL)
    if region_code == KALIMANTAN:
        return rows
    return [row for row in rows if row.region_code == region_code or row.region_code.startswith(f"{region_code}.")]


def _district(row: CoverageRow, known: int, below: int) -> District:
    gap = None if row.gap is None else max(row.gap, 0)
    unknown = None if gap is None else max(gap - known, 0)
    points = None if gap is None else Fraction(gap, below)
    return District(row.region_code, row.region, row.rate, gap, known, unknown, points)
