"""Nouns of a decision: the decision, its lines and checks, what is owed by it; and signals about a claim."""

from __future__ import annotations

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims import guarding
from naungan.claims.models.claim import NOW, Claim, Payee, before_update
from naungan.guards import append_only, every_new_row, never


class Outcome(models.TextChoices):
    """What was decided."""

    APPROVED = "approved", _("Disetujui")
    REFUSED = "refused", _("Ditolak")


class Decision(models.Model):
    """What an officer decided, with everything it was decided on; final when enough others have agreed.

    `total` is what the payees receive together, rupiah, tax taken off. `basis` is the explanation with all its
    inputs as they were: from it alone the decision can be computed again.
    """

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="decisions", db_index=False)
    sequence = models.SmallIntegerField()
    outcome = models.TextField(choices=Outcome.choices)
    total = models.BigIntegerField()
    eligible = models.BooleanField()
    basis = models.JSONField(encoder=DjangoJSONEncoder)
    law_version = models.TextField()
    engine_version = models.TextField()
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(db_default=NOW)
    needed_checks = models.SmallIntegerField()
    final_at = models.DateTimeField(null=True)
    article = models.TextField(default="", db_default="", blank=True)
    fact = models.TextField(default="", db_default="", blank=True)
    next_step = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "sequence"], name="decision_once"),
            models.CheckConstraint(name="decision_checked_by_somebody", condition=Q(needed_checks__gte=1)),
            models.CheckConstraint(name="decision_born_open", condition=Q(sequence__gte=1, total__gte=0)),
            models.CheckConstraint(
                name="decision_refused_says_why_and_what_now",
                condition=Q(outcome=Outcome.APPROVED, eligible=True)
                | (Q(outcome=Outcome.REFUSED, total=0) & ~Q(article="") & ~Q(fact="") & ~Q(next_step="")),
            ),
        ]
        indexes = [models.Index(fields=["made_by", "-id"], name="decision_maker")]
        triggers = [
            never("decision_kept", pgtrigger.Delete | pgtrigger.Truncate, "a decision is never deleted"),
            before_update("decision_final_once", guarding.DECISION_BECOMES_FINAL),
            *every_new_row("decision_checked", guarding.FINAL_TOO_SOON, "a decision is final when enough agree"),
            *every_new_row("decision_sum", guarding.FINAL_OTHER_THAN_ITS_LINES, "a decision is the sum of its lines"),
        ]


class DecisionLine(models.Model):
    """One benefit of a decision: rupiah, negative for tax. The lines of a decision come in one statement."""

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="lines")
    programme = models.TextField()
    item = models.TextField()
    amount = models.BigIntegerField()
    unverified = models.BooleanField(default=False)
    article = models.TextField(default="", blank=True)

    class Meta:
        triggers = [
            append_only("decision_line_append_only", "what was decided is never rewritten"),
            every_new_row("decision_line_sum", guarding.LINES_OF_ANOTHER_TOTAL, "a decision is the sum of its lines")[
                0
            ],
        ]


class DecisionCheck(models.Model):
    """That somebody else looked at a decision and agreed, or did not."""

    id = models.BigAutoField(primary_key=True)
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="checks", db_index=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(db_default=NOW)
    agrees = models.BooleanField()
    said = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "account"], name="decision_check_once_each"),
            models.CheckConstraint(name="decision_check_no_says_why", condition=Q(agrees=True) | ~Q(said="")),
        ]
        triggers = [
            append_only("decision_check_append_only", "a check is never taken back"),
            every_new_row(
                "decision_check_maker", guarding.CHECKED_BY_ITS_MAKER, "the maker of a decision does not check it"
            )[0],
            every_new_row("decision_check_late", guarding.CHECKED_TOO_LATE, "a final decision is checked no more")[0],
        ]


class Payable(models.Model):
    """Money owed to one payee on a day: rupiah. Whether it is paid is told by what disburses it.

    `reference` goes to the bank and back (EndToEndId). `decision` is empty for what follows from an earlier
    decision month by month (a pension).
    """

    id = models.BigAutoField(primary_key=True)
    reference = models.CharField(max_length=35, unique=True)
    claim = models.ForeignKey(Claim, models.PROTECT, null=True, related_name="payables")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="payables")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="payables")
    fund = models.TextField(choices=[(fund, fund) for fund in ("JKK", "JKM", "JHT", "JP", "JKP")])
    what = models.TextField()
    amount = models.BigIntegerField()
    due_on = models.DateField()
    created_at = models.DateTimeField(db_default=NOW)

    class Meta:
        constraints = [
            models.CheckConstraint(name="payable_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payable_reference_for_a_bank", condition=Q(reference__regex=r"^[A-Z0-9/-]{1,35}$")
            ),
            models.CheckConstraint(
                name="payable_fund_known", condition=Q(fund__in=["JKK", "JKM", "JHT", "JP", "JKP"])
            ),
        ]
        indexes = [models.Index(fields=["due_on", "id"], name="payable_due")]
        triggers = [
            append_only("payable_append_only", "what is owed is never rewritten"),
            *(
                every_new_row(f"payable_{name}", violation, said)[0]
                for name, violation, said in (
                    ("decided", guarding.OWED_WITHOUT_A_DECISION, "money is owed by the last final approval alone"),
                    ("within", guarding.OWED_MORE_THAN_DECIDED, "more would be owed than was decided"),
                    ("payee", guarding.OWED_TO_A_STRANGER, "money is owed to a payee of the same claim"),
                )
            ),
        ]


class SignalOutcome(models.TextChoices):
    """What somebody who looked made of a signal."""

    CLEARED = "cleared", _("Wajar")
    CONFIRMED = "confirmed", _("Perlu ditindaklanjuti")


class Signal(models.Model):
    """A pattern in a claim that somebody should look at: a question, never a verdict."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="signals", db_index=False)
    code = models.TextField()
    reason = models.TextField()
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    raised_at = models.DateTimeField(db_default=NOW)
    seen_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    seen_at = models.DateTimeField(null=True)
    outcome = models.TextField(choices=SignalOutcome.choices, default="", db_default="", blank=True)
    said = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "code"], name="signal_once"),
            models.CheckConstraint(
                name="signal_seen_by_somebody_with_words",
                condition=Q(seen_at__isnull=True, seen_by__isnull=True, outcome="")
                | (Q(seen_at__isnull=False, seen_by__isnull=False) & ~Q(outcome="") & ~Q(said="")),
            ),
        ]
        triggers = [
            never("signal_kept", pgtrigger.Delete | pgtrigger.Truncate, "a signal is answered, not deleted"),
            before_update("signal_seen", guarding.SIGNAL_SEEN),
        ]
