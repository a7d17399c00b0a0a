"""Decrees by name, who is enrolled from them, and who took whose place."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naungan.access.models import Account
from naungan.guards import append_only
from naungan.registry.models import Participation, Payer, Region
from naungan.registry.participate import Leaving
from naungan.sponsorship.models.lists import Candidate
from naungan.sponsorship.models.programmes import Scheme


class Decree(models.Model):
    """A decree (SK) with its list and reserve; `sha256` is the fingerprint of both as they stand in it."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="decrees")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    number = models.TextField()
    signed_on = models.DateField()
    signed_by = models.TextField()
    people = models.IntegerField()
    reserve = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    law_version = models.TextField()
    made_at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "number"], name="decree_once"),
            models.CheckConstraint(name="decree_of_somebody", condition=Q(people__gt=0, reserve__gte=0)),
        ]
        triggers = [append_only("decree_append_only", "a decree is never changed: make another")]

    def __str__(self) -> str:
        return self.number


class DecreeLine(models.Model):
    """Somebody on a decree; those of the reserve wait for a place, in the order of `serial`."""

    id = models.BigAutoField(primary_key=True)
    decree = models.ForeignKey(Decree, models.PROTECT, related_name="lines")
    candidate = models.OneToOneField(Candidate, models.PROTECT, related_name="decreed")
    serial = models.IntegerField()
    reserve = models.BooleanField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["decree", "reserve", "serial"], name="decree_serial_once"),
            models.CheckConstraint(name="decree_serial_positive", condition=Q(serial__gt=0)),
        ]
        indexes = [models.Index(fields=["decree", "reserve", "region", "serial"], name="decree_line_reserve")]
        triggers = [append_only("decree_line_append_only", "a decree is never changed: make another")]


class Enrolment(models.Model):
    """That somebody on a decree was put under cover: which participation, when, by whom.

    `refused` says why it could not be; then there is no participation.
    """

    id = models.BigAutoField(primary_key=True)
    line = models.OneToOneField(DecreeLine, models.PROTECT, related_name="enrolment")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    participation = models.OneToOneField(Participation, models.PROTECT, null=True, related_name="+")
    refused = models.TextField(default="", db_default="", blank=True)
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="enrolment_done_or_refused",
                condition=Q(participation__isnull=False, refused="")
                | (Q(participation__isnull=True) & ~Q(refused="")),
            )
        ]
        indexes = [models.Index(fields=["payer", "-id"], name="enrolment_payer")]
        triggers = [append_only("enrolment_append_only", "what was done is never rewritten")]


class Replacement(models.Model):
    """That somebody left a decree's list and who of the reserve took the place, from the first day `on`."""

    id = models.BigAutoField(primary_key=True)
    left = models.OneToOneField(DecreeLine, models.PROTECT, related_name="replaced_by")
    came = models.OneToOneField(DecreeLine, models.PROTECT, null=True, related_name="came_for")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+")
    because = models.TextField(choices=Leaving.choices)
    on = models.DateField()
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(name="replacement_first_day", condition=Q(on__day=1))]
        triggers = [append_only("replacement_append_only", "what was done is never rewritten")]
