"""Nouns of matching: what is known of every name, runs over lists, pairs to be judged, merges that can be undone."""

from __future__ import annotations

import pgtrigger
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy

from naungan.access.models import Account, Role
from naungan.guards import append_only, never
from naungan.registry.models import Person


class Known(models.Model):
    """A person of the registry as read for matching; kept by `index.py`, asked by the counter and by lists.

    No foreign key: a reading follows its person and is made again when they change.
    """

    person_id = models.BigIntegerField(primary_key=True)
    nik = models.CharField(max_length=16, null=True)
    sounds = models.TextField(help_text="the folded words of the name")
    key = models.TextField(help_text="the same without spaces")
    letters = models.TextField()
    start = models.TextField(null=True)
    born = models.DateField()
    year = models.SmallIntegerField()
    month_day = models.CharField(max_length=5)
    sex = models.CharField(max_length=1)
    district = models.TextField(null=True)
    mother = models.TextField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["nik"], name="known_nik"),
            models.Index(fields=["born", "start"], name="known_born"),
            models.Index(fields=["key", "year"], name="known_key"),
            models.Index(fields=["district", "start", "year"], name="known_start"),
            models.Index(fields=["district", "letters", "year"], name="known_letters"),
        ]


class Stale(models.Model):
    """A person whose reading is to be made again; written by a trigger of the registry."""

    id = models.BigAutoField(primary_key=True)
    person_id = models.BigIntegerField()


class Model(models.Model):
    """A trained model: Splink's settings with their shares, the words that many bear, the districts' shares."""

    id = models.BigAutoField(primary_key=True)
    made_at = models.DateTimeField(db_default=models.functions.Now())
    version = models.TextField(unique=True)
    content = models.JSONField()
    lines = models.IntegerField(help_text="of the list it was learnt from")
    people = models.IntegerField(help_text="in the registry then")

    class Meta:
        triggers = [append_only("model_append_only", "a model is never changed: train another")]


class MatchRun(models.Model):
    """One list held against the registry, with which model and which thresholds."""

    id = models.BigAutoField(primary_key=True)
    list = models.TextField(help_text="the list's name, for people")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    model_version = models.TextField()
    same_from = models.FloatField(help_text="probability from which a pair is the same person")
    unsure_from = models.FloatField(help_text="probability from which a person has to look")
    lines = models.IntegerField()

    class Meta:
        triggers = [append_only("match_run_append_only", "a run is never changed: run again")]

    def __str__(self) -> str:
        return self.list


class Verdict(models.TextChoices):
    """Whether the two of a pair are one person."""

    SAME = "same", gettext_lazy("Orang yang sama")
    UNSURE = "unsure", gettext_lazy("Belum pasti")
    DIFFERENT = "different", gettext_lazy("Orang yang berbeda")


# A judgement may be revised, what was compared may not.
PAIR_KEPT = """
    IF (NEW.run_id, NEW.reference, NEW.line, NEW.person_id, NEW.probability, NEW.evidence)
       IS DISTINCT FROM
       (OLD.run_id, OLD.reference, OLD.line, OLD.person_id, OLD.probability, OLD.evidence)
    THEN
        RAISE EXCEPTION 'what was compared is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class Pair(models.Model):
    """A line of a run beside a person of the registry: how likely they are one, why, and what was judged."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(MatchRun, models.PROTECT, related_name="pairs")
    reference = models.TextField(help_text="the line, as its list numbers it")
    line = models.JSONField(help_text="the line as it came: nik, name, born_on, sex, village, district, mother")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    probability = models.FloatField()
    evidence = models.JSONField(help_text="codes of levels.py")
    verdict = models.TextField(choices=Verdict.choices)
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", help_text="null: the model")
    decided_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1, db_default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "reference", "person"], name="pair_once"),
            models.CheckConstraint(name="pair_probability", condition=Q(probability__range=(0, 1))),
            models.CheckConstraint(
                name="pair_decided_by_somebody",
                condition=Q(account__isnull=True, decided_at__isnull=True)
                | Q(account__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["run", "verdict", "-probability", "id"], name="pair_to_review")]
        triggers = [
            never("pair_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a pair is never deleted"),
            pgtrigger.Trigger(
                name="pair_kept", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=PAIR_KEPT,
            ),
        ]  # fmt: skip


