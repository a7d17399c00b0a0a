"""The trial balance."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

TRIAL = """
SELECT a.code, a.name, a.kind, a.fund, coalesce(sum(e.debit), 0)::bigint, coalesce(sum(e.credit), 0)::bigint
FROM ledger_account a
LEFT JOIN (
    SELECT e.account_id, e.debit, e.credit FROM ledger_entry e JOIN ledger_journal j ON j.id = e.journal_id
    WHERE j.month <= %(until)s
) e ON e.account_id = a.code
GROUP BY a.code ORDER BY a.code
"""


@dataclass(frozen=True, slots=True)
class AccountBalance:
    """An account with all its debits and credits so far; whole rupiah."""

    code: str
    name: str
    kind: str
    fund: str
    debit: int
    credit: int

    @property
    def balance(self) -> int:
        """Debits less credits."""
        return self.debit - self.credit


def trial_balance(until: date) -> list[AccountBalance]:
    """Every account with its debits and credits of all months up to `until`."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL, {"until": until})
        return [AccountBalance(*row) for row in cursor.fetchall()]
