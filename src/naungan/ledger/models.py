"""Nouns of the ledger: accounts, journals and entries. What a participant saved is with contributions."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import Q

from naungan.guards import append_only, refused_if, transition

BALANCED = pgtrigger.Trigger(
    name="entry_balanced",
    level=pgtrigger.Statement,
    when=pgtrigger.After,
    operation=pgtrigger.Insert,
    referencing=transition(new="new_rows"),
    **refused_if(
        """
        SELECT 1 FROM ledger_entry e
        WHERE e.journal_id IN (SELECT journal_id FROM new_rows)
        GROUP BY e.journal_id HAVING sum(e.debit) <> sum(e.credit)
        """,
        "a journal must balance: debits and credits differ",
    ),
)


class Account(models.Model):
    """An account of the chart; `fund` is the programme whose money it is, or empty."""

    code = models.CharField(max_length=8, primary_key=True)
    name = models.TextField()
    name_en = models.TextField()
    kind = models.TextField(
        choices=[
            ("asset", "Aset"),
            ("liability", "Kewajiban"),
            ("income", "Pendapatan"),
            ("expense", "Beban"),
        ]
    )
    fund = models.TextField(default="", db_default="", blank=True)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Journal(models.Model):
    """One event in the books of a month. `reference` makes a second posting of the same event fail."""

    id = models.BigAutoField(primary_key=True)
    month = models.DateField()
    kind = models.TextField()
    reference = models.TextField(unique=True)
    memo = models.TextField()
    posted_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        triggers = [append_only("journal_append_only", "a journal is never changed: post a correction")]


class Entry(models.Model):
    """A debit or a credit in whole rupiah; the database refuses a journal that does not balance."""

    id = models.BigAutoField(primary_key=True)
    journal = models.ForeignKey(Journal, models.PROTECT, related_name="entries")
    account = models.ForeignKey(Account, models.PROTECT, related_name="entries")
    debit = models.BigIntegerField(default=0, db_default=0)
    credit = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="entry_debit_or_credit",
                condition=Q(debit__gt=0, credit=0) | Q(debit=0, credit__gt=0),
            )
        ]
        triggers = [
            append_only("entry_append_only", "a ledger entry is never changed: post a correction"),
            BALANCED,
        ]
