"""A government's money for its schemes: budget lines, what of them is committed, what was paid. Rupiah.

Rows are only added: a change of the budget is another line, a correction a row of less than nothing.
"""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from naungan.access.models import Account
from naungan.contributions.models import Payment
from naungan.guards import append_only, every_new_row
from naungan.registry.models import Payer
from naungan.sponsorship.models.programmes import Scheme


class Fund(models.TextChoices):
    """Where the money is from (mandates.md 9, 10, 16)."""

    APBD = "apbd", "APBD"
    DBH_PALM = "dbh-sawit", "DBH Sawit"
    DBH_TOBACCO = "dbhcht", "DBHCHT"
    VILLAGE = "apbdes", "APBDes"
    COMPANY = "csr", "CSR"


class BudgetLine(models.Model):
    """A line of a year's budget. `account_code` is digits and dots as normalised, `from_month` when it can be spent.

    `changes` is the line that this one adds to or takes from (a change of the budget).
    """

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="budget_lines")
    year = models.SmallIntegerField()
    account_code = models.TextField()
    label = models.TextField()
    fund = models.TextField(choices=Fund.choices)
    document = models.TextField(help_text="DPA, Perdes or agreement, with number")
    amount = models.BigIntegerField()
    from_month = models.DateField()
    changes = models.ForeignKey("self", models.PROTECT, null=True, related_name="changed_by")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payer", "year", "account_code", "document"], name="budget_line_document_once"
            ),
            models.CheckConstraint(
                name="budget_line_of_something",
                condition=Q(changes__isnull=True, amount__gt=0) | (Q(changes__isnull=False) & ~Q(amount=0)),
            ),
            models.CheckConstraint(name="budget_line_first_day", condition=Q(from_month__day=1)),
            models.CheckConstraint(name="budget_line_in_its_year", condition=Q(from_month__year=F("year"))),
            models.CheckConstraint(name="budget_line_code", condition=Q(account_code__regex=r"^[0-9]+(\.[0-9]+)*$")),
        ]
        indexes = [models.Index(fields=["payer", "year"], name="budget_line_year")]
        triggers = [
            append_only("budget_line_append_only", "a budget line is never changed: add one that changes it"),
            *every_new_row(
                "budget_line_stays_above",
                """
                SELECT 1 FROM new_rows n JOIN sponsorship_budgetline b ON b.id = n.changes_id
                WHERE b.changes_id IS NOT NULL OR b.payer_id <> n.payer_id
                   OR b.amount + (SELECT sum(c.amount) FROM sponsorship_budgetline c WHERE c.changes_id = b.id)
                    < greatest(
                        (SELECT coalesce(sum(k.amount), 0) FROM sponsorship_commitment k
                         WHERE k.budget_line_id = b.id),
                        (SELECT coalesce(sum(r.amount), 0) FROM sponsorship_realisation r
                         WHERE r.budget_line_id = b.id))
                """,
                "a budget line cannot fall below what is committed or paid from it",
            )[:1],
        ]


class Commitment(models.Model):
    """That so much of a budget line is for a scheme (less than nothing: given back)."""

    id = models.BigAutoField(primary_key=True)
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="commitments")
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="commitments")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    said = models.TextField()
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="commitment_of_something", condition=~Q(amount=0))]
        indexes = [models.Index(fields=["scheme"], name="commitment_scheme")]
        triggers = [
            append_only("commitment_append_only", "a commitment is never changed: add another"),
            every_new_row(
                "commitment_within",
                """
                SELECT 1 FROM (SELECT DISTINCT budget_line_id FROM new_rows) n
                JOIN sponsorship_budgetline b ON b.id = n.budget_line_id
                WHERE (SELECT sum(k.amount) FROM sponsorship_commitment k WHERE k.budget_line_id = b.id)
                      NOT BETWEEN 0 AND b.amount + coalesce(
                          (SELECT sum(c.amount) FROM sponsorship_budgetline c WHERE c.changes_id = b.id), 0)
                """,
                "more would be committed than the budget line holds",
            )[0],
        ]


class Realisation(models.Model):
    """That a payment of the sponsor was made from a budget line; a payment is counted once."""

    id = models.BigAutoField(primary_key=True)
    budget_line = models.ForeignKey(BudgetLine, models.PROTECT, related_name="realisations")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    payment = models.OneToOneField(Payment, models.PROTECT, related_name="+")
    amount = models.BigIntegerField()
    reference = models.TextField(help_text="SP2D, with number")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="realisation_of_something", condition=Q(amount__gt=0))]
        indexes = [models.Index(fields=["payer", "-id"], name="realisation_payer")]
        triggers = [
            append_only("realisation_append_only", "what was paid is never rewritten"),
            every_new_row(
                "realisation_within",
                """
                SELECT 1 FROM (SELECT DISTINCT budget_line_id FROM new_rows) n
                JOIN sponsorship_budgetline b ON b.id = n.budget_line_id
                WHERE (SELECT sum(r.amount) FROM sponsorship_realisation r WHERE r.budget_line_id = b.id)
                      > b.amount + coalesce(
                          (SELECT sum(c.amount) FROM sponsorship_budgetline c WHERE c.changes_id = b.id), 0)
                """,
                "more would be paid than the budget line holds",
            )[0],
        ]
