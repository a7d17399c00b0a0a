"""Nouns of intake: what came in, what was found in it, and the wages it reported."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naungan.guards import append_only
from naungan.registry.models import Payer, Person
from naungan.web.sentences import say


class UploadKind(models.TextChoices):
    """What a file is."""

    WORKERS = "workers", "Tenaga kerja baru"
    WAGES = "wages", "Upah bulanan"
    BPU = "bpu", "Peserta mandiri"
    SPONSORED = "sponsored", "Daftar penerima penanggung"
    PAYMENTS = "payments", "Pembayaran"


class Upload(models.Model):
    """A file as it came; the same content for the same payer and month is the same upload."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField(choices=UploadKind.choices)
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="uploads")
    month = models.DateField(null=True)
    file_name = models.TextField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField(db_default=models.functions.Now())
    rows = models.IntegerField(default=0)
    good = models.IntegerField(default=0)
    soft = models.IntegerField(default=0)
    hard = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "payer", "month", "sha256"], name="upload_once", nulls_distinct=False
            ),
        ]


class Finding(models.Model):
    """What the catalogue (workflows.md 3.2) found in one row of an upload; good rows have none."""

    id = models.BigAutoField(primary_key=True)
    upload = models.ForeignKey(Upload, models.CASCADE, related_name="findings")
    row = models.IntegerField()
    level = models.TextField(choices=[("hard", "Ditolak"), ("soft", "Perlu dikonfirmasi")])
    code = models.CharField(max_length=4)
    column = models.TextField()
    read = models.TextField()
    words = models.TextField()
    advice = models.TextField(default="", blank=True)
    parts = models.JSONField(default=dict, blank=True, db_default={}, help_text="what fills the sentences' holes")
    waits = models.BooleanField(
        default=False, db_default=False, help_text="soft, and its row stays out until it is confirmed"
    )

    class Meta:
        indexes = [models.Index(fields=["upload", "row"], name="finding_row")]

    @property
    def said(self) -> str:
        """What is wrong, in the active language."""
        return say(self.words, self.parts)

    @property
    def repair(self) -> str:
        """What to do, in the active language."""
        return say(self.advice, self.parts)


class StaffNumber(models.Model):
    """The number an employer calls a worker by (NO_PEGAWAI, KODE_TK); one person for each number."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="staff_numbers")
    number = models.TextField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="staff_numbers")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "number"], name="staff_number_once"),
            models.CheckConstraint(name="staff_number_given", condition=~Q(number="")),
        ]


class WageReport(models.Model):
    """A report of wages of one payer for one month; a later report corrects an earlier one."""

    id = models.BigAutoField(primary_key=True)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="wage_reports")
    for_month = models.DateField()
    upload = models.OneToOneField(Upload, models.PROTECT, null=True, related_name="wage_report")
    reported_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        indexes = [models.Index(fields=["for_month", "payer"], name="wage_report_month")]


class WageLine(models.Model):
    """One worker's wage in a report. `wage` is the monthly rate, `back_pay` (rapel) extra; rupiah.

    `month_wage` is what was really paid for the month when it differs from the rate (JP only).
    The line of the latest report of a participation and month is the one in force.
    """

    pk = models.CompositePrimaryKey("for_month", "payer_id", "participation_id", "report_id")
    for_month = models.DateField()
    payer_id = models.BigIntegerField()
    participation_id = models.BigIntegerField()
    report_id = models.BigIntegerField()
    wage = models.BigIntegerField()
    month_wage = models.BigIntegerField(null=True)
    back_pay = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="wage_line_positive",
                condition=Q(wage__gt=0, back_pay__gte=0) & (Q(month_wage__isnull=True) | Q(month_wage__gte=0)),
            )
        ]
        triggers = [append_only("wage_line_append_only", "a reported wage is never changed: report again")]
