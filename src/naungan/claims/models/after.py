"""Nouns of what comes after a decision, and of the branch's days: appeals, overpayments, days off."""

from __future__ import annotations

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims import guarding
from naungan.claims.models.claim import NOW, Claim, Payee, before_update
from naungan.claims.models.decision import Decision
from naungan.guards import append_only, every_new_row, never
from naungan.registry.models import Region


class AppealOutcome(models.TextChoices):
    """What became of an appeal."""

    GRANTED = "granted", _("Dikabulkan")
    DISMISSED = "dismissed", _("Ditolak")


class Appeal(models.Model):
    """That somebody does not accept a decision: why, by when it is answered, and the answer."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="appeals")
    decision = models.OneToOneField(Decision, models.PROTECT, related_name="appeal")
    filed_at = models.DateTimeField(db_default=NOW)
    by = models.TextField(help_text="the name of who appeals")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    grounds = models.TextField()
    due_on = models.DateField()
    outcome = models.TextField(choices=AppealOutcome.choices, default="", db_default="", blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    said = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="appeal_has_grounds", condition=~Q(grounds="") & ~Q(by="")),
            models.CheckConstraint(
                name="appeal_answered_with_words",
                condition=Q(outcome="", answered_at__isnull=True, answered_by__isnull=True)
                | (~Q(outcome="") & Q(answered_at__isnull=False, answered_by__isnull=False) & ~Q(said="")),
            ),
        ]
        indexes = [models.Index(fields=["due_on"], condition=Q(outcome=""), name="appeal_open")]
        triggers = [
            never("appeal_kept", pgtrigger.Delete | pgtrigger.Truncate, "an appeal is answered, not deleted"),
            before_update("appeal_answered", guarding.APPEAL_ANSWERED),
        ]


class Overpayment(models.Model):
    """That a payee received more than was due: rupiah, and why. What came back are its recoveries.

    `decision` is the one that gave less than an earlier decision had; empty for what was found otherwise.
    """

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="overpayments")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="overpayments")
    amount = models.BigIntegerField()
    fund = models.TextField()
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="overpaid", db_index=False)
    reason = models.TextField()
    found_at = models.DateTimeField(db_default=NOW)
    found_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    key = models.UUIDField(unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="overpayment_positive", condition=Q(amount__gt=0) & ~Q(reason="")),
        ]
        triggers = [append_only("overpayment_append_only", "an overpayment is recovered, never rewritten")]


class Recovery(models.Model):
    """Part of an overpayment that came back: held off from what else was owed, or paid in."""

    id = models.BigAutoField(primary_key=True)
    overpayment = models.ForeignKey(Overpayment, models.PROTECT, related_name="recoveries")
    amount = models.BigIntegerField()
    how = models.TextField(choices=[("offset", _("Dipotong dari manfaat lain")), ("payment", _("Dibayar kembali"))])
    reference = models.TextField(unique=True, help_text="of the bank's line, or of the payable it was held off from")
    decision = models.ForeignKey(Decision, models.PROTECT, null=True, related_name="offsets")
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        constraints = [
            models.CheckConstraint(name="recovery_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="recovery_offset_of_a_decision",
                condition=Q(how="payment", decision__isnull=True) | Q(how="offset", decision__isnull=False),
            ),
        ]
        triggers = [
            append_only("recovery_append_only", "what was recovered is never rewritten"),
            every_new_row(
                "recovery_within", guarding.RECOVERED_TOO_MUCH, "more would be recovered than was overpaid"
            )[0],
        ]


class DayOff(models.Model):
    """A day on which a branch does not work beside the national holidays; of a province, for all below it."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    day = models.DateField()
    name = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["region", "day"], name="day_off_once")]
