"""JHT: the account's balance and return, and when it may be withdrawn (PP 46/2015, Permenaker 4/2022)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from naungan.law.arithmetic import both, negate, share, where
from naungan.law.benefits.terms import first_of_next_month, months_after
from naungan.law.benefits.words import MONTHS_A_YEAR, divided
from naungan.law.errors import NotInForce
from naungan.law.formulas import formula
from naungan.law.statute import Law, Statute


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account holds: rupiah paid in, rupiah earned, and both; opening money counts as paid in."""

    contributions: int
    returned: int

    @property
    def balance(self) -> int:
        """All of it."""
        return self.contributions + self.returned


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar year of an account: rate, and contributions by month from `first` to `last` (1 to 12).

    An account looked at before December ends in `last` and earns only up to there.
    """

    rate: Fraction
    first: int
    last: int
    monthly: int


def balance(opening: int, years: Iterable[Year]) -> Balance:
    """The account after some years, exactly, rounded once.

    A contribution counts from the first of its month and earns simply until its first December; what
    was there before the year earns for its whole months, and return is added at the end of the year.
    """
    held, paid = Fraction(opening), opening
    for year in years:
        months = year.last - year.first + 1
        whole = Fraction(months, MONTHS_A_YEAR)
        # the first contribution earns for all months, the last for one
        waited = Fraction(months * (months + 1), 2 * MONTHS_A_YEAR)
        held += held * year.rate * whole + year.monthly * (months + year.rate * waited)
        paid += year.monthly * months
    rounded = divided(held.numerator, held.denominator)
    return Balance(paid, rounded - paid)


def years_of(monthly: int, months: int, first_month: int, rates: Iterator[Fraction]) -> Iterator[Year]:
    """The calendar years of so many months of saving from a month (1 to 12), each at the next rate."""
    while months > 0:
        last = min(first_month + months - 1, MONTHS_A_YEAR)
        yield Year(next(rates), first_month, last, monthly)
        months -= last - first_month + 1
        first_month = 1


def crediting_rate(statute: Statute, year: int) -> Fraction:
    """The published rate of a calendar year.  Raises NotInForce for a year whose rate is not known."""
    law = statute.on(date(year, 12, 31))
    if year > int(str(law.value("jht.crediting_last_year"))):
        raise NotInForce("tingkat hasil pengembangan JHT tahun {year} belum diketahui", year=year)
    return Fraction(law.whole("jht.crediting_rate"), 1_000_000)


@formula(basis="PP 46/2015; Permenaker 19/2015; Permenaker 4/2022")
def jht_partial_allowed(membership_months: int, took_part_before: bool, jht_partial_months: int) -> bool:
    """Whether part of the account may be taken: a member for long enough, and only once."""
    return both(membership_months >= jht_partial_months, negate(took_part_before))


@formula(basis="PP 46/2015; Permenaker 19/2015; Permenaker 4/2022")
def jht_partial_most(
    jht_balance: int,
    for_housing: bool,
    jht_partial_allowed: bool,
    jht_partial_preparation_rate: int,
    jht_partial_housing_rate: int,
) -> int:
    """The largest part that may be taken, rupiah."""
    rate = where(for_housing, jht_partial_housing_rate, jht_partial_preparation_rate)
    return where(jht_partial_allowed, share(jht_balance, rate), 0)


def payable_from(law: Law, event: str, day: date) -> date:
    """The first day on which the whole account is paid after an event.

    Total disability is paid from the first of the month after its determination on `day`.
    """
    if event == "total_disability":
        return first_of_next_month(day)
    if event in law.texts("jht.waiting_events"):
        return months_after(day, law.whole("jht.wait_months"))
    return day


def events(law: Law) -> tuple[str, ...]:
    """Every event after which the whole account may be taken."""
    return (
        *law.texts("jht.waiting_events"), *law.texts("jht.immediate_events"), "pension_age", "total_disability",
    )  # fmt: skip


def pension_age(law: Law, company_pension_age: int | None) -> int:
    """The age at which the account is paid: the employer's own, or else the law's."""
    return law.whole("jht.pension_age") if company_pension_age is None else company_pension_age
