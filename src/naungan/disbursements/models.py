"""Nouns of disbursing: accounts that pay, batches and their transfers, what banks said, and what was made of it."""

from __future__ import annotations

import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims.models import Payable
from naungan.disbursements import guarding
from naungan.disbursements.moves import BY_NAME, HELD, State, Way
from naungan.disbursements.names import Because, Likeness
from naungan.guards import append_only, every_new_row, never
from naungan.registry.models import Region

NOW = models.functions.Now()


class Source(models.Model):
    """A bank account of ours that benefits are paid from. Without a region it pays for the whole country."""

    id = models.BigAutoField(primary_key=True)
    code = models.TextField(unique=True, help_text="our own short name of it")
    bank_code = models.TextField()
    number = models.TextField(unique=True)
    holder = models.TextField()
    office = models.TextField(help_text="who orders, as the bank knows it")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(db_default=NOW)

    class Meta:
        constraints = [
            models.CheckConstraint(name="source_number_digits", condition=Q(number__regex=r"^[0-9]{5,34}$")),
            models.CheckConstraint(name="source_code_shape", condition=Q(code__regex=r"^[A-Z0-9]{1,12}$")),
        ]
        triggers = [append_only("source_append_only", "an account that paid is never rewritten: open another")]

    def __str__(self) -> str:
        return f"{self.code} {self.bank_code} {self.number}"


class Batch(models.Model):
    """Payables that go to the bank together: rupiah. `number` is the order's MsgId; `region` sees it."""

    id = models.BigAutoField(primary_key=True)
    number = models.CharField(max_length=33, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="batches")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    due_until = models.DateField(help_text="payables due up to this day were gathered")
    execute_on = models.DateField()
    lines = models.IntegerField()
    total = models.BigIntegerField()
    state = models.TextField(choices=State.choices, default=State.DRAFT, db_default=State.DRAFT)
    version = models.IntegerField(default=1, db_default=1)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(db_default=NOW)
    released_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    released_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="batch_holds_money", condition=Q(lines__gt=0, total__gt=0)),
            models.CheckConstraint(
                name="batch_maker_is_not_releaser",
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="batch_released_by_somebody",
                condition=Q(
                    state__in=[State.DRAFT, State.CHECKED, State.CANCELLED],
                    released_by__isnull=True,
                    released_at__isnull=True,
                )
                | Q(
                    state__in=[State.SENT, State.ANSWERED, State.CLOSED],
                    released_by__isnull=False,
                    released_at__isnull=False,
                ),
            ),
        ]
        indexes = [models.Index(F("region"), F("id").desc(), name="batch_region")]
        triggers = [
            never("batch_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a batch is cancelled, not deleted"),
            pgtrigger.Trigger(
                name="batch_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=guarding.BATCH_MOVES,
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.number


class Act(models.Model):
    """One thing done to a batch: the log, and by its key the proof that it was done once."""

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="acts", db_index=False)
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.TextField(help_text="the name then: accounts of others are not seen")
    role = models.TextField()
    name = models.TextField()
    key = models.UUIDField(unique=True)
    before = models.TextField(choices=State.choices)
    after = models.TextField(choices=State.choices)
    version = models.IntegerField(help_text="of the batch afterwards")
    said = models.TextField(default="", db_default="", blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["batch", "id"], name="disbursements_act_batch")]
        triggers = [append_only("act_append_only", "what was done to a batch is never rewritten")]

    @property
    def words(self) -> str:
        """What was done, in words."""
        move = BY_NAME.get(self.name)
        return str(move.words if move else _("menyusun")).capitalize()


