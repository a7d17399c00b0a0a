"""Every district through many months at once: rate, rank and change, in one statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.coverage.bases import basis_called, definition_called, level_called
from naungan.errors import WrongUse
from naungan.law.months import last_day, month_of
from naungan.saying import gettext as _

MOST_MONTHS = 120

# A rate is a fraction of whole numbers: thirty decimals tell any two apart that are not equal. A change is told
# where the month before has the same denominator; else the two rates measure something else.
_SERIES = """
WITH found AS (
    SELECT as_of, region_code, region_name, numerator, denominator,
           CASE WHEN denominator IS NULL THEN NULL
                ELSE numerator::numeric(60, 30) / denominator END AS share,
           lag(numerator) OVER through AS numerator_before, lag(denominator) OVER through AS denominator_before,
           lag(as_of) OVER through AS before
    FROM coverage_figure
    WHERE as_of > %(first)s AND as_of <= %(last)s AND level = %(level)s AND basis = %(basis)s
      AND definition = %(definition)s AND segments = %(segments)s
    WINDOW through AS (PARTITION BY region_code ORDER BY as_of)
)
SELECT as_of, region_code, region_name, numerator, denominator, round(share * 100, 2),
       CASE WHEN share IS NOT NULL THEN rank() OVER (PARTITION BY as_of ORDER BY share DESC NULLS LAST) END,
       CASE WHEN denominator = denominator_before THEN numerator - numerator_before END
FROM found ORDER BY as_of, region_code
"""


@dataclass(frozen=True, slots=True)
class Month:
    """One region in one month. `rate` (percent) and `rank` None: not computable.

    `more` is how many people more than the month before; None where the denominator changed, or in the first month.
    """

    as_of: date
    region_code: str
    region: str
    numerator: int
    denominator: int | None
    rate: Any
    rank: int | None
    more: int | None


def series(
    last: date, months: int = 24, by: str = "district", basis: str = "bpjs-eligible",
    definition: str = "active-or-grace",
) -> Sequence[Month]:  # fmt: skip
    """All regions of a level for the months up to a day, in time order.

    Raises WrongUse outside 1 to 120 months, UnknownBasis and UnknownChoice.
    """
    if not 1 <= months <= MOST_MONTHS:
        raise WrongUse(
            _("Deret diminta untuk 1 sampai %(most)s bulan; yang diminta %(months)s.")
            % {"most": MOST_MONTHS, "months": months}
        )
    measured = basis_called(basis)
    given: dict[str, Any] = {
        "first": last_day(month_of(last) - months),
        "last": last,
        "level": level_called(by),
        "basis": basis,
        "definition": definition_called(definition).code,
        "segments": measured.segments[0],
    }
    with connection.cursor() as cursor:
        cursor.execute(_SERIES, given)
        return [Month(*row) for row in cursor.fetchall()]
