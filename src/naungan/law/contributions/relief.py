"""Temporary reliefs: who gets them (months and counts in, a flag out) and what PP 49/2020 defers.

The conditions are formulas too, so that a question, the month close and an engine judge them alike.
Outside its months a relief keeps the whole rate, so a flag given by mistake changes nothing there.
"""

from naungan.law.arithmetic import MILLION, both, either, relieved, share, where
from naungan.law.formulas import formula


@formula(basis="PP 49/2020 art. 12")
def pp49_granted(
    month: int,
    registered_month: int,
    paid_through_month: int,
    relief_pp49_kept: int,
    relief_pp49_registered_before: int,
    relief_pp49_paid_through: int,
    relief_pp49_full_months: int,
) -> bool:
    """Whether PP 49/2020 lowers this payer's month: old payers paid up, new ones from month 3."""
    old = both(registered_month < relief_pp49_registered_before, paid_through_month >= relief_pp49_paid_through)
    first_relieved = registered_month + relief_pp49_full_months
    new = both(
        registered_month >= relief_pp49_registered_before,
        both(month >= first_relieved, paid_through_month >= first_relieved - 1),
    )
    return both(relief_pp49_kept < MILLION, either(old, new))


@formula(basis="PP 7/2025; PP 36/2025 art. 10A")
def pp7_granted(
    labour_intensive: bool,
    active_workers: int,
    paid_through_month: int,
    relief_pp7_kept: int,
    relief_pp7_least_workers: int,
    relief_pp7_paid_through: int,
) -> bool:
    """Whether the labour-intensive relief lowers JKK: industry, number of workers, JKK paid up."""
    large_enough = active_workers >= relief_pp7_least_workers
    paid_up = paid_through_month >= relief_pp7_paid_through
    return both(relief_pp7_kept < MILLION, both(labour_intensive, both(large_enough, paid_up)))


@formula(basis="PP 49/2020 art. 17")
def jp_payable_now(
    jp_base: int,
    jp_employer: int,
    jp_employee: int,
    relief_pp49: bool,
    jp_employer_rate: int,
    jp_employee_rate: int,
    relief_pp49_jp_payable: int,
) -> int:
    """JP of both payers that must be paid on time, rupiah a month."""
    # both payers' shares are rounded apart, like every component
    employer = share(jp_base, relieved(jp_employer_rate, relief_pp49_jp_payable))
    employee = share(jp_base, relieved(jp_employee_rate, relief_pp49_jp_payable))
    return where(relief_pp49, employer + employee, jp_employer + jp_employee)


@formula(basis="PP 49/2020 art. 17")
def jp_deferred(jp_employer: int, jp_employee: int, jp_payable_now: int) -> int:
    """JP of both payers that may be paid later: a receivable, not a relief, rupiah a month."""
    return jp_employer + jp_employee - jp_payable_now
