"""Nouns of publications: a report as it was given out, its numbers with their sources, and its files."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from naungan.access.models import Account
from naungan.guards import append_only
from naungan.registry.models import Region


class Kind(models.TextChoices):
    """What is published."""

    GOVERNOR = "governor", "Laporan gubernur"
    QUARTER = "quarter", "Laporan triwulan Kemendagri"
    BRANCH = "branch", "Lembar bulanan cabang"
    OPEN_DATA = "open-data", "Data terbuka"


class Publication(models.Model):
    """A report as it was given out. The same content again is the same publication (`digest`)."""

    id = models.BigAutoField(primary_key=True)
    reference = models.TextField(unique=True, help_text="printed on it: GUB-64-20221231-01")
    kind = models.TextField(choices=Kind.choices)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    as_of = models.DateField()
    title = models.TextField()
    public = models.BooleanField()
    digest = models.CharField(max_length=64)
    trail = models.JSONField(help_text="every number with its source and address")
    made_at = models.DateTimeField(db_default=models.functions.Now())
    made_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "region", "as_of", "digest"], name="publication_once"),
            models.CheckConstraint(
                name="publication_only_open_data_is_public", condition=Q(public=False) | Q(kind=Kind.OPEN_DATA)
            ),
        ]
        indexes = [models.Index(fields=["region", "-as_of"], name="publication_region")]
        triggers = [append_only("publication_append_only", "what was published is not rewritten: publish again")]


class PublishedFile(models.Model):
    """A file of a publication, byte for byte as it was given out."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, models.PROTECT, related_name="files")
    name = models.TextField()
    content_type = models.TextField()
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["publication", "name"], name="published_file_once")]
        triggers = [append_only("published_file_append_only", "what was published is not rewritten: publish again")]
