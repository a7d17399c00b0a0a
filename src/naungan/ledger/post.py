"""Post one journal: its entries in one statement, balanced or refused by the database."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.db import connection


@dataclass
class JournalDraft:
    """A journal being written: net amount by account, debits positive. Whole rupiah."""

    month: date
    kind: str
    reference: str
    memo: str
    net: dict[tuple[str, str], int] = field(default_factory=lambda: defaultdict(int))

    def debit(self, account: str, amount: int) -> None:
        """Add a debit; a negative one is a credit."""
        self.net[account, "debit"] += amount

    def credit(self, account: str, amount: int) -> None:
        """Add a credit; a negative one is a debit."""
        self.net[account, "credit"] += amount

    def entries(self) -> list[tuple[str, int, int]]:
        """(account, debit, credit) of every side that is not nil."""
        rows = []
        for (account, side), amount in self.net.items():
            if amount:
                is_debit = (side == "debit") == (amount > 0)
                rows.append((account, abs(amount) if is_debit else 0, 0 if is_debit else abs(amount)))
        return rows


def post_journal(draft: JournalDraft) -> int | None:
    """Post the journal and return its number; None when there is nothing to post.

    A reference that was posted before is refused by the database (unique).
    """
    entries = draft.entries()
    if not entries:
        return None
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ledger_journal (month, kind, reference, memo) VALUES (%s, %s, %s, %s) RETURNING id",
            [draft.month, draft.kind, draft.reference, draft.memo],
        )
        journal = int(cursor.fetchone()[0])
        accounts, debits, credits = zip(*entries, strict=True)
        cursor.execute(
            """
            INSERT INTO ledger_entry (journal_id, account_id, debit, credit)
            SELECT %s, account, debit, credit
            FROM unnest(%s::text[], %s::bigint[], %s::bigint[]) AS side (account, debit, credit)
            """,
            [journal, list(accounts), list(debits), list(credits)],
        )
    return journal
