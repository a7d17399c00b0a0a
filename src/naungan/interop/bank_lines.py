"""What every bank file is read into, whatever its format: statements, their lines, answers to an order.

Money is whole rupiah (`int`) and the sen that are left (0 to 99): a benefit is never a fraction of a
rupiah, but interest on the account is, and without it no statement adds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """The formats that are read."""

    CAMT053 = "camt.053"
    CAMT054 = "camt.054"
    MT940 = "MT940"
    PAIN002 = "pain.002"


@dataclass(frozen=True, slots=True)
class Balance:
    """What an account held; below zero when overdrawn. `hundredths` of a rupiah."""

    on: date
    hundredths: int


@dataclass(frozen=True, slots=True)
class BankLine:
    """A booked movement of an account. `place` says where in the file, `reason` why money came back."""

    place: str
    credit: bool
    amount: int
    sen: int
    booked_on: date
    value_on: date
    bank_reference: str
    end_to_end_id: str
    remark: str
    returned: bool
    reason: str

    @property
    def hundredths(self) -> int:
        """What the line does to the account, in hundredths of a rupiah."""
        size = self.amount * 100 + self.sen
        return size if self.credit else -size


@dataclass(frozen=True, slots=True)
class Statement:
    """Lines of one account. A notice (camt.054) has neither balances nor a place in the sequence."""

    identification: str
    account: str
    sequence: int | None
    opening: Balance | None
    closing: Balance | None
    lines: tuple[BankLine, ...]
    pending: int = 0

    @property
    def year(self) -> int | None:
        """The year its sequence number belongs to: banks begin again on 1 January."""
        return self.closing.on.year if self.closing else None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a bank says of one transfer of an order: a status code, and the reason where it refuses."""

    place: str
    end_to_end_id: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class StatusReport:
    """What a bank says of an order as a whole and of its transfers."""

    message_id: str
    status: str
    reason: str
    answers: tuple[Answered, ...]


@dataclass(frozen=True, slots=True)
class BankFile:
    """A file of a bank, read whole. `sha256` tells it from every other file."""

    name: str
    kind: Kind
    sha256: str
    size: int
    statements: tuple[Statement, ...] = ()
    report: StatusReport | None = None
