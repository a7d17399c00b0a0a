"""What a claim comes to, as pages show it: from a fresh answer of the law, or from what a decision has frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from naungan.web.templatetags import formats

ITEMS: dict[str, str | Promise] = {
    "lump": gettext_lazy("Santunan sekaligus"),
    "periodic": gettext_lazy("Santunan berkala"),
    "funeral": gettext_lazy("Biaya pemakaman"),
    "scholarship": gettext_lazy("Beasiswa anak"),
    "balance": gettext_lazy("Iuran yang disetor"),
    "return": gettext_lazy("Hasil pengembangan"),
    "tax": gettext_lazy("Pajak"),
    "stmb": gettext_lazy("Pengganti upah selama tidak mampu bekerja (STMB)"),
    "care": gettext_lazy("Biaya perawatan"),
    "homecare": gettext_lazy("Perawatan di rumah"),
    "dentures": gettext_lazy("Gigi tiruan"),
    "hearing_aid": gettext_lazy("Alat bantu dengar"),
    "spectacles": gettext_lazy("Kacamata"),
    "prosthesis": gettext_lazy("Alat ganti atau alat bantu"),
    "rehabilitation": gettext_lazy("Rehabilitasi"),
    "transport": gettext_lazy("Biaya angkutan"),
    "disability": gettext_lazy("Santunan cacat"),
    "total_disability": gettext_lazy("Santunan cacat total tetap"),
    "pension": gettext_lazy("Pensiun bulanan"),
    "cash": gettext_lazy("Uang tunai bulanan"),
}


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

    path: str
    value: str
    since: date
    article: str
    unverified: bool


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step of the explanation."""

    says: str
    how: str
    value: str
    article: str
    given: str
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


def item_words(item: str) -> str:
    """What people call a part of the money."""
    return str(ITEMS.get(item, item))


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
    return ShownStep(
        says=one["says"],
        how=one.get("how", ""),
        value=_value(one["value"]),
        article=one.get("article", ""),
        given=", ".join(f"{name} {_value(value)}" for name, value in one.get("with", {}).items()),
        law=tuple(
            ShownValue(
                value["path"], _value(value["value"]), date.fromisoformat(value["since"]), value["article"],
                value["unverified"],
            )
            for value in one.get("law", ())
        ),
    )  # fmt: skip


def _value(value: Any) -> str:
    """A value as it is read: numbers grouped, days in words, lists one after the other."""
    if value is None:
        return gettext("tidak ada")
    if isinstance(value, bool):
        return gettext("ya") if value else gettext("tidak")
    if isinstance(value, int):
        return formats.whole(value)
    if isinstance(value, str):
        return _day_or_words(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_value(one)}" for name, one in value.items()) or gettext("tidak ada")
    if isinstance(value, list | tuple):
        return ", ".join(_value(one) for one in value) or gettext("tidak ada")
    return str(value)


def _day_or_words(text: str) -> str:
    try:
        return formats.day(date.fromisoformat(text)) if len(text) == len("2026-01-01") else text
    except ValueError:
        return text
