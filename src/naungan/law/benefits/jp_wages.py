"""JP: the wages a pension is counted on, each raised to the present (PP 45/2015 art. 17)."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from naungan.law.arithmetic import MILLION
from naungan.law.benefits.words import MONTHS_A_YEAR, divided
from naungan.law.statute import Statute


def index(statute: Statute, year: int, present: int) -> Fraction:
    """By how much prices rose from one calendar year to another, by the published rates.

    Years before the first and after the last published rate leave a wage as it is.
    """
    values = statute.parameters["jp.indexation_rate"].values
    raised = Fraction(1)
    for later in range(max(year + 1, values[0].valid_from.year), present + 1):
        law = statute.on(date(later, 12, 31))
        if later <= int(str(law.value("jp.indexation_last_year"))):
            raised *= Fraction(MILLION + law.whole("jp.indexation_rate"), MILLION)
    return raised


def average_wage(statute: Statute, wages: Mapping[int, int], day: date) -> int:
    """The mean of monthly wages, each raised to the year of a day, rounded once; rupiah.

    `wages` by month, those on which contributions were paid.  Raises ValueError if there are none.
    """
    if not wages:
        raise ValueError("an average needs at least one month on which contributions were paid")
    raised = {year: index(statute, year, day.year) for year in {month // MONTHS_A_YEAR for month in wages}}
    total = sum((wage * raised[month // MONTHS_A_YEAR] for month, wage in wages.items()), Fraction(0))
    return divided(total.numerator, total.denominator * len(wages))
