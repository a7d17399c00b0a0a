"""What a claim comes to, as pages show it: from a fresh answer of the law, or from what a decision has frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from naungan.claims.words import Told, facts_told, item_words, law_told, step_value, step_words


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One part of the money."""

    words: str
    programme: str
    amount: int
    article: str
    unverified: bool
    due_on: date | None
    monthly: bool


@dataclass(frozen=True, slots=True)
class ShownValue:
    """A dated value of the law that a step read."""

    words: str
    value: str
    since: date
    article: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the explanation."""

    says: str
    as_frozen: bool  # in the words, and language, that the decision was explained in
    value: str
    article: str
    given: tuple[Told, ...]
    law: tuple[ShownValue, ...]

    @property
    def unverified(self) -> bool:
        """Whether a value that it read is unconfirmed."""
        return any(one.unverified for one in self.law)


@dataclass(frozen=True, slots=True)
class Share:
    """Rupiah of all lines for one payee."""

    payee: int
    amount: int


@dataclass(frozen=True, slots=True)
class Benefit:
    """An entitlement, ready to be shown."""

    eligible: bool
    refused: bool
    total: int
    lines: tuple[ShownLine, ...]
    reasons: tuple[Mapping[str, Any], ...]
    steps: tuple[ShownStep, ...]
    shares: tuple[Share, ...]
    law_version: str

    @property
    def unverified(self) -> bool:
        """Whether something rests on a value that nobody has confirmed."""
        return any(line.unverified for line in self.lines)

    @property
    def tax(self) -> int:
        """Rupiah held back, as a positive number."""
        return -sum(line.amount for line in self.lines if line.amount < 0)

    @property
    def gross(self) -> int:
        """Rupiah before tax."""
        return self.total + self.tax


def benefit_of(basis: Mapping[str, Any]) -> Benefit:
    """What a basis (`Entitlement.as_json()`, or that of a decision) says."""
    paid: dict[int, int] = {}
    for line in basis["lines"]:
        for share in line["shares"]:
            paid[share["payee"]] = paid.get(share["payee"], 0) + share["amount"]
    return Benefit(
        eligible=basis["eligible"],
        refused=any(one["refuses"] for one in basis["reasons"]),
        total=basis["total"],
        lines=tuple(_line(one) for one in basis["lines"]),
        reasons=tuple(basis["reasons"]),
        steps=tuple(_step(one) for one in basis["steps"]),
        shares=tuple(Share(payee, amount) for payee, amount in paid.items()),
        law_version=basis["law_version"],
    )


def _line(one: Mapping[str, Any]) -> ShownLine:
    due = one.get("due_on")
    return ShownLine(
        item_words(one["item"]),
        one["programme"],
        one["amount"],
        one["article"],
        one["unverified"],
        date.fromisoformat(due) if due else None,
        one.get("monthly", False),
    )


def _step(one: Mapping[str, Any]) -> ShownStep:
    says = step_words(one)
    return ShownStep(
        says=says,
        as_frozen=says == one["says"],
        value=step_value(one),
        article=one.get("article", ""),
        given=tuple(facts_told(one)),
        law=tuple(_value(value) for value in one.get("law", ())),
    )


def _value(value: Mapping[str, Any]) -> ShownValue:
    told = law_told(value["path"], value["value"])
    return ShownValue(
        told.name, told.value, date.fromisoformat(value["since"]), value["article"], value["unverified"]
    )
