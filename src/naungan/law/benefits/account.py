"""JHT: an account month by month at the published rates, whatever was paid in or taken out (PP 46/2015)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from naungan.law.arithmetic import MILLION
from naungan.law.benefits.jht import Balance
from naungan.law.benefits.words import MONTHS_A_YEAR, divided
from naungan.law.statute import Statute

RateOf = Callable[[int], Fraction]


@dataclass(frozen=True, slots=True)
class Credited:
    """The rate of a calendar year, and whether it is the one published for that very year."""

    rate: Fraction
    published: bool


def credited(statute: Statute, year: int) -> Credited:
    """The rate a calendar year is credited at; for a year without a published one that of the nearest year."""
    values = statute.parameters["jht.crediting_rate"].values
    law = statute.on(max(date(year, 12, 31), values[0].valid_from))
    known = values[0].valid_from.year <= year <= int(str(law.value("jht.crediting_last_year")))
    return Credited(Fraction(law.whole("jht.crediting_rate"), MILLION), known)


def growth(month: int, through: int, rate_of: RateOf) -> Fraction:
    """What one rupiah paid in for a month is at the end of month `through`, exactly.

    It counts from the first of its month and earns simply until its first December; what is there at the
    beginning of a year earns for the whole months of it that have passed.
    """
    if month > through:
        return Fraction(1)
    grown = Fraction(1)
    for year in range(month // MONTHS_A_YEAR, through // MONTHS_A_YEAR + 1):
        first = max(month, year * MONTHS_A_YEAR)
        last = min(through, year * MONTHS_A_YEAR + MONTHS_A_YEAR - 1)
        grown *= 1 + rate_of(year) * Fraction(last - first + 1, MONTHS_A_YEAR)
    return grown


def account(paid: Mapping[int, int], through: int, rate_of: RateOf) -> Balance:
    """The account at the end of month `through`: rupiah by month paid in (negative: taken out), rounded once."""
    whole = sum((amount * growth(month, through, rate_of) for month, amount in paid.items()), Fraction(0))
    contributions = sum(paid.values())
    return Balance(contributions, divided(whole.numerator, whole.denominator) - contributions)
