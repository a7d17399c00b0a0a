"""What a month of protection costs, by package, sector and month, as the law of that month has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from naungan.law.errors import QuestionError
from naungan.law.labels import refusal_words
from naungan.law.protection_cost import Plan as CostPlan
from naungan.law.protection_cost import ProtectionCost, protection_cost
from naungan.law.statute import Statute
from naungan.sponsorship.planner.request import BadPlan, Package, Request
from naungan.web.templatetags.formats import language


@dataclass(frozen=True, slots=True)
class Prices:
    """Rupiah for one person: `months[(package, sector)][month of the period]`; what is not yet confirmed of it.

    `forgone` is what the payer does not save in the whole period, for one person of any sector, because a
    relief leaves out whoever pays from this fund.
    """

    months: Mapping[tuple[Package, str], tuple[int, ...]]
    unverified: tuple[str, ...]
    forgone: int
    law_version: str

    def stretch(self, package: Package, sector: str, start: int, months: int) -> int:
        """Rupiah for one person over months in a row."""
        return sum(self.months[package, sector][start : start + months])


def prices(asked: Request, statute: Statute | None = None) -> Prices:
    """The prices of a request. Raises BadPlan where the law refuses payer or sector."""
    found: dict[tuple[Package, str], ProtectionCost] = {}
    for package in asked.packages:
        for sector in sorted({group.sector for group in asked.groups}):
            plan = CostPlan(
                people=1, first_month=asked.first_month, months=asked.months,
                jht=package is Package.SAVINGS, paid_by=asked.paid_by, sector=sector,
            )  # fmt: skip
            try:
                found[package, sector] = protection_cost(plan, statute)
            except QuestionError as no:
                said = f"{no.field}: {refusal_words(no, language())}"
                raise BadPlan("paid_by" if no.field == "paid_by" else "groups", said) from no
    costs = list(found.values())
    return Prices(
        {key: tuple(month.per_person for month in cost.months) for key, cost in found.items()},
        tuple(dict.fromkeys(path for cost in costs for path in cost.unverified)),
        max(sum(month.forgone for month in cost.months) for cost in costs),
        costs[0].months[0].answer.law.statute.version,
    )
