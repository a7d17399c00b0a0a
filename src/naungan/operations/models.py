"""Nouns of operations: the close of a month as parts of steps that are done once."""

from __future__ import annotations

from django.db import models

from naungan.guards import append_only


class CloseTask(models.Model):
    """One part of one step of a close, done. Its row commits with its work, or not at all."""

    pk = models.CompositePrimaryKey("month", "step", "part")
    month = models.DateField()
    step = models.SmallIntegerField()
    part = models.SmallIntegerField()
    rows = models.BigIntegerField()
    rupiah = models.BigIntegerField()
    milliseconds = models.IntegerField()
    done_at = models.DateTimeField(db_default=models.functions.Now())

    class Meta:
        triggers = [append_only("close_task_append_only", "a finished task is never changed")]


# A noun of this room in a file of its own.
from naungan.operations.failures import JobFailure as JobFailure  # noqa: E402
