"""Nouns of the employer's month: the report and its history, what was calculated, rows that wait, proofs."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from naungan.access.models import Account, Role
from naungan.employers.moves import BY_NAME, EDITABLE, MAKING, MOVES, State, pairs_sql, states_sql
from naungan.guards import UpdatesRemembered, append_only, never
from naungan.intake.models import Upload
from naungan.registry.models import Participation, Payer, Person

# Every sentence here is for a programme that got round the verbs: people read those of act.py.
REPORT_MOVES = f"""
    IF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN ({pairs_sql(MOVES)}) THEN
        RAISE EXCEPTION 'a report cannot go from % to %', OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.version <> OLD.version + 1 THEN
        RAISE EXCEPTION 'a report changes one version at a time' USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.payer_id, NEW.month, NEW.number) IS DISTINCT FROM (OLD.payer_id, OLD.month, OLD.number)
       OR OLD.state NOT IN ({states_sql(EDITABLE)}) AND NEW.calculation_id IS DISTINCT FROM OLD.calculation_id
          AND NEW.state <> 'draft'
    THEN
        RAISE EXCEPTION 'a locked report is not changed' USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.state IN ('final', 'code-issued') AND NEW.state = 'draft' AND EXISTS (
        SELECT 1 FROM contributions_payment p WHERE p.payer_id = OLD.payer_id
        AND p.payment_code = naungan_payment_code(OLD.payer_id, OLD.month))
    THEN
        RAISE EXCEPTION 'a paid report is not opened again' USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.approved_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM employers_command c WHERE c.report_id = NEW.id AND c.account_id = NEW.approved_by_id
        AND c.name IN ({", ".join(f"'{name}'" for name in MAKING)}))
    THEN
        RAISE EXCEPTION 'the maker of a report does not approve it' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


@pghistory.track(pghistory.InsertEvent(level=pgtrigger.Statement), UpdatesRemembered())
class Report(models.Model):
    """What an employer reports for a month. `version` grows with every change: two people at once are noticed.

    `number` is 1; a closed month that is corrected has another report with the next number, settled in
    the open month `adjusts`.
    """

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="reports")
    month = models.DateField()
    number = models.SmallIntegerField(default=1, db_default=1)
    adjusts = models.DateField(null=True)
    state = models.TextField(choices=State.choices, default=State.DRAFT, db_default=State.DRAFT)
    version = models.IntegerField(default=1, db_default=1)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+")
    approved_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(db_default=models.functions.Now())
    submitted_at = models.DateTimeField(null=True)
    finalised_at = models.DateTimeField(null=True)
    calculation = models.ForeignKey("Calculation", models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "month", "number"], name="report_once"),
            models.UniqueConstraint(
                fields=["payer", "month"],
                condition=Q(state__in=[*EDITABLE, State.SUBMITTED]),
                name="report_one_under_way",
            ),
            models.CheckConstraint(name="report_first_day", condition=Q(month__day=1)),
            models.CheckConstraint(
                name="report_maker_is_not_approver",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("made_by")),
            ),
            models.CheckConstraint(
                name="report_approved_when_locked",
                condition=Q(state__in=[*EDITABLE, State.SUBMITTED], approved_by__isnull=True)
                | Q(~Q(state__in=[*EDITABLE, State.SUBMITTED]), approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="report_calculated_before_it_is_sent",
                condition=Q(state=State.DRAFT) | Q(calculation__isnull=False),
            ),
        ]
        triggers = [
            never("report_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a report is never deleted"),
            pgtrigger.Trigger(
                name="report_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=REPORT_MOVES,
            ),
        ]  # fmt: skip

    @property
    def is_editable(self) -> bool:
        """Whether the maker may still change what is in it."""
        return self.state in EDITABLE


