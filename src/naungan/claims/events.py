"""What a granted claim says happened: a death or the end of a job, recorded in the registry by its own verbs.

So contributions stop, and the months after it are settled in the open month; and other rights open.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from naungan.claims.kinds import KINDS, ClaimKind, Happened
from naungan.claims.models import Claim
from naungan.claims.rights import rights_opened
from naungan.registry.models import Participation
from naungan.registry.participate import Leaving, end_participation
from naungan.registry.people import record_death

_BECAUSE = {
    ClaimKind.JHT_RESIGN: Leaving.RESIGNED,
    ClaimKind.JHT_DISMISSAL: Leaving.DISMISSED,
    ClaimKind.JHT_PKWT_EXPIRED: Leaving.CONTRACT_ENDED,
    ClaimKind.JHT_LEAVES_INDONESIA: Leaving.RESIGNED,
    ClaimKind.JKP: Leaving.DISMISSED,
}


def died_on(claim: Claim) -> date:
    """The day of death that a claim after a death tells: its own answer, else the day of the event."""
    return date.fromisoformat(claim.facts.get("died_on") or claim.event_on.isoformat())


def record_event(claim: Claim) -> dict[str, Any]:
    """Record what a granted claim says happened, as the owner of the tables; what that did and which rights it opens.

    Raises BadPerson for a death on another day than the registry knows.
    """
    done = _EVENTS[KINDS[ClaimKind(claim.kind)].happened](claim)
    return {**done, "opens": [kind.value for kind in rights_opened(claim)]}


def _death(claim: Claim) -> dict[str, Any]:
    recorded = record_death(person_id=claim.person_id, died_on=died_on(claim), reported_on=timezone.localdate())
    return {"died_on": died_on(claim).isoformat(), "ended": recorded.ended, "voided": recorded.voided}


def _job_ended(claim: Claim) -> dict[str, Any]:
    """End the job that ended: participations running on the day of the event, of the payer if one is told."""
    running = Participation.objects.filter(person_id=claim.person_id, during__contains=claim.event_on)
    if claim.facts.get("payer"):
        running = running.filter(payer__code=claim.facts["payer"])
    because = _BECAUSE[ClaimKind(claim.kind)]
    on = claim.event_on + timedelta(days=1)
    ended = [
        end_participation(participation_id=one.pk, on=on, because=because).pk
        for one in running.filter(segment=1, payer__kind=1)
        if one.during.upper is None or one.during.upper > on
    ]
    return {"ended": ended, "on": on.isoformat()}


def _nothing(_claim: Claim) -> dict[str, Any]:
    return {}


_EVENTS: Mapping[Happened, Callable[[Claim], dict[str, Any]]] = {
    Happened.DEATH: _death,
    Happened.JOB_ENDED: _job_ended,
    Happened.AGE: _nothing,
    Happened.ACCIDENT: _nothing,
    Happened.NOTHING: _nothing,
}
