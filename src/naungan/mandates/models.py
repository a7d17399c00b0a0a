"""Nouns of mandates: what a government was asked, its evidence and numbers, what it promised, who was reminded."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import F, Q

from naungan.access.models import Account, Role
from naungan.guards import append_only, every_new_row, never
from naungan.mandates.moves import MAKING, STAGES, Stage, State, pairs_sql
from naungan.registry.models import Region

# The sentences are for a programme that got round the verbs: people read those of act.py.
OBLIGATION_MOVES = f"""
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({pairs_sql()}) THEN
        RAISE EXCEPTION 'an obligation cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 OR (NEW.region_id, NEW.duty, NEW.period) IS DISTINCT FROM
       (OLD.region_id, OLD.duty, OLD.period) THEN
        RAISE EXCEPTION 'an obligation changes one version at a time, and stays what it is'
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.state IN ('submitted', 'verified') AND NOT EXISTS (
        SELECT 1 FROM mandates_evidence e WHERE e.obligation_id = NEW.id)
    THEN
        RAISE EXCEPTION 'an obligation is not sent in without evidence' USING ERRCODE = 'check_violation';
    END IF;
    IF NEW.state = 'verified' AND NEW.verified_by_id IS NULL OR EXISTS (
        SELECT 1 FROM mandates_command c WHERE c.obligation_id = NEW.id AND c.account_id = NEW.verified_by_id
        AND c.name IN ({", ".join(f"'{name}'" for name in MAKING)}))
    THEN
        RAISE EXCEPTION 'whoever made it does not verify it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
STAGE_ORDER = "array[" + ", ".join(f"'{stage.value}'" for stage in STAGES) + "]"
# A step after the last stage, or earlier than one before it.
STAGE_BACKWARDS = f"""
    SELECT 1 FROM new_rows n JOIN mandates_commitmentstep b ON b.commitment_id = n.commitment_id AND b.id < n.id
    WHERE b.stage IN ('first-payment', 'fell-through') OR n."on" < b."on"
       OR array_position({STAGE_ORDER}, n.stage) <= array_position({STAGE_ORDER}, b.stage)
"""


