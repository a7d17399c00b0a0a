"""A small month with everything in it, and what the database holds of a close, without numbers of its own."""

from __future__ import annotations

from datetime import date

from django.db import connection
from tests.factories import (
    JHT,
    JKK,
    JKM,
    a_participation,
    a_payment,
    a_person,
    a_project,
    a_self_payer,
    a_sponsor,
    a_wage_report,
    an_employer,
    month,
)

from naungan.contributions.models import Month


def fill() -> None:
    """Employers, self-payers, sponsors and projects for October 2022, some of which pay."""
    for number in range(12):
        employer = an_employer(jkk_class=1 + number % 5)
        workers = {a_participation(employer, 3_000_000 + 111_111 * k): 3_100_000 + 111_113 * k for k in range(5)}
        if number % 3:
            a_wage_report(employer, month("2022-10"), workers)
        if number % 4 == 0:
            a_payment(employer, 5_000_000, date(2022, 10, 28))
    for number in range(8):
        person = a_person()
        payer = a_self_payer(person)
        a_participation(payer, 1_000_000, person=person, programmes=JKK | JKM | (JHT if number % 2 else 0))
        if number < 5:
            a_payment(payer, 16_800 if number % 2 == 0 else 36_800, date(2022, 10, 14))
    sponsor = a_sponsor()
    for _ in range(4):
        a_participation(sponsor, 1_000_000)
    project = a_project(date(2022, 10, 3), 300_000_000, stage_plan="50/25/25")
    a_participation(project, 3_000_000)
    a_payment(None, 777, date(2022, 10, 30), code="salah")
    Month.objects.create(month=month("2022-10"))


# The same rows whatever numbers a sequence gave and whenever they were written.
CONTENTS = {
    "month": "SELECT month, state, as_of, law_version FROM contributions_month",
    "payer month": "SELECT * FROM contributions_payermonth",
    "assessment": "SELECT * FROM contributions_assessment",
    "bill": "SELECT to_jsonb(b) - 'id' FROM contributions_bill b",
    "charge": "SELECT to_jsonb(c) - 'id' - 'about_bill_id' FROM contributions_charge c",
    "allocation": """
        SELECT p.bank_reference, b.payment_code, a.amount, a.close_month FROM contributions_allocation a
        JOIN contributions_payment p ON p.id = a.payment_id JOIN contributions_bill b ON b.id = a.bill_id
    """,
    "settlement": """
        SELECT b.payment_code, s.paid, s.settled_on, s.close_month
        FROM contributions_settlement s JOIN contributions_bill b ON b.id = s.bill_id
    """,
    "standing": "SELECT * FROM contributions_standing",
    "entry": """
        SELECT j.month, j.kind, j.reference, e.account_id, e.debit, e.credit
        FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id WHERE j.kind <> 'payment'
    """,
    "savings": "SELECT * FROM contributions_savings",
    "figure": "SELECT to_jsonb(f) - 'id' - 'computed_at' FROM coverage_figure f",
    "task": "SELECT month, step, part, rows, rupiah FROM operations_closetask",
    "participation": "SELECT to_jsonb(p) - 'recorded_at' FROM registry_participation p",
}


def contents() -> dict[str, list[str]]:
    """Every table that a close writes, as sorted lines."""
    with connection.cursor() as cursor:
        found = {}
        for name, query in CONTENTS.items():
            cursor.execute(f"SELECT x::text FROM ({query}) AS x")
            found[name] = sorted(line for (line,) in cursor.fetchall())
        return found
