"""Nouns of participants: the card somebody shows, what they reported as wrong, a contact to be confirmed."""

from __future__ import annotations

import pgtrigger
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from naungan.access.models import Account
from naungan.guards import append_only, never
from naungan.registry.models import Payer, Person, Region


class ShownCard(models.Model):
    """A card with a code that a third party can check. A new one ends the one before it."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="shown_cards")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    expires_on = models.DateField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(revoked_at__isnull=True), name="shown_card_one_at_a_time"
            )
        ]
        triggers = [
            never(
                "shown_card_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a card is revoked, not deleted"
            ),
            pgtrigger.Trigger(
                name="shown_card_stays_revoked",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="""
                    IF OLD.revoked_at IS NOT NULL OR NEW.revoked_at IS NULL
                       OR (OLD.person_id, OLD.expires_on) IS DISTINCT FROM (NEW.person_id, NEW.expires_on)
                    THEN
                        RAISE EXCEPTION 'a card is revoked once and otherwise never changed'
                        USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]


class ReportKind(models.TextChoices):
    """What somebody says is wrong."""

    WAGE = "wage", gettext_lazy("Upah tidak sesuai")
    NAME = "name", gettext_lazy("Nama atau data diri salah")
    MONTH = "month", gettext_lazy("Ada bulan yang tidak tercatat")
    EMPLOYER = "employer", gettext_lazy("Pemberi kerja tidak dikenal")


class ReportState(models.TextChoices):
    """Where a report of wrong data is."""

    DRAFT = "draft", gettext_lazy("Belum dikirim")
    RECEIVED = "received", gettext_lazy("Diterima")
    CHECKING = "checking", gettext_lazy("Diperiksa")
    CORRECTED = "corrected", gettext_lazy("Diperbaiki")
    REFUSED = "refused", gettext_lazy("Ditolak")


# From each state to which others; the database refuses any other move.
MOVES: dict[str, tuple[str, ...]] = {
    ReportState.DRAFT: (ReportState.DRAFT, ReportState.RECEIVED),
    ReportState.RECEIVED: (ReportState.CHECKING,),
    ReportState.CHECKING: (ReportState.CORRECTED, ReportState.REFUSED),
    ReportState.CORRECTED: (),
    ReportState.REFUSED: (),
}
_ALLOWED = ", ".join(f"('{old}', '{new}')" for old, after in MOVES.items() for new in after)


class DataReport(models.Model):
    """That a person's data are wrong: what, in which month, with which payer; with a receipt once sent.

    `stated_wage` is rupiah a month as the reporter says it was; `words` what they say in their own words.
    `region` is the branch's region that looks into it. A draft belongs to who writes it, and to nobody else.
    """

    id = models.BigAutoField(primary_key=True)
    receipt = models.TextField(unique=True, null=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="data_reports")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=ReportKind.choices)
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    month = models.DateField(null=True)
    stated_wage = models.BigIntegerField(null=True)
    stated_name = models.TextField(default="", db_default="", blank=True)
    words = models.TextField(default="", db_default="", blank=True)
    state = models.TextField(choices=ReportState.choices, default=ReportState.DRAFT, db_default=ReportState.DRAFT)
    begun_at = models.DateTimeField(db_default=models.functions.Now())
    sent_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="data_report_receipt_once_sent",
                condition=Q(state=ReportState.DRAFT, receipt__isnull=True, sent_at__isnull=True)
                | (~Q(state=ReportState.DRAFT) & Q(receipt__isnull=False, sent_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="data_report_month_first_day", condition=Q(month__isnull=True) | Q(month__day=1)
            ),
            models.CheckConstraint(
                name="data_report_wage_positive", condition=Q(stated_wage__isnull=True) | Q(stated_wage__gt=0)
            ),
            models.UniqueConstraint(
                fields=["person", "account"],
                condition=Q(state=ReportState.DRAFT),
                name="data_report_one_draft_at_a_time",
            ),
        ]
        indexes = [models.Index(F("region"), F("state"), F("id").desc(), name="data_report_desk")]
        triggers = [
            pgtrigger.Trigger(
                name="data_report_moves",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func=f"""
                    IF (OLD.state, NEW.state) NOT IN ({_ALLOWED}) OR (
                        OLD.state <> 'draft'
                        AND (OLD.receipt, OLD.person_id, OLD.account_id, OLD.kind, OLD.payer_id, OLD.month,
                             OLD.stated_wage, OLD.stated_name, OLD.words, OLD.sent_at)
                            IS DISTINCT FROM
                            (NEW.receipt, NEW.person_id, NEW.account_id, NEW.kind, NEW.payer_id, NEW.month,
                             NEW.stated_wage, NEW.stated_name, NEW.words, NEW.sent_at))
                    THEN
                        RAISE EXCEPTION 'report % cannot go from % to %, nor change once sent',
                            OLD.id, OLD.state, NEW.state USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="data_report_sent_stays",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Delete,
                func="""
                    IF OLD.state <> 'draft' THEN
                        RAISE EXCEPTION 'report % was sent: it is answered, not deleted', OLD.id
                        USING ERRCODE = 'restrict_violation';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.receipt or f"{self.get_kind_display()} (draf)"


class ReportStep(models.Model):
    """One step of a report: which state it came to, who brought it there, and what was said."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(DataReport, models.PROTECT, related_name="steps")
    state = models.TextField(choices=ReportState.choices)
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.TextField(default="", db_default="", blank=True)
    article = models.TextField(default="", db_default="", blank=True)
    next_step = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "state"], name="report_step_once"),
            models.CheckConstraint(
                name="report_step_refusal_says_why",
                condition=~Q(state=ReportState.REFUSED) | (~Q(reason="") & ~Q(article="") & ~Q(next_step="")),
            ),
        ]
        triggers = [append_only("report_step_append_only", "what was answered is never changed")]


def evidence_storage() -> Storage:
    """Where evidence lies: the operator's storage named `evidence`; never under an address of the site."""
    return storages["evidence"]


class Evidence(models.Model):
    """A photo or file that shows what a report says. Served only through the page that asks who wants it."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(DataReport, models.CASCADE, related_name="evidence")
    name = models.TextField(help_text="as the sender's device called it")
    file = models.FileField(storage=evidence_storage, upload_to="laporan/%Y/%m")
    content_type = models.TextField()
    size = models.IntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    added_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "sha256"], name="evidence_once"),
            models.CheckConstraint(name="evidence_not_empty", condition=Q(size__gt=0)),
        ]


class ContactChange(models.Model):
    """A new phone or e-mail of a person that waits for the code sent to it. The code is kept as a hash."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    field = models.TextField(choices=[("phone", "Nomor telepon"), ("email", "Surel")])
    value = models.TextField()
    code_hash = models.TextField()
    asked_at = models.DateTimeField(db_default=models.functions.Now())
    expires_at = models.DateTimeField()
    tries_left = models.SmallIntegerField()
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.CheckConstraint(name="contact_change_tries", condition=Q(tries_left__gte=0))]
        indexes = [models.Index(fields=["person", "-id"], name="contact_change_person")]
