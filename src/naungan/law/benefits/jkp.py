"""JKP: who gets cash after a dismissal, how much, when to claim, and who pays first (PP 37/2021, PP 6/2025)."""

from dataclasses import dataclass
from datetime import date

from naungan.law.arithmetic import Table, both, either, least, share
from naungan.law.benefits.terms import months_after, years_after
from naungan.law.benefits.words import shares
from naungan.law.formulas import formula
from naungan.law.statute import Law


@formula(basis="PP 37/2021; PP 6/2025")
def jkp_cash_wage(wage: int, jkp_wage_cap: int) -> int:
    """The last reported wage up to the ceiling, rupiah a month."""
    return least(wage, jkp_wage_cap)


@formula(basis="PP 37/2021; PP 6/2025")
def jkp_cash_total(jkp_cash_wage: int, months_unemployed: int, jkp_cash_rates: Table) -> int:
    """Cash of all months without work that are paid, each rounded by itself, rupiah."""
    return shares(jkp_cash_wage, months_unemployed, jkp_cash_rates)


@formula(basis="PP 37/2021; PP 6/2025")
def jkp_contributed(
    months_in_last_24: int, longest_consecutive: int, jkp_months_needed: int, jkp_consecutive_needed: int
) -> bool:
    """Whether enough months were contributed before the dismissal."""
    return both(months_in_last_24 >= jkp_months_needed, longest_consecutive >= jkp_consecutive_needed)


@formula(basis="PP 37/2021; PP 6/2025 art. 39, 39A")
def jkp_bpjs_pays_first(
    arrears_months: int,
    employer_closed: bool,
    jkp_arrears_months_paid_by_bpjs: int,
    jkp_closed_arrears_months_paid_by_bpjs: int,
) -> bool:
    """Whether BPJS pays at once although the employer is in arrears; else the employer pays first."""
    closed = both(employer_closed, arrears_months <= jkp_closed_arrears_months_paid_by_bpjs)
    return either(arrears_months <= jkp_arrears_months_paid_by_bpjs, closed)


def monthly_cash(law: Law, cash_wage: int, months_unemployed: int) -> list[int]:
    """Cash of each month without work that is paid, rupiah."""
    return [share(cash_wage, rate) for rate in law.table("jkp.cash_rates")[:months_unemployed]]


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which a claim is accepted, both included."""

    opens: date
    closes: date

    def holds(self, day: date) -> bool:
        """Whether a day lies in it."""
        return self.opens <= day <= self.closes


def claim_window(law: Law, dismissal: date) -> Window:
    """When a dismissal may be claimed for, by the law of its day; nothing before claims were opened."""
    opens = law.value("jkp.claims_open")
    assert isinstance(opens, date)
    return Window(max(dismissal, opens), last_claim_day(law, dismissal))


def last_claim_day(law: Law, dismissal: date) -> date:
    """The last day of the term that begins with the dismissal."""
    return months_after(dismissal, law.whole("jkp.claim_months"))


def reason_entitles(law: Law, reason: str) -> bool:
    """Whether an end of employment is of the kind that JKP is for."""
    return reason in law.texts("jkp.reasons")


def may_claim_again(law: Law, earlier_claims: tuple[date, ...], dismissal: date) -> bool:
    """Whether a career's claims so far leave room for another one."""
    if len(earlier_claims) >= law.whole("jkp.times_most"):
        return False
    gap = law.whole("jkp.years_between")
    return all(years_after(one, gap) <= dismissal for one in earlier_claims)


def month_is_earned(
    law: Law, month: int, applications: int = 0, interviews: int = 0, attendance_percent: int | None = None
) -> bool:
    """Whether the cash of a month (1 is the first) is due: from the second on the search must be shown."""
    if month == 1:
        return True
    attended = attendance_percent is not None and attendance_percent >= law.whole("jkp.attendance_least")
    return (
        applications >= law.whole("jkp.applications_monthly")
        or interviews >= law.whole("jkp.interviews_monthly")
        or attended
    )
