"""Prove that the transfers say what the ledger says, and that what was decided is owed, on its way, or paid."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from naungan.disbursements.post import KIND
from naungan.ledger import chart

# An account, whether all its entries count or those of disbursing alone, and the rows it stands for; rupiah, debit
# positive.
SUB_LEDGERS = (
    (
        chart.IN_TRANSIT,
        True,
        "Transfer dikirim, belum dijawab",
        "SELECT -sum(amount) FROM disbursements_transfer WHERE state = 'sent'",
    ),
    (
        chart.BANK,
        False,
        "Mutasi bank yang dicocokkan",
        """
        SELECT sum(CASE m.kind WHEN 'out' THEN -l.amount ELSE l.amount END)
        FROM disbursements_match m JOIN disbursements_bankline l ON l.id = m.line_id WHERE m.kind IN ('out', 'back')
        """,
    ),
    (
        chart.BENEFITS_OWED,
        True,
        "Manfaat diputus, belum dikirim atau kembali",
        """
        SELECT -sum(p.amount) FROM claims_payable p
        WHERE NOT EXISTS (SELECT 1 FROM disbursements_transfer t
                          WHERE t.payable_id = p.id AND t.state IN ('sent', 'paid'))
        """,
    ),
)
BALANCES = """
SELECT e.account_id, sum(e.debit - e.credit), sum(e.debit - e.credit) FILTER (WHERE j.kind = %s)
FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id GROUP BY e.account_id
"""
# Every payable is in one place: paid, on its way, or owed; and paid at most once.
PLACES = """
SELECT coalesce(sum(p.amount), 0), coalesce(sum(p.amount) FILTER (WHERE t.state = 'paid'), 0),
       coalesce(sum(p.amount) FILTER (WHERE t.state = 'sent'), 0),
       coalesce(sum(p.amount) FILTER (WHERE t.state IS NULL AND back.payable_id IS NULL), 0),
       coalesce(sum(p.amount) FILTER (WHERE t.state IS NULL AND back.payable_id IS NOT NULL), 0)
FROM claims_payable p
LEFT JOIN disbursements_transfer t ON t.payable_id = p.id AND t.state IN ('sent', 'paid')
LEFT JOIN (SELECT DISTINCT payable_id FROM disbursements_transfer WHERE state = 'returned') back
    ON back.payable_id = p.id
"""
# The bank's own lines say once more what left for a payable and stayed away.
PAID_TWICE = """
SELECT count(*) FROM (
    SELECT t.payable_id FROM disbursements_match m JOIN disbursements_transfer t ON t.id = m.transfer_id
    GROUP BY t.payable_id
    HAVING count(*) FILTER (WHERE m.kind = 'out') - count(*) FILTER (WHERE m.kind = 'back') > 1
) AS twice
"""


@dataclass(frozen=True, slots=True)
class Proof:
    """Two sums that must be one; rupiah, or a count."""

    what: str
    one: int
    other: int

    @property
    def holds(self) -> bool:
        """Whether they are."""
        return self.one == self.other


@dataclass(frozen=True, slots=True)
class Places:
    """Where the money of all payables is: rupiah. `owed` was never out, `returned` came back and is owed again."""

    decided: int
    paid: int
    sent: int
    owed: int
    returned: int


def places() -> Places:
    """Where all money that was ever owed to a payee is now."""
    with connection.cursor() as cursor:
        cursor.execute(PLACES)
        return Places(*(int(amount) for amount in cursor.fetchone()))


def prove(now: Places | None = None) -> tuple[Proof, ...]:
    """Compare the ledger with the transfers, account by account, and the payables with where they are (`now`)."""
    with connection.cursor() as cursor:
        cursor.execute(BALANCES, [KIND])
        balances = {account: (int(every), int(own or 0)) for account, every, own in cursor.fetchall()}
        cursor.execute(f"SELECT {', '.join(f'({query})' for *_, query in SUB_LEDGERS)}")
        proofs = []
        for (account, whole, what, _query), rows in zip(SUB_LEDGERS, cursor.fetchone(), strict=True):
            every, own = balances.get(account, (0, 0))
            proofs.append(Proof(f"{account} {what}", every if whole else own, int(rows or 0)))
        cursor.execute(PAID_TWICE)
        proofs.append(Proof("Manfaat yang keluar dua kali", int(cursor.fetchone()[0]), 0))
    now = now or places()
    proofs.append(
        Proof(
            "Diputus = dibayar + dikirim + terutang + kembali",
            now.decided,
            now.paid + now.sent + now.owed + now.returned,
        )
    )
    return tuple(proofs)
