"""The calendar's work as a job: every morning, by the same worker that closes months."""

from __future__ import annotations

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from naungan.mandates.reminders import remind


@app.periodic(cron="15 22 * * *")  # 06.15 in Kalimantan
@app.task(name="remind-of-mandates", queue="mandates", lock="remind-of-mandates", queueing_lock="remind-of-mandates")
def remind_as_a_job(timestamp: int) -> None:
    """Remind of what is due today; a run that was missed is made good by the next."""
    try:
        remind(timezone.localdate())
    finally:
        connection.close()
