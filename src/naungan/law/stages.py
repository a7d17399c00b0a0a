"""Paying a construction contribution in stages (Permenaker 5/2021 art. 72)."""

from naungan.law.errors import LawError
from naungan.law.statute import Law


def split(law: Law, total: int, plan: str) -> list[int]:
    """The payments of a plan such as `50/25/25`: each rounded half up, the last takes what remains.

    Raises LawError for a plan that the law does not offer.
    """
    offered = law.texts("jakon.stage_plans")
    if plan not in offered:
        raise LawError(
            "rencana tahap {plan} tidak ada; pilih {offered}", plan=repr(plan), offered=" atau ".join(offered)
        )
    percents = [int(part) for part in plan.split("/")]
    payments = [(total * percent + 50) // 100 for percent in percents[:-1]]
    return [*payments, total - sum(payments)]
