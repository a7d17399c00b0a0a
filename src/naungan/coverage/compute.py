"""Compute the coverage figures of a closed month: every region, segment, basis and definition."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db import connection, transaction

from naungan.coverage.arithmetic import half_up
from naungan.coverage.bases import ALL, BASES, DEFINITIONS, SEGMENTS, Basis
from naungan.coverage.counting import count_people
from naungan.coverage.denominators import denominator
from naungan.coverage.errors import UnknownRegion
from naungan.coverage.publish import load_statistics, stored
from naungan.coverage.scale import population_scale, told
from naungan.coverage.statistics import STATUSES, Statistics
from naungan.law.months import last_day, month_of
from naungan.saying import gettext as _

# Each region counts in itself and in everything above it; `shown` are the regions under KAL as they
# are on the day, people or not, and any other that somebody was counted in.
_TREE = """
WITH RECURSIVE up (region_id, above_id) AS (
    SELECT id, id FROM registry_region
    UNION ALL
    SELECT up.region_id, r.parent_id FROM up JOIN registry_region r ON r.id = up.above_id
    WHERE r.parent_id IS NOT NULL
), shown AS (
    SELECT DISTINCT ON (r.code) r.code, r.name, r.level
    FROM registry_region r
    WHERE r.id IN (SELECT up.above_id FROM up JOIN coverage_counted c ON c.region_id = up.region_id)
       OR (r.valid @> %(on)s AND EXISTS (
            SELECT FROM up JOIN registry_region top ON top.id = up.above_id
            WHERE up.region_id = r.id AND top.level = 0))
    ORDER BY r.code, r.valid @> %(on)s DESC, lower(r.valid) DESC NULLS LAST
)
"""
_INSERT = (
    """
INSERT INTO coverage_figure (as_of, region_code, region_name, level, segments, basis, definition,
                             numerator, denominator, denominator_source, source)
"""
    + _TREE
    + """, people AS (
    SELECT r.code, c.definition, coalesce(c.segment, %(all)s) AS segment, sum(c.people) AS people
    FROM coverage_counted c
    JOIN up ON up.region_id = c.region_id
    JOIN registry_region r ON r.id = up.above_id
    GROUP BY r.code, c.definition, GROUPING SETS ((c.segment), ())
), below AS (
    SELECT * FROM unnest(%(codes)s::text[], %(bases)s::text[], %(segments)s::text[],
                         %(denominators)s::bigint[], %(sources)s::text[])
        AS below (code, basis, segment, denominator, source)
)
SELECT %(on)s, shown.code, shown.name, shown.level, below.segment, below.basis, definition,
       coalesce(people.people, 0), below.denominator, below.source, %(source)s
FROM shown
JOIN below USING (code)
CROSS JOIN unnest(%(definitions)s::text[]) AS definition
LEFT JOIN people USING (code, definition, segment)
ON CONFLICT (as_of, region_code, segments, basis, definition) DO NOTHING
"""
)


@dataclass(frozen=True)
class Below:
    """The denominator of one region, basis and segment; without a value the source says why."""

    code: str
    basis: str
    segment: str
    value: int | None
    source: str


def compute_figures(as_of: date, month: date) -> int:
    """Insert the figures of the last day of `month` from its standings; how many were new.

    `month` is its first day, `as_of` the last day whose payments the standings count: a later one
    stands in the source. A person counts once in each definition of active; districts add up to
    provinces and provinces to KAL. Running it again changes nothing. Raises UnknownRegion for
    standings outside the registry.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        load_statistics()
        count_people(month)
        _refuse_unknown_regions(month)
        scale, on = population_scale(), last_day(month_of(month))
        cursor.execute(_TREE + "SELECT code FROM shown ORDER BY code", {"on": on})
        below = all_below([code for (code,) in cursor.fetchall()], on, scale, stored())
        cursor.execute(_INSERT, _given(on, below, _source(month, as_of, scale)))
        added: int = cursor.rowcount
        cursor.execute("DROP TABLE coverage_counted")
    return added


def all_below(codes: list[str], on: date, scale: Fraction, known: Statistics) -> list[Below]:
    """What stands under every region, basis and segment on a day, at the scale of the population."""
    return [
        one_below(code, basis, segment, on, scale, known)
        for code in codes
        for basis in BASES.values()
        for segment in (ALL, *SEGMENTS)
    ]


def one_below(code: str, basis: Basis, segment: str, on: date, scale: Fraction, known: Statistics) -> Below:
    """The scaled denominator with its provenance, or why there is none."""
    if segment not in basis.segments:
        why = f"tidak dapat dihitung: penyebut segmen {segment} pada dasar {basis.code} tidak diterbitkan"
        return Below(code, basis.code, segment, None, why)
    found = denominator(code, basis.code, on, known)
    if found is None:
        why = f"tidak dapat dihitung: tidak ada penyebut {basis.code} untuk {code} di dekat {on.isoformat()}"
        return Below(code, basis.code, segment, None, why)
    value = half_up(found.value * scale)
    scaled = f"{told(scale)} dari {found.value}; " if told(scale) else ""
    source = f"{scaled}{found.source}; status {STATUSES[found.status]}"
    if not value:
        return Below(code, basis.code, segment, None, f"tidak dapat dihitung: penyebut menjadi 0 pada {source}")
    return Below(code, basis.code, segment, value, f"{source}; {found.note}" if found.note else source)


def _source(month: date, as_of: date, scale: Fraction) -> str:
    """Where a numerator is from: which standings, which payments, which scale."""
    paid = f", pembayaran sampai {as_of.isoformat()}" if as_of != last_day(month_of(month)) else ""
    mark = f" ({told(scale)})" if told(scale) else ""
    return f"dihitung dari status peserta bulan {month:%Y-%m}{paid}{mark}"


def _given(on: date, below: list[Below], source: str) -> dict[str, Any]:
    return {
        "on": on,
        "all": ALL,
        "codes": [one.code for one in below],
        "bases": [one.basis for one in below],
        "segments": [one.segment for one in below],
        "denominators": [one.value for one in below],
        "sources": [one.source for one in below],
        "definitions": list(DEFINITIONS),
        "source": source,
    }


def _refuse_unknown_regions(month: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT region_id FROM coverage_counted c"
            " WHERE NOT EXISTS (SELECT FROM registry_region r WHERE r.id = c.region_id) ORDER BY 1"
        )
        unknown = [str(region) for (region,) in cursor.fetchall()]
    if unknown:
        raise UnknownRegion(
            _(
                "Status peserta bulan %(month)s menyebut wilayah id %(unknown)s yang tidak ada di "
                "registry_region. Muat daftar wilayah dahulu, lalu tutup bulan itu lagi."
            )
            % {"month": f"{month:%Y-%m}", "unknown": ", ".join(unknown)}
        )
