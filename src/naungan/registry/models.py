"""Nouns of the registry: regions, people, payers, participations, and what keeps them true."""

from __future__ import annotations

import pghistory
import pgtrigger
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from naungan.guards import UpdatesRemembered, every_new_row, never, refused_if, transition


class Segment(models.IntegerChoices):
    """Who a participation is for (law.md 2.1)."""

    PU = 1, _("PU (penerima upah)")
    BPU = 2, _("BPU (bukan penerima upah)")
    JAKON = 3, _("Jakon (jasa konstruksi)")
    PMI = 4, _("PMI (pekerja migran)")


class Programme(models.IntegerChoices):
    """Bits of the `programmes` mask of a participation."""

    JKK = 1, "JKK"
    JKM = 2, "JKM"
    JHT = 4, "JHT"
    JP = 8, "JP"
    JKP = 16, "JKP"


class PayerKind(models.IntegerChoices):
    """Who pays."""

    EMPLOYER = 1, _("Pemberi kerja")
    SELF = 2, _("Peserta mandiri")
    SPONSOR = 3, _("Penanggung")
    PROJECT = 4, _("Proyek konstruksi")


class Scale(models.TextChoices):
    """Business scale (Perpres 109/2013 art. 6)."""

    MICRO = "micro", _("Mikro")
    SMALL = "small", _("Kecil")
    MEDIUM = "medium", _("Menengah")
    LARGE = "large", _("Besar")


class Region(models.Model):
    """A province (level 1) or district (level 2), valid for a time; the region KAL is level 0."""

    id = models.SmallAutoField(primary_key=True)
    code_system = models.TextField(default="kemendagri")
    code = models.TextField()
    level = models.SmallIntegerField()
    kind = models.TextField()
    name = models.TextField()
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    bps_code = models.TextField(default="", blank=True)
    aliases = models.TextField(default="", blank=True)
    valid = DateRangeField()
    population_2025 = models.IntegerField(null=True)
    latitude = models.TextField(default="", blank=True)
    longitude = models.TextField(default="", blank=True)
    source = models.TextField(default="")

    class Meta:
        constraints = [
            ExclusionConstraint(
                name="region_code_once_at_a_time",
                expressions=[
                    ("code_system", RangeOperators.EQUAL),
                    ("code", RangeOperators.EQUAL),
                    ("valid", RangeOperators.OVERLAPS),
                ],
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement),
    UpdatesRemembered(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
)
class Person(models.Model):
    """A human being. NIK may be missing (foreigners, not yet known); two people never share one."""

    id = models.BigAutoField(primary_key=True)
    nik = models.CharField(max_length=16, null=True, unique=True)
    passport = models.TextField(default="", blank=True)
    name = models.TextField()
    born_on = models.DateField()
    sex = models.CharField(max_length=1, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    nationality = models.CharField(max_length=2, default="ID", db_default="ID")
    mother_name = models.TextField(default="", db_default="", blank=True)
    phone = models.TextField(default="", db_default="", blank=True)
    email = models.TextField(default="", db_default="", blank=True)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="residents")
    died_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="person_nik_16_digits", condition=Q(nik__regex=r"^[0-9]{16}$") | Q(nik__isnull=True)
            ),
            models.CheckConstraint(name="person_name_given", condition=~Q(name="")),
            models.CheckConstraint(
                name="person_died_after_birth",
                condition=Q(died_on__isnull=True) | Q(died_on__gte=F("born_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Card(models.Model):
    """A participant number (KPJ); one person may hold several over a career."""

    id = models.BigAutoField(primary_key=True)
    kpj = models.CharField(max_length=11, unique=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="cards")
    issued_on = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="card_kpj_11_characters", condition=Q(kpj__regex=r"^[0-9A-Z]{11}$"))
        ]


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement),
    UpdatesRemembered(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
)
class Payer(models.Model):
    """Whoever owes contributions: employer division, self-paying worker, sponsor or project.

    `code` is the number people use: NPP and division (12345678-000), sponsor code, project number,
    or the NIK-free number of a self-paying worker.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.SmallIntegerField(choices=PayerKind.choices)
    code = models.TextField(unique=True)
    name = models.TextField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="payers")
    life = DateRangeField()
    registered_on = models.DateField()
    person = models.OneToOneField(Person, models.PROTECT, null=True, related_name="self_payer")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payer_self_is_a_person",
                condition=Q(kind=PayerKind.SELF, person__isnull=False)
                | (~Q(kind=PayerKind.SELF) & Q(person__isnull=True)),
            )
        ]
        triggers = [
            never(
                "payer_never_deleted",
                pgtrigger.Delete | pgtrigger.Truncate,
                "a payer is never deleted: close it",
            ),
            pgtrigger.Trigger(
                name="payer_life_holds_participations",
                level=pgtrigger.Statement,
                when=pgtrigger.After,
                operation=pgtrigger.Update,
                referencing=transition(old="old_rows", new="new_rows"),
                **refused_if(
                    """
                    SELECT 1 FROM new_rows n JOIN old_rows o USING (id)
                    JOIN registry_participation p ON p.payer_id = n.id
                    WHERE n.life <> o.life AND NOT n.life @> p.during
                    """,
                    "a participation would fall outside the life of its payer",
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class Employer(models.Model):
    """What is known of a payer that is an employer division (NPP + division)."""

    payer = models.OneToOneField(Payer, models.PROTECT, primary_key=True, related_name="employer")
    npp = models.CharField(max_length=8)
    division = models.CharField(max_length=3, default="000", db_default="000")
    scale = models.TextField(choices=Scale.choices)
    industry = models.TextField(default="", db_default="", blank=True)
    jkk_paid_through = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["npp", "division"], name="employer_division_once")]


class RiskClass(models.Model):
    """The JKK class of an employer for a time (PP 44/2015 Lampiran I); 1 to 5."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="risk_classes")
    jkk_class = models.SmallIntegerField()
    during = DateRangeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="risk_class_one_to_five", condition=Q(jkk_class__range=(1, 5))),
            ExclusionConstraint(
                name="risk_class_one_at_a_time",
                expressions=[("payer", RangeOperators.EQUAL), ("during", RangeOperators.OVERLAPS)],
            ),
        ]


