"""A scheme of a sponsor: for whom, when, with which programmes, and how many people of each district."""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from naungan.access.models import Account
from naungan.guards import append_only, never
from naungan.registry.models import Payer, Region

YOUNGEST, OLDEST = 18, 64


class Scheme(models.Model):
    """One rule set a decree: ages in whole years, the poorest deciles admitted, occupations (none: any).

    `first_month` and `last_month` are first days of months, both with cover; `programmes` is the registry's mask.
    """

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="schemes")
    name = models.TextField()
    first_month = models.DateField()
    last_month = models.DateField()
    programmes = models.SmallIntegerField()
    youngest = models.SmallIntegerField(default=YOUNGEST, db_default=YOUNGEST)
    oldest = models.SmallIntegerField(default=OLDEST, db_default=OLDEST)
    highest_decile = models.SmallIntegerField(null=True, help_text="null: any, known or not")
    occupations = ArrayField(models.TextField(), default=list, blank=True)
    made_at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "name"], name="scheme_once"),
            models.CheckConstraint(name="scheme_whole_months", condition=Q(first_month__day=1, last_month__day=1)),
            models.CheckConstraint(name="scheme_lasts", condition=Q(last_month__gte=F("first_month"))),
            models.CheckConstraint(name="scheme_ages", condition=Q(youngest__gte=0, oldest__gte=F("youngest"))),
            models.CheckConstraint(
                name="scheme_decile",
                condition=Q(highest_decile__isnull=True) | Q(highest_decile__range=(1, 10)),
            ),
        ]
        triggers = [
            never(
                "scheme_never_changed",
                pgtrigger.Update | pgtrigger.Delete | pgtrigger.Truncate,
                "a scheme is never changed: open another",
            )
        ]

    def __str__(self) -> str:
        return self.name


class Quota(models.Model):
    """How many people of a district a scheme takes; a later one for the same district goes before."""

    id = models.BigAutoField(primary_key=True)
    scheme = models.ForeignKey(Scheme, models.PROTECT, related_name="quotas")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    people = models.IntegerField()
    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [models.CheckConstraint(name="quota_not_negative", condition=Q(people__gte=0))]
        indexes = [models.Index(fields=["scheme", "region", "-id"], name="quota_scheme")]
        triggers = [append_only("quota_append_only", "a quota is never changed: a later one goes before it")]
