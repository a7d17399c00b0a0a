"""What is over is forgotten: counts of past windows, answers of past weeks, sessions that ended."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from naungan.access.models import Answer, Remembered, Session, Use

ANSWERS_KEPT = timedelta(days=30)
USES_KEPT = timedelta(days=2)


@transaction.atomic
def tidy() -> int:
    """Delete what no longer counts; how many rows. Accounts, grants, tokens and looks are kept for ever."""
    now = timezone.now()
    over = (
        Use.objects.filter(since__lt=now - USES_KEPT),
        Answer.objects.filter(made_at__lt=now - ANSWERS_KEPT),
        Session.objects.filter(expire_date__lt=now),
        Remembered.objects.filter(expires__lt=now),
    )
    return sum(rows.delete()[0] for rows in over)