class Calculation(models.Model):
    """What a report came to when it was calculated; rupiah. The last one is the report's."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="calculations")
    at = models.DateTimeField(db_default=models.functions.Now())
    law_version = models.TextField()
    people = models.IntegerField()
    jkk = models.BigIntegerField()
    jkm = models.BigIntegerField()
    jht = models.BigIntegerField()
    jp = models.BigIntegerField()
    jp_deferred = models.BigIntegerField()
    penalty = models.BigIntegerField()
    credit_used = models.BigIntegerField()
    credit_forward = models.BigIntegerField()
    corrections = models.BigIntegerField(help_text="of closed months, held in the programmes above")
    total = models.BigIntegerField(help_text="to be paid; of an adjustment, its difference")
    due_on = models.DateField()
    payment_code = models.CharField(max_length=16)

    class Meta:
        triggers = [append_only("calculation_append_only", "a calculation is never changed: calculate again")]


class Command(models.Model):
    """One thing that somebody did to a report; a key makes a second click the same command."""

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="commands")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    who = models.TextField(help_text="the account's name then: accounts of others are not seen")
    role = models.TextField(choices=Role.choices)
    name = models.TextField()
    key = models.UUIDField(unique=True)
    before = models.TextField(choices=State.choices)
    after = models.TextField(choices=State.choices)
    version = models.IntegerField(help_text="of the report afterwards")
    detail = models.TextField(default="", db_default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["report", "-id"], name="command_report")]
        triggers = [append_only("command_append_only", "what was done is never rewritten")]

    @property
    def words(self) -> str:
        """What was done, in words."""
        return str(BY_NAME[self.name].words).capitalize()


class RowState(models.TextChoices):
    """What became of a row in which something was found."""

    OPEN = "open", "Menunggu"
    REPAIRED = "repaired", "Diperbaiki"
    CONFIRMED = "confirmed", "Dikonfirmasi"
    DROPPED = "dropped", "Tidak dipakai"
    REPLACED = "replaced", "Diganti laporan kemudian"


class JudgedRow(models.Model):
    """A row of a wage file in which something was found, kept until somebody has settled it.

    `cells` are the row as it came; `upload` and `row` lead to what the catalogue said of it, `line` is its
    number in the file that the employer holds.
    """

    id = models.BigAutoField(primary_key=True)
    report = models.ForeignKey(Report, models.PROTECT, related_name="judged_rows")
    upload = models.ForeignKey(Upload, models.PROTECT, related_name="+")
    row = models.IntegerField()
    line = models.IntegerField()
    hard = models.BooleanField()
    codes = ArrayField(models.CharField(max_length=4))
    cells = ArrayField(models.TextField())
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    state = models.TextField(choices=RowState.choices, default=RowState.OPEN, db_default=RowState.OPEN)
    reason = models.TextField(default="", db_default="", blank=True)
    settled_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upload", "row"], name="judged_row_once"),
            models.CheckConstraint(
                name="judged_row_settled_by_somebody",
                condition=Q(state=RowState.OPEN, settled_at__isnull=True)
                | Q(~Q(state=RowState.OPEN), settled_at__isnull=False, settled_by__isnull=False),
            ),
            models.CheckConstraint(
                name="judged_row_reason_given",
                condition=~Q(state__in=[RowState.CONFIRMED, RowState.DROPPED]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="judged_row_hard_is_not_confirmed", condition=~Q(hard=True, state=RowState.CONFIRMED)
            ),
        ]
        indexes = [models.Index(fields=["report", "state", "line"], name="judged_row_report")]


class ResultFile(models.Model):
    """The result of an uploaded file: its rows with what was found, to be repaired and sent again."""

    upload = models.OneToOneField(Upload, models.PROTECT, primary_key=True, related_name="result_file")
    report = models.ForeignKey(Report, models.PROTECT, related_name="result_files")
    name = models.TextField()
    content = models.BinaryField()


class Departure(models.Model):
    """That an employer said a worker left: when it was said, by whom. The registry holds the rest."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=models.functions.Now())
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    participation = models.ForeignKey(Participation, models.PROTECT, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    because = models.TextField()
    last_day = models.DateField(help_text="last day of work, or the day of death")

    class Meta:
        indexes = [models.Index(fields=["payer", "-id"], name="departure_payer")]
        triggers = [append_only("departure_append_only", "what was said is never rewritten")]


class Certificate(models.Model):
    """That everything due was settled as of a day; whoever holds the code can verify it."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="certificates")
    as_of = models.DateField()
    settled_through = models.DateField(help_text="last month whose contributions are settled")
    workers = models.IntegerField()
    code = models.TextField(unique=True)
    issued_at = models.DateTimeField(db_default=models.functions.Now())
    issued_by = models.ForeignKey(Account, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="certificate_code_shape", condition=Q(code__regex=r"^[0-9A-HJKMNP-TV-Z]{16}$")
            )
        ]
        indexes = [models.Index(fields=["payer", "-id"], name="certificate_payer")]
        triggers = [append_only("certificate_append_only", "a certificate is never changed")]
