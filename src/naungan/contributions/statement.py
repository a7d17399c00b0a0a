"""One worker's months: who reported, who paid, what stands on the JHT account."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naungan.contributions.errors import UnknownPerson
from naungan.saying import gettext as _

MONTHS = """
SELECT a.for_month, y.code, y.name, a.segment, a.wage,
       sum(a.jkk) FILTER (WHERE NOT a.by_contract)::bigint, sum(a.jkm) FILTER (WHERE NOT a.by_contract)::bigint,
       sum(a.jht_employer + a.jht_employee) FILTER (WHERE NOT a.by_contract)::bigint,
       sum(a.jp_employer + a.jp_employee) FILTER (WHERE NOT a.by_contract)::bigint,
       sum(a.total) FILTER (WHERE NOT a.by_contract)::bigint,
       bool_and(s.bill_id IS NOT NULL AND s.paid), max(s.settled_on), max(st.standing), max(st.unpaid_months)
FROM registry_participation p
JOIN contributions_assessment a ON a.payer_id = p.payer_id AND a.participation_id = p.id
JOIN registry_payer y ON y.id = p.payer_id
LEFT JOIN contributions_bill b ON b.payer_id = a.payer_id AND b.month = a.close_month
LEFT JOIN contributions_settlement s ON s.bill_id = b.id
LEFT JOIN contributions_standing st
    ON st.month = a.for_month AND st.payer_id = a.payer_id AND st.participation_id = a.participation_id
WHERE p.person_id = %(person)s
GROUP BY a.for_month, y.code, y.name, a.segment, p.id, a.wage
ORDER BY a.for_month, y.code, max(a.close_month)
"""
SAVINGS = """
SELECT coalesce(sum(e.amount), 0),
       (SELECT coalesce(array_agg(c.kpj ORDER BY c.issued_on, c.kpj), '{}') FROM registry_card c
        WHERE c.person_id = %(person)s)
FROM registry_participation p
JOIN contributions_savings e ON e.payer_id = p.payer_id AND e.participation_id = p.id
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
    found = _rows("SELECT id, name FROM registry_person WHERE nik = %(nik)s", {"nik": nik})
    if not found:
        raise UnknownPerson(
            _(
                "Kami belum menemukan NIK %(nik)s di daftar peserta. Bisa jadi belum terdaftar atau NIK salah "
                "ketik; NIK terdiri dari 16 angka."
            )
            % {"nik": repr(nik)}
        )
    ((person_id, name),) = found
    savings, cards = savings_of(person_id)
    return Statement(nik, name, cards, savings, months_of(person_id))


def months_of(person_id: int) -> tuple[StatementMonth, ...]:
    """Every month of a person, oldest first."""
    rows = _rows(MONTHS, {"person": person_id})
    return tuple(StatementMonth(**dict(zip(COLUMNS, row, strict=True))) for row in rows)


def savings_of(person_id: int) -> tuple[int, tuple[str, ...]]:
    """What stands on the JHT accounts of a person, and their participant numbers (KPJ), oldest first.

    Rupiah: contributions paid, and returns once they are credited.
    """
    ((amount, cards),) = _rows(SAVINGS, {"person": person_id})
    return int(amount), tuple(cards)


def _rows(query: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found