def evidence_storage() -> Storage:
    """Where evidence lies: the operator's storage for what people send in, under no address of the site."""
    return storages["evidence"]


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Obligation(models.Model):
    """One duty of one government for one period (empty: once for all), and how far it is."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    duty = models.TextField()
    period = models.TextField(default="", blank=True)
    due_on = models.DateField(null=True)
    state = models.TextField(choices=State.choices, default=State.NOT_STARTED, db_default=State.NOT_STARTED)
    version = models.IntegerField(default=1, db_default=1)
    verified_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    verified_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "duty", "period"], name="obligation_once"),
            models.CheckConstraint(name="obligation_state_known", condition=Q(state__in=State.values)),
        ]
        indexes = [models.Index(fields=["due_on"], name="obligation_due")]
        triggers = [
            never("obligation_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "an obligation stays"),
            pgtrigger.Trigger(
                name="obligation_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=OBLIGATION_MOVES,
            ),
        ]  # fmt: skip


class Command(models.Model):
    """One thing that somebody did to an obligation; a key makes a second click the same command."""

    id = models.BigAutoField(primary_key=True)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="commands")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", help_text="null: the calendar")
    who = models.TextField(help_text="the account's name then: accounts of others are not seen")
    role = models.TextField(choices=Role.choices, default="", blank=True)
    name = models.TextField()
    key = models.UUIDField(unique=True)
    before = models.TextField(choices=State.choices)
    after = models.TextField(choices=State.choices)
    version = models.IntegerField(help_text="of the obligation afterwards")
    said = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["obligation", "-id"], name="mandates_command_of")]
        triggers = [append_only("mandates_command_append_only", "what was done is never rewritten")]


class Evidence(models.Model):
    """What proves an obligation: kind, number, date, page, file with its hash, and the last day it holds."""

    id = models.BigAutoField(primary_key=True)
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="evidence")
    kind = models.TextField()
    number = models.TextField()
    title = models.TextField()
    dated_on = models.DateField()
    page = models.TextField(default="", blank=True)
    valid_until = models.DateField(null=True)
    name = models.TextField(default="", blank=True, help_text="as the sender's device called the file")
    file = models.FileField(storage=evidence_storage, upload_to="mandat/%Y/%m", blank=True)
    content_type = models.TextField(default="", blank=True)
    size = models.IntegerField(default=0)
    sha256 = models.CharField(max_length=64, default="", blank=True)
    public = models.BooleanField(default=False, help_text="its number and title may be shown to everybody")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="mandates_evidence_numbered", condition=~Q(number="") & ~Q(title="")),
            models.CheckConstraint(
                name="mandates_evidence_ends_after_it_begins",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("dated_on")),
            ),
        ]
        triggers = [append_only("mandates_evidence_append_only", "evidence is never changed: add the new one")]


class Measurement(models.Model):
    """An indicator of a government for a period: both numbers, each with source and day. The last one holds.

    Without a denominator it is not computable; it is never 0.
    """

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    indicator = models.TextField()
    period = models.TextField()
    numerator = models.BigIntegerField()
    numerator_source = models.TextField()
    numerator_as_of = models.DateField()
    denominator = models.BigIntegerField(null=True)
    denominator_source = models.TextField(default="", blank=True)
    denominator_as_of = models.DateField(null=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="measurement_has_both_sources",
                condition=~Q(numerator_source="")
                & (
                    Q(denominator__isnull=True)
                    | (~Q(denominator_source="") & Q(denominator__gt=0, denominator_as_of__isnull=False))
                ),
            ),
            models.CheckConstraint(name="measurement_counts", condition=Q(numerator__gte=0)),
        ]
        indexes = [models.Index(fields=["region", "indicator", "-id"], name="measurement_last")]
        triggers = [append_only("measurement_append_only", "a measurement is never changed: measure again")]


class Commitment(models.Model):
    """What a government was asked for in a round (an APPSI meeting, a visit) and may give; its steps tell how far."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    round = models.TextField(help_text="the occasion: APPSI, kunjungan gubernur, ...")
    title = models.TextField()
    public = models.BooleanField(default=False)
    opened_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [models.CheckConstraint(name="commitment_named", condition=~Q(round="") & ~Q(title=""))]
        triggers = [
            never(
                "commitment_never_changed", pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
                "a commitment is not rewritten: add a step",
            )
        ]  # fmt: skip


class CommitmentStep(models.Model):
    """A stage that a commitment reached: the day, what was said or written, its number. Never backwards."""

    id = models.BigAutoField(primary_key=True)
    commitment = models.ForeignKey(Commitment, models.PROTECT, related_name="steps")
    stage = models.TextField(choices=Stage.choices)
    on = models.DateField()
    said = models.TextField()
    document = models.TextField(default="", blank=True, help_text="number of the regulation, DPA or SP2D")
    amount = models.BigIntegerField(null=True, help_text="rupiah budgeted or paid")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    who = models.TextField()
    key = models.UUIDField(unique=True)
    at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["commitment", "stage"], name="commitment_stage_once"),
            models.CheckConstraint(name="commitment_amount", condition=Q(amount__isnull=True) | Q(amount__gt=0)),
            models.CheckConstraint(
                name="commitment_document_of_its_stage",
                condition=~Q(stage__in=["regulation", "budget", "first-payment"]) | ~Q(document=""),
            ),
        ]
        triggers = [
            append_only("commitment_step_append_only", "the history of a commitment is never rewritten"),
            every_new_row("commitment_forwards", STAGE_BACKWARDS, "a commitment does not go backwards")[0],
        ]


class Reminder(models.Model):
    """That a government was to be reminded: of a due date, of one that passed, of evidence that ends."""

    id = models.BigAutoField(primary_key=True)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    obligation = models.ForeignKey(Obligation, models.PROTECT, related_name="reminders")
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")
    kind = models.TextField(choices=[("due", "Jatuh tempo"), ("overdue", "Lewat"), ("evidence", "Bukti berakhir")])
    days = models.SmallIntegerField(help_text="before the day, or after it for overdue")
    day = models.DateField(help_text="the day it is about")
    on = models.DateField(help_text="when the reminder was made")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["obligation", "evidence", "kind", "days", "day"], name="reminder_once", nulls_distinct=False
            )
        ]
        indexes = [models.Index(fields=["region", "-on"], name="reminder_region")]
        triggers = [append_only("reminder_append_only", "a reminder is never rewritten")]
