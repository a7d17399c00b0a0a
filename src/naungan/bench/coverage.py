"""How fast coverage answers: every district of 24 months with rate, rank and change, and who made one change."""

from __future__ import annotations

from datetime import date
from time import perf_counter

from naungan.bench.measurement import Measurement, peak_rss_mb

MONTHS, LAST = 24, date(2022, 12, 31)
TIMES = 5

# Figures as closes would leave them: every region, basis, segment and definition, a little more each month.
_FIGURES = """
INSERT INTO coverage_figure (as_of, region_code, region_name, level, segments, basis, definition, numerator,
                             denominator, denominator_source, source)
SELECT (date '2021-02-01' + make_interval(months => m) - interval '1 day')::date, r.code, r.name, r.level, s.segments,
       b.basis, d.definition, 400 + m + length(r.name), 1000 + length(r.code), 'bench', 'bench'
FROM generate_series(0, 23) AS m
JOIN registry_region r ON r.code = 'KAL' OR left(r.code, 2) IN ('61', '62', '63', '64', '65')
CROSS JOIN unnest(%(segments)s::text[]) AS s (segments)
CROSS JOIN unnest(%(bases)s::text[]) AS b (basis)
CROSS JOIN unnest(%(definitions)s::text[]) AS d (definition)
WHERE upper_inf(r.valid) AND r.code_system <> 'bps'
ON CONFLICT DO NOTHING
"""


def run(rows: int) -> Measurement:
    """Measure on a database of its own; `rows` is not asked: there are as many districts as there are."""
    from naungan.bench.own_database import own_database
    from naungan.database import prepare

    prepare()
    with own_database("naungan_bench_coverage"):
        return _measured()


def _measured() -> Measurement:
    from naungan.bench.own_database import run as statement
    from naungan.coverage.bases import ALL, BASES, DEFINITIONS, SEGMENTS
    from naungan.coverage.contribution import contributions
    from naungan.coverage.series import series
    from naungan.registry.regions import load_regions

    load_regions()
    given = {"segments": [ALL, *SEGMENTS], "bases": list(BASES), "definitions": list(DEFINITIONS)}
    statement(_FIGURES, given)
    statement("ANALYZE coverage_figure")
    found, seconds = [], []
    for _ in range(TIMES):
        begun = perf_counter()
        found = list(series(LAST, MONTHS))
        seconds.append(perf_counter() - begun)
    begun = perf_counter()
    contributions("KAL", date(2022, 11, 30), LAST)
    shares = perf_counter() - begun
    return Measurement(
        "coverage", len(found), sorted(seconds)[TIMES // 2], peak_rss_mb(),
        more={"months": MONTHS, "slowest_seconds": max(seconds), "contributions_seconds": shares},
    )  # fmt: skip
