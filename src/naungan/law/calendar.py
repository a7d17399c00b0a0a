"""Indonesian working days, and the due dates that move by them.

Public holidays come from the `holidays` library, which knows decreed days of past years and estimates
Islamic, Chinese and Buddhist ones of years whose decree is not out yet; an estimate is told.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import accumulate

from naungan.law.errors import NotInForce
from naungan.law.months import first_day, last_day
from naungan.law.statute import Law, Statute

ESTIMATE = "(perkiraan)"
LAST_YEAR = 2100


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date, the plain day before it moved, and what is uncertain about it.

    `because` names the weekend or holidays it moved over; `estimated` says that an estimated holiday
    was one of them; `unverified` lists parameters whose reading could change the date.
    """

    due: date
    nominal: date
    because: tuple[str, ...]
    estimated: bool
    unverified: tuple[str, ...]


@lru_cache(maxsize=256)
def holidays_of(year: int, joint_leave: bool = False) -> dict[date, str]:
    """Public holidays of a year by day, with their names; with `joint_leave` also cuti bersama."""
    from holidays.countries.indonesia import Indonesia

    categories = ("public", "government") if joint_leave else ("public",)
    found = Indonesia(years=year, expand=False, language="id", categories=categories)
    return dict(found.items())


def why_not_working(day: date, joint_leave: bool = False) -> str | None:
    """The holiday or weekend day that a day is, or None for a working day."""
    name = holidays_of(day.year, joint_leave).get(day)
    if name is not None:
        return name
    return {5: "Sabtu", 6: "Minggu"}.get(day.weekday())


def working_days_between(after: date, last: date) -> int:
    """How many working days lie after one day, up to another and with it; none when that is not later."""
    if last <= after:
        return 0
    whole = sum(_worked(year)[-1] for year in range(after.year, last.year))
    return whole + _worked(last.year)[last.timetuple().tm_yday] - _worked(after.year)[after.timetuple().tm_yday]


@lru_cache(maxsize=256)
def _worked(year: int) -> tuple[int, ...]:
    """Working days of a year up to each of its days, which are counted from 1."""
    first, next_year = date(year, 1, 1), date(year + 1, 1, 1)
    days = (first + timedelta(days=number) for number in range((next_year - first).days))
    return tuple(accumulate((why_not_working(day) is None for day in days), initial=0))


def next_working_day(day: date, joint_leave: bool = False) -> tuple[date, tuple[str, ...]]:
    """The day itself or the first working day after it, and what was in between."""
    between: list[str] = []
    while (reason := why_not_working(day, joint_leave)) is not None:
        between.append(reason)
        day += timedelta(days=1)
    return day, tuple(between)


def working_days_after(day: date, count: int, joint_leave: bool = False) -> date:
    """The last day of a term of `count` working days that begins after `day`."""
    while count > 0:
        day += timedelta(days=1)
        if why_not_working(day, joint_leave) is None:
            count -= 1
    return day


def due_date(statute: Statute, payer: str, month: int) -> DueDate:
    """When a contribution month must be paid; `payer` is `pu`, `bpu` or `unpaid_worker`.

    Raises NotInForce for a month in which that payer kind did not exist, or too far ahead.
    """
    law = statute.of_month(month)
    unverified = [f"payment.{payer}_due_day"] if law.dated(f"payment.{payer}_due_day").unverified else []
    due_month = month + law.whole(f"payment.{payer}_due_months_after")
    if due_month // 12 >= LAST_YEAR:
        raise NotInForce("kalender hari kerja hanya sampai tahun {year}", year=LAST_YEAR - 1)
    nominal, missing = _nominal(law, payer, due_month)
    if missing:
        unverified.append("payment.missing_day_is_last_of_month")
    if not law.value("payment.holiday_moves_to_next_working_day"):
        return DueDate(nominal, nominal, (), False, tuple(unverified))
    joint_leave = bool(law.value("payment.joint_leave_is_holiday"))
    due, because = next_working_day(nominal, joint_leave)
    if law.dated("payment.joint_leave_is_holiday").unverified:
        other, _ = next_working_day(nominal, not joint_leave)
        if other != due:
            unverified.append("payment.joint_leave_is_holiday")
    estimated = any(ESTIMATE in reason for reason in because)
    return DueDate(due, nominal, because, estimated, tuple(unverified))


def _nominal(law: Law, payer: str, due_month: int) -> tuple[date, bool]:
    wanted = law.whole(f"payment.{payer}_due_day")
    end = last_day(due_month)
    if wanted <= end.day:
        return first_day(due_month).replace(day=wanted), False
    if law.value("payment.missing_day_is_last_of_month"):
        return end, True
    return end + timedelta(days=1), True
