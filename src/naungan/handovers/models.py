"""Nouns of the symbolic handover: the event, who agreed to be part of it, to what, and what was handed over.

Nothing of the money refers to anything here: a transfer never waits for a ceremony.
"""

from __future__ import annotations

import pgtrigger
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from naungan.access.models import Account
from naungan.claims.models import Claim, Payee
from naungan.guards import append_only, every_new_row, never
from naungan.handovers import guarding
from naungan.registry.models import Payer, Region

NOW = models.functions.Now()


class EventState(models.TextChoices):
    """How far an event is."""

    PLANNED = "planned", _("Direncanakan")
    HELD = "held", _("Sudah berlangsung")
    CANCELLED = "cancelled", _("Dibatalkan")


class Showing(models.TextChoices):
    """What of somebody may be shown; nothing else is."""

    NAME = "name", _("Nama")
    PHOTO = "photo", _("Foto dan wajah")
    AMOUNT = "amount", _("Jumlah manfaat")
    STORY = "story", _("Kisah singkat")


def before_update(name: str, body: str) -> pgtrigger.Trigger:
    """A trigger that looks at each row before it is changed."""
    return pgtrigger.Trigger(
        name=name, level=pgtrigger.Row, when=pgtrigger.Before, operation=pgtrigger.Update, func=body
    )


class Event(models.Model):
    """A ceremony: where, when, and who hands over, as the programme names them."""

    id = models.BigAutoField(primary_key=True)
    title = models.TextField()
    place = models.TextField()
    on = models.DateField()
    starts_at = models.TimeField()
    hosts = ArrayField(models.TextField(), help_text="name and office of each, in the order of the programme")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    state = models.TextField(choices=EventState.choices, default=EventState.PLANNED, db_default=EventState.PLANNED)
    made_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(db_default=NOW)

    class Meta:
        constraints = [
            models.CheckConstraint(name="event_named", condition=~Q(title="") & ~Q(place="") & Q(hosts__len__gte=1)),
        ]
        indexes = [models.Index(fields=["region", "-on", "-id"], name="event_region")]
        triggers = [
            never("event_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "an event is cancelled, not deleted"),
            before_update("event_moves", guarding.EVENT_MOVES),
        ]

    def __str__(self) -> str:
        return self.title


class Beneficiary(models.Model):
    """A claim that has a place in an event, and what the programme would say of it.

    `payee` is who comes forward. `place` is the order in which they are called; `sponsor` who paid the contributions.
    """

    id = models.BigAutoField(primary_key=True)
    event = models.ForeignKey(Event, models.PROTECT, related_name="beneficiaries", db_index=False)
    claim = models.ForeignKey(Claim, models.PROTECT, related_name="+")
    payee = models.ForeignKey(Payee, models.PROTECT, related_name="+", db_index=False)
    place = models.SmallIntegerField()
    sponsor = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    story = models.TextField(default="", db_default="", blank=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "claim"], name="beneficiary_once"),
            models.CheckConstraint(name="beneficiary_placed", condition=Q(place__gte=1)),
        ]
        triggers = [
            never(
                "beneficiary_kept", pgtrigger.Delete | pgtrigger.Truncate, "a beneficiary is taken off, not deleted"
            ),
            every_new_row(
                "beneficiary_granted", guarding.NOT_GRANTED, "only a granted claim has a place in an event"
            )[0],
        ]


class Consent(models.Model):
    """What somebody agreed to have shown: which words they read, who gave it, who wrote it down; and its end.

    The face of somebody under age is never shown, whoever agrees.
    """

    id = models.BigAutoField(primary_key=True)
    beneficiary = models.ForeignKey(Beneficiary, models.PROTECT, related_name="consents")
    shows = ArrayField(models.TextField(choices=Showing.choices))
    minor = models.BooleanField(help_text="whether the payee was under age that day")
    text_version = models.TextField(help_text="of the words they agreed to (consent_text.py)")
    given_by = models.TextField(help_text="who agreed: the payee or, for somebody under age, the guardian")
    given_on = models.DateField()
    paper = models.TextField(help_text="where the signed paper is")
    recorded_by = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(db_default=NOW)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["beneficiary"], condition=Q(withdrawn_at__isnull=True), name="consent_one_in_force"
            ),
            models.CheckConstraint(
                name="consent_known", condition=Q(shows__contained_by=list(Showing.values)) & ~Q(given_by="")
            ),
            models.CheckConstraint(
                name="consent_no_face_of_a_minor", condition=Q(minor=False) | ~Q(shows__contains=[Showing.PHOTO])
            ),
            models.CheckConstraint(
                name="consent_withdrawn_by_somebody",
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        triggers = [
            never("consent_kept", pgtrigger.Delete | pgtrigger.Truncate, "a consent is withdrawn, not deleted"),
            before_update("consent_withdrawn_once", guarding.CONSENT_WITHDRAWN),
        ]


class HandedOver(models.Model):
    """What was handed over at the event: by whom, to whom. The money had its own way."""

    id = models.BigAutoField(primary_key=True)
    beneficiary = models.OneToOneField(Beneficiary, models.PROTECT, related_name="handed")
    at = models.DateTimeField()
    by = models.TextField()
    to = models.TextField()
    what = models.TextField(help_text="certificate, mock cheque")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.CheckConstraint(name="handed_by_and_to", condition=~Q(by="") & ~Q(to=""))]
        triggers = [append_only("handed_append_only", "what was handed over is never rewritten")]
