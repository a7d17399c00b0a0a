"""What it costs to protect others: people x months x package, each month by its own law, and how far money goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from naungan.law.errors import NOT_POSSIBLE, QuestionError
from naungan.law.months import month_text
from naungan.law.questions import work_out
from naungan.law.questions.question import Answer
from naungan.law.statute import Statute, load

MOST_PEOPLE, MOST_MONTHS = 100_000_000, 120
ANYBODY = "donor"  # a payer that no relief leaves out: what the others are measured against


@dataclass(frozen=True, slots=True)
class Plan:
    """Whom a sponsor protects: how many, from which month (year x 12 + month - 1), how long, with what.

    `paid_by` and `sector` as in a question about BPU contributions; `income` sets the bracket.
    """

    people: int
    first_month: int
    months: int
    income: int = 0
    jht: bool = False
    paid_by: str = "APBD"
    sector: str = ""


@dataclass(frozen=True, slots=True)
class MonthCost:
    """One month of a plan: contributions of one person and of all, rupiah.

    `relief` says that a relief lowers it; `forgone` is what a payer whom no relief leaves out would
    save for one person more than this one.
    """

    month: int
    jkk: int
    jkm: int
    jht: int
    people: int
    relief: bool
    forgone: int
    answer: Answer

    @property
    def per_person(self) -> int:
        """All programmes of one person."""
        return self.jkk + self.jkm + self.jht

    @property
    def cost(self) -> int:
        """All programmes of all people."""
        return self.per_person * self.people


@dataclass(frozen=True, slots=True)
class Stretch:
    """Months in a row that cost the same."""

    months: tuple[MonthCost, ...]

    @property
    def cost(self) -> int:
        """All its months, rupiah."""
        return sum(month.cost for month in self.months)


@dataclass(frozen=True, slots=True)
class ProtectionCost:
    """A plan worked out month by month."""

    plan: Plan
    months: tuple[MonthCost, ...]

    @property
    def total(self) -> int:
        """The whole plan, rupiah."""
        return sum(month.cost for month in self.months)

    @property
    def stretches(self) -> list[Stretch]:
        """The plan in stretches of equal months."""
        same = groupby(self.months, key=lambda one: (one.jkk, one.jkm, one.jht, one.relief, one.forgone))
        return [Stretch(tuple(months)) for _, months in same]

    @property
    def unverified(self) -> list[str]:
        """Paths of unconfirmed values that the plan rests on."""
        return list(dict.fromkeys(path for month in self.months for path in month.answer.unverified))


@dataclass(frozen=True, slots=True)
class Funded:
    """How far an amount goes: whole months from the plan's first, what is left of it, what the rest lacks."""

    months: int
    last: int | None
    left: int
    lacking: int


def protection_cost(plan: Plan, statute: Statute | None = None) -> ProtectionCost:
    """The cost of a plan.

    Raises QuestionError naming the field that is impossible (people, months), or that the law refuses.
    """
    _refuse("people", plan.people, MOST_PEOPLE)
    _refuse("months", plan.months, MOST_MONTHS)
    law = statute or load()
    return ProtectionCost(plan, tuple(_months(plan, law)))


def funded(cost: ProtectionCost, budget: int) -> Funded:
    """How many of the plan's months an amount pays in full, in order; a month is paid whole or not."""
    left, paid = budget, 0
    for month in cost.months:
        if month.cost > left:
            break
        left, paid = left - month.cost, paid + 1
    return Funded(paid, cost.months[paid - 1].month if paid else None, left, max(cost.total - budget, 0))


def _months(plan: Plan, law: Statute) -> Iterator[MonthCost]:
    for month in range(plan.first_month, plan.first_month + plan.months):
        worked = work_out(_question(plan, month, plan.paid_by), law)
        anybody = work_out(_question(plan, month, ANYBODY), law)
        of = worked.values
        yield MonthCost(
            month, of["jkk"], of["jkm"], of["jht"], plan.people, of["relief"],
            of["total"] - anybody.values["total"], worked,
        )  # fmt: skip


def _question(plan: Plan, month: int, paid_by: str) -> dict[str, Any]:
    programmes = ["JKK", "JKM", "JHT"] if plan.jht else ["JKK", "JKM"]
    inputs = {
        "calc": "contribution", "declared_income": plan.income, "programmes": programmes, "paid_by": paid_by
    }  # fmt: skip
    if plan.sector:
        inputs["sector"] = plan.sector
    return {"segment": "BPU", "programme": "ALL", "date": month_text(month), "inputs": inputs}


def _refuse(field: str, read: int, most: int) -> None:
    if not 1 <= read <= most:
        raise QuestionError(field, "tulis bilangan bulat dari 1 sampai {most}", NOT_POSSIBLE, str(read), most=most)
