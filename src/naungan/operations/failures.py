"""The noun of a job that failed: what is told to people, and what is told to who looks after the system."""

from __future__ import annotations

from django.db import models

from naungan.guards import append_only


class JobFailure(models.Model):
    """That a job stopped: which attempt of which job, in words for people, and the trace of the programme."""

    id = models.BigAutoField(primary_key=True)
    job_id = models.BigIntegerField(db_index=True)
    attempt = models.IntegerField()
    at = models.DateTimeField(db_default=models.functions.Now())
    said = models.TextField()
    trace = models.TextField(default="", db_default="", blank=True)

    class Meta:
        triggers = [append_only("job_failure_append_only", "what went wrong is never rewritten")]
