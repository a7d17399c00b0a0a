"""What a claim comes to: lines of money with their articles, or reasons, and how it was worked out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Share:
    """Rupiah of a line for one payee of the claim (its number)."""

    payee: int
    amount: int


@dataclass(frozen=True, slots=True)
class Line:
    """One part of the benefit, rupiah; `amount` is negative for tax.

    `payee` says who is entitled: heirs, participant, employer, facility, or fund, burial and estate where nobody
    inherits. `due_on` is the first day on which it is due, empty if at once; `monthly` a pension of every month.
    """

    programme: str
    item: str
    amount: int
    article: str
    unverified: bool = False
    payee: str = "participant"
    due_on: str = ""
    monthly: bool = False
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why not: article, fact read, what to do next; `refuses` is false where only something is missing."""

    article: str
    fact: str
    next_step: str
    refuses: bool = True


@dataclass(frozen=True, slots=True)
class Award:
    """A school year of a child that a scholarship line pays: what later years are judged by."""

    child: str
    born_on: str
    level: str
    school_year: str
    amount: int


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule found; the rules of a claim are added up."""

    lines: tuple[Line, ...] = ()
    reasons: tuple[Reason, ...] = ()
    steps: tuple[Json, ...] = ()
    awards: tuple[Award, ...] = ()

    def __add__(self, other: Found) -> Found:
        return Found(
            self.lines + other.lines,
            self.reasons + other.reasons,
            self.steps + other.steps,
            self.awards + other.awards,
        )


def together(found: Iterable[Found]) -> Found:
    """All that several rules found, in order."""
    return sum(found, Found())


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What a claim comes to on a day. `total` is rupiah before tax is paid over: what the payees receive.

    `inputs` are every fact read and enough to work it out again; `undecided` when reasons ask for something that
    is missing and none of them refuses.
    """

    eligible: bool
    lines: tuple[Line, ...]
    reasons: tuple[Reason, ...]
    inputs: Json
    steps: tuple[Json, ...]
    law_version: str
    awards: tuple[Award, ...] = field(default=())

    @property
    def total(self) -> int:
        """Rupiah of all lines, tax taken off."""
        return sum(line.amount for line in self.lines)

    @property
    def undecided(self) -> bool:
        """Whether something must be known first before it can be granted or refused."""
        return not self.eligible and not any(one.refuses for one in self.reasons)

    @property
    def unverified(self) -> bool:
        """Whether a line rests on a value of the law that nobody has confirmed."""
        return any(line.unverified for line in self.lines)

    def by_payee(self) -> dict[int, int]:
        """Rupiah for each payee over all lines."""
        whole: dict[int, int] = {}
        for share in (share for line in self.lines for share in line.shares):
            whole[share.payee] = whole.get(share.payee, 0) + share.amount
        return whole

    def as_json(self) -> Json:
        """The basis that a decision keeps: plain JSON values only."""
        return {
            "eligible": self.eligible,
            "total": self.total,
            "lines": [_line_json(line) for line in self.lines],
            "reasons": [asdict(reason) for reason in self.reasons],
            "steps": list(self.steps),
            "awards": [asdict(award) for award in self.awards],
            "inputs": self.inputs,
            "law_version": self.law_version,
        }


def _line_json(line: Line) -> Json:
    return asdict(line) | {"shares": [asdict(share) for share in line.shares]}


def lines_of(basis: Mapping[str, Any]) -> tuple[Line, ...]:
    """The lines that a basis keeps."""
    return tuple(
        Line(**{**line, "shares": tuple(Share(**share) for share in line["shares"])}) for line in basis["lines"]
    )
