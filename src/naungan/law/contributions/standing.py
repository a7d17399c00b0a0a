"""Being behind: months unpaid, whether a self-payer is still a member, and the fine on late money."""

from naungan.law.arithmetic import greatest, share
from naungan.law.formulas import formula


@formula(basis="Perdir 22/PERDIR.02/072022")
def unpaid_months(month: int, paid_through_month: int) -> int:
    """Calendar months after the last paid one, up to and including the month looked at."""
    return greatest(month - paid_through_month, 0)


@formula(basis="Perdir 22/PERDIR.02/072022")
def bpu_active(unpaid_months: int, bpu_grace_months: int) -> bool:
    """Whether a BPU is still a member: not more unpaid months than tolerated."""
    return unpaid_months <= bpu_grace_months


@formula(basis="PP 44/2015 art. 22; PP 49/2020")
def pu_penalty(due_amount: int, full_months_late: int, payment_pu_penalty_rate: int) -> int:
    """Fine on a late bill of an employer: simple, for each full month, rupiah."""
    return share(due_amount, payment_pu_penalty_rate * full_months_late)


@formula(basis="PP 44/2015")
def bpu_penalty(due_amount: int, full_months_late: int, payment_bpu_penalty_rate: int) -> int:
    """Fine on a late payment of a BPU, rupiah."""
    return share(due_amount, payment_bpu_penalty_rate * full_months_late)
