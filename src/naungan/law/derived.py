"""Constants that follow from parameters once the month is known: birth days and relieved tables.

They are worked out when the law of a month is compiled, so that a formula stays one comparison.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from naungan.law.arithmetic import Table, relieved
from naungan.law.months import days_since_epoch, first_day, last_day, month_of, years_before

if TYPE_CHECKING:
    from naungan.law.statute import Law


@dataclass(frozen=True, slots=True)
class Derived:
    """A derived constant: how it is worked out, from which parameters, and the input that needs it."""

    work_out: Callable[["Law"], int | Table]
    sources: tuple[str, ...]
    meaning: str
    matters_when: str = ""


def reached_born(law: "Law", day: date) -> int:
    """Latest birth day (days since 1970-01-01) of those who have reached pension age by a day.

    Reached means: some day up to then the person had the age required on that day (PP 45/2015
    art. 15), so each period of the age table is looked at on its last day.
    """
    ages = law.statute.parameters["jp.pension_age"].values
    latest = date.min
    for one, following in zip(ages, (*ages[1:], None), strict=True):
        if one.valid_from > day and one is not ages[0]:
            break
        end = day if following is None else min(day, following.valid_from - timedelta(days=1))
        latest = max(latest, years_before(end, int(one.value)))  # type: ignore[arg-type]
    return days_since_epoch(latest)


def _judged_on(law: "Law") -> date:
    month = month_of(law.day)
    return first_day(month) if law.value("jp.age_judged_on_first_day") else last_day(month)


def _jp_reached_born(law: "Law") -> int:
    return reached_born(law, _judged_on(law))


def _jp_postponed_born(law: "Law") -> int:
    years = law.whole("jp.postponement_years")
    return reached_born(law, years_before(_judged_on(law), years))


def _stmb_step_days(law: "Law") -> Table:
    month = law.whole("jkk.stmb_step_month_days")
    return tuple(months * month for months in law.table("jkk.stmb_step_months"))


def _relieved_table(path: str) -> Callable[["Law"], Table]:
    def work_out(law: "Law") -> Table:
        kept = law.whole("relief.pp49_kept")
        return tuple(relieved(rate, kept) for rate in law.table(path))

    return work_out


DERIVED: dict[str, Derived] = {
    "jp_reached_born": Derived(
        _jp_reached_born,
        ("jp.pension_age", "jp.age_judged_on_first_day"),
        "tanggal lahir terakhir yang sudah mencapai usia pensiun",
        matters_when="born",
    ),
    "jp_postponed_born": Derived(
        _jp_postponed_born,
        ("jp.pension_age", "jp.postponement_years", "jp.age_judged_on_first_day"),
        "tanggal lahir terakhir yang masa penundaan pensiunnya sudah habis",
        matters_when="continues",
    ),
    "jkk_stmb_step_days": Derived(
        _stmb_step_days,
        ("jkk.stmb_step_months", "jkk.stmb_step_month_days"),
        "hari terakhir tiap tahap STMB",
    ),
    "jakon_jkk_rates_pp49": Derived(
        _relieved_table("jakon.jkk_rates"),
        ("jakon.jkk_rates", "relief.pp49_kept"),
        "tarif JKK lapisan kontrak setelah keringanan PP 49/2020",
    ),
    "jakon_jkm_rates_pp49": Derived(
        _relieved_table("jakon.jkm_rates"),
        ("jakon.jkm_rates", "relief.pp49_kept"),
        "tarif JKM lapisan kontrak setelah keringanan PP 49/2020",
    ),
}
