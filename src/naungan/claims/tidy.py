"""Drafts that were never sent are forgotten, with all that came with them, after a time told on their pages."""

from __future__ import annotations

from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from naungan.claims.models import Claim, Paper, Payee, Step
from naungan.claims.models.claim import paper_storage
from naungan.claims.settings import rules

AT_ONCE = 200  # drafts forgotten in one transaction


def kept_through(claim: Claim) -> date:
    """The last day on which a draft is still there."""
    return timezone.localdate(claim.opened_at) + rules().draft_kept


def is_over(claim: Claim) -> bool:
    """Whether a claim that was never sent is past its last day, forgotten already or not."""
    return claim.submitted_at is None and timezone.localdate() > kept_through(claim)


def tidy() -> int:
    """Forget every draft that is past its last day; how many. What was sent is kept for ever, whatever became of it.

    Photos go first: a night that is broken off leaves a draft without them, and the next one finishes it.
    """
    opened_before = timezone.make_aware(datetime.combine(timezone.localdate() - rules().draft_kept, time.min))
    forgotten = 0
    while some := _forget(opened_before):
        forgotten += some
    return forgotten


@transaction.atomic
def _forget(opened_before: datetime) -> int:
    """So many drafts at once; one that somebody is writing in now waits for the next night."""
    over = Claim.objects.filter(submitted_at__isnull=True, opened_at__lt=opened_before).order_by("id")
    ids = list(over.select_for_update(skip_locked=True).values_list("pk", flat=True)[:AT_ONCE])
    papers = Paper.objects.filter(claim_id__in=ids)
    names = set(papers.values_list("file", flat=True))
    shared = set(Paper.objects.filter(file__in=names).exclude(claim_id__in=ids).values_list("file", flat=True))
    for name in sorted(names - shared):
        paper_storage().delete(name)
    for rows in (papers, Payee.objects.filter(claim_id__in=ids), Step.objects.filter(claim_id__in=ids)):
        rows.delete()
    Payee.pgh_event_model.objects.filter(claim_id__in=ids).delete()  # type: ignore[attr-defined]
    Claim.pgh_event_model.objects.filter(id__in=ids).delete()  # type: ignore[attr-defined]
    Claim.objects.filter(pk__in=ids).delete()
    return len(ids)