class Transfer(models.Model):
    """One payable on its way: to which account, how that account's name stands to the payee's, how far it is.

    `reference` is the EndToEndId and unique for ever; a second `attempt` of the same payable has its own.
    """

    id = models.BigAutoField(primary_key=True)
    batch = models.ForeignKey(Batch, models.PROTECT, related_name="transfers", db_index=False)
    payable = models.ForeignKey(Payable, models.PROTECT, related_name="transfers")
    place = models.IntegerField()
    attempt = models.SmallIntegerField()
    reference = models.CharField(max_length=35, unique=True)
    fund = models.TextField()
    amount = models.BigIntegerField()
    bank_code = models.TextField()
    account_number = models.TextField()
    account_name = models.TextField()
    payee_name = models.TextField()
    likeness = models.TextField(choices=Likeness.choices)
    percent = models.SmallIntegerField(help_text="letters in common")
    because = models.TextField(choices=Because.choices)
    state = models.TextField(choices=Way.choices, default=Way.WAITING, db_default=Way.WAITING)
    reason = models.TextField(default="", db_default="", blank=True, help_text="why it came back or was dropped")
    paid_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["payable"], condition=Q(state__in=HELD), name="transfer_one_live_of_a_payable"
            ),
            models.UniqueConstraint(fields=["payable", "attempt"], name="transfer_attempt_once"),
            models.UniqueConstraint(fields=["batch", "place"], name="transfer_place_once"),
            models.CheckConstraint(
                name="transfer_to_an_account", condition=Q(amount__gt=0) & ~Q(bank_code="") & ~Q(account_number="")
            ),
            models.CheckConstraint(
                name="transfer_back_says_why",
                condition=~Q(state__in=[Way.DROPPED, Way.RETURNED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="transfer_paid_has_a_day",
                condition=Q(paid_on__isnull=False) | ~Q(state=Way.PAID),
            ),
        ]
        indexes = [
            models.Index(fields=["amount", "id"], condition=Q(state__in=[Way.SENT, Way.PAID]), name="transfer_open")
        ]
        triggers = [
            never(
                "transfer_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a transfer is dropped, not deleted"
            ),
            pgtrigger.Trigger(
                name="transfer_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=guarding.TRANSFER_MOVES,
            ),
            *(
                every_new_row(f"transfer_{name}", violation, said)[0]
                for name, violation, said in (
                    ("payable", guarding.TRANSFER_OF_ANOTHER_PAYABLE, "a transfer is its payable, to the rupiah"),
                    ("again", guarding.PAID_AGAIN_TO_THE_SAME_ACCOUNT, "what came back goes to another account"),
                    ("sum", guarding.BATCH_OF_OTHER_SUM, "a batch is the sum of its transfers"),
                )
            ),
        ]  # fmt: skip


class NameJudgement(models.Model):
    """That a person looked at an account whose name differs from the payee's, and what they say of it."""

    transfer = models.OneToOneField(Transfer, models.PROTECT, primary_key=True, related_name="judgement")
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    who = models.TextField()
    agrees = models.BooleanField()
    said = models.TextField()

    class Meta:
        constraints = [models.CheckConstraint(name="name_judged_with_words", condition=~Q(said=""))]
        triggers = [append_only("name_judgement_append_only", "a judgement is never rewritten")]


class OrderFile(models.Model):
    """The file that went to the bank, byte for byte."""

    batch = models.OneToOneField(Batch, models.PROTECT, primary_key=True, related_name="file")
    name = models.TextField()
    sha256 = models.CharField(max_length=64, unique=True)
    content = models.BinaryField()
    made_at = models.DateTimeField(db_default=NOW)

    class Meta:
        triggers = [append_only("order_file_append_only", "what went to the bank is never rewritten")]


class BankFile(models.Model):
    """A file of a bank that was taken in; the same bytes are never taken in twice."""

    id = models.BigAutoField(primary_key=True)
    sha256 = models.CharField(max_length=64, unique=True)
    name = models.TextField()
    kind = models.TextField()
    size = models.IntegerField()
    source = models.ForeignKey(Source, models.PROTECT, related_name="files")
    lines = models.IntegerField()
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    who = models.TextField()

    class Meta:
        triggers = [append_only("bank_file_append_only", "what the bank sent is never rewritten")]


class Statement(models.Model):
    """A statement with its balances, in hundredths of a rupiah: the next one begins where it ended."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="statements")
    source = models.ForeignKey(Source, models.PROTECT, related_name="statements", db_index=False)
    identification = models.TextField()
    year = models.SmallIntegerField()
    sequence = models.IntegerField(null=True)
    opening = models.BigIntegerField()
    closing = models.BigIntegerField()
    closed_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "year", "sequence"], name="statement_once"),
            models.UniqueConstraint(
                fields=["source", "identification", "closed_on"],
                condition=Q(sequence__isnull=True),
                name="statement_without_a_number_once",
            ),
        ]
        triggers = [append_only("statement_append_only", "a statement is never rewritten")]


class BankLine(models.Model):
    """A movement of an account of ours, as the bank booked it: rupiah and sen. Its match tells what it was."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="bank_lines")
    source = models.ForeignKey(Source, models.PROTECT, related_name="bank_lines")
    place = models.TextField()
    credit = models.BooleanField()
    amount = models.BigIntegerField()
    sen = models.SmallIntegerField()
    booked_on = models.DateField()
    value_on = models.DateField()
    bank_reference = models.TextField()
    end_to_end_id = models.TextField()
    remark = models.TextField()
    returned = models.BooleanField()
    reason = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "bank_reference", "credit"],
                condition=~Q(bank_reference=""),
                name="bank_line_once",
            ),
            models.CheckConstraint(
                name="bank_line_amount", condition=Q(amount__gte=0, sen__gte=0, sen__lt=100) & ~Q(amount=0, sen=0)
            ),
        ]
        triggers = [append_only("bank_line_append_only", "what the bank booked is never rewritten")]


