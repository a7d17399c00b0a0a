"""Money that came in without a payer: whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from naungan.contributions.identify import Share, identify_payment
from naungan.contributions.suspense import Waiting, waiting_payment
from naungan.desk.changes.handling import Facts, Proposal, Task, iso
from naungan.desk.models import Kind


def proposal(payment: Waiting, shares: Sequence[Share], regions: tuple[int, ...] = ()) -> Proposal:
    """Propose whose a payment is, in shares that add up to it; rupiah."""
    return Proposal(
        kind=Kind.IDENTIFY,
        about={"payment": payment.id},
        after={
            "shares": [
                {"payer": share.payer_id, "month": iso(share.month), "amount": share.amount} for share in shares
            ]
        },
        payer_id=next((share.payer_id for share in shares if share.payer_id is not None), None),
        regions=regions,
    )


def stands(task: Task) -> Facts:
    """What is known of the payment while it waits; empty once it waits no more."""
    payment = waiting_payment(task.about["payment"])
    if payment is None:
        return {}
    return {"payment_code": payment.payment_code, "amount": payment.amount, "paid_on": iso(payment.paid_on)}


def apply(task: Task) -> Facts:
    """Reverse the payment and write what it is."""
    shares = [Share(one["payer"], date.fromisoformat(one["month"]), one["amount"]) for one in task.after["shares"]]
    done = identify_payment(payment_id=task.about["payment"], shares=shares, reason=task.reason)
    return {"payments": list(done.payment_ids)}