class Sponsor(models.Model):
    """What is known of a payer that pays for others: local government, village, company, donor."""

    payer = models.OneToOneField(Payer, models.PROTECT, primary_key=True, related_name="sponsor")
    fund_source = models.TextField(
        choices=[
            ("apbn", "APBN"),
            ("apbd", "APBD"),
            ("dbh", "DBH"),
            ("apbdes", "APBDes"),
            ("csr", "CSR"),
            ("donor", "Donatur"),
        ]
    )


class Project(models.Model):
    """What is known of a payer that is a construction project (law.md 3.4). Money in rupiah."""

    payer = models.OneToOneField(Payer, models.PROTECT, primary_key=True, related_name="project")
    contractor = models.TextField()
    contract_value = models.BigIntegerField(help_text="rupiah, without VAT")
    wages_known = models.BooleanField()
    work_order_on = models.DateField(help_text="SPK")
    stage_plan = models.TextField(default="100", db_default="100", help_text="100, 50/25/25 or 20/30/30/20")

    class Meta:
        constraints = [
            models.CheckConstraint(name="project_value_positive", condition=Q(contract_value__gt=0)),
            models.CheckConstraint(
                name="project_stage_plan_known",
                condition=Q(stage_plan__in=["100", "50/25/25", "20/30/30/20"]),
            ),
        ]


class MonthsOf(Func):
    """The whole months a date range touches, as a date range."""

    function = "naungan_months_of"
    output_field = DateRangeField()


@pghistory.track(
    pghistory.InsertEvent(level=pgtrigger.Statement),
    UpdatesRemembered(),
    pghistory.DeleteEvent(level=pgtrigger.Statement),
)
class Participation(models.Model):
    """Who is covered by whom, when, where, for which programmes. `wage` is rupiah a month.

    `wage` is the monthly wage (PU, Jakon) or declared income (BPU) as first or last reported; a
    month's own wage report goes before it. `recorded_at` is when the row last changed.
    """

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Person, models.PROTECT, related_name="participations")
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="participations")
    segment = models.SmallIntegerField(choices=Segment.choices)
    programmes = models.SmallIntegerField()
    region = models.ForeignKey(Region, models.PROTECT, related_name="participations")
    during = DateRangeField()
    wage = models.BigIntegerField()
    sector = models.TextField(default="", db_default="", blank=True)
    contract = models.TextField(default="", db_default="", blank=True, choices=[("PKWTT", "PKWTT"), ("PKWT", "PKWT")])
    continues_past_pension = models.BooleanField(default=False, db_default=False)
    left_because = models.TextField(default="", db_default="", blank=True)
    recorded_at = models.DateTimeField(db_default=Func(function="now"))

    class Meta:
        constraints = [
            models.CheckConstraint(name="participation_wage_positive", condition=Q(wage__gt=0)),
            models.CheckConstraint(
                name="participation_programmes_known", condition=Q(programmes__gte=1, programmes__lte=31)
            ),
            ExclusionConstraint(
                name="participation_once_per_payer",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    ("payer", RangeOperators.EQUAL),
                    ("during", RangeOperators.OVERLAPS),
                ],
            ),
            # A self-paying or sponsored worker has one payer a month, whoever they are.
            ExclusionConstraint(
                name="participation_one_bpu_payer_a_month",
                expressions=[
                    ("person", RangeOperators.EQUAL),
                    (MonthsOf("during"), RangeOperators.OVERLAPS),
                ],
                condition=Q(segment=Segment.BPU),
            ),
        ]
        triggers = [
            *every_new_row(
                "participation_within_payer_life",
                """
                SELECT 1 FROM new_rows n JOIN registry_payer p ON p.id = n.payer_id
                WHERE NOT p.life @> n.during
                """,
                "a participation falls outside the life of its payer",
            ),
            pgtrigger.Trigger(
                name="participation_recorded",
                level=pgtrigger.Row,
                when=pgtrigger.Before,
                operation=pgtrigger.Update,
                func="NEW.recorded_at := now(); RETURN NEW;",
            ),
        ]
