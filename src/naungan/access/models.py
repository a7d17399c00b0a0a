"""Nouns of access: accounts, what they were granted, and who looked at whom."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import Q

from naungan.guards import append_only
from naungan.registry.models import Payer, Person, Region


class Role(models.TextChoices):
    """What somebody may be to Naungan (workflows.md 1)."""

    BRANCH = "branch", "Petugas cabang"
    REGION = "region", "Petugas wilayah"
    HEAD_OFFICE = "head-office", "Kantor pusat"
    EMPLOYER_MAKER = "employer-maker", "Penyusun laporan perusahaan"
    EMPLOYER_APPROVER = "employer-approver", "Penyetuju laporan perusahaan"
    SPONSOR = "sponsor", "Penanggung"
    WORKER = "worker", "Peserta"
    HEIR = "heir", "Ahli waris"
    AUDITOR = "auditor", "Pemeriksa"
    ADMINISTRATOR = "administrator", "Pengelola sistem"


REGIONAL = (Role.BRANCH, Role.REGION)
OF_A_PAYER = (Role.EMPLOYER_MAKER, Role.EMPLOYER_APPROVER, Role.SPONSOR)
OF_A_PERSON = (Role.WORKER, Role.HEIR)
EVERYWHERE = (Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR)
STAFF = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE, Role.AUDITOR, Role.ADMINISTRATOR)


class Accounts(BaseUserManager["Account"]):
    """Makes accounts."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Account:
        """An account with a hashed password; without one it signs in by one-time code only."""
        account = self.model(email=self.normalize_email(email) or None, **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Somebody who signs in. What they may do is in their grants."""

    id = models.BigAutoField(primary_key=True)
    email = models.EmailField(unique=True, null=True)
    phone = models.TextField(unique=True, null=True, help_text="+62...")
    name = models.TextField()
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(db_default=models.functions.Now())

    objects: ClassVar[Accounts] = Accounts()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="account_reachable", condition=Q(email__isnull=False) | Q(phone__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return self.name


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


class Look(models.Model):
    """That somebody looked at a person's data: who, as what, at what, and why when a reason is asked."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(db_default=models.functions.Now())
    account = models.ForeignKey(Account, models.PROTECT, related_name="+")
    role = models.TextField(choices=Role.choices)
    person = models.ForeignKey(Person, models.PROTECT, related_name="looks")
    what = models.TextField(help_text="which page or answer")
    reason = models.TextField(default="", blank=True)

    class Meta:
        indexes = [models.Index(fields=["person", "-at"], name="look_person")]
        triggers = [append_only("look_append_only", "who looked is never changed")]
