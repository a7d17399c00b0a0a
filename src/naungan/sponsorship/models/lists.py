"""Candidate lists as they came, and what was judged of every row."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from naungan.access.models import Account
from naungan.guards import append_only, never
from naungan.registry.models import Payer, Person, Region
from naungan.sponsorship.models.programmes import Scheme


class Verdict(models.TextChoices):
    """What is judged of a candidate."""

    UNJUDGED = "unjudged", "Belum dinilai"
    ELIGIBLE = "eligible", "Memenuhi syarat"
    REVIEW = "review", "Perlu dilihat orang"
    REJECTED = "rejected", "Ditolak"


class CandidateList(models.Model):
    """A file of candidates: who gave it, when, its hash; `ignored` are columns that were not taken in."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="lists")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    name = models.TextField(help_text="of the file")
    sha256 = models.CharField(max_length=64)
    source = models.TextField(help_text="who keeps the data: DTSEN, Dinsos, a village")
    given_by = models.TextField(help_text="who handed it over")
    received_at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    rows = models.IntegerField()
    header_row = models.IntegerField()
    columns = models.JSONField(help_text="heading as it came: field it was read as")
    ignored = ArrayField(models.TextField(), default=list, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scheme", "sha256"], name="candidate_list_once")]
        indexes = [models.Index(fields=["payer", "-id"], name="candidate_list_payer")]
        triggers = [append_only("candidate_list_append_only", "where a list came from is never rewritten")]

    def __str__(self) -> str:
        return self.name


class Candidate(models.Model):
    """A row of a list as it was read, and its verdict with reasons: `[{code, said}]`.

    `person` is who of the registry it is; `covered_by` the payer that covers them already; `twin` the earlier row
    that is the same person. What the file said is never changed; the verdict is judged again until it is decreed.
    """

    id = models.BigAutoField(primary_key=True)
    listing = models.ForeignKey(CandidateList, models.PROTECT, related_name="candidates")
    line = models.IntegerField(help_text="as a spreadsheet numbers it")
    nik = models.TextField(default="", blank=True)
    nik_as_number = models.BooleanField(default=False, db_default=False)
    name = models.TextField(default="", blank=True)
    born = models.TextField(default="", blank=True, help_text="as it came")
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, default="", blank=True)
    mother_name = models.TextField(default="", blank=True)
    place = models.TextField(default="", blank=True, help_text="village and district as they came")
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    occupation = models.TextField(default="", blank=True)
    decile = models.SmallIntegerField(null=True)
    decile_vintage = models.TextField(default="", blank=True)
    phone = models.TextField(default="", blank=True)
    heir = models.TextField(default="", blank=True)
    verdict = models.TextField(choices=Verdict.choices, default=Verdict.UNJUDGED, db_default=Verdict.UNJUDGED)
    reasons = models.JSONField(default=list)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    covered_by = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    twin = models.ForeignKey("self", models.PROTECT, null=True, related_name="twins")
    judged_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["listing", "line"], name="candidate_line_once"),
            models.CheckConstraint(
                name="candidate_rejected_with_a_reason",
                condition=~Q(verdict__in=[Verdict.REJECTED, Verdict.REVIEW]) | ~Q(reasons=[]),
            ),
            models.CheckConstraint(
                name="candidate_decile", condition=Q(decile__isnull=True) | Q(decile__range=(1, 10))
            ),
        ]
        indexes = [
            models.Index(fields=["listing", "verdict", "line"], name="candidate_verdict"),
            models.Index(fields=["nik"], name="candidate_nik", condition=~Q(nik="")),
        ]
        triggers = [
            never("candidate_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a candidate is never deleted"),
            pgtrigger.Trigger(
                name="candidate_as_it_came",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "((OLD.listing_id, OLD.line, OLD.nik, OLD.name, OLD.born, OLD.place, OLD.occupation) "
                    "IS DISTINCT FROM "
                    "(NEW.listing_id, NEW.line, NEW.nik, NEW.name, NEW.born, NEW.place, NEW.occupation))"
                ),
                func="RAISE EXCEPTION 'a row stays as it came' USING ERRCODE = 'restrict_violation';",
            ),
        ]


class Ruling(models.Model):
    """What somebody ruled of a candidate that was for a human eye, and why."""

    id = models.BigAutoField(primary_key=True)
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="rulings")
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    who = models.TextField()
    verdict = models.TextField(choices=Verdict.choices)
    same_person = models.BooleanField(null=True, help_text="whether the candidate is the person that was found")
    reason = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ruling_reason_given", condition=~Q(reason="")),
            models.CheckConstraint(
                name="ruling_decides", condition=Q(verdict__in=[Verdict.ELIGIBLE, Verdict.REJECTED])
            ),
        ]
        indexes = [models.Index(fields=["candidate", "-id"], name="ruling_candidate")]
        triggers = [append_only("ruling_append_only", "what was ruled is never rewritten")]
