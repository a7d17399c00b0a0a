"""Nouns of a claim: the claim and its log, its papers, who is to be paid."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.core.files.storage import Storage, storages
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims import guarding
from naungan.claims.kinds import ClaimKind
from naungan.claims.moves import BY_NAME, LIVE, State
from naungan.guards import UpdatesRemembered, never, refused_if, transition
from naungan.registry.models import Person, Region

NOW = models.functions.Now()
DIGITS_16 = r"^[0-9]{16}$"


def before_update(name: str, body: str, operation: pgtrigger.Operation = pgtrigger.Update) -> pgtrigger.Trigger:
    """A trigger that looks at each row before it is written."""
    return pgtrigger.Trigger(name=name, level=pgtrigger.Row, when=pgtrigger.Before, operation=operation, func=body)


class Origin(models.TextChoices):
    """Who brought a claim."""

    CLAIMANT = "claimant", _("Pemohon")
    EMPLOYER = "employer", _("Pemberi kerja")
    OFFICER = "officer", _("Petugas")


@pghistory.track(pghistory.InsertEvent(level=pgtrigger.Statement), UpdatesRemembered())
class Claim(models.Model):
    """That somebody asks for a benefit: whose membership, what happened when, who asks, how far it is.

    `part` tells claims apart that one event brings several of (a month of STMB, a child's school year); it is
    empty where an event brings one. `facts` are the answers that the kind asks for (facts.py).
    """

    id = models.BigAutoField(primary_key=True)
    number = models.TextField(unique=True)
    kind = models.TextField(choices=ClaimKind.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="claims", db_index=False)
    event_on = models.DateField()
    part = models.TextField(default="", db_default="", blank=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    state = models.TextField(choices=State.choices, default=State.DRAFT, db_default=State.DRAFT)
    version = models.IntegerField(default=1, db_default=1)
    origin = models.TextField(choices=Origin.choices)
    claimant_name = models.TextField(default="", db_default="", blank=True)
    claimant_relation = models.TextField(default="", db_default="", blank=True)
    claimant_born_on = models.DateField(null=True)
    claimant_phone = models.TextField(default="", db_default="", blank=True)
    claimant_nik = models.CharField(max_length=16, null=True)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    opened_at = models.DateTimeField(db_default=NOW)
    submitted_at = models.DateTimeField(null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "event_on", "part"], condition=Q(state__in=LIVE), name="claim_one_live"
            ),
            models.CheckConstraint(
                name="claim_number_shape",
                condition=Q(number__regex=r"^(JKK|JKM|JHT|JP|JKP|BEA)-[0-9]{4}-[0-9]{6,9}$"),
            ),
            models.CheckConstraint(
                name="claim_submitted_has_a_day",
                condition=Q(state__in=[State.DRAFT, State.CLOSED]) | Q(submitted_at__isnull=False),
            ),
            models.CheckConstraint(
                name="claim_submitted_says_who",
                condition=Q(submitted_at__isnull=True)
                | (~Q(claimant_name="") & ~Q(claimant_relation="") & Q(claimant_born_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="claim_claimant_nik",
                condition=Q(claimant_nik__isnull=True) | Q(claimant_nik__regex=DIGITS_16),
            ),
        ]
        indexes = [
            models.Index(F("region"), F("state"), F("submitted_at"), F("id"), name="claim_queue"),
            models.Index(fields=["person", "event_on"], name="claim_person"),
            models.Index(fields=["state", "submitted_at"], name="claim_state"),
            models.Index(fields=["claimant_phone"], condition=~Q(claimant_phone=""), name="claim_phone"),
        ]
        triggers = [
            never("claim_never_emptied", pgtrigger.Truncate, "claims are never emptied"),
            before_update("claim_never_deleted", guarding.SENT_IS_KEPT, pgtrigger.Delete),
            before_update("claim_moves", guarding.CLAIM_MOVES),
            pgtrigger.Trigger(
                name="claim_decided_by_its_decision", level=pgtrigger.Statement, when=pgtrigger.After,
                operation=pgtrigger.Update, referencing=transition(old="old_rows", new="new_rows"),
                **refused_if(guarding.DECIDED_OTHERWISE, "a claim is decided by its final decision"),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class Serial(models.Model):
    """The last number given out for a programme and year."""

    pk = models.CompositePrimaryKey("prefix", "year")
    prefix = models.TextField()
    year = models.SmallIntegerField()
    last = models.IntegerField()


class Step(models.Model):
    """One thing done to a claim: the log, and by its key the proof that it was done once."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="steps", db_index=False)
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.TextField(help_text="the name then: accounts of others are not seen")
    role = models.TextField(help_text="a role, guest or bank")
    name = models.TextField(help_text="of the move")
    key = models.UUIDField(unique=True)
    before = models.TextField(choices=State.choices)
    after = models.TextField(choices=State.choices)
    version = models.IntegerField(help_text="of the claim afterwards")
    said = models.TextField(default="", db_default="", blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["claim", "id"], name="claim_step")]
        triggers = [
            never(
                "claim_step_append_only",
                pgtrigger.Update | pgtrigger.Truncate,
                "what was done to a claim is never rewritten",
            ),
            before_update("claim_step_kept", guarding.OF_A_SENT_CLAIM_IS_KEPT, pgtrigger.Delete),
        ]

    @property
    def words(self) -> str:
        """What was done, in words."""
        move = BY_NAME.get(self.name)
        return str(move.words if move else _("membuka klaim")).capitalize()


