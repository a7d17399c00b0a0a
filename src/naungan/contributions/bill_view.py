"""One bill with its lines: what each person owes, what was charged beside, what was paid on it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.db import connection

from naungan.contributions.errors import UnknownBill
from naungan.saying import gettext as _

BILL = """
SELECT y.id, y.code, y.name, b.month, b.people, b.jkk, b.jkm, b.jht, b.jp, b.jp_deferred, b.penalty,
       b.credit_used, b.credit_forward, b.total, b.due_on, b.payment_code,
       coalesce((SELECT sum(amount) FROM contributions_allocation a WHERE a.bill_id = b.id), 0)::bigint,
       s.settled_on, s.paid
FROM contributions_bill b
JOIN registry_payer y ON y.id = b.payer_id
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
WHERE b.month = %(month)s AND y.code = %(code)s
"""
LINES = """
SELECT h.name, h.nik, a.for_month, a.wage, a.jkk, a.jkm, a.jht_employer, a.jht_employee,
       a.jp_employer, a.jp_employee, a.total
FROM contributions_assessment a
JOIN registry_person h ON h.id = a.person_id
WHERE a.close_month = %(month)s AND a.payer_id = %(payer)s AND NOT a.by_contract
ORDER BY a.for_month DESC, h.name, a.participation_id
"""
CHARGES = """
SELECT kind, sequence, jkk, jkm, jp, penalty FROM contributions_charge
WHERE close_month = %(month)s AND payer_id = %(payer)s ORDER BY kind, sequence
"""
NEAR = """
SELECT code FROM registry_payer WHERE code LIKE %(start)s || '%%' ORDER BY code LIMIT 5
"""


@dataclass(frozen=True, slots=True)
class BillLine:
    """One person-month of a bill; rupiah. `for_month` before the bill's month is a correction."""

    name: str
    nik: str | None
    for_month: date
    wage: int
    jkk: int
    jkm: int
    jht_employer: int
    jht_employee: int
    jp_employer: int
    jp_employee: int
    total: int


@dataclass(frozen=True, slots=True)
class BillCharge:
    """A stage, a fine or an instalment on a bill; rupiah."""

    kind: str
    sequence: int
    jkk: int
    jkm: int
    jp: int
    penalty: int


@dataclass(frozen=True, slots=True)
class BillView:
    """A bill as its payer sees it; rupiah. `paid` is what was allocated to it so far."""

    payer_code: str
    payer: str
    month: date
    people: int
    jkk: int
    jkm: int
    jht: int
    jp: int
    jp_deferred: int
    penalty: int
    credit_used: int
    credit_forward: int
    total: int
    due_on: date
    payment_code: str
    allocated: int
    settled_on: date | None
    settled_by_payment: bool | None
    lines: tuple[BillLine, ...]
    charges: tuple[BillCharge, ...]


def view_bill(code: str, month: date) -> BillView:
    """The bill of a payer (NPP-division, sponsor, project) for a month. Raises UnknownBill."""
    key: dict[str, Any] = {"code": full_code(code), "month": month}
    with connection.cursor() as cursor:
        cursor.execute(BILL, key)
        found = cursor.fetchone()
        if found is None:
            raise UnknownBill(_why_missing(code, month))
        key["payer"], *facts = found
        cursor.execute(LINES, key)
        lines = tuple(BillLine(*row) for row in cursor.fetchall())
        cursor.execute(CHARGES, key)
        charges = tuple(BillCharge(*row) for row in cursor.fetchall())
    names = [field.name for field in fields(BillView)]
    return BillView(**dict(zip(names, (*facts, lines, charges), strict=True)))


def full_code(code: str) -> str:
    """An NPP without its division means division 000."""
    return f"{code}-000" if len(code) == 8 and "-" not in code else code


def _why_missing(code: str, month: date) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM registry_payer WHERE code = %s", [full_code(code)])
        if cursor.fetchone():
            return _("%(payer)s belum mempunyai tagihan %(month)s. Bulan itu sudah ditutup?") % {
                "payer": full_code(code), "month": f"{month:%Y-%m}",
            }  # fmt: skip
        cursor.execute(NEAR, {"start": code[:4]})
        near = ", ".join(row[0] for row in cursor.fetchall()) or _("tidak ada")
    return _("Pembayar iuran %(code)s tidak terdaftar. Yang mirip: %(near)s.") % {"code": repr(code), "near": near}
