"""From the pay that an employer states to the monthly wage that contributions are counted on."""

from datetime import date

from naungan.law.months import last_day
from naungan.law.statute import Law


def from_daily(law: Law, daily_wage: int) -> int:
    """Monthly wage of a daily-paid worker, rupiah (PP 44/2015 art. 19(3))."""
    return daily_wage * law.whole("wage.daily_days")


def part_of_month(wage: int, days_paid: int, days_in_month: int) -> int:
    """Pay of a month of which only some calendar days are paid, rounded half up (PP 45/2015 art. 29(1)).

    Only JP uses it; JKK, JKM and JHT stay on the monthly rate.
    """
    return (2 * wage * days_paid + days_in_month) // (2 * days_in_month)


def after_raise(law: Law, wage_before: int, wage: int, raise_date: date) -> int:
    """The monthly rate that counts in the law's month when it was raised to `wage` on a day."""
    judged_on = last_day(law.month) if law.value("wage.raise_judged_on_last_day") else law.first_day
    return wage if raise_date <= judged_on else wage_before


def averaging_months(law: Law) -> tuple[int, int]:
    """Months over which piece-rate pay is averaged: ordinary work, and work that depends on the weather."""
    return law.whole("wage.piece_months"), law.whole("wage.weather_months")
