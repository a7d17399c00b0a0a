"""JP: the monthly pension, who is entitled to it, and what becomes of it later (PP 45/2015)."""

from datetime import date

from naungan.law.arithmetic import MILLION, both, greatest, least, share, where
from naungan.law.benefits.terms import first_of_next_month
from naungan.law.benefits.words import MONTHS_A_YEAR, divided
from naungan.law.formulas import formula


@formula(basis="PP 45/2015 art. 17")
def jp_counted_months(contribution_months: int, counts_as_vested: bool, jp_vesting_months: int) -> int:
    """Months that count: those contributed; after disability or death at least the vesting months."""
    return where(counts_as_vested, greatest(contribution_months, jp_vesting_months), contribution_months)


@formula(basis="PP 45/2015 art. 17")
def jp_formula(jp_counted_months: int, average_wage: int, jp_accrual_rate: int) -> int:
    """Monthly pension by the formula, before its limits: rate x years x indexed average wage, rupiah."""
    return divided(jp_counted_months * average_wage * jp_accrual_rate, MONTHS_A_YEAR * MILLION)


@formula(basis="PP 45/2015 art. 17-18")
def jp_monthly_pension(jp_formula: int, jp_minimum: int, jp_maximum: int) -> int:
    """Monthly pension between the smallest and the largest of the year, rupiah."""
    return least(greatest(jp_formula, jp_minimum), jp_maximum)


@formula(basis="PP 45/2015")
def jp_dense(contribution_months: int, membership_months: int, jp_density_rate: int) -> bool:
    """Whether contributions were dense enough: months paid in months of membership, exactly."""
    return contribution_months * MILLION >= membership_months * jp_density_rate


@formula(basis="PP 45/2015")
def jp_vested(contribution_months: int, jp_vesting_months: int) -> bool:
    """Whether contributions were long enough for a monthly old-age pension."""
    return contribution_months >= jp_vesting_months


@formula(basis="PP 45/2015")
def jp_disability_entitled(
    jp_dense: bool, event_after_registration_months: int, jp_disability_after_months: int
) -> bool:
    """Whether total disability gives a monthly pension: dense, and not at once after registration."""
    return both(jp_dense, event_after_registration_months >= jp_disability_after_months)


@formula(basis="PP 45/2015")
def jp_survivor_entitled(jp_dense: bool, membership_months: int, jp_survivor_after_months: int) -> bool:
    """Whether a death gives survivors a monthly pension: dense, and after long enough a membership."""
    return both(jp_dense, membership_months >= jp_survivor_after_months)


@formula(basis="PP 45/2015 art. 17")
def jp_survivor_computed(jp_counted_months: int, average_wage: int, jp_accrual_rate: int, survivor_rate: int) -> int:
    """The survivor's part before its limits, rounded once, rupiah."""
    parts = jp_counted_months * average_wage * jp_accrual_rate * survivor_rate
    return divided(parts, MONTHS_A_YEAR * MILLION * MILLION)


@formula(basis="PP 45/2015 art. 18")
def jp_survivor_pension(
    jp_survivor_computed: int, jp_minimum: int, jp_maximum: int, jp_survivors_within_limits: bool
) -> int:
    """The survivors' monthly pension, between the limits of the year if these hold for it, rupiah."""
    held = least(greatest(jp_survivor_computed, jp_minimum), jp_maximum)
    return where(jp_survivors_within_limits, held, jp_survivor_computed)


@formula(basis="PP 45/2015 art. 17")
def jp_indexed(pension_last_year: int, inflation: int) -> int:
    """A running pension a year later: raised by the inflation of the year before, rupiah."""
    return share(pension_last_year, MILLION + inflation)


@formula(basis="PP 45/2015 art. 17-18")
def jp_running_pension(jp_indexed: int, jp_minimum: int, jp_maximum: int) -> int:
    """A running pension of the year, between the smallest and the largest of that year, rupiah."""
    return least(greatest(jp_indexed, jp_minimum), jp_maximum)


@formula(basis="PP 45/2015 art. 17-18")
def jp_running_survivor(jp_indexed: int, jp_minimum: int, jp_maximum: int, jp_survivors_within_limits: bool) -> int:
    """A running survivor's pension, between the limits of the year if these hold for it, rupiah."""
    held = least(greatest(jp_indexed, jp_minimum), jp_maximum)
    return where(jp_survivors_within_limits, held, jp_indexed)


def disability_pension_starts(determined: date) -> date:
    """A disability pension runs from the first day of the month after the determination."""
    return first_of_next_month(determined)


def old_age_pension_starts(reached: date) -> date:
    """An old-age pension runs from the first day of the month after pension age."""
    return first_of_next_month(reached)


def survivor_pension_starts(death: date) -> date:
    """A survivor's pension runs from the first day of the month after the death."""
    return first_of_next_month(death)


def density_text(contribution_months: int, membership_months: int) -> str:
    """Density in percent with two decimals, as text (`80.00`); `0.00` before the first month."""
    if not membership_months:
        return "0.00"
    hundredths = divided(contribution_months * 10_000, membership_months)
    return f"{hundredths // 100}.{hundredths % 100:02d}"
