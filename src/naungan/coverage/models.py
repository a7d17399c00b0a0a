"""Nouns of coverage: published statistics and figures, each with its basis."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from naungan.guards import append_only


class Statistic(models.Model):
    """A number somebody published (or that was derived from such), as printed, with its address.

    Contradicting statistics stand side by side; `on` is the last day of the printed period.
    """

    id = models.BigAutoField(primary_key=True)
    period = models.TextField()
    on = models.DateField()
    region_code = models.TextField()
    region_name = models.TextField()
    segment = models.TextField()
    programme = models.TextField(default="", blank=True)
    indicator = models.TextField()
    basis = models.TextField(
        default="", db_default="", blank=True, help_text="what a rate or denominator is of; empty: not known"
    )
    value = models.DecimalField(max_digits=24, decimal_places=6)
    unit = models.TextField()
    status = models.TextField(
        choices=[
            ("published", "Diterbitkan"),
            ("secondary", "Sumber kedua"),
            ("derived", "Diturunkan"),
            ("unverified", "Belum terverifikasi"),
        ]
    )
    source = models.TextField()
    note = models.TextField(default="", blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["period", "region_code", "segment", "programme", "indicator", "value", "source"],
                name="statistic_once",
            )
        ]
        indexes = [models.Index(fields=["indicator", "region_code", "on"], name="statistic_lookup")]


class PopulationScale(models.Model):
    """How much smaller than the real one the population of this database is; a real one has no row.

    A sandbox of 1:100 has one row, 1 over 100: denominators are scaled by it, and say so.
    """

    id = models.SmallIntegerField(primary_key=True, default=1, db_default=1)
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField()
    note = models.TextField(default="", db_default="", blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="population_scale_one_row", condition=Q(id=1)),
            models.CheckConstraint(
                name="population_scale_is_a_fraction",
                condition=Q(numerator__gt=0) & Q(denominator__gte=F("numerator")),
            ),
        ]
        triggers = [append_only("population_scale_append_only", "the scale of a population is never changed")]


class Figure(models.Model):
    """Numerator over denominator with its basis, definition, day, segments and source.

    A computed figure names the close it came from; people are whole numbers.
    """

    id = models.BigAutoField(primary_key=True)
    as_of = models.DateField()
    region_code = models.TextField()
    region_name = models.TextField()
    level = models.SmallIntegerField(help_text="0 region, 1 province, 2 district")
    segments = models.TextField(help_text="ALL, or one segment")
    basis = models.TextField()
    definition = models.TextField(help_text="definition of active: code")
    numerator = models.BigIntegerField()
    denominator = models.BigIntegerField(null=True, help_text="null: not computable on this basis")
    denominator_source = models.TextField(default="", blank=True)
    source = models.TextField()
    computed_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["as_of", "region_code", "segments", "basis", "definition"], name="figure_once"
            ),
            models.CheckConstraint(
                name="figure_counts",
                condition=Q(numerator__gte=0) & (Q(denominator__isnull=True) | Q(denominator__gt=0)),
            ),
        ]
        indexes = [
            # One region through time; and the days there are, without reading every figure of each.
            models.Index(fields=["region_code", "basis", "definition", "segments", "as_of"], name="figure_of_region"),
        ]
        triggers = [append_only("figure_append_only", "a figure is never changed")]


class BoundaryFile(models.Model):
    """The file that the boundaries on the map were read from: one, or none (the tile grid is drawn then)."""

    id = models.SmallIntegerField(primary_key=True, default=1, db_default=1)
    name = models.TextField()
    sha256 = models.TextField()
    read_by = models.TextField(help_text="the property that named the districts, and as what")
    points_read = models.IntegerField()
    points_kept = models.IntegerField()
    loaded_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [models.CheckConstraint(name="boundary_file_one_row", condition=Q(id=1))]


class Boundary(models.Model):
    """The simplified outline of one district: rings of [east, north] in microdegrees (WGS 84)."""

    region_code = models.TextField(primary_key=True)
    rings = models.JSONField()
    file = models.ForeignKey(BoundaryFile, models.CASCADE, related_name="boundaries")


class RegionTarget(models.Model):
    """A target that somebody entered: its series, basis and source. The last of a day and series holds."""

    id = models.BigAutoField(primary_key=True)
    region_code = models.TextField()
    on = models.DateField()
    series = models.TextField(help_text="plan, ucj, rpjmd or own")
    percent = models.DecimalField(max_digits=6, decimal_places=2)
    basis = models.TextField(default="", blank=True, help_text="what the percentage is of; empty: not told")
    status = models.TextField()
    source = models.TextField()
    note = models.TextField(default="", blank=True)
    entered_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        constraints = [
            models.CheckConstraint(name="region_target_percent", condition=Q(percent__gt=0, percent__lte=100)),
            models.CheckConstraint(name="region_target_has_a_source", condition=~Q(source="")),
        ]
        indexes = [models.Index(fields=["region_code"], name="region_target_region")]
        triggers = [append_only("region_target_append_only", "a target is never changed: enter it again")]
