"""Who sees the books: those who see everything. Savings: whoever sees the participation."""

from __future__ import annotations

from naungan.row_security import Policy, Seen

POLICIES = (
    Policy("ledger_journal", sees=Seen(), writers=()),
    Policy("ledger_entry", sees=Seen(), writers=()),
    Policy(
        "ledger_savingsentry",
        sees=Seen(
            regions="EXISTS (SELECT FROM registry_participation p WHERE p.id = participation_id)",
            payer="payer_id = naungan_payer()",
            person="participation_id IN (SELECT p.id FROM registry_participation p)",
        ),
        writers=(),
    ),
)
