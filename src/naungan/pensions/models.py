"""Nouns of the monthly pension: awards, their rates, proofs of life, and the months of every run."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims.models import Claim, Decision, Payee
from naungan.guards import UpdatesRemembered, append_only, every_new_row, never, refers
from naungan.pensions import guarding
from naungan.pensions.kinds import AwardKind, Why
from naungan.pensions.moves import BY_NAME, EndReason, State
from naungan.registry.models import Person, Region

NOW = models.functions.Now()


def before_update(name: str, body: str) -> pgtrigger.Trigger:
    """A trigger that looks at each row before it is changed."""
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update, func=body
    )


@pghistory.track(pghistory.InsertEvent(level=pgtrigger.Statement), UpdatesRemembered())
class Award(models.Model):
    """What a final decision grants one payee for many months. `amount` is that of its first month, rupiah.

    `starts` is the first day of the first month; `ends` the last day that counts (a month is owed when it
    begins on or before it). `alive_until` is how far the latest proof of life reaches.
    """

    id = models.BigAutoField(primary_key=True)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="awards")
    decision = models.ForeignKey(Decision, models.PROTECT, related_name="awards", db_index=False)
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="awards", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, related_name="awards", help_text="whose membership it is")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    kind = models.TextField(choices=AwardKind.choices)
    starts = models.DateField()
    ends = models.DateField(null=True)
    amount = models.BigIntegerField()
    part = models.SmallIntegerField(default=1, db_default=1)
    parts = models.SmallIntegerField(default=1, db_default=1, help_text="payees of one pension (children together)")
    wage_basis = models.BigIntegerField(help_text="the wage that the amount was reckoned from, rupiah a month")
    alive_until = models.DateField()
    state = models.TextField(choices=State.choices, default=State.RUNNING, db_default=State.RUNNING)
    end_reason = models.TextField(choices=EndReason.choices, default="", db_default="", blank=True)
    version = models.IntegerField(default=1, db_default=1)
    facts = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    opened_at = models.DateTimeField(db_default=NOW)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decision", "payee", "kind"], name="award_once"),
            models.CheckConstraint(name="award_amount_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(name="award_part_of_parts", condition=Q(part__gte=1, parts__gte=F("part"))),
            models.CheckConstraint(name="award_starts_with_a_month", condition=Q(starts__day=1)),
            models.CheckConstraint(name="award_kind_known", condition=Q(kind__in=AwardKind.values)),
            models.CheckConstraint(
                name="award_ended_says_why",
                condition=~Q(state=State.ENDED) | (Q(ends__isnull=False) & ~Q(end_reason="")),
            ),
        ]
        indexes = [
            models.Index(F("region"), F("state"), F("id"), name="award_region"),
            models.Index(fields=["alive_until", "id"], condition=Q(state=State.RUNNING), name="award_due"),
        ]
        triggers = [
            never("award_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "an award is ended, not deleted"),
            before_update("award_moves", guarding.AWARD_MOVES),
            every_new_row("award_decided", guarding.AWARDED_WITHOUT_A_DECISION, "an award follows a final approval")[
                0
            ],
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class AwardStep(models.Model):
    """One thing done to an award: the log, and by its key the proof that it was done once."""

    id = models.BigAutoField(primary_key=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="steps", db_index=False)
    at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    who = models.TextField(help_text="the name then: accounts of others are not seen")
    name = models.TextField(help_text="of the move, or what was recorded")
    key = models.UUIDField(unique=True)
    said = models.TextField(default="", db_default="", blank=True)
    detail = models.JSONField(default=dict, encoder=DjangoJSONEncoder)

    class Meta:
        indexes = [models.Index(fields=["award", "id"], name="award_step")]
        triggers = [append_only("award_step_append_only", "what was done to an award is never rewritten")]

    @property
    def words(self) -> str:
        """What was done, in words."""
        move = BY_NAME.get(self.name)
        return str(move.words if move else _("mencatat bukti masih hidup")).capitalize()


class Rate(models.Model):
    """What an award pays a month from a month on, rupiah: first as decided, then by each year's indexation.

    `joint` is that of all who share the pension: the limits of the law hold for it, and it is what is raised.
    `inflation` is the rate it was raised by (millionths); null where nothing was raised.
    """

    pk = models.CompositePrimaryKey("award_id", "since")
    award_id = models.BigIntegerField()
    since = models.DateField()
    amount = models.BigIntegerField()
    joint = models.BigIntegerField()
    inflation = models.IntegerField(null=True)
    law_version = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="rate_positive_from_a_month", condition=Q(amount__gt=0, joint__gte=F("amount"), since__day=1)
            )
        ]
        triggers = [
            append_only("rate_append_only", "a rate is never changed: the next year has another"),
            every_new_row(
                "rate_of_an_award",
                "SELECT 1 FROM new_rows n LEFT JOIN pensions_award a ON a.id = n.award_id "
                "WHERE a.id IS NULL OR n.since < a.starts",
                "a rate belongs to an award that has begun",
            )[0],
        ]


class ProofOfLife(models.Model):
    """That somebody was seen alive on a day, and how."""

    id = models.BigAutoField(primary_key=True)
    award = models.ForeignKey(Award, models.PROTECT, related_name="proofs")
    on = models.DateField()
    how = models.TextField(
        choices=[
            ("claim", _("saat klaim diputus")),
            ("branch", _("datang ke kantor cabang")),
            ("visit", _("dikunjungi petugas")),
            ("video", _("panggilan video")),
            ("letter", _("surat keterangan lurah atau kepala desa")),
            ("registry", _("pemadanan data kependudukan")),
            ("death", _("akta kematian")),
        ]
    )
    until = models.DateField(help_text="how far it reaches by the law of that day")
    recorded_at = models.DateTimeField(db_default=NOW)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        triggers = [append_only("proof_append_only", "a proof of life is never rewritten")]


class Run(models.Model):
    """The payment of a month: everybody who is due gets a line, paid or withheld."""

    id = models.BigAutoField(primary_key=True)
    month = models.DateField(unique=True)
    pay_on = models.DateField()
    state = models.TextField(
        choices=[("running", _("Sedang dihitung")), ("done", _("Selesai"))], default="running", db_default="running"
    )
    law_version = models.TextField()
    opened_at = models.DateTimeField(db_default=NOW)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="run_of_a_month", condition=Q(month__day=1, pay_on__gte=F("month"))),
            models.CheckConstraint(
                name="run_done_has_a_time",
                condition=Q(state="running", done_at__isnull=True) | Q(state="done", done_at__isnull=False),
            ),
        ]
        triggers = [
            never("run_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a run is never deleted"),
            before_update("run_finishes", guarding.RUN_FINISHES),
            every_new_row("run_in_order", guarding.RUN_OUT_OF_ORDER, "a run follows the run of the month before")[0],
        ]


class RunLine(models.Model):
    """A month of an award, once and for ever: paid at once, or withheld with a reason. Rupiah."""

    pk = models.CompositePrimaryKey("month", "award_id")
    month = models.DateField()
    award_id = models.BigIntegerField()
    run_id = models.BigIntegerField()
    amount = models.BigIntegerField()
    why = models.TextField(choices=Why.choices, default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="line_positive", condition=Q(amount__gt=0, month__day=1) & Q(why__in=Why.values)
            )
        ]
        indexes = [models.Index(fields=["award_id", "month"], condition=~Q(why=""), name="line_withheld")]
        triggers = [
            append_only("line_append_only", "a month is paid or withheld once: what comes later is a release"),
            every_new_row(
                "line_true", guarding.LINE_WRONG, "a paid month is money owed to the payee, a withheld one not"
            )[0],
        ]

    @property
    def status(self) -> str:
        """`paid` or `withheld`, as the run found it."""
        return "withheld" if self.why else "paid"


class Release(models.Model):
    """That a withheld month was paid after all, in a later run (or the same), once."""

    pk = models.CompositePrimaryKey("month", "award_id")
    month = models.DateField()
    award_id = models.BigIntegerField()
    run_id = models.BigIntegerField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="release_positive", condition=Q(amount__gt=0))]
        indexes = [models.Index(fields=["award_id", "month"], name="release_award")]
        triggers = [
            append_only("release_append_only", "a release is never taken back"),
            every_new_row("release_true", guarding.RELEASE_WRONG, "only a withheld month is released, as owed")[0],
        ]


class RunPart(models.Model):
    """One part of a run that is done: its awards, and what they came to by fund. It commits with its lines."""

    pk = models.CompositePrimaryKey("run_id", "number")
    run_id = models.BigIntegerField()
    number = models.IntegerField()
    lines = models.IntegerField()
    withheld = models.IntegerField()
    withheld_amount = models.BigIntegerField()
    released = models.IntegerField()
    amount = models.BigIntegerField(help_text="money owed by this part, rupiah")
    milliseconds = models.IntegerField()

    class Meta:
        triggers = [
            append_only("run_part_append_only", "a finished part is never changed"),
            refers("run_part_of_a_run", "run_id", "pensions_run"),
        ]