class LineWords(models.Model):
    """What a later file says of a line that was read before: banks write more in a statement than in a notice."""

    id = models.BigAutoField(primary_key=True)
    line = models.ForeignKey(BankLine, models.PROTECT, related_name="more_words")
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="+", db_index=False)
    end_to_end_id = models.TextField()
    remark = models.TextField()

    class Meta:
        triggers = [append_only("line_words_append_only", "what the bank said is never rewritten")]


class Kind(models.TextChoices):
    """What a line of the bank turned out to be."""

    OUT = "out", _("Transfer manfaat keluar")
    BACK = "back", _("Transfer manfaat kembali")
    CONTRIBUTION = "contribution", _("Pembayaran iuran")
    OTHER = "other", _("Bukan transfer manfaat")


class Rule(models.TextChoices):
    """By what a line was recognised, in the order in which it is tried."""

    BANK = "bank", _("referensi bank transfer keluarnya")
    REFERENCE = "reference", _("acuan transfer")
    REMARK = "remark", _("acuan dalam berita")
    FACTS = "facts", _("jumlah, hari dan nama penerima")
    CODE = "code", _("kode bayar iuran dalam berita")
    PERSON = "person", _("keputusan petugas")


class Match(models.Model):
    """What a line of the bank was: once for ever. A line without one waits for a person."""

    line = models.OneToOneField(BankLine, models.PROTECT, primary_key=True, related_name="match")
    kind = models.TextField(choices=Kind.choices)
    transfer = models.ForeignKey(Transfer, models.PROTECT, null=True, related_name="matches")
    rule = models.TextField(choices=Rule.choices)
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.TextField(default="", db_default="", blank=True)
    said = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["transfer", "kind"], name="match_once_each_way"),
            models.CheckConstraint(
                name="match_of_a_transfer",
                condition=Q(kind__in=[Kind.OUT, Kind.BACK], transfer__isnull=False)
                | Q(kind__in=[Kind.CONTRIBUTION, Kind.OTHER], transfer__isnull=True),
            ),
            models.CheckConstraint(
                name="match_by_a_person_says_why",
                condition=Q(account__isnull=False, rule=Rule.PERSON) & ~Q(said="")
                | Q(account__isnull=True) & ~Q(rule=Rule.PERSON) & ~Q(kind=Kind.OTHER),
            ),
        ]
        triggers = [
            append_only("match_append_only", "what a line of the bank was is never rewritten"),
            every_new_row("match_right", guarding.MATCHED_WRONGLY, "a line and its transfer are the same money")[0],
        ]


class Answer(models.Model):
    """What a bank said of a transfer before booking it (pain.002)."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(BankFile, models.PROTECT, related_name="answers")
    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="answers")
    status = models.TextField()
    reason = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "transfer"], name="bank_answer_once")]
        triggers = [append_only("bank_answer_append_only", "what the bank said is never rewritten")]
