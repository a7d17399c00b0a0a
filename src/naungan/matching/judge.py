"""Judge an unsure pair: the same person, another, or not to be told. Every judgement is logged and may be revised."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from naungan.access.actor import Actor
from naungan.access.models import Role
from naungan.matching.errors import AlreadyJudged, NotYours
from naungan.matching.models import Judgement, Pair, Verdict
from naungan.saying import gettext

JUDGES = (Role.BRANCH, Role.REGION, Role.HEAD_OFFICE)


def judge(*, actor: Actor, pair_id: int, version: int, verdict: Verdict, said: str = "", now: datetime) -> Pair:
    """Say what a pair is, as it was read at `version`. In the actor's scope.

    A line is one person: where it is this one, the other people beside it are different. Raises NotYours, and
    AlreadyJudged where somebody was faster.
    """
    if actor.role not in JUDGES:
        raise NotYours(gettext("%(role)s tidak menilai padanan.") % {"role": Role(actor.role).label})
    with transaction.atomic():
        pair = Pair.objects.select_for_update().get(pk=pair_id)
        if pair.version != version:
            raise AlreadyJudged(
                gettext("Pasangan ini baru saja dinilai orang lain: %(verdict)s. Baca lagi sebelum menilai.")
                % {"verdict": pair.get_verdict_display()}
            )
        if verdict == Verdict.SAME:
            beside = Pair.objects.select_for_update().filter(run=pair.run_id, reference=pair.reference)
            for other in beside.exclude(pk=pair.pk).exclude(verdict=Verdict.DIFFERENT):
                _judged(other, actor, Verdict.DIFFERENT, gettext("Baris ini ternyata orang lain."), now)
        _judged(pair, actor, verdict, " ".join(said.split()), now)
    return pair


def _judged(pair: Pair, actor: Actor, verdict: Verdict, said: str, now: datetime) -> None:
    Judgement.objects.create(
        pair=pair,
        account_id=actor.account_id,
        who=actor.name,
        role=actor.role,
        before=pair.verdict,
        after=verdict,
        said=said,
    )
    pair.verdict = verdict
    pair.account_id = actor.account_id
    pair.decided_at = now
    pair.version += 1
    pair.save(update_fields=["verdict", "account", "decided_at", "version"])
