"""Nouns of access: accounts, what they were granted, who looked at whom; tokens, answers given, uses counted."""

from __future__ import annotations

from typing import ClassVar

import pghistory
import pgtrigger
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy

from naungan.guards import append_only, never, refused_if, transition
from naungan.registry.models import Payer, Person, Region


class Role(models.TextChoices):
    """What somebody may be to Naungan (workflows.md 1)."""

    BRANCH = "branch", gettext_lazy("Petugas cabang")
    REGION = "region", gettext_lazy("Petugas wilayah")
    HEAD_OFFICE = "head-office", gettext_lazy("Kantor pusat")
    EMPLOYER_MAKER = "employer-maker", gettext_lazy("Penyusun laporan perusahaan")
    EMPLOYER_APPROVER = "employer-approver", gettext_lazy("Penyetuju laporan perusahaan")
    SPONSOR = "sponsor", gettext_lazy("Penanggung")
    WORKER = "worker", gettext_lazy("Peserta")
    HEIR = "heir", gettext_lazy("Ahli waris")
    AUDITOR = "auditor", gettext_lazy("Pemeriksa")
    ADMINISTRATOR = "administrator", gettext_lazy("Pengelola sistem")


REGIONAL = (Role.BRANCH, Role.REGION)
OF_A_PAYER = (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR)
OF_A_PERSON = (Role.WORKER, Role.HEIR)
EVERYWHERE = (Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR)
STAFF = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR)


NO_ADMINISTRATOR_LEFT = """
    SELECT 1 WHERE NOT EXISTS (
        SELECT 1 FROM access_grant g JOIN access_account a ON a.id = g.account_id
        WHERE g.role = 'administrator' AND upper_inf(g.during) AND a.is_active)
"""


def an_administrator_stays(name: str, were: str) -> pgtrigger.Trigger:
    """Refuse an update after which nobody could administer; `were` says whether its old rows did."""
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=transition(old="old_rows", new="new_rows"),
        **refused_if(f"{NO_ADMINISTRATOR_LEFT} AND EXISTS ({were})", "the last administrator stays"),
    )


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Account:
        """An account with a hashed password; without one it signs in by one-time code only."""
        account = self.model(email=(email or "").lower() or None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, email: str | None) -> Account:
        """The account of an e-mail address, however it is written."""
        return self.get(email=(email or "").lower())


class Account(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their grants.

    A participant's account has neither e-mail nor phone of its own: codes go where the registry says.
    """

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(unique=True, null=True)
    phone = models.TextField(null=True, help_text="+62...; one phone may serve a family")
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=models.functions.Now())
    in_force: list[Grant] | None = None  # today's grants, where they were read with the account

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(name="account_email_in_small_letters", condition=Q(email=Lower("email"))),
            models.CheckConstraint(
                name="account_phone_international", condition=Q(phone__regex=r"^\+[1-9][0-9]{7,14}$")
            ),
        ]
        triggers = [
            never(
                "account_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "an account is closed, not deleted"
            ),
            an_administrator_stays(
                "account_last_administrator",
                """
                SELECT 1 FROM old_rows o JOIN access_grant g ON g.account_id = o.id
                WHERE o.is_active AND g.role = 'administrator' AND upper_inf(g.during)
                """,
            ),
        ]

    def __str__(self) -> str:
        return self.name


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent())
class Grant(models.Model):
    """A role given to an account for a time, over a region, a payer or a person; a revoked one ends."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="grants")
    role = models.TextField(choices=Role.choices)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    during = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_has_the_scope_of_its_role",
                condition=Q(role__in=REGIONAL, region__isnull=False, payer__isnull=True, person__isnull=True)
                | Q(role__in=OF_A_PAYER, region__isnull=True, payer__isnull=False, person__isnull=True)
                | Q(role__in=OF_A_PERSON, region__isnull=True, payer__isnull=True, person__isnull=False)
                | Q(role__in=EVERYWHERE, region__isnull=True, payer__isnull=True, person__isnull=True),
            ),
            ExclusionConstraint(
                name="grant_once_at_a_time",
                expressions=[
                    ("account", RangeOperators.EQUAL),
                    ("role", RangeOperators.EQUAL),
                    (models.functions.Coalesce("region", 0), RangeOperators.EQUAL),
                    (models.functions.Coalesce("payer", 0), RangeOperators.EQUAL),
                    (models.functions.Coalesce("person", 0), RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
        ]
        triggers = [
            never("grant_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a grant is ended, not deleted"),
            an_administrator_stays(
                "grant_last_administrator",
                "SELECT 1 FROM old_rows WHERE role = 'administrator' AND upper_inf(during)",
            ),
        ]


class Look(models.Model):
    """That somebody looked at a person's data: who, as what, at what, and why when a reason is asked."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", db_index=False)
    role = models.TextField(choices=Role.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="looks", db_index=False)
    what = models.TextField(help_text="which page or answer")
    reason = models.TextField(default="", blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["person", "-at"], name="look_person"),
            models.Index(fields=["account", "-at"], name="look_account"),
        ]
        triggers = [append_only("look_append_only", "who looked is never changed")]


class Sessions(BaseSessionManager["Session"]):
    """Keeps sessions."""


class Session(AbstractBaseSession):
    """A session in a browser, with whose it is once somebody has signed in."""

    account_id = models.BigIntegerField(null=True, db_index=True)

    objects: ClassVar[Sessions] = Sessions()

    @classmethod
    def get_session_store_class(cls) -> type[SessionBase]:
        """What reads and writes them."""
        from naungan.access.session_store import SessionStore

        return SessionStore


class Token(models.Model):
    """A key by which a program acts as one grant of an account; only its digest is kept."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens")
    grant = models.ForeignKey(Grant, models.PROTECT, related_name="tokens")
    name = models.TextField()
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256, hexadecimal")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    last_used_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="token_named", condition=~Q(name="")),
            models.CheckConstraint(name="token_expires", condition=Q(expires_at__gt=models.F("made_at"))),
        ]
        triggers = [never("token_never_deleted", pgtrigger.Delete | pgtrigger.Truncate, "a token is revoked")]


class Answer(models.Model):
    """What was answered to a request with an idempotency key: the same request is answered the same again."""

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    key = models.TextField()
    request_digest = models.CharField(max_length=64)
    status = models.SmallIntegerField(null=True, help_text="null while the work is going on")
    content_type = models.TextField(default="", db_default="", blank=True)
    body = models.BinaryField(default=b"")
    made_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="answer_once")]


class Use(models.Model):
    """How often something limited was used by somebody in one window of time."""

    pk = models.CompositePrimaryKey("what", "who", "since")
    what = models.TextField()
    who = models.TextField(help_text="digest of an address, an account or a NIK")
    since = models.DateTimeField(help_text="when the window began")
    times = models.IntegerField()

    class Meta:
        indexes = [models.Index(fields=["since"], name="use_since")]


class Remembered(models.Model):
    """What Django's cache keeps for all processes of the site, in the shape its database cache wants."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)
