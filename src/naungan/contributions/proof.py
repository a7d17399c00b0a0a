"""Prove that the sub-ledgers (bills, payments, savings) say what the ledger says."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from naungan.ledger import chart

# Benefits are paid from the same accounts by the rooms above, which prove their own part.
OF_BENEFITS = ("claim", "overpayment", "benefits", "disbursement")
BALANCES = """
SELECT e.account_id, sum(e.debit - e.credit) FILTER (WHERE j.kind <> ALL (%s)), sum(e.debit - e.credit)
FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id GROUP BY e.account_id
"""

# A payment that was reversed stands no more: what was made of it stands in its place (identify.py).
STANDING_PAYMENTS = """
SELECT (SELECT coalesce(sum(amount), 0) FROM contributions_payment)
     - (SELECT coalesce(sum(p.amount), 0) FROM contributions_reversal r
        JOIN contributions_payment p ON p.id = r.payment_id)
"""

# Each control account beside the rows that it stands for; both in rupiah, debit positive.
SUB_LEDGERS = {
    chart.BANK: ("Pembayaran yang diterima", STANDING_PAYMENTS),
    chart.RECEIVABLE: (
        "Tagihan belum dibayar",
        """
        SELECT (SELECT coalesce(sum(b.total), 0) FROM contributions_bill b
                LEFT JOIN contributions_settlement s ON s.bill_id = b.id AND NOT s.paid
                WHERE s.bill_id IS NULL)
             - (SELECT coalesce(sum(amount), 0) FROM contributions_allocation)
        """,
    ),
    chart.DEFERRED: ("JP yang ditunda", "SELECT sum(jp_deferred) FROM contributions_bill"),
    chart.SUSPENSE: (
        "Pembayaran belum dialokasikan",
        f"SELECT (SELECT coalesce(sum(amount), 0) FROM contributions_allocation) - ({STANDING_PAYMENTS})",
    ),
    chart.SAVINGS: ("Rekening JHT peserta", "SELECT -sum(amount) FROM contributions_savings"),
    chart.SAVINGS_BILLED: (
        "JHT ditagih, belum dibayar",
        """
        SELECT -sum(b.jht) FROM contributions_bill b
        LEFT JOIN contributions_settlement s ON s.bill_id = b.id WHERE s.bill_id IS NULL
        """,
    ),
    chart.JKP: (
        "JKP dari tagihan yang dibayar",
        """
        SELECT -sum(a.jkp_from_jkk + a.jkp_from_jkm + a.jkp_from_state) FROM contributions_settlement s
        JOIN contributions_bill b ON b.id = s.bill_id AND s.paid
        JOIN contributions_assessment a ON a.close_month = b.month AND a.payer_id = b.payer_id
        """,
    ),
    chart.CREDIT: (
        "Kredit koreksi",
        "SELECT sum(credit_used) - sum(credit_forward) FROM contributions_bill",
    ),
    chart.PENALTY: (
        "Denda yang ditagih",
        """
        SELECT -sum(b.penalty) FROM contributions_bill b
        LEFT JOIN contributions_settlement s ON s.bill_id = b.id AND NOT s.paid WHERE s.bill_id IS NULL
        """,
    ),
}

# What was assessed and charged for a month is what was billed for it, payer by payer.
UNBILLED = """
SELECT count(*) FROM (
    SELECT payer_id, close_month AS month, sum(total - jp_deferred) AS amount
    FROM contributions_assessment GROUP BY 1, 2
    UNION ALL
    SELECT payer_id, close_month, jkk + jkm + jp + penalty FROM contributions_charge
    WHERE close_month IN (SELECT DISTINCT month FROM contributions_bill)
    UNION ALL
    SELECT payer_id, month, -(total + credit_used - credit_forward) FROM contributions_bill
) AS movement
WHERE month IN (SELECT DISTINCT month FROM contributions_bill)
GROUP BY payer_id, month HAVING sum(amount) <> 0
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """A control account beside its sub-ledger, in rupiah, debit positive."""

    account: str
    what: str
    ledger: int
    sub_ledger: int

    @property
    def holds(self) -> bool:
        """Whether the two agree to the rupiah."""
        return self.ledger == self.sub_ledger


def prove() -> list[Proof]:
    """Compare every control account with its sub-ledger, and every bill with what it is made of."""
    proofs = []
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [list(OF_BENEFITS)])
        found = cursor.fetchall()
        balances = {account: int(balance or 0) for account, balance, _all in found}
        for account, (what, query) in SUB_LEDGERS.items():
            cursor.execute(query)
            proofs.append(Proof(account, what, balances.get(account, 0), int(cursor.fetchone()[0] or 0)))
        cursor.execute(f"SELECT count(*) FROM ({UNBILLED}) AS differing")
        proofs.append(Proof("tagihan", "Tagihan yang berbeda dari rinciannya", 0, int(cursor.fetchone()[0])))
    proofs.append(Proof("neraca", "Jumlah debit kurang kredit", sum(int(every) for _, _, every in found), 0))
    return proofs
