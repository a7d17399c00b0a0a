"""Money that no bill has taken yet: without a payer, or more than was owed; and whose it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection

# Reversed payments stand no more; the partial scan is over payments without a payer only.
WAITING = """
SELECT p.id, p.payment_code, p.amount, p.paid_on, p.bank_reference
FROM contributions_payment p
WHERE p.payer_id IS NULL AND p.paid_on <= %(day)s
  AND NOT EXISTS (SELECT FROM contributions_reversal r WHERE r.payment_id = p.id)
"""
WAITING_SUM = f"SELECT count(*), coalesce(sum(w.amount), 0)::bigint, min(w.paid_on) FROM ({WAITING}) w"
WAITING_PAGE = f"SELECT * FROM ({WAITING}) w ORDER BY w.paid_on, w.id LIMIT %(limit)s OFFSET %(offset)s"
WAITING_ONE = """
SELECT p.id, p.payment_code, p.amount, p.paid_on, p.bank_reference FROM contributions_payment p
WHERE p.id = %(id)s AND p.payer_id IS NULL
  AND NOT EXISTS (SELECT FROM contributions_reversal r WHERE r.payment_id = p.id)
"""

# A mistyped code differs from a right one in one digit, or in two neighbours that changed places.
BY_CODE = """
SELECT y.id, y.code, y.name, c.month, b.id IS NOT NULL AND s.bill_id IS NULL
FROM unnest(%(payers)s::bigint[], %(months)s::date[], %(codes)s::text[]) AS c (payer_id, month, code)
JOIN registry_payer y ON y.id = c.payer_id
LEFT JOIN contributions_bill b ON b.payer_id = y.id AND b.month = c.month
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE c.code = naungan_payment_code(y.id, c.month)
  AND c.month BETWEEN %(paid_on)s::date - interval '36 months' AND %(paid_on)s::date + interval '12 months'
"""
BY_AMOUNT = """
SELECT y.id, y.code, y.name, b.month
FROM contributions_bill b
JOIN registry_payer y ON y.id = b.payer_id
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE b.total = %(amount)s AND s.bill_id IS NULL AND b.month <= %(paid_on)s
ORDER BY b.month DESC, y.code LIMIT 10
"""
CODE_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Waiting:
    """A payment without a payer; rupiah."""

    id: int
    payment_code: str
    amount: int
    paid_on: date
    bank_reference: str


@dataclass(frozen=True, slots=True)
class WaitingTotal:
    """How much money waits without a payer, and since when; rupiah."""

    payments: int
    amount: int
    oldest: date | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """Whose a payment may be, for which month, and what says so.

    `code`: its payment code was nearly written; `unpaid`: it owes for that month; `amount`: just that much.
    """

    payer_id: int
    code: str
    name: str
    month: date
    signs: tuple[str, ...]


def waiting_total(day: date) -> WaitingTotal:
    """What had come in without a payer by a day and still waits."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING_SUM, {"day": day})
        payments, amount, oldest = cursor.fetchone()
    return WaitingTotal(int(payments), int(amount), oldest)


def waiting_payments(day: date, limit: int, offset: int = 0) -> list[Waiting]:
    """The payments that wait without a payer, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING_PAGE, {"day": day, "limit": limit, "offset": offset})
        return [Waiting(*row) for row in cursor.fetchall()]


def waiting_payment(payment_id: int) -> Waiting | None:
    """The payment that waits without a payer, None where it does not (any more)."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING_ONE, {"id": payment_id})
        row = cursor.fetchone()
    return Waiting(*row) if row else None


def candidates(payment: Waiting) -> list[Candidate]:
    """Whose a payment may be: payers whose code was nearly written, payers who owe just that much.

    Those with most signs come first.
    """
    found: dict[tuple[int, date], tuple[str, str, list[str]]] = {}
    near = list(_near(payment.payment_code))
    with connection.cursor() as cursor:
        cursor.execute(
            BY_CODE,
            {
                "payers": [int(code[4:14]) for code in near],
                "months": [_month(code) for code in near],
                "codes": near,
                "paid_on": payment.paid_on,
            },
        )
        for payer_id, code, name, month, unpaid in cursor.fetchall():
            found[payer_id, month] = (code, name, ["code", "unpaid"] if unpaid else ["code"])
        cursor.execute(BY_AMOUNT, {"amount": payment.amount, "paid_on": payment.paid_on})
        for payer_id, code, name, month in cursor.fetchall():
            found.setdefault((payer_id, month), (code, name, ["unpaid"]))[2].append("amount")
    told = [
        Candidate(payer_id, code, name, month, tuple(dict.fromkeys(signs)))
        for (payer_id, month), (code, name, signs) in found.items()
    ]
    return sorted(told, key=lambda one: (-len(one.signs), one.code, one.month))


def _near(code: str) -> Iterator[str]:
    """Every well-formed code that one slip away could have become this one."""
    if len(code) != CODE_LENGTH or not (code.isascii() and code.isdigit()):
        return
    slips = {code[:at] + digit + code[at + 1 :] for at in range(CODE_LENGTH) for digit in "0123456789"}
    slips |= {code[:at] + code[at + 1] + code[at] + code[at + 2 :] for at in range(CODE_LENGTH - 1)}
    yield from sorted(one for one in slips - {code} if 1 <= int(one[2:4]) <= 12)


def _month(code: str) -> date:
    return date(2000 + int(code[:2]), int(code[2:4]), 1)