class Judgement(models.Model):
    """That somebody judged a pair: who, as what, and why."""

    id = models.BigAutoField(primary_key=True)
    pair = models.ForeignKey(Pair, models.PROTECT, related_name="judgements")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    who = models.TextField(help_text="the account's name then")
    role = models.TextField(choices=Role.choices)
    before = models.TextField(choices=Verdict.choices)
    after = models.TextField(choices=Verdict.choices)
    said = models.TextField(default="", db_default="", blank=True)

    class Meta:
        triggers = [append_only("judgement_append_only", "what was judged is never rewritten")]


class MergeState(models.TextChoices):
    """Where a merge is."""

    PROPOSED = "proposed", gettext_lazy("Menunggu petugas kedua")
    DONE = "done", gettext_lazy("Digabung")
    REFUSED = "refused", gettext_lazy("Tidak digabung")
    UNDONE = "undone", gettext_lazy("Penggabungan dibatalkan")


MERGE_MOVES = """
    IF (OLD.state, NEW.state) NOT IN (('proposed', 'done'), ('proposed', 'refused'), ('done', 'undone')) THEN
        RAISE EXCEPTION 'merge % is %: it cannot become %', OLD.id, OLD.state, NEW.state
        USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.kept_id, NEW.gone_id, NEW.maker_id, NEW.made_at, NEW.reason) IS DISTINCT FROM
       (OLD.kept_id, OLD.gone_id, OLD.maker_id, OLD.made_at, OLD.reason)
       OR (OLD.state = 'done' AND (NEW.moved, NEW.checker_id) IS DISTINCT FROM (OLD.moved, OLD.checker_id))
    THEN
        RAISE EXCEPTION 'what was merged is never rewritten' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
"""


class Merge(models.Model):
    """Two people of the registry who are one: `gone` gives its participations and cards to `kept`.

    `moved` holds every row as it was before, so that the merge can be taken back. The person who is gone
    stays in the registry, without participations, and is found no more.
    """

    id = models.BigAutoField(primary_key=True)
    kept = models.ForeignKey(Person, models.PROTECT, related_name="+")
    gone = models.ForeignKey(Person, models.PROTECT, related_name="+")
    state = models.TextField(choices=MergeState.choices, default=MergeState.PROPOSED, db_default=MergeState.PROPOSED)
    reason = models.TextField()
    maker = models.ForeignKey(Account, models.PROTECT, related_name="+")
    maker_name = models.TextField()
    made_at = models.DateTimeField(db_default=models.functions.Now())
    checker = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    checker_name = models.TextField(default="", db_default="", blank=True)
    decided_at = models.DateTimeField(null=True)
    said = models.TextField(default="", db_default="", blank=True)
    moved = models.JSONField(default=dict)
    undone_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_because = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="merge_of_two", condition=~Q(kept=F("gone"))),
            models.CheckConstraint(
                name="merge_four_eyes", condition=Q(checker__isnull=True) | ~Q(checker=F("maker"))
            ),
            models.CheckConstraint(
                name="merge_decided_by_somebody",
                condition=Q(state=MergeState.PROPOSED, checker__isnull=True)
                | Q(~Q(state=MergeState.PROPOSED), checker__isnull=False),
            ),
            models.CheckConstraint(
                name="merge_undone_by_somebody",
                condition=Q(state=MergeState.UNDONE, undone_by__isnull=False)
                | Q(~Q(state=MergeState.UNDONE), undone_by__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["gone"],
                condition=Q(state__in=[MergeState.PROPOSED, MergeState.DONE]),
                name="merge_gone_once",
            ),
        ]
        triggers = [
            never("merge_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a merge is undone, not deleted"),
            pgtrigger.Trigger(
                name="merge_moves", level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update,
                func=MERGE_MOVES,
            ),
        ]  # fmt: skip