class PaperState(models.TextChoices):
    """What became of a paper."""

    RECEIVED = "received", _("Diterima")
    ACCEPTED = "accepted", _("Sesuai")
    REFUSED = "refused", _("Perlu diganti")


def paper_storage() -> Storage:
    """Where papers lie: the operator's storage for what people send in, under no address of the site."""
    return storages["evidence"]


class Paper(models.Model):
    """A photo or file of a claim, judged by its content. Read only through papers.open_paper."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="papers", db_index=False)
    kind = models.TextField(help_text="a document of the law's list, or `other`")
    file = models.FileField(storage=paper_storage, upload_to="klaim/%Y/%m")
    name = models.TextField(help_text="as the sender's device called it")
    content_type = models.TextField()
    size = models.IntegerField(help_text="bytes")
    sha256 = models.CharField(max_length=64)
    state = models.TextField(choices=PaperState.choices, default=PaperState.RECEIVED)
    reason = models.TextField(default="", db_default="", blank=True)
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind", "sha256"], name="paper_once"),
            models.CheckConstraint(name="paper_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="paper_refused_says_why", condition=~Q(state=PaperState.REFUSED) | ~Q(reason="")
            ),
        ]
        indexes = [models.Index(fields=["sha256"], name="paper_content")]
        triggers = [
            never("paper_never_emptied", pgtrigger.Truncate, "a paper of a claim is kept"),
            before_update("paper_kept", guarding.OF_A_SENT_CLAIM_IS_KEPT, pgtrigger.Delete),
            before_update("paper_judged", guarding.PAPER_JUDGED),
        ]


class PayeeState(models.TextChoices):
    """Whether somebody named is to be paid."""

    NAMED = "named", _("Diajukan")
    LEFT_OUT = "left-out", _("Tidak berhak")


@pghistory.track(pghistory.InsertEvent(level=pgtrigger.Statement), UpdatesRemembered())
class Payee(models.Model):
    """Who is to receive money: worker, heir, guardian of a minor (in the heir's row), facility, employer."""

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="payees")
    name = models.TextField()
    relation = models.TextField(help_text="self, a relation of law.benefits.heirs, facility, employer, burial")
    born_on = models.DateField(null=True)
    nik = models.CharField(max_length=16, null=True)
    guardian_name = models.TextField(default="", db_default="", blank=True)
    guardian_nik = models.CharField(max_length=16, null=True)
    bank_code = models.TextField(default="", db_default="", blank=True)
    account_number = models.TextField(default="", db_default="", blank=True)
    account_name = models.TextField(default="", db_default="", blank=True)
    share_note = models.TextField(default="", db_default="", blank=True)
    state = models.TextField(choices=PayeeState.choices, default=PayeeState.NAMED, db_default=PayeeState.NAMED)

    class Meta:
        constraints = [
            models.CheckConstraint(name="payee_named", condition=~Q(name="") & ~Q(relation="")),
            models.CheckConstraint(
                name="payee_nik_16_digits", condition=Q(nik__isnull=True) | Q(nik__regex=DIGITS_16)
            ),
            models.CheckConstraint(
                name="payee_guardian_nik_16_digits",
                condition=Q(guardian_nik__isnull=True) | Q(guardian_nik__regex=DIGITS_16),
            ),
            models.CheckConstraint(
                name="payee_account_digits",
                condition=Q(account_number="") | Q(account_number__regex=r"^[0-9]{5,34}$"),
            ),
        ]
        indexes = [
            models.Index(fields=["account_number"], condition=~Q(account_number=""), name="payee_account"),
            models.Index(fields=["nik"], condition=Q(nik__isnull=False), name="payee_nik"),
        ]
        triggers = [
            never("payee_never_emptied", pgtrigger.Truncate, "a payee is left out, not deleted"),
            before_update("payee_kept", guarding.OF_A_SENT_CLAIM_IS_KEPT, pgtrigger.Delete),
            before_update("payee_settled", guarding.PAYEE_SETTLED, pgtrigger.Insert | pgtrigger.Update),
        ]
