"""Who must join what, who may still register, and who pays for months before registration."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Literal

from naungan.law.months import month_of
from naungan.law.statute import Law, Statute

Scale = Literal["micro", "small", "medium", "large"]
Segment = Literal["PU", "BPU", "JAKON", "PMI"]


def compulsory(law: Law, scale: Scale) -> list[str]:
    """Programmes that an employer of this business scale must take (Perpres 109/2013 art. 6)."""
    return list(law.texts(f"membership.programmes_{scale}"))


def scale_of(law: Law, capital: int, annual_sales: int) -> Scale:
    """Business scale from capital (without land and buildings) or yearly sales, rupiah (PP 7/2021).

    The law tells medium from large by no programme, so everything above small is `medium` here.
    Raises NotInForce before PP 7/2021.
    """
    scale: Scale
    for scale in ("micro", "small"):
        if capital <= law.whole(f"membership.{scale}_capital") or annual_sales <= law.whole(
            f"membership.{scale}_sales"
        ):
            return scale
    return "medium"


def of_segment(law: Law, segment: Segment) -> tuple[list[str], list[str]]:
    """Programmes that a segment must take, and those it may take besides."""
    must = list(law.texts(f"membership.programmes_{segment.lower()}"))
    optional = f"membership.optional_{segment.lower()}"
    return must, list(law.texts(optional)) if optional in law.statute.parameters else []


def foreigner_joins(law: Law, months_worked: int, months_expected: int) -> bool:
    """Whether a foreigner is a member: worked, or going to work, long enough in Indonesia."""
    return max(months_worked, months_expected) >= law.whole("membership.foreign_months")


def may_register_bpu(law: Law, age_years: int) -> bool:
    """Whether somebody may still register as BPU for the first time."""
    return age_years < law.whole("bpu.age_limit")


def first_contribution_month(start: date) -> int:
    """Contributions run from the first day of work, however late the registration."""
    return month_of(start)


def registered_late(law: Law, start: date, registered: date) -> bool:
    """Whether the employer registered a worker after the term."""
    return (registered - start).days > law.whole("membership.registration_days")


def may_enrol_in_jkp(
    law: Law, age_years: int, scale: Scale, programmes: Collection[str], *, national: bool, contract: str
) -> bool:
    """Whether a worker is taken into JKP: nationality, age, contract, and the programmes already held."""
    small = scale in ("micro", "small")
    needed = law.texts("jkp.enrol_programmes_small" if small else "jkp.enrol_programmes")
    return (
        national
        and age_years < law.whole("jkp.enrol_below_age")
        and contract in law.texts("jkp.enrol_contracts")
        and set(needed) <= set(programmes)
    )


def protection_starts(statute: Statute, segment: Segment, days: Mapping[str, date]) -> date | None:
    """First day of protection, or None while the day that starts it has not come.

    `days` holds what has happened: `employment_start`, `registration_accepted`, `first_payment`.
    """
    event = statute.parameters[f"membership.starts_{segment.lower()}"].values[-1].value
    return days.get(str(event))
