"""Open pensions from decisions: every final approval with a monthly line becomes one award for each payee."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone

from naungan.claims.entitlement.answer import Line, lines_of
from naungan.claims.models import Decision, Outcome, Payee
from naungan.law.benefits.terms import months_after, years_after
from naungan.law.statute import Statute, load
from naungan.pensions.errors import CannotOpen
from naungan.pensions.indexing import rates_from, share_of
from naungan.pensions.kinds import AwardKind
from naungan.pensions.models import Award, AwardStep, ProofOfLife, Rate
from naungan.saying import gettext as _

PROOF_MONTHS = "jp.proof_of_life_months"


@dataclass(frozen=True, slots=True)
class Opened:
    """Awards that were opened, and decisions that somebody has to look at first, with why."""

    awards: tuple[Award, ...]
    left: tuple[tuple[Decision, str], ...]


def waiting() -> Iterable[Decision]:
    """Final approvals of a pension from which no award was opened yet; the last decision of each claim."""
    found = Decision.objects.filter(
        claim__kind__in=AwardKind.values, outcome=Outcome.APPROVED, final_at__isnull=False, awards__isnull=True
    ).select_related("claim")
    for decision in found.order_by("id"):
        monthly = [line for line in lines_of(decision.basis) if line.monthly]
        if monthly and not decision.claim.decisions.filter(sequence__gt=decision.sequence).exists():
            yield decision


def open_awards(statute: Statute | None = None) -> Opened:
    """Open every pension that was decided. A decision that changes a running one is left to an officer."""
    opened: list[Award] = []
    left: list[tuple[Decision, str]] = []
    for decision in waiting():
        try:
            opened += open_from(decision, statute or load())
        except CannotOpen as no:
            left.append((decision, str(no)))
    return Opened(tuple(opened), tuple(left))


def open_from(decision: Decision, statute: Statute) -> list[Award]:
    """Open the awards of one decision: an award, its rates, its first proof of life. Raises CannotOpen."""
    before = Award.objects.filter(claim=decision.claim).first()
    if before is not None:
        raise CannotOpen(
            _(
                "Klaim %(number)s sudah mempunyai pensiun nomor %(before)s dari putusan terdahulu. Hitung "
                "selisihnya, akhiri yang lama, lalu putuskan klaim baru."
            )
            % {"number": decision.claim.number, "before": before.pk}
        )
    with transaction.atomic():
        return [
            _opened(decision, line, place, statute)
            for line in lines_of(decision.basis)
            if line.monthly
            for place in range(len(line.shares))
        ]


def _opened(decision: Decision, line: Line, place: int, statute: Statute) -> Award:
    share, parts = line.shares[place], len(line.shares)
    payee = Payee.objects.get(pk=share.payee)
    kind, starts = AwardKind(decision.claim.kind), date.fromisoformat(line.due_on)
    ends = _ends(kind, payee, decision, statute)
    alive_on = timezone.localdate(decision.final_at)
    award = Award.objects.create(
        claim=decision.claim,
        decision=decision,
        payee=payee,
        person_id=decision.claim.person_id,
        region_id=decision.claim.region_id,
        kind=kind,
        starts=starts,
        ends=ends,
        amount=share.amount,
        part=place + 1,
        parts=parts,
        wage_basis=_wage_basis(decision),
        alive_until=proof_reaches(statute, alive_on),
        facts={"article": line.article, "unverified": line.unverified, "until": ends},
    )
    Rate.objects.bulk_create(_rates(award, line.amount, statute))
    ProofOfLife.objects.create(award=award, on=alive_on, how="claim", until=award.alive_until)
    AwardStep.objects.create(award=award, who="Naungan", name="open", key=uuid.uuid4())
    return award


def proof_reaches(statute: Statute, seen_on: date) -> date:
    """Until when somebody seen alive on a day counts as living, by the law of that day."""
    return months_after(seen_on, statute.on(seen_on).whole(PROOF_MONTHS))


def _rates(award: Award, joint: int, statute: Statute) -> list[Rate]:
    """The rates of an award; the first as decided for this payee, the others its part of the whole."""
    return [
        Rate(
            award_id=award.pk,
            since=one.since,
            amount=award.amount if one.since == award.starts else share_of(one.joint, award.part, award.parts),
            joint=one.joint,
            inflation=one.inflation,
            law_version=statute.version,
        )
        for one in rates_from(statute, AwardKind(award.kind), award.starts, joint, award.ends)
    ]


def _ends(kind: AwardKind, payee: Payee, decision: Decision, statute: Statute) -> date | None:
    """The last day before a child reaches the age at which its pension ends; nobody else's end is known."""
    if kind is not AwardKind.CHILD:
        return None
    if payee.born_on is None:
        raise CannotOpen(
            _("Tanggal lahir %(payee)s belum dicatat; pensiun anak berakhir menurut usianya.") % {"payee": payee.name}
        )
    age = statute.on(decision.claim.event_on).whole("jp.child_ends_at_age")
    return years_after(payee.born_on, age) - timedelta(days=1)


def _wage_basis(decision: Decision) -> int:
    """The average wage that the decision rests on."""
    found = [step["value"] for step in decision.basis["steps"] if step["step"] == "average_wage"]
    if not found:
        raise CannotOpen(
            _("Putusan klaim %(number)s tidak memuat upah rata-rata; putuskan lagi.")
            % {"number": decision.claim.number}
        )
    return int(found[0])
