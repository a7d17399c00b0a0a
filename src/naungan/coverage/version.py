"""Which figures there are, in one word: another word after anything on the public pages has changed."""

from __future__ import annotations

from django.db import connection

NEWEST = """
SELECT current_database(),
       (SELECT max(id) FROM coverage_figure),
       (SELECT max(id) FROM coverage_statistic), (SELECT count(*) FROM coverage_statistic),
       (SELECT max(id) FROM coverage_regiontarget),
       (SELECT max(loaded_at) FROM coverage_boundaryfile),
       (SELECT numerator || '/' || denominator FROM coverage_populationscale)
"""


def figures_version() -> str:
    """The newest figure, published statistic, boundary file, scale and target of this database."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST)
        return " ".join(str(part) for part in cursor.fetchone())
