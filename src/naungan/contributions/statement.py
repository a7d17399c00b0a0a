"""One worker's months: who reported, who paid, what stands on the JHT account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.contributions.errors import UnknownPerson

MONTHS = """
SELECT m.for_month, y.code, y.name, m.segment, m.wage,
       sum(a.jkk)::bigint, sum(a.jkm)::bigint, sum(a.jht_employer + a.jht_employee)::bigint,
       sum(a.jp_employer + a.jp_employee)::bigint, sum(a.total)::bigint,
       bool_and(s.bill_id IS NOT NULL AND s.paid), max(s.settled_on), max(st.standing), max(st.unpaid_months)
FROM registry_participation p
JOIN contributions_personmonth m ON m.payer_id = p.payer_id AND m.participation_id = p.id
JOIN registry_payer y ON y.id = p.payer_id
LEFT JOIN contributions_assessment a
    ON (a.close_month, a.payer_id, a.participation_id, a.for_month)
     = (m.close_month, m.payer_id, m.participation_id, m.for_month)
LEFT JOIN contributions_bill b ON b.payer_id = m.payer_id AND b.month = m.close_month
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
LEFT JOIN contributions_standing st
    ON st.month = m.for_month AND st.payer_id = m.payer_id AND st.participation_id = m.participation_id
WHERE p.person_id = %(person)s
GROUP BY m.for_month, y.code, y.name, m.segment, p.id, m.wage
ORDER BY m.for_month, y.code, max(m.close_month)
"""
SAVINGS = """
SELECT coalesce(sum(e.amount), 0)
FROM registry_participation p
JOIN ledger_savingsentry e ON e.payer_id = p.payer_id AND e.participation_id = p.id
WHERE p.person_id = %(person)s
"""
COLUMNS = (
    "month", "payer_code", "payer", "segment", "wage", "jkk", "jkm", "jht", "jp", "total", "paid",
    "paid_on", "standing", "unpaid_months",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class StatementMonth:
    """One month with one payer, in rupiah; `paid` when the bill that carries it is settled.

    For a project whose wages are unknown the amounts are None: the project owes, not the person.
    """

    month: date
    payer_code: str
    payer: str
    segment: int
    wage: int
    jkk: int | None
    jkm: int | None
    jht: int | None
    jp: int | None
    total: int | None
    paid: bool
    paid_on: date | None
    standing: int | None
    unpaid_months: int | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A person's months and savings; NIK masked for the screen by whoever shows it."""

    nik: str
    name: str
    kpj: tuple[str, ...]
    savings: int
    months: tuple[StatementMonth, ...]


def statement(nik: str) -> Statement:
    """The months of the person with this NIK. Raises UnknownPerson."""
    person = _row("SELECT id, name FROM registry_person WHERE nik = %(nik)s", {"nik": nik})
    if person is None:
        raise UnknownPerson(
            f"Kami belum menemukan NIK {nik!r} di daftar peserta. "
            "Bisa jadi belum terdaftar atau NIK salah ketik; NIK terdiri dari 16 angka."
        )
    key = {"person": person[0]}
    savings = _row(SAVINGS, key)
    with connection.cursor() as cursor:
        cursor.execute(MONTHS, key)
        months = tuple(StatementMonth(**dict(zip(COLUMNS, row, strict=True))) for row in cursor.fetchall())
        cursor.execute("SELECT kpj FROM registry_card WHERE person_id = %(person)s ORDER BY issued_on, kpj", key)
        cards = tuple(kpj for (kpj,) in cursor.fetchall())
    return Statement(nik, person[1], cards, int(savings[0]) if savings else 0, months)


def _row(query: str, parameters: dict[str, Any]) -> tuple[Any, ...] | None:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: tuple[Any, ...] | None = cursor.fetchone()
        return found
