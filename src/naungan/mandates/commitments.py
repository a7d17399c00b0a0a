"""Commitments won in a round (APPSI and others): from the first talk to the first money, each step with its day."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from naungan.access.actor import Actor
from naungan.mandates.errors import UnknownDuty, WrongStage
from naungan.mandates.models import Commitment, CommitmentStep
from naungan.mandates.moves import ENDS, STAGES, Stage
from naungan.registry.models import Region
from naungan.saying import gettext as _

PROVEN = (Stage.REGULATION, Stage.BUDGET, Stage.FIRST_PAYMENT)


@dataclass(frozen=True, slots=True)
class StepFacts:
    """A stage that was reached: when, what was said, the number of its document, rupiah budgeted or paid."""

    stage: str
    on: date
    said: str
    document: str = ""
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A commitment with its steps in order; `days` since the last one."""

    commitment: Commitment
    steps: tuple[CommitmentStep, ...]
    days: int

    @property
    def last(self) -> CommitmentStep:
        """Where it stands."""
        return self.steps[-1]


@transaction.atomic
def begin(
    region: Region, occasion: str, title: str, first: StepFacts, actor: Actor, key: uuid.UUID, *, public: bool = False
) -> Commitment:
    """Open a commitment with its first step; the same key again changes nothing. Raises what `step` raises."""
    done = CommitmentStep.objects.filter(key=key).select_related("commitment").first()
    if done:
        return done.commitment
    if not occasion.strip() or not title.strip():
        raise WrongStage(_("Tulis kesempatannya (misalnya APPSI) dan apa yang diminta."))
    made = Commitment.objects.create(region=region, round=occasion.strip(), title=title.strip(), public=public)
    step(made, first, actor, key)
    return made


@transaction.atomic
def step(commitment: Commitment, facts: StepFacts, actor: Actor, key: uuid.UUID) -> CommitmentStep:
    """Add the stage that a commitment reached; the same key again changes nothing.

    Stages may be passed over, never gone back to. Raises UnknownDuty, WrongStage.
    """
    done = CommitmentStep.objects.filter(key=key).first()
    if done:
        return done
    Commitment.objects.select_for_update(of=("self",), no_key=True).get(pk=commitment.pk)
    _refuse(list(commitment.steps.order_by("id")), facts)
    return CommitmentStep.objects.create(
        commitment=commitment, stage=facts.stage, on=facts.on, said=facts.said.strip(),
        document=facts.document.strip(), amount=facts.amount, account_id=actor.account_id, who=actor.name, key=key,
    )  # fmt: skip


def followed(commitments: Iterable[Commitment], on: date) -> list[Followed]:
    """Commitments with their steps up to a day, those that stand still longest first. Two queries."""
    held = {one.pk: one for one in commitments}
    steps: dict[int, list[CommitmentStep]] = {}
    for one in CommitmentStep.objects.filter(commitment_id__in=held, on__lte=on).order_by("id"):
        steps.setdefault(one.commitment_id, []).append(one)
    found = [Followed(held[pk], tuple(of), (on - of[-1].on).days) for pk, of in steps.items()]
    return sorted(found, key=lambda one: (one.last.stage in ENDS, -one.days, one.commitment.pk))


def _refuse(before: list[CommitmentStep], facts: StepFacts) -> None:
    if facts.stage not in STAGES:
        raise UnknownDuty(
            _("Tahap %(stage)s tidak dikenal. Yang dikenal: %(known)s.")
            % {"stage": repr(facts.stage), "known": ", ".join(STAGES)}
        )
    wanted, last = Stage(facts.stage), before[-1] if before else None
    if last and last.stage in ENDS:
        raise WrongStage(_("Komitmen ini sudah selesai (%(stage)s).") % {"stage": Stage(last.stage).label})
    if last and STAGES.index(wanted) <= STAGES.index(Stage(last.stage)):
        raise WrongStage(
            _("Tahap “%(wanted)s” tidak mengikuti “%(last)s”: sejarah komitmen hanya ditambah.")
            % {"wanted": wanted.label, "last": Stage(last.stage).label}
        )
    if last and facts.on < last.on:
        raise WrongStage(_("Tanggalnya mendahului tahap sebelumnya. Periksa tanggalnya."))
    if facts.on > timezone.localdate():
        raise WrongStage(_("Tanggalnya belum tiba. Catat tahap sesudah terjadi."))
    if not facts.said.strip():
        raise WrongStage(_("Tulis apa yang dikatakan atau ditetapkan, dengan siapa."))
    if wanted in PROVEN and not facts.document.strip():
        raise WrongStage(_("Tahap “%(wanted)s” perlu nomor dokumennya.") % {"wanted": wanted.label})
    if facts.amount is not None and facts.amount <= 0:
        raise WrongStage(_("Jumlah rupiah harus lebih dari 0."))
